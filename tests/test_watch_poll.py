"""One request to one feed: what is new, what is remembered, and everything that servers do wrong."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest

from local_site import NOW
from loopback import Loopback, Page
from ondit.ingest.web import Client, Condition, Limits, Reply, StoppedError, World
from ondit.watch.pace import LONGEST_REST, own
from ondit.watch.poll import LIMITS, MOST_SEEN, Polled, poll
from ondit.watch.records import WatchedFeed

MODIFIED = "Wed, 29 May 2024 11:00:00 GMT"


def item(number: int, more: str = "", text: str = "Nerio told of its lens at some length today.") -> str:
    return (
        f"<item><title>Story {number}</title><link>https://harbour.example/{number}</link>"
        f"<description>{text} {number}</description>{more}</item>"
    )


def feed_of(*items: str, head: str = "") -> str:
    about = "<title>Harbour Post</title><link>https://harbour.example/</link>"
    return f'<rss version="2.0"><channel>{about}{head}{"".join(items)}</channel></rss>'


@pytest.fixture
def limits() -> Limits:
    return replace(LIMITS, size=1_000_000, reading=2, seconds=5)


def polled(feed: WatchedFeed | str, client: Client, now: float = NOW) -> Polled:
    known = WatchedFeed(feed) if isinstance(feed, str) else feed
    return poll(known, client.ask, lambda: now)


def fault(feed: WatchedFeed | str, client: Client) -> str:
    """Return why a feed failed, and see that it is remembered and that nothing else is forgotten."""
    known = WatchedFeed(feed) if isinstance(feed, str) else feed
    found = polled(known, client)
    assert found.fault is not None
    assert (found.articles, found.problems) == ((), ())
    assert (found.feed.fault, found.feed.hint) == (found.fault.what, found.fault.hint)
    assert (found.feed.failures, found.feed.asked) == (known.failures + 1, NOW)
    assert (found.feed.good, found.feed.etag, found.feed.seen) == (known.good, known.etag, known.seen)
    assert found.fault.hint.endswith((".", "…"))
    return found.fault.what


def test_the_articles_of_a_feed(server: Loopback, client: Client) -> None:
    url = server.page("/feed", feed_of(item(1), item(2)), "application/rss+xml", etag='"1"')
    found = polled(url, client)
    assert [article.title for article in found.articles] == ["Story 1", "Story 2"]
    assert {article.source.value for article in found.articles} == {"Harbour Post"}
    assert {article.accessed for article in found.articles} == {
        datetime.fromtimestamp(NOW, UTC).date().isoformat()
    }
    assert found.fault is None
    assert (found.feed.good, found.feed.asked, found.feed.failures) == (NOW, NOW, 0)
    assert (found.feed.answered, found.feed.etag, found.feed.modified) == (url, '"1"', None)
    assert found.feed.seen == tuple(article.id for article in found.articles)
    assert "rss+xml" in server.requests[-1].headers["Accept"]


@pytest.mark.parametrize("mark", [{"etag": '"1"'}, {"last_modified": MODIFIED}])
def test_an_unchanged_feed_is_good_and_not_sent_again(
    server: Loopback, client: Client, mark: dict[str, str]
) -> None:
    first = polled(server.page("/feed", feed_of(item(1)), **mark), client).feed
    later = polled(first, client, NOW + 600)
    assert server.requests[-1].answered == 304
    assert (later.articles, later.fault) == ((), None)
    assert later.feed == replace(first, asked=NOW + 600, good=NOW + 600)


def test_only_what_is_new_comes_from_a_feed_without_marks(server: Loopback, client: Client) -> None:
    url = server.page("/feed", feed_of(item(1), item(2)))
    first = polled(url, client).feed
    same = polled(first, client, NOW + 1)
    assert (same.articles, same.feed.good) == ((), NOW + 1)
    assert polled(replace(first, seen=()), client).articles == (), "the same answer is not read twice"
    server.page("/feed", feed_of(item(3), item(1)))
    second = polled(same.feed, client, NOW + 2)
    assert [article.title for article in second.articles] == ["Story 3"]
    assert len(second.feed.seen) == 3
    server.page("/feed", feed_of(item(2)))
    assert polled(second.feed, client).articles == ()


def test_what_is_remembered_of_a_feed_is_bounded(server: Loopback, client: Client) -> None:
    old = tuple(str(number) for number in range(MOST_SEEN))
    known = replace(WatchedFeed(server.page("/feed", feed_of(item(1)))), seen=old)
    found = polled(known, client)
    assert found.feed.seen == (*old[1:], found.articles[0].id)


def test_what_came_in_since_the_last_answer_is_no_older_whatever_its_date(
    server: Loopback, client: Client
) -> None:
    old = item(3, "<pubDate>Thu, 01 Jan 1998 09:00:00 GMT</pubDate>")
    dated = item(1, "<pubDate>Wed, 29 May 2024 11:00:00 GMT</pubDate>")
    url = server.does("/feed", Page(feed_of(dated).encode()), Page(feed_of(dated, old).encode()))
    first = polled(url, client).feed
    then = polled(first, client, NOW + 600).feed
    assert then.times == (NOW - 3600, NOW)
    assert own(then.times, NOW + 600) < 3600


def test_times_are_those_of_publication_else_of_now(server: Loopback, client: Client) -> None:
    dated = "<pubDate>Wed, 29 May 2024 10:00:00 +0100</pubDate>"
    coming = "<pubDate>Wed, 29 May 2025 10:00:00 GMT</pubDate>"
    url = server.page("/feed", feed_of(item(1, dated), item(2, coming), item(3)))
    first = polled(url, client).feed
    assert first.times == (NOW - 3 * 3600, NOW)
    server.page("/feed", feed_of(item(4), item(5, "<pubDate>28 May 2024</pubDate>")))
    assert polled(first, client, NOW + 60).feed.times == (NOW - 3 * 3600, NOW, NOW + 60, NOW + 60)
    day = polled(server.page("/day", feed_of(item(5, "<pubDate>28 May 2024</pubDate>"))), client)
    assert day.feed.times == (NOW - 36 * 3600,)
    assert polled(server.page("/none", feed_of(item(6))), client).feed.times == (NOW,)


def test_what_a_feed_states_is_remembered(server: Loopback, client: Client) -> None:
    head = (
        "<ttl>90</ttl><skipHours><hour>3</hour><hour>24</hour></skipHours>"
        "<skipDays><day>Sunday</day><day>Someday</day></skipDays>"
    )
    url = server.page(
        "/feed", feed_of(item(1), head=head), cache_control="max-age=1200", age="200", etag='"1"'
    )
    first = polled(url, client).feed
    assert (first.least, first.fresh, first.skip_hours, first.skip_days) == (5400, 1000, (0, 3), (6,))
    server.page("/feed", "", etag='"1"', cache_control="max-age=60")
    assert (again := polled(first, client).feed).fresh == 60
    assert (again.least, again.skip_hours) == (5400, (0, 3))


def test_a_feed_without_entries_is_good(server: Loopback, client: Client) -> None:
    for text in (feed_of(), '{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [ ]}'):
        found = polled(server.page("/feed", text), client)
        assert (found.articles, found.fault, found.feed.good) == ((), None, NOW)


def test_a_json_feed(server: Loopback, client: Client) -> None:
    text = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items":'
        ' [{"id": "1", "url": "https://harbour.example/1", "title": "One", "content_text": "A story."}]}'
    )
    found = polled(server.page("/feed", text, "application/feed+json"), client)
    assert [article.title for article in found.articles] == ["One"]


def test_an_entry_in_which_a_feed_breaks_off_comes_once_it_is_whole(server: Loopback, client: Client) -> None:
    whole = feed_of(item(1), item(2))
    url = server.page("/feed", whole[: whole.index("</item>", whole.index("Story 2"))])
    first = polled(url, client)
    assert [article.title for article in first.articles] == ["Story 1"]
    assert first.problems
    server.page("/feed", whole)
    assert [article.title for article in polled(first.feed, client).articles] == ["Story 2"]
    server.page("/feed", whole[: whole.index("</item>", whole.index("Story 2")) - 20])
    last = polled(first.feed, client)
    assert last.articles == last.changed == ()


@pytest.mark.parametrize("mark", [{"etag": '"1"'}, {"last_modified": MODIFIED}])
def test_a_feed_that_broke_off_is_asked_for_whole_until_there_is_another_answer(
    server: Loopback, client: Client, mark: dict[str, str]
) -> None:
    whole = feed_of(item(1), item(2))
    url = server.page("/feed", whole.removesuffix("</item></channel></rss>"), **mark)
    first = polled(url, client)
    assert len(first.articles) == 1
    same = polled(first.feed, client)
    assert (same.articles, same.problems) == ((), ())
    server.page("/feed", whole, **mark)
    last = polled(same.feed, client)
    assert len(last.articles) == 1
    assert polled(last.feed, client).feed == last.feed
    assert server.requests[-1].answered == 304


def test_of_json_that_breaks_off_nothing_is_taken_and_it_is_asked_again(
    server: Loopback, client: Client
) -> None:
    items = ", ".join(
        json.dumps({"id": str(n), "url": f"https://harbour.example/{n}", "content_text": f"A story. {n}"})
        for n in (1, 2)
    )
    head = '"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post"'
    whole = f'{{{head}, "items": [{items}]}}'
    empty = whole.replace(items, "")[:-1]
    cut_off = [whole[:end] for end in (whole.index("story. 2"), whole.index(", {"), len(whole) - 1)]
    for begun in (*cut_off, f'{empty}, "next_u'):
        broken = polled(server.page("/feed", begun, "application/feed+json", etag='"1"'), client)
        assert (broken.articles, broken.feed.etag) == ((), None)
        assert broken.fault is not None
        assert broken.fault.what == "It breaks off."
        server.page("/feed", whole, "application/feed+json", etag='"1"')
        found = polled(broken.feed, client)
        assert [one.source.value for one in found.articles] == ["Harbour Post"] * 2


def test_a_broken_feed_gives_what_can_be_read_and_says_so(server: Loopback, client: Client) -> None:
    found = polled(server.page("/feed", feed_of(item(1), item(2)).replace("</channel></rss>", "<it")), client)
    assert [article.title for article in found.articles] == ["Story 1", "Story 2"]
    assert found.fault is None
    assert found.problems


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<!doctype html><html><body><p>Sign in to the network.</p></body></html>", "web page"),
        ("", "empty"),
        ('{"error": "no such key"}', "JSON, but no feed"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "<svg>"),
        ("At 9 today.", "not XML"),
        (b"\x00\xff\xd8" * 1000, "no XML"),
        (b"\x1f\x8b\x08\x00", "no XML"),
    ],
)
def test_what_is_no_feed(server: Loopback, client: Client, body: str | bytes, what: str) -> None:
    good = polled(server.page("/feed", feed_of(item(1)), etag='"1"'), client).feed
    server.page("/feed", body)
    assert what in fault(good, client)


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (204, "no content"),
        (206, "sent no page"),
        (304, "sent no page"),
        (401, "login"),
        (403, "does not give this feed"),
        (404, "no such feed"),
        (418, "refuses"),
        (429, "too often"),
        (500, "fault or is overloaded"),
        (503, "fault or is overloaded"),
    ],
)
def test_a_refusal_is_told_and_asked_once(server: Loopback, client: Client, status: int, what: str) -> None:
    assert what in fault(server.page("/feed", feed_of(item(1)), status=status), client)
    assert server.count("/feed") == 1


def test_a_304_that_was_not_asked_for_is_no_answer(server: Loopback, client: Client) -> None:
    good = polled(server.page("/feed", feed_of(item(1))), client).feed
    server.page("/feed", status=304)
    assert "sent no page" in fault(good, client)


@pytest.mark.parametrize("status", [429, 503])
def test_how_long_a_server_wants_to_be_left_alone(server: Loopback, client: Client, status: int) -> None:
    found = polled(server.page("/feed", status=status, retry_after="900"), client)
    assert (found.feed.rest, found.feed.asked, found.feed.is_gone) == (900, NOW, False)
    server.page("/feed", feed_of(item(1)))
    assert polled(found.feed, client).feed.rest == 0
    server.page("/feed", status=status, retry_after="9" * 40)
    assert polled(found.feed, client).feed.rest == LONGEST_REST


def test_a_date_to_wait_for_is_read_by_the_clock_of_the_server(server: Loopback, client: Client) -> None:
    def late(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 503 Busy\r\nDate: Tue, 29 May 2001 12:00:00 GMT\r\n"
            b"Retry-After: Tue, 29 May 2001 12:20:00 GMT\r\nContent-Length: 0\r\n\r\n"
        )

    assert polled(server.does("/feed", late), client).feed.rest == 1200


def test_a_feed_that_is_gone_is_gone_until_it_is_good_again(server: Loopback, client: Client) -> None:
    found = polled(server.page("/feed", status=410), client)
    assert found.feed.is_gone
    assert "for good" in (found.feed.fault or "")
    server.page("/feed", feed_of(item(1)))
    assert not polled(found.feed, client).feed.is_gone


def test_a_feed_that_moved_for_good_is_asked_there_as_long_as_it_answers(
    server: Loopback, client: Client
) -> None:
    there = server.page("/there", feed_of(item(1)), etag='"1"')
    here = server.does("/here", Page(status=301, headers={"Location": "/there"}))
    moved = polled(here, client).feed
    assert (moved.url, moved.address, moved.answered) == (here, there, there)
    assert polled(moved, client).feed.good == NOW
    assert server.count("/here") == 1
    server.page("/there", status=410)
    lost = polled(moved, client).feed
    assert (lost.address, lost.is_gone, lost.failures) == (None, False, 1)


def test_a_move_for_now_to_a_web_page_or_with_a_login_is_not_followed_for_good(
    server: Loopback, client: Client
) -> None:
    server.page("/there", feed_of(item(1)))
    for_now = server.does("/now", Page(status=302, headers={"Location": "/there"}))
    assert polled(for_now, client).feed.address is None
    server.page("/page", "<!doctype html><html><p>Sign in.</p></html>")
    to_page = server.does("/to-page", Page(status=301, headers={"Location": "/page"}))
    assert polled(to_page, client).feed.address is None
    here = server.does("/here", Page(status=301, headers={"Location": "/there"}))
    assert polled(here.replace("//", "//ida:secret@"), client).feed.address is None


def test_no_feed_moves_for_good_to_where_it_is_less_secure() -> None:
    def ask(url: str, condition: Condition | None = None, *, accept: str | None = None) -> Reply:
        there = "http://harbour.example/feed"
        return Reply(there, 200, {}, feed_of(item(1)).encode(), "", None, 0, is_moved=True)

    found = poll(WatchedFeed("https://harbour.example/feed"), ask, lambda: NOW)
    assert (len(found.articles), found.feed.address) == (1, None)


def test_a_feed_of_a_gigabyte_ends_at_the_limit(server: Loopback, client: Client) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss>")
        for _ in range(1000):
            handler.wfile.write(b"<!-- nothing new -->" * 50_000)

    assert "larger than" in fault(server.does("/feed", endless), client)
    assert "larger than" in fault(server.page("/told", "<rss>", content_length="1000000000"), client)


def silent(handler: BaseHTTPRequestHandler) -> None:
    handler.rfile.read(1)


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>")


@pytest.mark.parametrize(("act", "what"), [(silent, "stopped answering"), (cut, "broke off")])
def test_a_server_that_leaves_off(
    server: Loopback, client: Client, act: Callable[[BaseHTTPRequestHandler], None], what: str
) -> None:
    assert what in fault(server.does("/feed", act), client)


def test_no_such_host_and_no_server() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    world = World(sleep=lambda seconds: None, now=lambda: NOW, resolve=resolve)
    with Client(limits=Limits(tries=1), world=world) as client:
        assert "no such host" in fault("https://tarn.example/feed", client)
        assert "not a web address" in fault("ftp://tarn.example/feed", client)


def test_a_private_address_is_not_asked(server: Loopback) -> None:
    with Client() as client:
        assert "private network" in fault(server.page("/feed", feed_of(item(1))), client)


def test_a_feed_that_robots_may_not_read(server: Loopback, client: Client) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /feed")
    assert "robots.txt forbids" in fault(server.page("/feed", feed_of(item(1))), client)


def test_no_password_is_told(server: Loopback, client: Client) -> None:
    url = server.page("/feed", status=403).replace("//", "//ida:secret@")
    found = polled(url, client).fault
    assert found is not None
    assert "secret" not in f"{found.input} {found.what} {found.hint}"


def test_what_nobody_thought_of_is_a_fault_like_any_other() -> None:
    def ask(url: str, condition: Condition | None = None, *, accept: str | None = None) -> Reply:
        raise RecursionError

    found = poll(WatchedFeed("https://tarn.example/feed"), ask, lambda: NOW)
    assert found.fault is not None
    assert "RecursionError" in found.fault.what


def test_a_request_that_was_ended_is_no_fault() -> None:
    client = Client()
    client.close()
    with pytest.raises(StoppedError):
        poll(WatchedFeed("https://tarn.example/feed"), client.ask, lambda: NOW)


def test_articles_that_tell_something_else_come_again(server: Loopback, client: Client) -> None:
    url = server.page("/feed", feed_of(item(1), item(2)))
    first = polled(url, client).feed
    later = "<pubDate>Thu, 30 May 2024 10:00:00 GMT</pubDate>"
    server.page(
        "/feed", feed_of(item(1, later), item(2, text="Nerio told  OF its lens, at some length today"))
    )
    same = polled(first, client, NOW + 1)
    assert (same.articles, same.changed) == ((), ())
    server.page("/feed", feed_of(item(1, later), item(2, text="Nerio takes it all back."), item(3)))
    second = polled(same.feed, client, NOW + 2)
    assert [article.title for article in second.articles] == ["Story 3"]
    assert [article.text for article in second.changed] == ["Nerio takes it all back. 2"]
    server.page("/feed", feed_of(item(3), item(1), item(2, text="Nerio takes it all back.")))
    assert polled(second.feed, client, NOW + 3).changed == ()


def test_what_was_remembered_without_its_text_is_taken_for_the_same(server: Loopback, client: Client) -> None:
    url = server.page("/feed", feed_of(item(1)))
    first = replace(polled(url, client).feed, told=())
    server.page("/feed", feed_of(item(1, text="Nerio takes it all back.")))
    second = polled(first, client)
    assert second.changed == ()
    server.page("/feed", feed_of(item(1)))
    assert len(polled(second.feed, client).changed) == 1
