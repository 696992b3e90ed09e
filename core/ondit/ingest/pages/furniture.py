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
_DROPPED = "dropped"


def strip_code(tree: _Element) -> None:
    """Take scripts and styles off a page."""
    from lxml.etree import strip_elements

    strip_elements(tree, "script", "style", with_tail=False)


def prune(tree: _Element) -> None:
    """Take the parts off a page that are called comments, cookies, newsletter, related and so on, or hidden.

    Rule: a block whose class or id has such a word as a part of its own, or that has the attribute `hidden`,
    unless it holds four tenths or more of the letters of all paragraphs: then it is the page's own wrapper,
    or the article that the page is about.

    Catches `<div class="newsletter-signup">` and `<div hidden>`. Must not take `<body class="has-comments">`
    nor `<p class="unrelated">`. Known failures: an article about comments within `<div class="comment">` that
    is short beside the rest of the page; furniture whose class is a code.
    """
    called = [element for element in tree.iter(*_LOOKED_AT) if _is_called(element)]
    if not called:
        return
    from lxml.etree import strip_elements

    letters = _letters(tree, {tree, *called})
    for element in called:
        if element is not tree and letters[element] <= _MOST_SHARE * letters[tree]:
            element.tag = _DROPPED
    strip_elements(tree, _DROPPED, with_tail=False)


def _is_called(element: _Element) -> bool:
    names = (element.get("class"), element.get("id"))
    return element.get("hidden") is not None or any(
        name and _CALLED.search(name[:_LONGEST_NAME]) for name in names
    )


def _letters(tree: _Element, wanted: set[_Element]) -> dict[_Element, int]:
    """Return how many letters the paragraphs of each wanted element hold, in one walk through the tree."""
    from lxml.etree import iterwalk

    letters: dict[_Element, int] = {}
    count = depth = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        if event == "start":
            if element in wanted:
                letters[element] = -count
            depth += element.tag == "p"
            count += len(element.text or "") if depth else 0
        else:
            if element in wanted:
                letters[element] += count
            depth -= element.tag == "p"
            count += len(element.tail or "") if depth else 0
    return letters
