"""The article in a web page's tree: which of its text is the article's."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from typing import TYPE_CHECKING

from ondit.ingest.pages.blocks import UNSHOWN, paragraphs

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_ELEMENTS = 20_000
_MOST_NESTED = 200
_SHORT = 250
_LEAST = 25
_MORE = 1.25
_NO_ARTICLE = UNSHOWN | frozenset("nav header footer aside form".split())
_KEPT = "\xa0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\xad\u200b\u200c\u200d\u2060"
_STAND_INS = "".join(chr(0x10600 + number) for number in range(len(_KEPT)))
_UNFIT = re.compile(f"[{_KEPT}\x00-\x08\x0b-\x1f\ufffe\uffff]")
_HIDE = str.maketrans(_KEPT, _STAND_INS) | dict.fromkeys(range(0x20), " ") | {0xFFFE: None, 0xFFFF: None}
_SHOW = str.maketrans(_STAND_INS, _KEPT)


def article_paragraphs(tree: _Element, stated: list[str]) -> list[str]:
    """Return the paragraphs of a page's article, in order; none where there is none.

    The extractor chooses with precision favoured, and with recall where that finds a quarter more: then
    precision missed a part. Where neither finds much, the text counts that the page states in its structured
    data, or every paragraph that is no navigation, whichever is longest. A page of more than 20,000 elements,
    or with more than 200 links within links, goes that way at once: the extractor would take long for it.

    Args:
        tree: The page.
        stated: The paragraphs that its structured data give as the article's.
    """
    found: list[str] = []
    if sum(1 for _ in tree.iter()) <= _MOST_ELEMENTS and _nested_links(tree) <= _MOST_NESTED:
        shielded = deepcopy(tree)
        _shield(shielded)
        precise, more = _chosen(shielded, precision=True), _chosen(shielded, precision=False)
        found = more if _length(more) > _MORE * _length(precise) else precise
    if _length(found) >= _SHORT:
        return found
    readable = [one for one in paragraphs(tree, _NO_ARTICLE) if len(one) >= _LEAST]
    return max((found, stated, readable), key=_length)


def _nested_links(tree: _Element) -> int:
    """Return how many links lie within others: the extractor reads their words once for each of them."""
    from lxml import etree

    depth = nested = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end"), tag="a"):
        depth += 1 if event == "start" else -1
        nested += event == "start" and depth > 1
    return nested


def _chosen(tree: _Element, *, precision: bool) -> list[str]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(
        tree, favor_precision=precision, favor_recall=not precision, fast=True, include_comments=False
    )
    body = document.body if document is not None and not isinstance(document, dict) else None
    return [] if body is None else [one.translate(_SHOW) for one in paragraphs(body, frozenset())]


def _shield(tree: _Element) -> None:
    """Put stand-ins in place of spaces that are no white space to HTML, and of joiners within words.

    The extractor would turn the former into plain spaces and drop the latter. The stand-ins are signs of
    Linear A.
    """
    for element in tree.iter():
        if element.text and _UNFIT.search(element.text) and element.text.strip():
            element.text = element.text.translate(_HIDE)
        if element.tail and _UNFIT.search(element.tail) and element.tail.strip():
            element.tail = element.tail.translate(_HIDE)


def _length(found: list[str]) -> int:
    return sum(map(len, found))
