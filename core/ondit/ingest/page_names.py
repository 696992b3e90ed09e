"""What a web page is called, who wrote it, who published it, where and in which language: as it states it itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from lxml.etree import _Element
from rapidfuzz import fuzz

from ondit.ingest import json_ld
from ondit.ingest.page_blocks import line
from ondit.ingest.page_head import Head, spaced
from ondit.text import normalise

_AGREE = 60
_LONGEST_NAME = 80
_MOST_WORDS = 6
_PARTS = re.compile(r"\s+[|–—·•»«:-]\s+|\s*[|»]\s*")
_BY = re.compile(r"(?:(?:written|words|text|posted|story) )?by\b[:\s]*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|\band\b|&)\s*")
_BARS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_ADDRESS = re.compile(r"https?:|www\.|[\w-]\.(?:com|org|net|co|in|uk|au|de|fr|info|tv|news)\b|@|/", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:\W|staff|the|news|desk|web|online|digital|editors?|editorial|team|writers?|reporters?|admin|administrator|redazione"
    r"|author|byline|contributors?|contributing|user|guest|anonymous|unknown|by|null|none|undefined)+",
    re.IGNORECASE,
)
_SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_AUTHORS = (
    "author",
    "byl",
    "parsely-author",
    "article:author",
    "sailthru.author",
    "dc.creator",
    "dcsext.author",
    "citation_author",
    "authors",
)
_MOBILE = re.compile(r"^(?:(?:www\d?|m|mobile|amp|edition)\.)+")


def title(head: Head) -> str | None:
    """Return what a page is called.

    Rule: the first h1 that is much like another title that it states (structured data, og:title, title element),
    or that title itself where the h1 only puts a section's name before it; else the first of those others, less the
    site's name behind a bar or a dash.

    Catches `<h1>` behind a logo that is an h1, too. Must not return "Courier" or "The yard opens | Courier". Known
    failures: a page that states a shortened title everywhere but in a heading that is no h1.
    """
    sites = site_names(head)
    stated = [json_ld.text(head.article.get("headline")), *head.meta("og:title", "twitter:title"), head.title]
    others = [less for one in stated if (less := _less_site(unescape(one), sites))]
    for heading in head.headings:
        if normalise(heading) in sites:
            continue
        kicked = (one for one in others if len(one) < len(heading) and heading.endswith(f" {one}"))
        if inner := next(kicked, None):
            return inner
        if any(fuzz.ratio(normalise(heading), normalise(one)) >= _AGREE for one in others):
            return heading
    return next(iter([*others, *head.headings]), None)


def site_names(head: Head) -> set[str]:
    """Return what the page's site is called, normalised."""
    names = [*head.meta(*_SITE_NAMES), _publisher(head), urlsplit(head.canonical).hostname or ""]
    found = {normalise(name) for name in names}
    found |= {normalise(name).removeprefix("www ") for name in names}
    found |= {normalise(name).removesuffix(" com").removeprefix("the ") for name in names}
    return found - {""}


def source(head: Head) -> str | None:
    """Return the name of the outlet where the page states one; an address is none."""
    for name in (*head.meta("og:site_name"), _publisher(head)):
        if name and len(name) <= _LONGEST_NAME and not _ADDRESS.search(name) and normalise(name):
            return unescape(name)
    return None


def language(head: Head) -> str | None:
    """Return the language that the page declares."""
    stated = (head.language, *head.meta("content-language", "og:locale"), json_ld.text(head.article.get("inLanguage")))
    return next((value.strip() for value in stated if value.strip()), None)


def url(head: Head, given: str | None) -> str | None:
    """Return the page's address: what it calls its own if that is on the host where it was read, else where it was.

    Args:
        head: What the page states.
        given: Where it was fetched, if that is known; without it the page is believed.
    """
    for stated in (head.canonical, *head.meta("og:url")):
        parts = _parts(stated)
        if parts is None:
            continue
        if given is None or _same_host(parts, given):
            return stated
    return given


def authors(head: Head, tree: _Element) -> list[str]:
    """Return the names of those who wrote the page, as it states them, in order, each once.

    Rule: the authors of its article in structured data, else those of its meta elements, else those of elements that
    are marked as author (`rel`, `itemprop`) or called byline. The outlet's own name, addresses and "Staff" are none.

    Catches `"author": [{"name": "Mara Lind"}, {"@id": "#jo"}]`. Must not return "https://courier.example/mara" nor
    "Harbour Courier". Known failures: a byline in an element whose class is a code.
    """
    owns = site_names(head)
    objects = json_ld.resolved(head.article.get("author") or head.article.get("creator"), head.nodes)
    sources: tuple[Iterator[str], ...] = (
        (json_ld.text(author) for author in objects),
        *(iter(head.meta(name)) for name in _AUTHORS),
        _marked(tree),
    )
    for names in sources:
        found = [name for stated in names for name in _names(unescape(stated), owns)]
        if found:
            return list(dict.fromkeys(found))
    return []


def _names(stated: str, owns: set[str]) -> Iterator[str]:
    text = _BY.sub("", spaced(stated), count=1) if _BY.match(spaced(stated)) else spaced(stated)
    first = _BARS.split(text)[0]
    kept = [part for part in _AND.split(first) if part and not _ADDRESS.search(part) and normalise(part) not in owns]
    name = first if len(kept) == len([part for part in _AND.split(first) if part]) else ", ".join(kept)
    if name and len(name) <= 2 * _LONGEST_NAME and not _NOBODY.fullmatch(name) and normalise(name):
        yield name


def _marked(tree: _Element) -> Iterator[str]:
    for query in (
        "//*[@itemprop='author']//*[@itemprop='name']",
        "//*[@itemprop='author' or @rel='author']",
        "//a[contains(@href, '/author/') or contains(@href, '/authors/')]",
        "//*[contains(@class, 'author-name') or contains(@class, 'author__name') or contains(@class, 'byline__name')]",
        "//*[contains(@class, 'byline') or contains(@class, 'author')]",
    ):
        for element in tree.xpath(query)[:3]:
            name = _BY.sub("", line(element), count=1)
            if name and len(name.split()) <= _MOST_WORDS and len(name) <= _LONGEST_NAME:
                yield name
                return


def _publisher(head: Head) -> str:
    publishers = json_ld.resolved(head.article.get("publisher"), head.nodes)
    return next((name for one in publishers if (name := json_ld.text(one))), "")


def _less_site(text: str, sites: set[str]) -> str:
    parts = list(_PARTS.finditer(text))
    if parts and normalise(text[parts[-1].end() :]) in sites:
        return text[: parts[-1].start()].strip()
    if parts and normalise(text[: parts[0].start()]) in sites:
        return text[parts[0].end() :].strip()
    return text.strip()


def _parts(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def _same_host(stated: str, given: str) -> bool:
    try:
        here, there = urlsplit(given), urlsplit(stated)
    except ValueError:
        return False
    is_home = there.path in {"", "/"} and here.path not in {"", "/"}
    return not is_home and _MOBILE.sub("", here.hostname or "") == _MOBILE.sub("", there.hostname or "")
