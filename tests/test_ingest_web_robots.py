"""robots.txt: what it allows, what it forbids, and how slowly it wants to be read."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopback import Loopback, Page
from ondit.errors import InputError
from ondit.ingest.web import Client, Limits, World
from ondit.ingest.web.robots import LARGEST, parse


@pytest.fixture
def server(server: Loopback) -> Loopback:
    server.page("/story", "read")
    return server


def allows(text: str, path: str = "/story") -> bool:
    try:
        parse(text.encode(), 10).check(httpx.URL(f"https://tarn.example{path}"))
    except InputError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /\nAllow: /story", True),
        ("User-agent: *\nDisallow: /*ory$", False),
        ("User-agent: ondit\nDisallow: /", False),
        ("user agent ONDIT/2.0 # us\nDisallow: /", False),
        ("User-agent: Ondit*\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Ondit\nDisallow: /private", True),
        ("User-agent: Tarnbot\nDisallow: /", True),
        ("User-agent: Tarnbot\nUser-agent: Ondit\nDisallow: /", False),
        ("User-agent: on\nDisallow: /", True),
        ("User-agent: OnditBot\nDisallow: /", True),
        ("<!doctype html><p>User-agent: * Disallow: /</p>", True),
    ],
)
def test_rules(text: str, *, allowed: bool) -> None:
    assert allows(text) == allowed


@given(st.text())
def test_any_text_gives_rules(text: str) -> None:
    assert allows("User-agent: *\nDisallow: /story\n#" + " ".join(text.splitlines())) is False
    assert 0 <= parse(f"User-agent: *\n{text}".encode("utf-8", "replace"), 10).pause <= 10


@pytest.mark.parametrize(
    ("text", "pause"),
    [
        ("Crawl-delay: 3", 3),
        ("Crawl-delay: 86400", 10),
        ("Crawl-delay: -1", 0),
        ("Request-rate: 1/5", 5),
        ("Request-rate: 30/1m\nCrawl-delay: 1", 2),
        ("Crawl-delay: soon", 0),
    ],
)
def test_pauses(text: str, pause: float) -> None:
    assert parse(f"User-agent: *\n{text}".encode(), 10).pause == pause


def test_many_names_above_many_rules_stay_few_rules() -> None:
    names = "".join(f"User-agent: a{number}\n\xa0user agent b{number}\n" for number in range(4_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(4_000))
    parsed = parse(f"{names}User-agent: *\n{rules}".encode(), 10).parsed
    assert parsed is not None
    assert len(parsed._user_agents) == 2
    assert not parsed.can_fetch("https://tarn.example/77", "Ondit")


def test_what_is_forbidden_is_not_asked_for(server: Loopback, client: Client) -> None:
    server.page("/robots.txt", "User-agent: Ondit\nDisallow: /story")
    server.page("/other", "read")
    with pytest.raises(InputError, match=r"robots\.txt forbids") as caught:
        client.fetch(server.url("/story"))
    assert "browser" in caught.value.hint
    assert client.fetch(server.url("/other")).data == b"read"
    assert (server.count("/story"), server.count("/robots.txt")) == (0, 1)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
def test_no_robots_txt_allows_all(server: Loopback, client: Client, status: int) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    assert client.fetch(server.url("/story")).data == b"read"


@pytest.mark.parametrize("status", [500, 503])
def test_a_robots_txt_that_fails_forbids_all(server: Loopback, client: Client, status: int) -> None:
    server.page("/robots.txt", status=status)
    for _ in range(2):
        with pytest.raises(InputError, match=f"{status} for its robots.txt"):
            client.fetch(server.url("/story"))
    assert server.count("/story") == 0
    assert server.count("/robots.txt") == (1 if status == 500 else 3)


def test_a_robots_txt_that_is_cut_off_forbids_all(server: Loopback, client: Client) -> None:
    server.does(
        "/robots.txt",
        lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nUser"),
    )
    with pytest.raises(InputError, match="broke off"):
        client.fetch(server.url("/story"))
    assert server.count("/story") == 0


def test_redirects_of_robots_txt_are_followed(server: Loopback, client: Client) -> None:
    for number in range(4):
        server.page(f"/{number}", status=301, location=f"/{number + 1}")
    server.page("/robots.txt", status=302, location="/0")
    server.page("/4", "User-agent: *\nDisallow: /story")
    with pytest.raises(InputError, match=r"robots\.txt forbids"):
        client.fetch(server.url("/story"))


@pytest.mark.parametrize("target", ["/robots.txt", "/0", "ftp://tarn.example/"])
def test_redirects_of_robots_txt_without_end_allow_all(server: Loopback, client: Client, target: str) -> None:
    for number in range(9):
        server.page(f"/{number}", status=301, location=f"/{number + 1}")
    server.page("/robots.txt", status=302, location=target)
    assert client.fetch(server.url("/story")).data == b"read"


def test_a_robots_txt_ends_at_its_limit(server: Loopback, client: Client) -> None:
    head = "User-agent: *\nDisallow: /story\n"
    server.page("/robots.txt", head + "#" * LARGEST + "\nDisallow: /other\n")
    server.page("/other", "read")
    assert client.fetch(server.url("/other")).data == b"read"
    with pytest.raises(InputError, match=r"robots\.txt forbids"):
        client.fetch(server.url("/story"))


def test_the_target_of_a_redirect_has_rules_of_its_own(server: Loopback, client: Client) -> None:
    with Loopback() as other:
        other.page("/robots.txt", "User-agent: *\nDisallow: /")
        other.page("/there", "read")
        server.page("/here", status=302, location=other.url("/there"))
        with pytest.raises(InputError, match=r"robots\.txt forbids"):
            client.fetch(server.url("/here"))
        assert other.count("/there") == 0


def test_pauses_are_kept_and_do_not_count_for_the_deadline(server: Loopback) -> None:
    ticks = [0.0]
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        ticks[0] += seconds

    server.page("/robots.txt", "User-agent: *\nCrawl-delay: 4")
    world = World(sleep=sleep, clock=lambda: ticks[0])
    with Client(allow_private=True, world=world, limits=Limits(seconds=3)) as client:
        for _ in range(4):
            client.fetch(server.url("/story"))
    assert naps == [4, 4, 4]


def test_an_answer_that_passes_is_asked_for_within_the_pauses(server: Loopback) -> None:
    naps: list[float] = []
    server.page("/robots.txt", "User-agent: *\nCrawl-delay: 4")
    server.does("/late", Page(status=503), Page(b"read"))
    world = World(sleep=naps.append, clock=lambda: sum(naps))
    with Client(allow_private=True, world=world) as client:
        assert client.fetch(server.url("/late")).data == b"read"
    assert sum(naps) == pytest.approx(4)


def test_rules_are_asked_for_again_after_a_day(server: Loopback) -> None:
    ticks = [0.0]
    server.does("/robots.txt", Page(b""), Page(b"User-agent: *\nDisallow: /"), Page(status=500))
    world = World(sleep=lambda seconds: None, clock=lambda: ticks[0])
    with Client(allow_private=True, world=world, limits=Limits(tries=1)) as client:
        client.fetch(server.url("/story"))
        ticks[0] = 86_399
        client.fetch(server.url("/story"))
        assert server.count("/robots.txt") == 1
        ticks[0] = 86_401
        with pytest.raises(InputError, match="forbids"):
            client.fetch(server.url("/story"))
        ticks[0] = 180_000
        with pytest.raises(InputError, match="forbids"):
            client.fetch(server.url("/story"))
        assert server.count("/robots.txt") == 3


def test_a_robots_txt_that_failed_is_asked_for_again_after_a_minute(server: Loopback) -> None:
    ticks = [0.0]
    server.does("/robots.txt", Page(status=500), Page(b""))
    world = World(sleep=lambda seconds: None, clock=lambda: ticks[0])
    with Client(allow_private=True, world=world, limits=Limits(tries=1)) as client:
        for ticks[0] in (0.0, 59.0):
            with pytest.raises(InputError, match=r"robots\.txt"):
                client.fetch(server.url("/story"))
        ticks[0] = 61
        assert client.fetch(server.url("/story")).data == b"read"
    assert server.count("/robots.txt") == 2


def test_a_rate_beyond_all_numbers_is_the_longest_pause() -> None:
    from ondit.ingest.web.robots import parse

    assert parse(b"User-agent: *\nRequest-rate: 1/" + b"9" * 400 + b"\n", 7.0).pause == 7.0
