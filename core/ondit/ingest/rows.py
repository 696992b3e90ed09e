"""Rows that hold an article each, whatever the format: what their fields mean, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ondit.ingest.drafts import Draft, Place, draft
from ondit.ingest.fields import pick
from ondit.model import Problem
from ondit.text import clean

MAX_PROBLEMS = 200
"""Problems told of one file, so that one that is something else does not fill the screen."""


def article(row: Mapping[str, object], place: Place) -> Iterator[Draft | Problem]:
    """Yield the article of a row, and what is wrong with it."""
    fields = pick(row)
    text = fields.pop("text", None)
    if isinstance(text, str):
        yield from draft(place, clean(text), fields)
    else:
        yield textless(text, place)


def textless(text: object, place: Place) -> Problem:
    """Return the problem of a row that has nothing, a blank or something else in place of its text."""
    if text is None or isinstance(text, str):
        return place.problem("The row has no text.", 'Give it a "text", or take it out.')
    return place.problem(
        "The text of the row is not a text.", "Write it as a string between quotation marks."
    )


def bounded(items: Iterable[Draft | Problem], place: Place) -> Iterator[Draft | Problem]:
    """Yield all articles, and problems up to `MAX_PROBLEMS`; those behind are only counted, in a last one."""
    told = untold = 0
    for item in items:
        if isinstance(item, Draft) or told < MAX_PROBLEMS:
            yield item
            told += isinstance(item, Problem)
        else:
            untold += 1
    if untold:
        yield more(untold, place)


def more(untold: int, place: Place) -> Problem:
    """Return the problem that a file has so many more."""
    return place.problem(
        f"{untold:,} more problems in this file are not listed.", "Mend those that are and read it again."
    )
