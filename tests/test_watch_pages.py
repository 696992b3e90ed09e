"""Pages beside feeds: whole articles for summaries, and the feed that a page names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_site import NOW
from loopback import Loopback
from ondit.ingest.reach import Page
from ondit.ingest.web import Client, Limits, StoppedError
from ondit.text import shown
from ondit.watch.pages import feed_of_page
from ondit.watch.poll import LIMITS, Polled, poll
from ondit.watch.records import WatchedFeed

HERE = "https://harbour.example/news/"
STORY = "".join(
    f"<p>Paragraph {number}: Nerio builds its lenses in the valley, as Ida Brandt said on Tuesday.</p>"
    for number in range(8)
)


@pytest.fixture
def limits() -> Limits:
    return LIMITS


def feed(server: Loopback, *paths: str) -> WatchedFeed:
    items = "".join(
        f"<item><title>{path}</title><link>{server.url(path)}</link>"
        "<description>Nerio builds.</description></item>"
        for path in paths
    )
    text = f"<rss version='2.0'><channel><title>Harbour Post</title>{items}</channel></rss>"
    return WatchedFeed(server.page("/feed", text))


def whole(known: WatchedFeed, client: Client) -> Polled:
    return poll(known, client.ask, lambda: NOW, fetch=client.fetch)


def test_a_new_article_that_is_only_summed_up_comes_whole(server: Loopback, client: Client) -> None:
    server.page("/1", f"<html lang=en><body><article><h1>One</h1>{STORY}</article></body></html>")
    known = feed(server, "/1")
    summed = poll(known, client.ask, lambda: NOW).articles[0]
    found = whole(known, client).articles[0]
    assert (summed.text, found.id, found.title) == ("Nerio builds.", summed.id, "/1")
    assert "Paragraph 7" in found.text
    assert found.source == summed.source
    assert server.count("/1") == 1


def test_only_the_pages_of_new_articles_are_fetched(server: Loopback, client: Client) -> None:
    server.page("/1", f"<article>{STORY}</article>")
    server.page("/2", f"<article>{STORY}</article>")
    first = whole(feed(server, "/1"), client).feed
    feed(server, "/2", "/1")
    assert [article.title for article in whole(first, client).articles] == ["/2"]
    assert server.count("/1") == 1


def test_a_page_that_cannot_be_had_leaves_the_summary_and_says_why(server: Loopback, client: Client) -> None:
    server.page("/2", "<article><p>Short.</p></article>")
    found = whole(feed(server, "/1", "/2"), client)
    assert [article.text for article in found.articles] == ["Nerio builds."] * 2
    assert "answered 404" in found.problems[0].what
    assert (found.fault, found.feed.failures) == (None, 0)


def test_a_fetch_of_a_page_that_was_ended_ends_all(server: Loopback, client: Client) -> None:
    def fetch(url: str) -> Page:
        raise StoppedError("Fetching it was stopped.", "Try again.")

    with pytest.raises(StoppedError):
        poll(feed(server, "/1"), client.ask, lambda: NOW, fetch=fetch)


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed">', "https://harbour.example/feed"),
        (
            "<LINK HREF='all.atom?a=1&amp;b=2' TYPE=application/atom+xml REL=alternate>",
            f"{HERE}all.atom?a=1&b=2",
        ),
        ("<link type=application/feed+json rel=alternate href=https://x.example/f>", "https://x.example/f"),
        ('<link rel="alternate" hreflang="de" href="/de">', None),
        ('<link rel="stylesheet" type="application/rss+xml" href="/feed">', None),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:go()">', None),
        ('<link rel="alternate" type="application/rss+xml" href="http://[x">', None),
        ('<link rel="alternate" type="application/rss+xml">', None),
        ("<p>No link.</p>", None),
    ],
)
def test_the_feed_that_a_page_names(tag: str, found: str | None) -> None:
    assert feed_of_page(f"<html><head>{tag}</head></html>".encode(), HERE) == found


def test_a_page_in_the_place_of_a_feed_says_where_that_is(server: Loopback, client: Client) -> None:
    page = (
        '<!doctype html><html><head><link rel=alternate type=application/rss+xml href="/rss"></head></html>'
    )
    found = poll(WatchedFeed(server.page("/", page)), client.ask, lambda: NOW)
    assert found.fault == replace(
        found.fault,  # type: ignore[type-var]
        what="It is a web page, not a feed.",
        hint=f"Its feed is {server.url('/rss')}: watch that.",
    )


@given(
    st.binary()
    | st.text().map(lambda text: f'<link rel=alternate type=application/rss+xml href="{text}">'.encode())
)
def test_any_page_names_an_address_of_the_web_or_none(data: bytes) -> None:
    found = feed_of_page(data, HERE)
    assert found is None or (found.startswith("http") and found == shown(found))
