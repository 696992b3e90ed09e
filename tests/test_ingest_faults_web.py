"""Bad answers from servers, read from the door: each is one clear problem that names its address."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass

import pytest

from loopback import Act, Loopback, Page, raw
from ondit import ingest
from ondit.ingest.web import Client, Limits, World
from ondit.model import Problem
from test_ingest_faults import BODY, GOOD, PAGE, PAPER, item, packed, row, rss, told


def fetched(server: Loopback, url: str, *, allow_private: bool = True) -> tuple[list[str], list[Problem]]:
    """Read an address beside a good one too; return the texts of the first, and the problems."""
    good = server.page("/good", f"{GOOD} It is so.", "text/plain")
    limits = Limits(seconds=2, reading=0.5, connecting=1, tries=1, size=100_000)
    world = World(sleep=lambda seconds: None)
    with Client(allow_private=allow_private, limits=limits, world=world) as client:
        reading = ingest.read_all([url, good], reach=ingest.Reach(fetch=client.fetch))
    texts = [article.text for article in reading.articles]
    if allow_private:
        assert texts.pop() == f"{GOOD} It is so."
    return texts, told(reading.problems)


BOMB = zlib.compress(bytes(9_000_000))
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@dataclass(frozen=True, slots=True)
class Trick:
    """What a server does, and words of the problem that comes of it."""

    name: str
    act: Act | Page
    what: str


TRICKS = (
    Trick("drips", raw(HEAD + b"\r\n", *[b"x"] * 400, seconds=0.02), ""),
    Trick("drips in its head", raw(*[bytes([byte]) for byte in HEAD * 9], seconds=0.02), ""),
    Trick("falls silent", raw(HEAD + b"\r\n", b"<p>", seconds=1.0), ""),
    Trick("never ends", raw(HEAD + b"\r\n", b"<p>ha</p>" * 2_000, again=1_000), "larger than"),
    Trick("never ends its head", raw(HEAD, b"X-More: ha\r\n" * 500, again=1_000), ""),
    Trick("says it is longer than it is", raw(HEAD + b"Content-Length: 900\r\n\r\n<p>cut</p>"), "broke off"),
    Trick("says it is too long", raw(HEAD + b"Content-Length: 99999999999\r\n\r\n"), "larger than"),
    Trick("says a length that is none", raw(HEAD + b"Content-Length: -5\r\n\r\n<p>"), ""),
    Trick("is a bomb", Page(BOMB, 200, {"Content-Encoding": "deflate"}), "larger than"),
    Trick("packs what it does not", Page(PAGE.encode(), 200, {"Content-Encoding": "gzip"}), "decoded"),
    Trick("redirects to itself", Page(b"", 302, {"Location": "/page"}), "circle"),
    Trick("redirects nowhere", Page(b"", 302, {"Location": "file:///etc/hostname"}), ""),
    Trick("has no such page", Page(b"no", 404), "404"),
    Trick("is broken", Page(b"no", 500), "500"),
    Trick("speaks no HTTP", raw(b"SSH-2.0-harbour\r\n"), ""),
    Trick("hangs up", raw(), ""),
    Trick("gives nothing", Page(b"", 200, {"Content-Type": "text/html"}), "empty"),
    Trick("gives a picture", Page(b"\x89PNG\r\n\x1a\n" + bytes(64), 200, {"Content-Type": "image/png"}), ""),
    Trick("gives a shell", Page(b"<html><body><div id=app></div></body></html>", 200, {}), "no article"),
)  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
def test_a_server_that(server: Loopback, trick: Trick) -> None:
    url = server.does("/page", trick.act)
    texts, problems = fetched(server, url)
    assert texts == []
    assert [(problem.input, problem.line) for problem in problems] == [(url, None)]
    assert trick.what in problems[0].what


def test_a_server_that_redirects_for_ever(server: Loopback) -> None:
    for number in range(30):
        server.does(f"/{number}", Page(b"", 301, {"Location": f"/{number + 1}"}))
    texts, (problem,) = fetched(server, server.url("/0"))
    assert texts == []
    assert (problem.input, problem.what) == (server.url("/0"), "The server redirects more than 10 times.")
    assert server.count("/11") == 0


def test_what_robots_txt_forbids_is_not_asked_for(server: Loopback) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /page", "text/plain")
    url = server.page("/page", PAGE)
    texts, (problem,) = fetched(server, url)
    assert (texts, problem.input) == ([], url)
    assert "robots.txt" in problem.what
    assert server.count("/page") == 0


def test_a_private_address_is_not_asked_without_permission(server: Loopback) -> None:
    url = server.page("/page", PAGE)
    texts, problems = fetched(server, url, allow_private=False)
    assert texts == []
    assert [problem.input for problem in problems] == [url, server.url("/good")]
    assert all("--allow-private" in problem.hint for problem in problems)
    assert server.connections == 0


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (PAGE, "text/plain"),
        (PAGE, "application/octet-stream"),
        (PAGE, "application/json"),
        (PAGE, None),
        (f"[{row()}]", "text/html"),
        (row(), "text/plain"),
        (f"{row()}\n{row()}", "text/html"),
        (rss(item()), "text/html"),
        (rss(item()), "application/octet-stream"),
        (PAPER, "application/octet-stream"),
        (PAPER, "text/html"),
        (gzip.compress(PAGE.encode(), mtime=0), "text/html"),
        (packed(("volt.txt", BODY)), "text/plain"),
    ],
)
def test_a_server_that_lies_about_the_type(
    server: Loopback, body: str | bytes, media_type: str | None
) -> None:
    texts, problems = fetched(server, server.page("/story", body, media_type))
    assert problems == []
    (text,) = texts
    assert GOOD in " ".join(text.split())


def test_a_list_of_feeds_tells_each_feed_that_cannot_be_had(server: Loopback) -> None:
    good, bad = server.page("/feed", rss(item()), "text/html"), server.page("/none", "", status=410)
    feeds = "".join(f'<outline xmlUrl="{url}"/>' for url in (bad, good))
    url = server.page("/list", f"<opml><body>{feeds}</body></opml>", "text/plain")
    texts, (problem,) = fetched(server, url)
    assert len(texts) == 1
    assert problem.input == bad
