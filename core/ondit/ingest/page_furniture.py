"""Parts of a web page that are no part of its article, whatever they tell: known by what they are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_CALLED = re.compile(
    r"(?:^|[\s_-])(?:onetrust|cookies?|consent|gdpr|didomi|disqus|comments?|newsletters?|related|recirc\w*|read-?more"
    r"|readmore|author-?bio|more-stories|most-(?:read|popular)|recommend(?:ed|ations?)|outbrain|taboola)"
    r"(?:[\s_-]|$)",
    re.IGNORECASE,
)
_LOOKED_AT = frozenset(("div", "section", "aside", "p", "ul", "ol", "form", "iframe"))
_LONGEST_NAME = 300
_MOST_SHARE = 0.4


def strip_code(tree: _Element) -> None:
    """Take scripts and styles off a page."""
    for element in list(tree.iter("script", "style")):
        if (parent := element.getparent()) is not None:
            _drop(element, parent)


def prune(tree: _Element) -> None:
    """Take the parts off a page that are called comments, cookies, newsletter, related and so on, or hidden.

    Rule: a block whose class or id has such a word as a part of its own, or that has the attribute `hidden`,
    unless it holds four tenths or more of the letters of all paragraphs: then it is the page's own wrapper,
    or the article that the page is about.

    Catches `<div class="newsletter-signup">` and `<div hidden>`. Must not take `<body class="has-comments">` nor `<p
    class="unrelated">`. Known failures: an article about comments within `<div class="comment">` that is
    short beside the rest of the page; furniture whose class is a code.
    """
    called = [element for element in tree.iter(*_LOOKED_AT) if _is_called(element)]
    if not called:
        return
    most = _MOST_SHARE * _letters(tree)
    for element in called:
        parent = element.getparent()
        if parent is not None and _letters(element) <= most:
            _drop(element, parent)


def _is_called(element: _Element) -> bool:
    names = (element.get("class"), element.get("id"))
    return element.get("hidden") is not None or any(name and _CALLED.search(name[:_LONGEST_NAME]) for name in names)


def _letters(element: _Element) -> int:
    return sum(len(text) for paragraph in element.iter("p") for text in paragraph.itertext())


def _drop(element: _Element, parent: _Element) -> None:
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
