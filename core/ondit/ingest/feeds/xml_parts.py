"""XML as it is found: bounded, decoded, mended where it is broken, and its parts one by one."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from lxml import etree
from lxml.etree import _Element

from ondit.errors import InputError
from ondit.ingest.drafts import Place
from ondit.ingest.feeds.xml_faults import CHUNK, first_fault, options, told
from ondit.ingest.kinds import BLANKS
from ondit.ingest.pages.encoding import page_text
from ondit.model import Problem

MAX_XML = 50_000_000
"""Bytes of a feed or a list of feeds that are read; what lies behind is not."""

LONGEST_KEPT = 200
"""Characters of a name that is remembered once it was taken apart: a feed may have ever new ones."""

_MOST_MENDED = 1_000_000
_HEAD = 8192
_BEGINS = re.compile(r"<(?:\?xml|!DOCTYPE|rss|feed|rdf:RDF|opml|[\w-]{1,20}:(?:rss|feed))\b", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,400}>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^<>\[]*>", re.IGNORECASE)
_DEFINING = re.compile(r"<!DOCTYPE\b[^<>\[]*\[", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w-]{1,20}:)?(?:rss|feed|rdf|opml)\b", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<\?xml\b[^<>]{0,400}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_SKIPPED = re.compile(
    rb"\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^<>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE | re.DOTALL
)
_ENDS = re.compile(
    rb"</(?:[\w-]{1,20}:)?(?:rss|feed|rdf|channel|items|opml)\s*>(?:\s|<!--[^<>]*-->)*\Z", re.IGNORECASE
)
_LOOKED_AT = 2_000
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(?![A-Za-z_:/!?])"
    r"|&(?:(?:\#\d{1,8}|\#[xX][\da-fA-F]{1,7}|\w{1,31});)?",
    re.DOTALL,
)
# By number, as the parser drops `&amp;` and its like behind a fault.
_BY_NUMBER = {ord(mark): f"&#{ord(mark)};" for mark in "&<>\"'"}
_WIDE = (
    (b"<\0\0\0", codecs.BOM_UTF32_LE),
    (b"\0\0\0<", codecs.BOM_UTF32_BE),
    (b"<\0", codecs.BOM_UTF16_LE),
    (b"\0<", codecs.BOM_UTF16_BE),
)


@dataclass(frozen=True, slots=True)
class Xml:
    """A document that is ready to be taken apart.

    Attributes:
        data: It in UTF-8, less its declarations; its lines are those of the input.
        is_broken: Whether it is no well-formed XML even though it was mended.
        problems: What is to be told of the whole of it.
    """

    data: bytes
    is_broken: bool
    problems: tuple[Problem, ...]

    @property
    def breaks_off(self) -> bool:
        """Whether it ends in the middle of something."""
        return self.is_broken and _ENDS.search(self.data[-_LOOKED_AT:]) is None


def load(stream: BinaryIO, place: Place) -> Xml:
    """Read a document and mend what can be mended without losing anything.

    Control characters are taken out, names of HTML (`&nbsp;`) are replaced by what they mean, and a `&` that
    begins no such name, or a `<` that begins no tag, stands for itself. A document type and what it defines
    is left out: no entity is expanded, and nothing is fetched; a problem tells it where one is missing.

    Raises:
        InputError: It is empty, a web page, or no text.
    """
    data = stream.read(MAX_XML + 1)
    problems = []
    if len(data) > MAX_XML:
        what = f"It is longer than {MAX_XML // 1_000_000} MB; what lies behind is not read."
        problems.append(place.problem(what, "Part it into several files."))
    text, damaged = _decoded(data[:MAX_XML], place.charset)
    if damaged:
        what = f"{damaged} of its characters cannot be read and are shown as \ufffd."
        problems.append(place.problem(what, "Save it again as UTF-8."))
    if not text.strip("\ufeff \t\r\n"):
        raise InputError("It is empty.", "Leave it out, or get it again.")
    if _PAGE.match(text, 0, _HEAD) and not _ROOT.search(text, 0, _HEAD):
        raise InputError(
            "It is a web page, not a feed.", "Look in the page for the address of its feed, or name it .html."
        )
    is_defining = _DEFINING.search(text, 0, _HEAD) is not None
    text = _less_prolog(text)
    fault = first_fault(text)
    if fault is None:
        return Xml(text.encode(), False, tuple(problems))
    text = _REFERENCE.sub(_mended, _ILLEGAL.sub("", text), count=_MOST_MENDED)
    rest = first_fault(text)
    if len(data) <= MAX_XML:
        problems.append(told(fault, rest, place, is_defining=is_defining))
    return Xml(text.encode(), rest is not None, tuple(problems))


class Part(NamedTuple):
    """An element of a document.

    Attributes:
        element: The element, until the next is asked for.
        is_cut: Whether the document breaks off in the middle of it.
    """

    element: _Element
    is_cut: bool = False


def parts(xml: Xml, names: Sequence[str], base: str | None = None) -> Generator[Part, None, _Element | None]:
    """Yield the elements of some names, in the order in which they end; behind them those that do not.

    Args:
        xml: The document.
        names: Their names, whatever their namespace.
        base: The address of the document.

    Returns:
        The root with what stood beside the elements; nothing where there is none. Memory is bounded by that
        and by the longest element.
    """
    tags = [f"{{*}}{name}" for name in names]
    parser = etree.XMLPullParser(("end",), tag=tags, base_url=base, **options(True, xml.data))
    last: _Element | None = None
    for start in range(0, len(xml.data), CHUNK):
        if not _fed(parser, xml.data[start : start + CHUNK]):
            break
        for _, element in parser.read_events():
            yield Part(element)
            _forget(element)
            last = element
    root = _closed(parser)
    is_cut = xml.breaks_off
    for _, element in parser.read_events():  # ended by that, the innermost first
        yield Part(element, is_cut=is_cut)
        _forget(element)
        last, is_cut = element, False
    if root is None or not xml.is_broken:
        return root
    for element in list(root.iter(*tags)):  # where the parser gave up
        if element is not last and len(element):
            yield Part(element)
    return root


def survey(xml: Xml, names: Sequence[str], base: str | None = None) -> tuple[int, _Element | None]:
    """Return how many elements of some names there are, and the root with what stands beside them."""
    found, count = parts(xml, names, base), 0
    while True:
        try:
            element, _ = next(found)
        except StopIteration as end:
            return count, end.value
        count += not xml.is_broken or len(element) > 0


def local(tag: str) -> str:
    """Return an element's name in lower case, less its namespace or a prefix without one."""
    return _local(tag) if len(tag) <= LONGEST_KEPT else _local.__wrapped__(tag)


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def begins_with(head: bytes, element: re.Pattern[bytes]) -> bool:
    """Return whether the first element matches, behind declarations, comments and a document type.

    Args:
        head: The first bytes, some thousand or more; in UTF-8, UTF-16 or an encoding that begins like ASCII.
        element: What the element begins with: `<` and a name.
    """
    begins, start = head.replace(b"\0", b"").lstrip(BLANKS), 0
    while skipped := _SKIPPED.match(begins, start):
        start = skipped.end()
    return element.match(begins, start) is not None


def _decoded(data: bytes, charset: str | None) -> tuple[str, int]:
    """Return the text of a document, and how many characters of it are damaged.

    Where an opening `<` gives away that it is UTF-16 or UTF-32 without a mark, it is read as such.
    """
    mark = next((mark for begins, mark in _WIDE if data.startswith(begins)), b"")
    try:
        return page_text(mark + data, charset)
    except InputError as error:
        raise InputError("It is not text, and so no XML.", error.hint) from None


def _less_prolog(text: str) -> str:
    """Blank out what stands before the document, its declaration and its document type; lines stay.

    A document type that defines something ends where the document's first element begins.
    """
    begins = _BEGINS.search(text, 0, _HEAD)
    start = begins.start() if begins else 0
    head = _DECLARATION.sub(_blank, text[start : start + _HEAD], count=1)
    whole = "\n" * text.count("\n", 0, start) + _DOCTYPE.sub(_blank, head, count=1) + text[start + _HEAD :]
    defining = _DEFINING.search(whole, 0, _HEAD)
    root = _ROOT.search(whole, defining.end()) if defining else None
    if defining is None or root is None:
        return whole
    blank = "\n" * whole.count("\n", defining.start(), root.start())
    return whole[: defining.start()] + blank + whole[root.start() :]


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _mended(match: re.Match[str]) -> str:
    token = match[0]
    return token if token.startswith("<!") else _ILLEGAL.sub("", html.unescape(token)).translate(_BY_NUMBER)


def _fed(parser: etree.XMLPullParser, chunk: bytes) -> bool:
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError:
        return False
    return True


def _closed(parser: etree.XMLPullParser) -> _Element | None:
    try:
        return parser.close()
    except etree.XMLSyntaxError:
        return None


def _forget(element: _Element) -> None:
    """Empty an element and drop those before it, so that a long document takes no memory."""
    element.clear()
    parent = element.getparent()
    previous = element.getprevious()
    if parent is not None and previous is not None and previous.tag == element.tag:
        parent.remove(previous)


def children(element: _Element) -> Iterator[_Element]:
    """Yield the elements directly below one; comments and what else is no element are left out."""
    return (child for child in element if isinstance(child.tag, str))
