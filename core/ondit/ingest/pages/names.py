"""What a web page is called, who wrote and published it, where and in which language: as it states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ondit.ingest.byline import read_byline
from ondit.ingest.pages import json_ld
from ondit.ingest.pages.blocks import beginning
from ondit.ingest.pages.head import Head, spaced
from ondit.text import normalise

if TYPE_CHECKING:
    from lxml.etree import _Element

_AGREE = 60
_LONGEST_NAME = 80
_MOST_SECTION_WORDS = 2
_PARTS = re.compile(r"\s+[|–—·•»«:-]\s+|\s*[|»]\s*")
_BY = re.compile(r"(?:(?:written|words|text|posted|story) )?by\b[:\s]*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|\band\b|&)\s*")
_BARS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_ADDRESS = re.compile(
    r"https?:|www\.|[\w-]\.(?:com|org|net|co|in|uk|au|de|fr|info|tv|news)\b|@|/", re.IGNORECASE
)
_ROLES = frozenset(
    "staff the news desk web online digital editor editors editorial team writer writers reporter reporters"
    " admin administrator redazione author byline contributor contributors contributing correspondent company"
    " user guest anonymous unknown by null none undefined and of".split()
)
_MARKS = (
    "//*[contains(@itemprop, 'author')]//*[@itemprop='name']",
    "//*[contains(@itemprop, 'author') or @rel='author']",
    "//*[contains(@class, 'byline') or contains(@class, 'author') or contains(@class, 'Byline')]//a",
    "//a[contains(@href, '/author/') or contains(@href, '/authors/') or contains(@href, '/writer/')]",
    "//*[contains(@class, 'author-name') or contains(@class, 'author__name') or contains(@class, 'thName')]",
    "//*[contains(@class, 'byline') or contains(@class, 'author') or contains(@class, 'Byline')]",
)
_MOST_MARKED = 5
_LEAST_WORDS = 2
_DIGIT = re.compile(r"\d")
_CALL = re.compile(
    r"(?:(?:view|see|read|more) (?:all|more)? ?(?:posts?|articles?|stories)? ?(?:from|by)?"
    r"|(?:written|words|posted)? ?by)\b[:\s]*",
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

    Rule: the first h1 that is much like another title that it states (structured data, og:title, title
    element), less a section's name before it; a lone h1 of some words however it is called elsewhere; else
    the first of those others, less the site's name behind a bar or a dash.

    Catches `<h1>` behind a logo that is an h1, too. Must not return "Courier" or "The yard opens | Courier".
    Known failures: a page that states a shortened title everywhere but in a heading that is no h1.
    """
    from rapidfuzz import fuzz

    sites = site_names(head)
    stated = [json_ld.text(head.article.get("headline")), *head.meta("og:title", "twitter:title"), head.title]
    others = [less for one in stated if (less := _less_site(spaced(unescape(one)), sites))]
    headings = [one for one in head.headings if _run(one) not in sites]
    for heading in headings:
        if inner := next((one for one in others if _is_kicked(heading, one)), None):
            return inner
        alike = any(fuzz.ratio(normalise(heading), normalise(one)) >= _AGREE for one in others)
        if alike or (len(headings) == 1 and len(heading.split()) > _MOST_SECTION_WORDS):
            return heading
    return next(iter([*others, *headings]), None)


def _is_kicked(heading: str, title: str) -> bool:
    """Return whether a heading is a title behind a section's name of few words ("Opinion The yard opens")."""
    kicker = heading.removesuffix(f" {title}")
    return kicker != heading and len(kicker.split()) <= _MOST_SECTION_WORDS and not kicker.endswith(":")


def site_names(head: Head) -> set[str]:
    """Return what the page's site is called: letters and digits only, with and without "the" and "com"."""
    host = (urlsplit(head.canonical).hostname or "") if _parts(head.canonical) else ""
    label = _MOBILE.sub("", host).split(".")[0]
    names = {
        _run(name)
        for name in (*head.meta(*_SITE_NAMES), _publisher(head), host, _MOBILE.sub("", host), label)
    }
    return {
        short
        for name in names
        for short in (name, name.removeprefix("the"), name.removesuffix("com"))
        if short
    }


def _run(text: str) -> str:
    return normalise(text).replace(" ", "")


def source(head: Head) -> str | None:
    """Return the name of the outlet where the page states one; an address is none."""
    for name in (*head.meta("og:site_name"), _publisher(head)):
        if name and len(name) <= _LONGEST_NAME and not _ADDRESS.search(name) and normalise(name):
            return unescape(name)
    return None


def language(head: Head) -> str | None:
    """Return the language that the page declares."""
    stated = (
        head.language,
        *head.meta("content-language", "og:locale"),
        json_ld.text(head.article.get("inLanguage")),
    )
    return next((value.strip() for value in stated if value.strip()), None)


def url(head: Head, given: str | None) -> str | None:
    """Return a page's address: what it calls its own if that is on the host where it was read, else that one.

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

    Rule: the authors of its article in structured data, else those of its meta elements, else those of
    elements that are marked as author (`rel`, `itemprop`) or called byline. The outlet's own name, addresses
    and "Staff" are none.

    Catches `"author": [{"name": "Mara Lind"}, {"@id": "#jo"}]`. Must not return
    "https://courier.example/mara" nor "Harbour Courier". Known failures: a byline in an element whose class
    is a code.
    """
    owns = site_names(head)
    for names in (*_stated_authors(head), _marked(tree), _shown(tree)):
        found = [name for stated in names for name in _names(unescape(stated), owns)]
        if found:
            return list(dict.fromkeys(found))
    return []


def _stated_authors(head: Head) -> Iterator[Iterator[str]]:
    titles = {*head.headings, *head.meta("og:title")}
    named = (
        one
        for one in head.nodes
        if {json_ld.text(one.get("headline")), json_ld.text(one.get("name"))} & titles
    )
    for node in (head.article, *named):
        stated = json_ld.resolved(node.get("author") or node.get("creator"), head.named)
        yield (json_ld.text(author) for author in stated)
    for name in _AUTHORS:
        yield iter(head.meta(name))


def _names(stated: str, owns: set[str]) -> Iterator[str]:
    """Yield whom a stated author names, less "By", roles behind bars, addresses and the outlet's name."""
    stated = spaced(stated)
    by = _BY.match(stated)
    text = _BARS.split(stated[by.end() :] if by else stated)[0]
    parts = [part.strip() for part in _AND.split(text)]
    kept = [part for part in parts if part and not _is_nobody(part, owns)]
    if not kept or not parts[0]:
        return
    name = text if len(kept) == len(parts) else ", ".join(kept)
    if len(name) <= 2 * _LONGEST_NAME and normalise(name):
        yield name


def _is_nobody(name: str, owns: set[str]) -> bool:
    if _ADDRESS.search(name):
        return True
    words = [word for word in normalise(name).split() if word not in _ROLES]
    return not words or "".join(words) in owns or _run(name) in owns


def _marked(tree: _Element) -> Iterator[str]:
    """Yield whom the first element names that is marked as the author, by the surest mark that there is."""
    for query in _MARKS:
        named = (_named(beginning(element)) for element in tree.xpath(query)[:_MOST_MARKED])
        if name := next((name for name in named if name), None):
            yield name
            return


def _shown(tree: _Element) -> Iterator[str]:
    """Yield whom the first line names that begins with "By" and is nothing but a byline."""
    for element in tree.iter("p", "div", "span", "small", "h4", "h5", "h6", "address", "li"):
        if element.text and _BY.match(element.text.lstrip()) and (name := _named(beginning(element))):
            yield name
            return


def _named(text: str) -> str | None:
    """Return the author that a line names if it does nothing else, by a name of two words at least."""
    call = _CALL.match(text)
    stated = read_byline(f"By {text[call.end() :] if call else text}", bare=False)
    if (
        not stated
        or not stated.author
        or len(stated.author.split()) < _LEAST_WORDS
        or _DIGIT.search(stated.author)
    ):
        return None
    return stated.author


def _publisher(head: Head) -> str:
    publishers = json_ld.resolved(head.article.get("publisher"), head.named)
    return next((name for one in publishers if (name := json_ld.text(one))), "")


def _less_site(text: str, sites: set[str]) -> str:
    parts = list(_PARTS.finditer(text))
    if parts and _run(text[parts[-1].end() :]) in sites:
        return text[: parts[-1].start()].strip()
    if parts and _run(text[: parts[0].start()]) in sites:
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
