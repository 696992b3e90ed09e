"""The guard at the connection: what is refused, and that nothing is sent there."""

from __future__ import annotations

import threading
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopback import Loopback
from ondit.errors import InputError
from ondit.ingest.web import Client, World
from ondit.ingest.web.deadline import Deadline
from ondit.ingest.web.guard import Guard, is_public


@pytest.fixture
def server(server: Loopback) -> Loopback:
    server.page("/", "secret")
    return server


def refused(client: Client, url: str) -> None:
    with pytest.raises(InputError, match="private network or on this machine") as caught:
        client.fetch(url)
    assert "--allow-private" in caught.value.hint


@pytest.mark.parametrize(
    "address",
    "93.184.215.14 8.8.8.8 172.15.0.1 172.32.0.1 100.63.255.255 100.128.0.0 2606:4700::1111 2a00:1450::5"
    " ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1".split(),
)
def test_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    "0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.0.9 168.63.129.16 169.254.169.254"
    " 172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7"
    " 203.0.113.9"
    " 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1"
    " 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1"
    " 2002:a00:1::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%2 fec0::1 ff02::1".split(),
)
def test_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@given(st.ip_addresses(v=4) | st.ip_addresses(v=6))
def test_what_stands_for_an_address_is_as_public_as_that(address: IPv4Address | IPv6Address) -> None:
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
        assert not is_public(address) or (inner is not None and is_public(inner))
    if isinstance(address, IPv4Address):
        for outer in (
            IPv6Address((0xFFFF << 32) + int(address)),
            IPv6Address((0x64FF9B << 96) + int(address)),
            IPv6Address((0x2002 << 112) + (int(address) << 80) + 1),
        ):
            assert is_public(outer) == is_public(address)


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 127.1 2130706433 0x7f000001 0x7f.1 127.0.0.1. 127。0。0。1 mara:safe@127.0.0.1"
    " localhost LOCALHOST. [::ffff:127.0.0.1] [::ffff:7f00:1] 0.0.0.0 0".split(),
)
def test_every_spelling_of_loopback_is_refused_before_a_byte_is_sent(server: Loopback, host: str) -> None:
    with Client() as client:
        refused(client, f"http://{host}:{server.port}/")
    assert server.requests == []
    assert server.connections == 0


@pytest.mark.parametrize(
    "host", "0177.0.0.1 １２７.0.0.1 127.0.0.1%2f 127.0.0.1\\ 0:0:0:0 [::1%25lo]".split()
)
def test_spellings_that_mean_loopback_elsewhere_are_none(server: Loopback, host: str) -> None:
    with Client() as client, pytest.raises(InputError):
        client.fetch(f"http://{host}:{server.port}/")
    assert server.connections == 0


def test_it_is_read_where_that_is_allowed(server: Loopback) -> None:
    with Client(allow_private=True) as client:
        assert client.fetch(f"http://127.1:{server.port}/").data == b"secret"
    assert server.connections > 0


def test_rebinding_finds_no_second_look_up(server: Loopback) -> None:
    answers = [["127.0.0.1"], ["198.51.100.1"]]
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return answers[min(len(looked_up), 2) - 1]

    with Client(world=World(resolve=resolve)) as client:
        refused(client, f"http://rebind.example:{server.port}/")
        assert looked_up == ["rebind.example"]
    public_first = iter([["93.184.215.14"], ["127.0.0.1"]])
    tried: list[str] = []
    with Client(
        world=World(resolve=lambda host, port: next(public_first), sleep=lambda seconds: None)
    ) as client:
        session = client._opened()

        def connect(host: str, *more: object) -> object:
            import httpcore

            tried.append(host)
            raise httpcore.ConnectError

        session._guard._plain.connect_tcp = connect  # type: ignore[method-assign, assignment]
        refused(client, f"http://rebind.example:{server.port}/")
    assert tried == ["93.184.215.14"]
    assert server.connections == 0


def test_one_private_address_among_public_ones_is_enough(server: Loopback) -> None:
    with Client(world=World(resolve=lambda host, port: ["93.184.215.14", "127.0.0.1"])) as client:
        refused(client, f"http://tarn.example:{server.port}/")
    assert server.connections == 0


def test_a_redirect_to_a_private_address_is_refused() -> None:
    with Loopback() as public, Loopback() as private:
        private.page("/", "secret")
        public.page("/a", status=302, location=private.url("/"))

        def resolve(host: str, port: int) -> list[str]:
            return [host] if port == private.port else ["93.184.215.14"]

        with Client(world=World(resolve=resolve)) as client:
            plain = client._opened()._guard._plain
            connect = plain.connect_tcp

            def connect_here(host: str, port: int, *more: object) -> object:
                assert host == "93.184.215.14"
                return connect("127.0.0.1", port, *more)  # type: ignore[arg-type]

            plain.connect_tcp = connect_here  # type: ignore[method-assign, assignment]
            refused(client, f"http://tarn.example:{public.port}/a")
        assert public.count("/a") == 1
        assert private.connections == 0


def test_the_next_address_is_tried_where_one_takes_no_connection(server: Loopback) -> None:
    found = World(resolve=lambda host, port: ["::1", "127.0.0.1"])
    with Client(allow_private=True, world=found) as client:
        assert client.fetch(f"http://tarn.example:{server.port}/").data == b"secret"


def test_each_step_ends_at_the_deadline_or_before() -> None:
    guard = Guard(allow_private=False, resolve=None)
    ticks = iter([0.0, 1.0, 1.0, 1.0, 7.0])
    with guard.until(Deadline(5, lambda: next(ticks), threading.Event())):
        assert [guard._within(timeout) for timeout in (None, 10, 2)] == [4, 4, 2]
        with pytest.raises(InputError, match="after 5 seconds"):
            guard._within(None)


def test_the_host_header_of_an_ipv6_address_has_its_brackets(server: Loopback) -> None:
    with Client(allow_private=True, world=World(resolve=lambda host, port: ["127.0.0.1"])) as client:
        client.fetch(f"http://[::1]:{server.port}/")
    assert server.requests[-1].headers["Host"] == f"[::1]:{server.port}"
