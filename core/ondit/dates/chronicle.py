"""Which past date a passage tells of: what "in July" hangs on in "In 1941 they met. In July they parted."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ondit.dates import reckoning
from ondit.model import TimeExpression

_HAS_YEAR = re.compile(r"[0-9]{4}")
_LAST_YEARS = 2
_OLD_DATES, _OLD_TO_NEAR, _YEARS_TO_RECENT = 4, 2, 10
_RECENT_YEARS = 1
"""Years before the reference year that news speaks of without saying so."""

_NEAR_KINDS = frozenset("weekday near_day this_part the_unit end_of quarter period year_before ago".split())


@dataclass
class Chronicle:
    """What a text has told so far about years gone by.

    Rule: a text with four months or days of past years, named with their year, twice as many of them as of
    dates that count from the reference date ("yesterday", "last week"), and hardly a year among those it
    names that is one of the last three, is a history. It is read again as one: there a date without a year
    hangs on the last old date before it, until one that counts from the reference date comes between.
    Catches "In May 1941 they met. In July they parted" in a text of that kind. Must not: news is read from
    its own date whatever it looks back on ("Founded in May 1998, it closed in July"). Known failures: the
    history of the last years, and one that turns back without a year.
    """

    text: str
    reference: date | None
    is_history: bool
    _told: TimeExpression | None = None
    _old: int = 0
    _near: int = 0
    _years: int = 0
    _recent: int = 0

    @property
    def tells_history(self) -> bool:
        """Whether what was read so far tells of years gone by rather than of the days around its date."""
        long_ago = self._years >= _YEARS_TO_RECENT * self._recent
        return self._old >= _OLD_DATES and self._old >= _OLD_TO_NEAR * self._near and long_ago

    def note(self, expression: TimeExpression, kind: str) -> None:
        """Take note of an expression that was read, and of its kind."""
        year = reckoning.year_of(expression.value)
        if self.reference is None or year is None or expression.type in {"DURATION", "SET"}:
            return
        explicit = _HAS_YEAR.search(self.text, expression.start, expression.end) is not None
        this_year = self.reference.year
        self._years += explicit
        self._recent += explicit and year >= this_year - _LAST_YEARS
        if year < this_year - _RECENT_YEARS or (explicit and year < this_year):
            self._told = expression
            self._old += explicit and len(expression.value) > len("2022")
        else:
            self._told = None
            self._near += kind in _NEAR_KINDS

    def told(self) -> TimeExpression | None:
        """Return the past date that what follows hangs on, absent where that is the reference date."""
        return self._told if self.is_history else None

    def year(self) -> int | None:
        """Return the year that what follows hangs on; absent as in `told`."""
        told = self.told()
        return reckoning.year_of(told.value) if told else None

    def month(self, month: int) -> int | None:
        """Return which month of that number is meant, counted from year 0; absent as in `told`.

        It is the one nearest to the date before, so that January follows December.
        """
        told, year = self.told(), self.year()
        if told is None or year is None:
            return None
        first = year * reckoning.MONTHS_A_YEAR + month - 1
        if not reckoning.MONTH_VALUE.match(told.value):
            return first
        anchor = reckoning.month_number(date.fromisoformat(told.value[: len("2022-07")] + "-01"))
        steps = (first, first + reckoning.MONTHS_A_YEAR, first - reckoning.MONTHS_A_YEAR)
        return min(steps, key=lambda step: abs(step - anchor))
