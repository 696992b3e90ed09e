"""OPML: a list of feeds, each to be read as an input of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from lxml.etree import _Element

from ondit.errors import InputError
from ondit.ingest.drafts import LONGEST_FIELD, Linked, Place
from ondit.ingest.feeds.links import absolute, is_web
from ondit.ingest.feeds.xml_parts import begins_with, load, local, parts, survey
from ondit.ingest.rows import MAX_PROBLEMS
from ondit.model import Problem
from ondit.text import clean

_OUTLINE = ("outline",)
_LONGEST_SHOWN = 60
_FEED_SCHEME = re.compile(r"feed:(?://(?!/)|(?=https?:))", re.IGNORECASE)
_BEGINS = re.compile(rb"<opml[\s>]", re.IGNORECASE)


def read(stream: BinaryIO, place: Place) -> Iterator[Linked | Problem]:
    """Yield the feeds that a list names, each once, in its order, and what is wrong with an entry.

    Folders may lie within folders. Of a list that is broken, what can be made out is read, behind one
    problem. No entity is expanded, and lists that it includes are not followed.

    Raises:
        InputError: It is empty, no OPML, or names no feed though it is whole.
    """
    xml = load(stream, place)
    _, root = survey(xml, _OUTLINE, place.url)
    if root is None or local(root.tag) != "opml":
        raise InputError("It is not OPML.", "Export the list of feeds again as OPML.")
    yield from xml.problems
    seen: set[str] = set()
    faults = 0
    for element, _ in parts(xml, _OUTLINE, place.url):
        url = _url(element, place.url)
        if url is None or url in seen:
            continue
        seen.add(url)
        if is_web(url) and len(url) <= LONGEST_FIELD:
            yield Linked(place, url)
        elif (faults := faults + 1) <= MAX_PROBLEMS:
            here = replace(place, line=element.sourceline)
            fault = f"longer than {LONGEST_FIELD:,} characters" if is_web(url) else "no web address"
            yield here.problem(f'"{_shown(url)}" is {fault}.', "Write it as https://host/path.")
    if not seen and all(problem.is_note for problem in xml.problems):
        raise InputError("It names no feed.", "Export the list of feeds again, or leave it out.")
    if faults > MAX_PROBLEMS:
        what = f"{faults - MAX_PROBLEMS:,} more of its addresses are none."
        yield place.problem(what, "Mend those that are listed and read it again.")


def looks_like(head: bytes) -> bool:
    """Return whether a file that begins so is OPML, by its first element."""
    return begins_with(head, _BEGINS)


def _url(element: _Element, base: str | None) -> str | None:
    """Return the address that an outline names; none for a folder."""
    url = next((str(value) for name, value in element.items() if str(name).lower() == "xmlurl"), "").strip()
    return absolute(_FEED_SCHEME.sub(_web, url, count=1), base) if url else None


def _web(scheme: re.Match[str]) -> str:
    return "http://" if scheme[0].endswith("/") else ""


def _shown(url: str) -> str:
    text = " ".join(clean(url).split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
