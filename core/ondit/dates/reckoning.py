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


def unit_away(day: date, count: int, unit: str) -> str:
    """Return the value of the day, week, month, … so many of them away from a day, at that granularity."""
    return _AWAY[unit](day, count)


_AWAY = {
    "day": lambda day, count: days_from(day, count).isoformat(),
    "week": lambda day, count: week(days_from(day, DAYS_A_WEEK * count)),
    "fortnight": lambda day, count: week(days_from(day, 2 * DAYS_A_WEEK * count)),
    "weekend": lambda day, count: week(days_from(day, DAYS_A_WEEK * count)) + "-WE",
    "month": lambda day, count: month(month_number(day) + count),
    "quarter": lambda day, count: quarter(quarter_number(day) + count),
    "year": lambda day, count: year(day.year + count),
    "decade": lambda day, count: year(day.year + 10 * count)[:3],
    "century": lambda day, count: year(day.year + 100 * count)[:2],
    "centurie": lambda day, count: year(day.year + 100 * count)[:2],
}
