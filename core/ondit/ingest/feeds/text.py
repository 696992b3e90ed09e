"""The texts of a feed's elements: written out, escaped, as XHTML or in base 64, with or without markup."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator

from lxml.etree import _Element, iterwalk

from ondit.errors import InputError
from ondit.ingest import pages
from ondit.ingest.decode import MAX_BYTES
from ondit.ingest.feeds.xml_parts import local
from ondit.ingest.pages.encoding import page_text

ENTRIES = ("item", "entry")
ATOM = ("http://www.w3.org/2005/Atom", "https://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_PLAIN = ("", "text", "text/plain")
_SURE_MARKUP = re.compile(r"</[a-z][a-z0-9]{0,15}\s{0,9}>|<br\s{0,9}/?>", re.IGNORECASE)


class TooLongError(ValueError):
    """A text is longer than any article."""


def article_text(element: _Element) -> str:
    """Return an element's text, its paragraphs parted by blank lines; none where it holds no text.

    What an element of Atom declares as plain text is that, unless it has closing tags or line breaks of HTML.
    What RSS holds may always be markup.

    Raises:
        TooLongError: It is longer than an article can be.
    """
    text = _content(element)
    if _is_plain(element) and not _SURE_MARKUP.search(text):
        return text
    return pages.plain_text(text)


def line(element: _Element) -> str:
    """Return an element's text as one line, such as a title or a name; one too long for that gives none."""
    try:
        text = _content(element)
    except TooLongError:
        return ""
    if not _is_plain(element) or len(element):
        text = pages.plain_text(text) if "<" in text else html.unescape(text)
    return " ".join(text.split())


def _is_plain(element: _Element) -> bool:
    """Return whether an element says that its text is no markup: in Atom, where nothing else is said."""
    kind = element.get("type", "").lower()
    is_atom = str(element.tag).partition("}")[0].lstrip("{") in ATOM
    return kind in _PLAIN and not len(element) and (is_atom or kind != "")


def _content(element: _Element) -> str:
    """Return what an element holds: its text, or markup where it holds elements."""
    text = "".join(_pieces(element)) if len(element) else element.text or ""
    if len(text) > MAX_BYTES:
        raise TooLongError
    kind = element.get("type", "").lower()
    if element.get("mode") == "base64":
        return _from_base64(text)
    return "" if _is_data(kind) else text


def _is_data(kind: str) -> bool:
    """Return whether a type, as Atom states it, is neither text, markup nor XML."""
    return "/" in kind and not kind.startswith("text/") and not kind.endswith(("+xml", "/xml"))


def _from_base64(text: str) -> str:
    try:
        return page_text(base64.b64decode(text, validate=False))[0]
    except (binascii.Error, ValueError, InputError):
        return text


def _pieces(element: _Element) -> Iterator[str]:
    """Yield the markup between an element's tags: its tags less namespaces and attributes, and its texts.

    An entry within is left out: where a tag is not closed, what follows lies in it, and is read for itself.
    """
    length = 0
    walk = iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if node is not element and isinstance(node.tag, str) and local(node.tag) in ENTRIES:
            if event == "start":
                walk.skip_subtree()
            continue
        if node is element:
            piece = html.escape(node.text or "", quote=False) if event == "start" else ""
        elif not isinstance(node.tag, str):  # an instruction to programs, or an entity that is not filled
            piece = html.escape(node.tail or "", quote=False) if event == "end" else ""
        elif event == "start":
            piece = f"<{local(node.tag)}>{html.escape(node.text or '', quote=False)}"
        else:
            piece = f"</{local(node.tag)}>{html.escape(node.tail or '', quote=False)}"
        length += len(piece)
        if length > MAX_BYTES:
            raise TooLongError
        yield piece
