"""The guard at the connection: names are looked up once, and only what was checked is connected to."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from weakref import WeakSet

import httpcore

from ondit.errors import InputError
from ondit.ingest.web.client import Resolver
from ondit.ingest.web.deadline import Deadline

_Timeout = float | None
_MOST_TRIED = 4

_GLOBAL = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "100.64.0.0/10",  # shared by a provider's customers; a cloud's metadata too (100.100.100.200)
        "168.63.129.16/32",  # a cloud's host, seen from its machines, though the address is a public one
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "2001::/23",  # assigned to protocols; Teredo among them
        "2001:db8::/32",
        "3fff::/20",
    )
)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Return whether an address is that of a machine on the public internet.

    Rule: an IPv4 address that is global and in none of the ranges that are set aside; an IPv6 address of
    2000::/3 likewise, and one that stands for an IPv4 address (mapped, 6to4, NAT64) if that one is.

    Catches 169.254.169.254, 100.64.0.1, ::ffff:127.0.0.1, 2002:7f00:1::, fd00:ec2::254; must not refuse
    93.184.215.14 or 2606:4700::1111. Known failure: a network may route public addresses to machines of
    its own.
    """
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(inner)
        if address not in _GLOBAL:
            return False
    set_aside = any(address in network for network in _NOT_PUBLIC if network.version == address.version)
    return address.is_global and not (address.is_multicast or address.is_reserved or set_aside)


def look_up(host: str, port: int) -> list[str]:
    """Return the addresses that the system knows for a name, best first.

    How long that takes is up to the system's resolver (some seconds for each name server).

    Raises:
        OSError: There are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class Guard(httpcore.NetworkBackend):
    """Connects for httpcore: looks a name up, checks every address found, connects to one of these.

    There is no second look-up that could give another answer. TLS and the Host header keep the name.
    """

    def __init__(self, *, allow_private: bool, resolve: Resolver | None) -> None:
        self._allow_private = allow_private
        self._resolve = resolve or look_up
        self._plain = httpcore.SyncBackend()
        self._running = threading.local()
        self._lock = threading.Lock()
        self._streams: WeakSet[Stream] = WeakSet()

    @contextmanager
    def until(self, deadline: Deadline) -> Iterator[None]:
        """Let whatever this thread does on its connections end at a deadline."""
        self._running.deadline = deadline
        try:
            yield
        finally:
            del self._running.deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: _Timeout = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first of a host's addresses that takes one.

        Raises:
            InputError: The host is not known, or one of its addresses is not public.
            httpcore.ConnectError: None of them takes a connection.
            httpcore.ConnectTimeout: The last one did not answer in time.
        """
        failure: Exception = httpcore.ConnectError("no address")
        for address in self._checked(host, port)[:_MOST_TRIED]:
            try:
                stream = self._plain.connect_tcp(
                    address, port, self._within(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return self._known(stream)
        raise failure

    def hang_up(self) -> None:
        """End all connections; who reads from one in another thread finds it at its end."""
        with self._lock:
            streams = list(self._streams)
        for stream in streams:
            stream.hang_up()

    def _known(self, inner: httpcore.NetworkStream) -> Stream:
        stream = Stream(inner, self._within, self._known)
        with self._lock:
            self._streams.add(stream)
        return stream

    def _checked(self, host: str, port: int) -> Sequence[str]:
        try:
            found = [ip_address(address) for address in self._resolve(host, port)]
        except (OSError, ValueError):
            found = []
        if not found:
            raise InputError(
                "There is no such host, or its name could not be looked up.",
                "Check the spelling of the address and the network.",
            )
        if not self._allow_private and not all(is_public(address) for address in found):
            raise InputError(
                "Its host is on a private network or on this machine.",
                "Give --allow-private if it is meant to be read.",
            )
        return [str(address) for address in found]

    def _within(self, timeout: _Timeout) -> float:
        deadline: Deadline = self._running.deadline
        left = deadline.left()
        return left if timeout is None else min(timeout, left)


class Stream(httpcore.NetworkStream):
    """A connection whose every step ends at the deadline of the fetch that uses it."""

    def __init__(
        self,
        inner: httpcore.NetworkStream,
        within: Callable[[_Timeout], float],
        known: Callable[[httpcore.NetworkStream], Stream],
    ) -> None:
        self._inner = inner
        self._within = within
        self._known = known
        self._is_asked = False

    def read(self, max_bytes: int, timeout: _Timeout = None) -> bytes:
        """Return the next bytes, none at the end.

        Raises:
            httpcore.ReadError: It ended though something was asked and nothing answered.
        """
        data = self._inner.read(max_bytes, self._within(timeout))
        if not data and self._is_asked:
            raise httpcore.ReadError("closed without an answer")
        self._is_asked = False
        return data

    def write(self, buffer: bytes, timeout: _Timeout = None) -> None:
        """Send some bytes."""
        self._is_asked = True
        self._inner.write(buffer, self._within(timeout))

    def hang_up(self) -> None:
        """End it, without closing what another thread may just be reading from."""
        found = self._inner.get_extra_info("socket")
        with suppress(OSError):
            socket.socket.shutdown(found, socket.SHUT_RDWR)  # TLS would forget its state by its own shutdown

    def close(self) -> None:
        """Close it."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: _Timeout = None
    ) -> httpcore.NetworkStream:
        """Return this connection made secure.

        Raises:
            InputError: The server cannot prove who it is, or does not know how.
        """
        try:
            inner = self._inner.start_tls(ssl_context, server_hostname, self._within(timeout))
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                raise InputError(
                    f"Its certificate is not accepted: {error.__cause__.verify_message.rstrip('.')}.",
                    "Check the address, and the date of this computer.",
                ) from error
            if isinstance(error.__cause__, ssl.SSLError):
                raise InputError(
                    "No secure connection to it came about.",
                    "Check the address; a site without https is read as http://…",
                ) from error
            raise
        return self._known(inner)

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore asks about a connection."""
        return self._inner.get_extra_info(info)
