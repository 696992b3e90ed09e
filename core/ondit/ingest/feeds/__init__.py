"""RSS, RDF, Atom and JSON feeds: one entry, one article, or the summary of one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from lxml.etree import _Element

from ondit.errors import InputError
from ondit.ingest.decode import Rejoined
from ondit.ingest.drafts import LONGEST_FIELD, Draft, Place, draft
from ondit.ingest.feeds import links as feed_links
from ondit.ingest.feeds.about import ROOTS, Feed, channel_of, outlet
from ondit.ingest.feeds.names import gathered, name_of
from ondit.ingest.feeds.text import ENTRIES, TooLongError, article_text, line
from ondit.ingest.feeds.xml_parts import begins_with, children, load, local, parts, survey
from ondit.ingest.kinds import BLANKS
from ondit.ingest.published import parse
from ondit.ingest.rows import bounded
from ondit.model import Problem
from ondit.text import clean

_FEED = re.compile(rb"<(?:[\w-]{1,20}:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)

_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_WHOLE = ("content:encoded", "content", "xhtml:body", "xhtml:div", "body", "fullitem")
_SUMMARIES = ("description", "summary", "dc:description", "itunes:summary", "media:description")
_AUTHORS = ("author", "dc:creator", "dc:author", "itunes:author", "creator")
_PUBLISHED = (
    "pubdate",
    "published",
    "issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "created",
    "date",
)
_UPDATED = ("updated", "modified", "dcterms:modified", "lastbuilddate")

_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.IGNORECASE)
_MAIL = re.compile(r"\S{1,200}@\S{1,200}\s*\((?P<name>[^()]+)\)|(?P<name2>[^<>]+?)\s*<\S{1,200}@\S{1,200}>")
_SHORT_YEAR = re.compile(r"(?<=[a-z] )(\d\d)(?= \d\d?:\d\d)")

_Parts = Mapping[str, list[_Element]]


def read(stream: BinaryIO, place: Place, *, with_cut: bool = True) -> Iterator[Draft | Problem]:
    """Yield an article for each entry of a feed, in order, and what is wrong with an entry before it.

    RSS 0.9 to 2.0, Atom 0.3 and 1.0, and JSON Feed are read. The text is the entry's content; without one,
    its summary, and without that its title: `is_summary` says so where there is an address that has more.
    The date is that of publication; only where an entry has none, that of its last change. It is read from
    the feed's own words, so that no time and no zone is added. The outlet is the entry's `source`, else the
    feed's title; where an entry lies on another site than the feed, its host is.

    What is broken is mended as far as nothing is lost; where something may be lost, one problem says so
    first. Of the entry in which a feed breaks off, what was begun and is no text is left out, as half an
    address is another one; the rest is a summary, or nothing where it has neither an address nor a text. No
    entity is expanded and nothing is fetched. Up to `xml_parts.MAX_XML` bytes are read.

    Args:
        stream: The feed.
        place: Where it lies.
        with_cut: Whether the entry in which it breaks off is read at all: not by one who asks again later.

    Raises:
        InputError: It is empty, a web page, no feed, or a feed without entries.
    """
    head = stream.read(1024)
    whole = io.BufferedReader(Rejoined(head, stream))
    if head.lstrip(BLANKS).startswith(b"{"):
        from ondit.ingest import documents  # which reads feeds, too

        yield from documents.read(whole, place)
    else:
        yield from bounded(_entries(whole, place, with_cut=with_cut), place)


def looks_like(head: bytes) -> bool:
    """Return whether a file that begins so is a feed, by its first element or by the version of a JSON Feed.

    Args:
        head: The first bytes, some thousand or more; in UTF-8, UTF-16 or an encoding that begins like ASCII.
    """
    if begins_with(head, _FEED):
        return True
    begins = head.replace(b"\0", b"").lstrip(BLANKS)
    return begins.startswith(b"{") and _JSON_FEED.search(begins) is not None


def _entries(stream: BinaryIO, place: Place, *, with_cut: bool) -> Iterator[Draft | Problem]:
    xml = load(stream, place)
    count, root = survey(xml, ENTRIES, place.url)
    if root is None or local(root.tag) not in ROOTS:
        raise _no_feed(root)
    if count == 0:
        raise InputError("There is no entry in it.", "Look at the address again, or leave it out.")
    yield from xml.problems
    feed = _feed(root)
    for element, is_cut in parts(xml, ENTRIES, place.url):
        if (xml.is_broken and not len(element)) or (is_cut and not with_cut):
            continue
        if is_cut:
            _drop_half(element, xml.data)
        here = replace(place, line=element.sourceline, url=None)
        yield from _entry(element, feed, here, is_cut=is_cut)


def _drop_half(element: _Element, data: bytes) -> None:
    """Take the last element off an entry that breaks off in it, unless that is its text."""
    last = element[-1]
    is_text = isinstance(last.tag, str) and name_of(last) in (*_WHOLE, *_SUMMARIES)
    if not is_text and not data.rstrip().endswith(b">"):
        element.remove(last)


def _no_feed(root: _Element | None) -> InputError:
    if root is None:
        return InputError(
            "It is not a feed: it is not XML.", "Look at the address again, or get the file again."
        )
    name = clean(local(root.tag))[:40]
    if name == "html":
        return InputError("It is a web page, not a feed.", "Look in the page for the address of its feed.")
    return InputError(
        f"It is not a feed: its outermost element is <{name}>.", "Give a feed in RSS, Atom or JSON Feed."
    )


def _feed(root: _Element) -> Feed:
    channel = channel_of(root)
    found = gathered(channel)
    title = next((text for one in found.get("title", ()) if (text := line(one))), None)
    language = _first_line(found, ("language", "dc:language"))
    return Feed(
        title=outlet(title),
        site=_address(channel, found, None),
        author=_author(found) if channel is root else None,
        language=channel.get(_LANGUAGE) or root.get(_LANGUAGE) or language,
    )


def _entry(element: _Element, feed: Feed, place: Place, *, is_cut: bool) -> Iterator[Draft | Problem]:
    found = gathered(element)
    try:
        text, is_whole = _text(found)
    except TooLongError:
        yield place.problem("The entry is too long for an article.", "Leave it out.")
        return
    title = _first_line(found, ("title", "dc:title", "media:title"))
    url = _address(element, found, feed.site)
    source = _source(found)
    if source and title:
        title = title.removesuffix(f" - {source}")
    if is_cut and not text and not url:
        return
    if not text and not title:
        yield place.problem("The entry has neither a text nor a title.", "There is nothing to do.")
        return
    fields = {
        "title": title,
        "url": url,
        "source": source or feed.outlet_of(url),
        "author": _author(found) or feed.author,
        "published": _published(found),
        "language": _language(element, found) or feed.language,
    }
    for item in draft(place, text or clean(title or ""), fields):
        if isinstance(item, Draft) and (is_cut or not is_whole) and item.url:
            yield replace(item, is_summary=True)
        else:
            yield item


def _text(found: _Parts) -> tuple[str, bool]:
    """Return an entry's text and whether it is the whole of it; nothing where there is only a title."""
    for names, is_whole in ((_WHOLE, True), (_SUMMARIES, False)):
        for name in names:
            for element in found.get(name, ()):
                if text := clean(article_text(element)).strip():
                    return text, is_whole
    return "", False


def _first_line(found: _Parts, names: Iterable[str]) -> str | None:
    texts = (line(element) for name in names for element in found.get(name, ()))
    return next((text for text in texts if text), None)


def _address(element: _Element, found: _Parts, site: str | None) -> str | None:
    """Return the address of an entry or a feed: its original before its link, and that before its guid."""
    originals = (one.text for name, some in found.items() if name.endswith("origlink") for one in some)
    pages = [one for one in found.get("link", ()) if one.get("rel", "alternate") in {"alternate", ""}]
    pages.sort(key=lambda one: "html" not in one.get("type", "html"))
    links = (one.get("href") or one.get("link") or one.text for one in pages)
    guids = (one.text for one in found.get("guid", ()) if one.get("isPermaLink", "true").lower() != "false")
    ids = (text for text in (*guids, element.get(_ABOUT)) if text and feed_links.is_web(text.strip()))
    base = pages[0].base if pages else element.base
    return feed_links.best((*originals, *links, *ids), feed_links.base(base, site))


def _author(found: _Parts) -> str | None:
    for name in _AUTHORS:
        names = dict.fromkeys(text for one in found.get(name, ()) if (text := _person(one)))
        if names:
            return ", ".join(names)
    return None


def _person(element: _Element) -> str:
    """Return the name of a person: "Jane Doe" of "jane@harbour.example (Jane Doe)"."""
    named = next((child for child in children(element) if local(child.tag) == "name"), None)
    if named is None and len(element):
        return ""
    text = line(element if named is None else named)[:LONGEST_FIELD]
    match = _MAIL.fullmatch(text)
    return (match["name"] or match["name2"]).strip(" \"'") if match else text


def _source(found: _Parts) -> str | None:
    """Return the outlet that an entry names: a text in RSS, an element with a title in Atom."""
    for element in (*found.get("source", ()), *found.get("dc:publisher", ())):
        titles = [child for child in children(element) if local(child.tag) == "title"]
        text = line(titles[0] if titles else element) if titles or not len(element) else ""
        if text and not feed_links.is_web(text):
            return outlet(text)
    return None


def _published(found: _Parts) -> str | None:
    """Return the first date that can be read, of publication before change; else the first there is."""
    given = [
        _with_century(text) for name in (*_PUBLISHED, *_UPDATED) if (text := _first_line(found, (name,)))
    ]
    return next((text for text in given if _is_date(text)), given[0] if given else None)


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


def _with_century(text: str) -> str:
    """Return a date of RFC 822 with the century that RFC 2822 gives its year of two digits."""
    return _SHORT_YEAR.sub(lambda year: f"{'20' if year[1] < '50' else '19'}{year[1]}", text, count=1)


def _language(element: _Element, found: _Parts) -> str | None:
    own = [element, *(one for name in ("content", "summary", "title") for one in found.get(name, ()))]
    stated = next((code for one in own if (code := one.get(_LANGUAGE))), None)
    return stated or _first_line(found, ("dc:language", "language"))
