"""A page's tree made ready for the extractor: paragraphs that only breaks part, links within sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PARENTS = frozenset("body div td article section center font main p".split())
_INLINE = frozenset(
    "a abbr b bdi big br cite code del dfn em font i img ins kbd mark q s samp small span strong sub sup tt u"
    " wbr time".split()
)


def part_at_breaks(tree: _Element) -> None:
    """Make a paragraph of each stretch of text between two or more line breaks in sequence and the next ones.

    Rule: only where nothing but text and inline elements stand beside the breaks: there they are all that
    tells one paragraph from the next.

    Example: `One.<br><br>Two.` is two.
    Must not: part `One.<br>Two.`
    Known failures: where a paragraph stands beside the breaks, the text before and behind them is one.
    """
    parents: dict[_Element, None] = {}
    for line_break in tree.iter("br"):
        parent = line_break.getparent()
        if parent is not None and parent.tag in _PARENTS and _goes_on(line_break):
            parents[parent] = None
    for parent in parents:
        if all(child.tag in _INLINE for child in parent):
            _part(parent)


def join_links(tree: _Element) -> None:
    """Make plain text of the links within a paragraph of which less than half is links.

    The extractor takes links for navigation, with precision favoured, and would leave holes in the sentences.

    Example: `The yard of <a>Corvale</a> opens in May, it said.`
    Must not: `<a>Home</a> <a>News of today</a>`.
    Known failures: a sentence that is mostly one link stays a link.
    """
    from lxml.etree import strip_tags

    for paragraph in tree.iter("p"):
        links = list(paragraph.iter("a"))
        if links and 2 * sum(map(_letters, links)) < _letters(paragraph):
            strip_tags(paragraph, "a", "span")


def _letters(element: _Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _goes_on(line_break: _Element) -> bool:
    """Return whether another line break follows at once."""
    behind = line_break.getnext()
    return behind is not None and behind.tag == "br" and not (line_break.tail or "").strip()


def _part(parent: _Element) -> None:
    children = [(child, child.tag == "br" and _goes_on(child)) for child in parent]
    text, parent.text = parent.text, None
    parent.tag = "div" if parent.tag == "p" else parent.tag
    parent[:] = []
    paragraph = _begun(parent, text)
    in_gap = False
    for child, goes_on in children:
        if goes_on:
            in_gap = True
        elif in_gap:
            paragraph, in_gap = _begun(parent, child.tail), False
        else:
            paragraph.append(child)


def _begun(parent: _Element, text: str | None) -> _Element:
    paragraph = parent.makeelement("p")
    paragraph.text = text and _UNFIT.sub(" ", text)  # the parser gives what it does not take back
    parent.append(paragraph)
    return paragraph
