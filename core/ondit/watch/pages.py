"""Pages beside feeds: those of articles that are only summed up, and those that name their feed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from html import unescape
from urllib.parse import urljoin

from ondit import ingest
from ondit.ingest import Reach
from ondit.ingest.feeds.links import is_web
from ondit.ingest.reach import Fetch, Page
from ondit.ingest.steps import filled
from ondit.ingest.web import StoppedError
from ondit.model import Article, Problem
from ondit.text import shown

_SEARCHED = 1 << 18
_LONGEST = 2_000
_LINK = re.compile(rb"<link\b[^<>]{1,2000}>", re.IGNORECASE)
_FEED = re.compile(rb"type\s*=\s*[\"']?application/(?:rss\+xml|atom\+xml|feed\+json)", re.IGNORECASE)
_ALTERNATE = re.compile(rb"rel\s*=\s*[\"']?alternate\b", re.IGNORECASE)
_HREF = re.compile(rb"\shref\s*=\s*(?:\"([^\"<>]+)\"|'([^'<>]+)'|([^\s\"'<>]+))", re.IGNORECASE)


def whole(
    articles: Sequence[Article], summaries: Collection[str], fetch: Fetch
) -> tuple[list[Article], list[Problem]]:
    """Return articles with the texts of their pages where a feed only sums them up, and what was wrong.

    What a page gives, and what its feed, `ingest.steps.filled` tells.

    Args:
        articles: As the feed has them.
        summaries: The addresses of those that it only sums up.
        fetch: Gets pages.

    Raises:
        StoppedError: It was ended.
    """
    found, problems = list[Article](), list[Problem]()
    for article in articles:
        page, faults = _page(article.url, fetch) if article.url in summaries else ([], [])
        problems += faults
        found.append(filled(article, page))
    return found, problems


def feed_of_page(data: bytes, url: str) -> str | None:
    """Return the address of the feed that a web page names, fit to be shown.

    Rule: the first `link` that is an `alternate` of a feed's type, within the first part of the page.

    Example: `<link rel="alternate" type="application/rss+xml" href="/feed">`.
    Must not: take the page's version in another language for its feed.
    Known failures: pages that link to their feed in their text only.

    Args:
        data: The page, in an encoding that holds ASCII.
        url: Its address.
    """
    for tag in _LINK.findall(data[:_SEARCHED]):
        href = _HREF.search(tag)
        if href and _FEED.search(tag) and _ALTERNATE.search(tag):
            link = unescape(next(filter(None, href.groups())).decode("utf-8", "replace")).strip()
            try:
                found = shown(urljoin(url, link))
            except ValueError:
                continue
            return found if is_web(found) and len(found) <= _LONGEST else None
    return None


def _page(url: str | None, fetch: Fetch) -> tuple[list[Article], list[Problem]]:
    """Return the articles of a page, and what is wrong with it."""
    ended: list[StoppedError] = []

    def get(address: str) -> Page:
        try:
            return fetch(address)
        except StoppedError as error:
            ended.append(error)
            raise

    found = list(ingest.stream([url or ""], reach=Reach(get)))
    if ended:
        raise ended[0]
    problems = [one for one in found if isinstance(one, Problem) and not one.is_note]
    return [one for one in found if isinstance(one, Article)], problems
