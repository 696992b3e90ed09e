"""When something was said: the day that an article puts beside a verb of saying."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ondit.model import TimeExpression
from ondit.periods import period
from ondit.spans import DAY, inside

_SAYING = re.compile(
    r"\b(?:said|says|told|announced|confirmed|denied|reported|declared|insisted|unveiled|introduced|revealed"
    r"|disclosed|stated|wrote|tweeted|posted)\b"
)
_BETWEEN = re.compile(
    r"(?:[\s,]|\b(?:on|in|late|early|earlier|last|a|an|the|statement|filing|interview|release|reporters|here"
    r"|today|so|it|he|she|they)\b)*\Z"
)
_REACH = 60


def said(
    text: str, expressions: Sequence[TimeExpression], start: int, end: int, published: date
) -> str | None:
    """Return the day on which what a sentence tells was said; absent where it names none.

    Rule: the first day beside a verb of saying, before or behind it, with no more between them than "on", "in
    a statement" and the like, that is not after the article's own day.

    Example: "the company said in a statement on Tuesday", "Corvale on Monday denied".
    Must not: "said the yard will open on Tuesday".
    Known failures: days that stand apart from their verb; the day of another speaker in the same sentence.

    Args:
        text: The article's text.
        expressions: Its time expressions, in order of place.
        start: Where the sentence begins.
        end: Where it ends.
        published: The article's day.

    Returns:
        An ISO day.
    """
    for one in inside(expressions, start, end):
        day = period(one.value) if len(one.value) == DAY else None
        if day is not None and day[0] <= published and _is_beside(text, one, start, end):
            return one.value
    return None


def _is_beside(text: str, one: TimeExpression, start: int, end: int) -> bool:
    before = text[max(start, one.start - _REACH) : one.start]
    spoken = list(_SAYING.finditer(before))
    if spoken and _BETWEEN.match(before, spoken[-1].end()):
        return True
    behind = _SAYING.search(text, one.end, min(end, one.end + _REACH))
    return behind is not None and not text[one.end : behind.start()].strip(" ,")
