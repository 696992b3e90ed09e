"""Reckoning with the calendar: TIMEX3 values of days, weeks, quarters and seasons, and steps between them.

Every function raises ValueError or OverflowError where the calendar (years 1 to 9999) has no such day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS_A_YEAR = 12
MONTHS_A_QUARTER = 3
DAYS_A_WEEK = 7
_SUMMER_STARTS, _AUTUMN_STARTS = 6, 9
_SPRING_STARTS, _WINTER_STARTS = 3, 12

_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
MONTH_VALUE = re.compile(r"[0-9]{4}-[0-9]{2}(?![0-9])")
"""The head of a value that names a month."""

_HEAD_YEAR = re.compile(r"([0-9]{4})(?![0-9])")


def year(number: int) -> str:
    """Return a year's value.

    Raises:
        ValueError: The year is not within 1 to 9999.
    """
    return f"{date(number, 1, 1).year:04d}"


def month(number: int) -> str:
    """Return the value of a month counted from year 0: twelve times the year and the month less one."""
    return date(number // MONTHS_A_YEAR, number % MONTHS_A_YEAR + 1, 1).isoformat()[: len("2022-07")]


def month_number(day: date) -> int:
    """Return the month of a day, counted from year 0: what `month` takes."""
    return day.year * MONTHS_A_YEAR + day.month - 1


def week(day: date) -> str:
    """Return the value of the ISO week that a day lies in."""
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def quarter(number: int) -> str:
    """Return the value of a quarter counted from year 0: four times the year and the quarter less one."""
    return f"{year(number // 4)}-Q{number % 4 + 1}"


def quarter_number(day: date) -> int:
    """Return the quarter of a day, counted from year 0: what `quarter` takes."""
    return day.year * 4 + (day.month - 1) // MONTHS_A_QUARTER


def days_from(day: date, count: int) -> date:
    """Return the day so many days away."""
    return day + timedelta(days=count)


def season_bounds(season: str, number: int) -> tuple[int, int]:
    """Return the first and last month, counted from year 0, of a season of a year; winter ends the next."""
    first = {"SP": _SPRING_STARTS, "SU": _SUMMER_STARTS, "FA": _AUTUMN_STARTS, "WI": _WINTER_STARTS}[season]
    start = number * MONTHS_A_YEAR + first - 1
    return start, start + 2


def year_of(value: str) -> int | None:
    """Return the year that a value names, absent for decades and for values that name none."""
    found = _HEAD_YEAR.match(value)
    return int(found[1]) if found else None


def quarter_of(value: str) -> int | None:
    """Return the quarter that a value names, counted from year 0, absent where it is no quarter."""
    found = _QUARTER.fullmatch(value)
    return int(found[1]) * 4 + int(found[2]) - 1 if found else None


def years_away(value: str, count: int) -> str:
    """Return the same period so many years away: `1989-Q3` less one is `1988-Q3`."""
    number = year_of(value)
    if number is None:
        raise ValueError(value)
    return year(number + count) + value[len("2022") :]
