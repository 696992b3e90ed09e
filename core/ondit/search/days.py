"""Finding the day that someone types, in figures or in words: "2012-03-14", "14 Mar 2012", "March 2012"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ondit.search.query import is_date
from ondit.timeline import Filter

if TYPE_CHECKING:
    from ondit.views import StoryView

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_DIGITS = len("2012-03")
_WORDED = re.compile(
    r"(?:(?P<before>\d{1,2})\s+)?(?P<month>[a-z]{3,9})\.?(?:\s+(?P<behind>\d{1,2}))?,?\s+(?P<year>\d{4})"
)
_LATEST = "~"
"""Sorts behind every digit and hyphen: of a month, all of its days are no later than it and this."""


def typed_day(text: str) -> str | None:
    """Return the ISO date, a day or a month, that a text is; absent where it is none.

    A year alone is none: it is a word of many entries.
    """
    told = " ".join(text.casefold().split())
    found = _WORDED.fullmatch(told)
    if found:
        told = _iso(found)
    return told if len(told) >= _MONTH_DIGITS and is_date(told) else None


def nearest_day(view: StoryView, day: str) -> str | None:
    """Return the newest day of a story's timeline that is no later than a date; absent where there is none.

    Args:
        view: The story.
        day: An ISO date, a day or a month.

    Raises:
        StoreError: The store cannot be read.
    """
    known: Sequence[str | None] = [one.published for one in view.days(Filter())]
    return max((one for one in known if one and one <= day + _LATEST), default=None)


def _iso(found: re.Match[str]) -> str:
    number = next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(found["month"])), 0)
    day = found["before"] or found["behind"]
    if found["before"] and found["behind"]:
        return ""
    return f"{found['year']}-{number:02}" + (f"-{int(day):02}" if day else "")
