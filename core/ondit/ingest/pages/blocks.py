"""Paragraphs of a tree of HTML: what a browser shows as a block of its own, white space as HTML means it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ondit.errors import InputError
from ondit.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_BREAK, _LINE, _CELL = "\x00", "\x01", "\x02"
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol option p pre section summary table"
    " tbody tfoot thead tr ul video audio iframe"
    " head item list quote row".split()
)
_CELLS = frozenset(("td", "th", "cell"))
_LINES = frozenset(("br", "lb"))
UNSHOWN = frozenset(
    "script style noscript template svg math head title textarea select button object iframe canvas".split()
)
_WHITE = re.compile(r"[ \t\n\r\f]+")
_BLANK_LINES = re.compile(rf"(?<!\s)\s*+{_LINE}(?:\s*+{_LINE})+\s*")
_TAG = re.compile(r"<[^<>]*>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")

_LOOKED_AT = 8_000
_MOST_ELEMENTS = 200_000
_MOST_ATTRIBUTES = 5_000
_LONG_TAG = 5 * _MOST_ATTRIBUTES
_TAGS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style)\b.*?(?:</(?P=raw)|\Z)"
    r"""|<[a-z](?:=\s*+"[^"]*+|=\s*+'[^']*+|[^>=]++|=)*+""",
    re.IGNORECASE | re.DOTALL,
)
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"?+|'[^']*+'?+)""")


def parse(markup: str) -> _Element | None:
    """Return the tree of a page less comments and processing instructions; absent where it holds nothing.

    What lies deeper than 255 elements is not read: the parser ends there.

    Raises:
        InputError: A tag has more than 5,000 attributes, for which the parser takes for ever, or the page has
            more than 200,000 elements.
    """
    from lxml import html
    from lxml.etree import LxmlError

    markup = _CONTROL.sub("", markup)
    if any(map(_is_overloaded, _TAGS.finditer(markup))):
        raise _no_page("one of its tags has more than 5,000 attributes")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise _no_page("it has more than 200,000 elements")
    return tree


def _is_overloaded(tag: re.Match[str]) -> bool:
    if tag.end() - tag.start() < _LONG_TAG or tag["raw"] or tag[0].startswith("<!"):
        return False
    return len(_VALUE.sub(" ", tag[0]).split()) > _MOST_ATTRIBUTES


def _no_page(why: str) -> InputError:
    return InputError(
        f"It is not a web page that can be read: {why}.", "Save the article alone, or its text."
    )


def paragraphs(root: _Element, unshown: frozenset[str] = UNSHOWN) -> list[str]:
    """Return the paragraphs of a tree in order, none empty.

    A line break is one newline, two in sequence part paragraphs, the cells of a row are parted by a tab, and
    any other run of white space is one space. No other character changes. The tree may be one of HTML, or of
    the elements that the extractor makes of it.

    Args:
        root: The tree; the text behind it is not part of it.
        unshown: Tags that are left out with all they hold.
    """
    whole = "".join(_pieces(root, unshown))
    return [paragraph for block in whole.split(_BREAK) for paragraph in _split(block)]


def line(root: _Element) -> str:
    """Return the text of a tree in one line."""
    return _in_line("".join(_pieces(root, UNSHOWN - {"head", "title"})))


def beginning(root: _Element) -> str:
    """Return the beginning of a tree's text in one line: of its first 8,000 characters and edges of elements.

    Enough for whatever is meant to be short; a look at many trees that lie one in another stays cheap.
    """
    return _in_line("".join(_first(_pieces(root, UNSHOWN - {"head", "title"}))))


def _first(pieces: Iterator[str]) -> Iterator[str]:
    left = _LOOKED_AT
    for piece in pieces:
        yield piece[:left]
        left -= len(piece) + 1
        if left <= 0:
            return


def _in_line(whole: str) -> str:
    return " ".join(part for block in whole.split(_BREAK) for one in _split(block) for part in one.split())


def stripped(markup: str) -> str:
    """Return a text less its tags, whatever they are, in linear time."""
    return _TAG.sub(" ", markup)


def _pieces(root: _Element, unshown: frozenset[str]) -> Iterator[str]:
    from lxml.etree import iterwalk

    within: _Element | None = None
    for event, element in iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if within is None and event == "start":
            if tag in unshown and element is not root:
                within = element
                continue
            yield _edge(tag, element) + (element.text or "")
        elif event == "end" and within in {None, element}:
            within = None
            yield (_BREAK if tag in _BLOCKS else "") + ((element.tail or "") if element is not root else "")


def _edge(tag: str, element: _Element) -> str:
    if tag in _BLOCKS:
        return _BREAK
    if tag in _LINES:
        return _LINE
    return _CELL if tag in _CELLS and element.getprevious() is not None else ""


def _split(block: str) -> Iterator[str]:
    text = _WHITE.sub(" ", block)
    for part in _BLANK_LINES.split(text):
        cells = [cell.strip(" ") for cell in part.split(_CELL)]
        text = "\t".join(cell for cell in cells if cell)
        lines = (one.strip() for one in text.split(_LINE))
        if text := "\n".join(one for one in lines if one):
            yield clean(text)
