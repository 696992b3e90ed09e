"""Dates: the time expressions of a text with their TIMEX3 values, and the one that a clause speaks of.

One scan finds where an expression of each kind stands, one small reading per kind says what it means
against the reference date, the tense around it and the dates before it. Values are TIMEX3 of TimeML;
granularity is kept: "late July 2022" is `2022-07`, "the end of the third quarter" `2022-Q3`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ondit.dates import clocks, days, lengths, months, periods, seasons, years
from ondit.dates.chronicle import Chronicle
from ondit.dates.grammar import kinds, parser, scanner
from ondit.dates.setting import Found, NoAnchorError, Setting, fold
from ondit.dates.target import target
from ondit.model import TimeExpression

__all__ = ["find", "target"]

_READINGS: dict[str, Callable[[Found, Setting], list[TimeExpression]]] = {
    **clocks.READINGS,
    **days.READINGS,
    **lengths.READINGS,
    **months.READINGS,
    **periods.READINGS,
    **seasons.READINGS,
    **years.READINGS,
}


def find(text: str, reference: date | None) -> list[TimeExpression]:
    """Find the time expressions of a text.

    Rule: what needs no other date is always read: full dates, months and years with their year, durations,
    sets, clock times (`T09:30`), and vague times (`PRESENT_REF`, `PAST_REF`, `FUTURE_REF`). What is
    relative ("on Monday", "July", "last year", "two weeks ago") is read against `reference`, and left out
    without one. A bare month or weekday is the next where the verb nearest before it in its sentence, else
    behind it, looks ahead ("will launch in July"), the last where it looks back, the reference month or day
    itself included. In a history, which `Chronicle` tells from news, a date without a year hangs on the date
    before it. The kinds and their precedence are those of `grammar`; each reading's docstring has its rule.

    Catches "sometime in July this year", "mid to late July", "(2016–18)", "9:30 a.m. on Monday". Must not
    take "may", "march on", "Galaxy 2000", "24/7", "a second phone", "2000 people". Known failures: fiscal
    quarters are read as the calendar's; nearest verbs inside quotes or asides mislead; "overnight" is always
    the night before where the tense looks back; adjectives ("recent", "current", "former") are left out.

    Args:
        text: Any text; only English is read.
        reference: The date of the text, which relative expressions count from; absent where unknown.

    Returns:
        Expressions in order of start, never overlapping; a range is two.
    """
    lowered = fold(text)
    setting = _scan(Setting(text, lowered, reference, Chronicle(text, reference, is_history=False)))
    if setting.chronicle.tells_history:
        setting = _scan(Setting(text, lowered, reference, Chronicle(text, reference, is_history=True)))
    return setting.found


def _scan(setting: Setting) -> Setting:
    """Read a text from its beginning to its end."""
    scan = scanner()
    place = 0
    while hit := scan.search(setting.lowered, place):
        kind, read, place = _read(hit, setting)
        for expression in read:
            setting.found.append(expression)
            setting.chronicle.note(expression, kind)
            clocks.join(setting)
    return setting


def _read(hit: Found, setting: Setting) -> tuple[str, list[TimeExpression], int]:
    """Return the kind of a hit of the scan, what it means, and where to go on.

    The first kind whose reading takes the words has them. Nothing where they are no date, or one that the
    calendar lacks; a date whose anchor is unknown is passed over as a whole.
    """
    start = hit.start()
    order = kinds()
    first = order.index(hit.lastgroup or "")
    for kind in () if _hangs_on_hyphen(start, setting) else order[first:]:
        found = parser(kind).match(setting.lowered, start)
        if found is None:
            continue
        try:
            read = _READINGS[kind](found, setting)
        except (NoAnchorError, OverflowError):
            return kind, [], found.end()
        except ValueError:
            continue
        if read:
            return kind, read, read[-1].end
    return "", [], start + 1


def _hangs_on_hyphen(start: int, setting: Setting) -> bool:
    """Say whether a hyphen ties a hit to a word that is no date: "X-2022", but not "July-September"."""
    if (
        setting.text[max(0, start - 1) : start] != "-"
        or not setting.text[max(0, start - 2) : start - 1].isalnum()
    ):
        return False
    return not (setting.found and setting.found[-1].end == start - 1)
