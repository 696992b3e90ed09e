"""Web pages: one HTML file, or the bytes of one page, one article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, BinaryIO

from ondit.errors import InputError
from ondit.ingest.byline import take_bylines
from ondit.ingest.decode import MAX_BYTES
from ondit.ingest.drafts import LONGEST_FIELD, Draft, Place, draft
from ondit.ingest.pages import dates as page_dates
from ondit.ingest.pages import names as page_names
from ondit.ingest.pages.article import article_paragraphs
from ondit.ingest.pages.blocks import paragraphs, parse, stripped
from ondit.ingest.pages.breaks import join_links, part_at_breaks
from ondit.ingest.pages.encoding import page_text
from ondit.ingest.pages.furniture import prune, strip_code
from ondit.ingest.pages.head import Head, gather
from ondit.model import Problem
from ondit.text import clean, normalise

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOOKED_AT = 4096
_LONGEST_WALL = 600
_OTHERS = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf")
_TITLE_WITHIN = 3
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_ENTITY = re.compile(r"&(?:#\w{1,8}|\w{2,32});")
_SAVED_FROM = re.compile(
    r"<!--\s{0,9}saved from url=\(\d{1,6}\)(https?://\S{1,2000}?)\s{0,9}-->", re.IGNORECASE
)
_WALL = re.compile(
    r"\b(?:enable javascript|javascript is (?:disabled|required)|are you a (?:human|robot)|verify you are"
    r"|checking your browser|access denied|log ?in to (?:continue|read)|sign in to (?:continue|read)"
    r"|accept (?:all )?cookies)\b",
    re.IGNORECASE,
)


def read(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """Yield the article of an HTML file, and what is wrong with it before.

    Raises:
        InputError: It is empty, too long, no web page, or there is no article in it.
    """
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"It is longer than {MAX_BYTES // 1_000_000} MB, too long for a web page.",
            "Save the article alone, or its text.",
        )
    yield from page(data, place)


def page(data: bytes, place: Place) -> Iterator[Draft | Problem]:
    """Yield the article of a page, and what is wrong with it before.

    Args:
        data: The page, as its server or file gave it.
        place: Where it was read, with its address and the encoding that its server declared, if known.

    Raises:
        InputError: It is empty or no web page, or there is no article in it.
    """
    markup, damaged = _markup(data, place)
    tree = parse(markup)
    if tree is None:
        raise InputError(
            "It is a web page with nothing in it.", "Save the page again, once it is shown whole."
        )
    saved = _SAVED_FROM.search(markup[:_LOOKED_AT])
    if saved and place.url is None:
        place = replace(place, url=saved[1])
    if damaged:
        yield place.problem(
            f"{damaged} of its characters cannot be read and are shown as �.", "Save it again as UTF-8."
        )
    fields, text = _article(tree, place)
    yield from draft(place, text, fields)


def _markup(data: bytes, place: Place) -> tuple[str, int]:
    if not data.strip():
        raise InputError("It is empty.", "Leave it out, or save the page again.")
    if data.lstrip().startswith(_OTHERS):
        raise InputError(
            "It is not a web page but another kind of file.", "Give it the suffix of what it is."
        )
    markup, damaged = page_text(data, place.charset)
    if not _MARKUP.search(markup) or _is_json(markup):
        raise InputError("It is not a web page: there is no HTML in it.", "Give it the suffix of what it is.")
    return markup, damaged


def _is_json(markup: str) -> bool:
    if not markup.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return False
    try:
        json.loads(markup)
    except (ValueError, RecursionError):
        return False
    return True


def _article(tree: _Element, place: Place) -> tuple[dict[str, object], str]:
    """Return the metadata and the text of the article in a tree; the tree is changed."""
    head = gather(tree)
    fields: dict[str, object] = {
        "title": page_names.title(head),
        "source": page_names.source(head),
        "language": page_names.language(head),
        "url": page_names.url(head, place.url),
        "author": page_names.authors(head, tree),
        "published": page_dates.published(head, tree),
    }
    strip_code(tree)
    prune(tree)
    part_at_breaks(tree)
    join_links(tree)
    parts = article_paragraphs(tree, _body(head))
    _refuse_walls(parts)
    parts = _less_title(parts, str(fields["title"] or ""))
    author, date, text = take_bylines("\n\n".join(parts), titled=True)
    fields["author"] = fields["author"] or author
    if not fields["published"]:
        fields["dateline"] = page_dates.dateline(tree, parts) or date
    return fields, text


def _refuse_walls(parts: list[str]) -> None:
    text = " ".join(parts)
    if not text.strip():
        raise InputError(
            "There is no article in it: it is an empty page, or one that scripts fill.",
            "Save the page from a browser, once it is shown whole.",
        )
    if len(text) <= _LONGEST_WALL and _WALL.search(text):
        raise InputError(
            "There is no article in it, but a wall: a login, a consent or a check for robots.",
            "Save the page from a browser, once the article is shown.",
        )


def plain_text(markup: str) -> str:
    """Return the text of a piece of HTML as feeds carry it; paragraphs are parted by a blank line.

    A text without markup and entities comes back as it is, less what `clean` removes. Nothing is raised.
    """
    if not _MARKUP.search(markup):
        return clean(unescape(markup) if _ENTITY.search(markup) else markup)
    try:
        tree = parse(f"<div>{markup}</div>")
    except InputError:
        tree = None
    if tree is None:
        return clean(unescape(stripped(markup))).strip()
    return "\n\n".join(paragraphs(tree))


def _body(head: Head) -> list[str]:
    text = head.article.get("articleBody")
    return (
        [one for part in plain_text(text).split("\n") if (one := part.strip())]
        if isinstance(text, str)
        else []
    )


def _less_title(parts: list[str], title: str) -> list[str]:
    wanted = normalise(title)
    return [
        part
        for place, part in enumerate(parts)
        if place >= _TITLE_WITHIN or len(part) > LONGEST_FIELD or normalise(part) != wanted
    ]
