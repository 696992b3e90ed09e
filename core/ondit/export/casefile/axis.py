"""A time axis: where days fall on a line, and which of them are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from ondit.export.wording import MONTHS
from ondit.periods import period

_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
_STEPS = (
    *((days, 0) for days in (1, 2, 7, 14)),
    *((0, months) for months in (1, 2, 3, 6)),
    *((0, 12 * years) for years in _YEARS),
)
"""Steps between named days, in days or in months."""
YEAR = 12


class Tick(NamedTuple):
    """A named day of an axis, and where it falls."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from the first to the last of some dates, drawn from `start` to `end`.

    Attributes:
        first: The first day.
        last: The last day; the first where all is of one day.
        start: Where the first begins.
        end: Where the last ends.
    """

    first: date
    last: date
    start: float
    end: float

    def at(self, day: date, part: float = 0.5) -> float:
        """Return where a part of a day falls, from 0, its beginning, to 1; what lies outside, at an end."""
        days = (self.last - self.first).days + 1
        share = ((day - self.first).days + part) / days
        return round(self.start + min(1.0, max(0.0, share)) * (self.end - self.start), 2)

    def between(self, days: tuple[date, date]) -> float:
        """Return where the middle of some days falls, given the first and the last of them."""
        return round((self.at(days[0]) + self.at(days[1])) / 2, 2)

    def ends(self) -> tuple[str, str]:
        """Return the first and the last day in words."""
        return _day(self.first), _day(self.last)

    def ticks(self, most: int) -> list[Tick]:
        """Return at most so many named days, as evenly as days, months or years go; one at the least."""
        for step in _STEPS:
            days = list(self._every(*step, most + 1))
            if days and len(days) <= most:
                return [
                    Tick(self.at(day, 0.0 if len(days) > 1 else 0.5), self._named(day, step)) for day in days
                ]
        return [Tick(self.at(self.first, 0.0), _day(self.first))]

    def _every(self, days: int, months: int, most: int) -> Iterator[date]:
        """Yield the days of the axis that a step leads to, at most so many."""
        found = 0
        day: date | None = self._begin(days, months)
        while day is not None and day <= self.last and found < most:
            if day >= self.first:
                found += 1
                yield day
            day = _later(day, days, months)

    def _begin(self, days: int, months: int) -> date:
        if days:
            return self.first
        month = (self.first.year * YEAR + self.first.month - 1) // months * months
        if month < YEAR:  # there is no year 0
            month = months
        return date(month // YEAR, month % YEAR + 1, 1)

    def _named(self, day: date, step: tuple[int, int]) -> str:
        """Return a day in words, no finer than the step."""
        if step[0]:
            return _day(day)
        return f"{MONTHS[day.month - 1][:3]} {day.year}" if step[1] % YEAR else f"{day.year}"


def axis_of(dates: Iterable[str | None], start: float, end: float) -> Axis | None:
    """Return the axis that some dates span, whatever their granularity; absent where none is known."""
    periods = [found for one in dates if (found := period(one or ""))]
    if not periods:
        return None
    return Axis(min(first for first, _ in periods), max(last for _, last in periods), start, end)


def _later(day: date, days: int, months: int) -> date | None:
    try:
        if days:
            return day + timedelta(days=days)
        month = day.year * YEAR + day.month - 1 + months
        return date(month // YEAR, month % YEAR + 1, 1)
    except (ValueError, OverflowError):
        return None


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
