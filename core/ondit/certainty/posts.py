"""Posts of leakers that an article sets off behind a colon."""

from __future__ import annotations

import re

from ondit.model import Span

_SET_OFF = re.compile(r":[ \t]*\n\s*")
_LEAKER = re.compile(r"\b(?:leakers?|leaksters?|tipsters?)\b", re.IGNORECASE)
_INTRODUCTION = 400


def of_leakers(text: str) -> list[Span]:
    """Find the posts of leakers in an article.

    Rule: the paragraph behind one that ends with a colon and names a leaker.

    Example: "The timing matches a post by the leaker known as Quill:" and, below, "One fold, May launch."
    Must not: "The ministry's spokesman posted this:" and what stands below it.
    Known failures: posts of more than one paragraph; leakers whom the article calls otherwise.

    Args:
        text: The article's text.

    Returns:
        The paragraphs, in order, not overlapping.
    """
    found = []
    for colon in _SET_OFF.finditer(text):
        low = max(0, colon.start() - _INTRODUCTION)
        line = text[low : colon.start()].rpartition("\n")[2]
        if _LEAKER.search(line):
            end = text.find("\n", colon.end())
            found.append(Span(colon.end(), end if end >= 0 else len(text)))
    return found
