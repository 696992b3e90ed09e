"""The days that a date of any granularity spans: what "the second quarter" and "June" have in common."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

_SHAPE = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q([1-4])|H([12])|W(\d\d)|(SP|SU|FA|WI)))?(?:T.*)?$")
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_QUARTER, _HALF, _YEAR = 3, 6, 12
KEPT = 4_096


@lru_cache(KEPT)
def period(value: str) -> tuple[date, date] | None:
    """Return the first and the last day of an ISO date or a TIMEX3 value; absent where it has none.

    `2025` is a year, `2025-06` a month, `2025-Q2` a quarter, `2025-H1` a half, `2025-W23` a week, `2025-FA`
    the months September to November. References, durations and sets have no days.
    """
    found = _SHAPE.match(value)
    if found is None:
        return None
    try:
        return _days(found)
    except (ValueError, OverflowError):
        return None


def _days(found: re.Match[str]) -> tuple[date, date]:
    year, month, day, quarter, half, week, season = found.groups()
    if week:
        monday = date.fromisocalendar(int(year), int(week), 1)
        return monday, monday + timedelta(days=6)
    if month and day:
        only = date(int(year), int(month), int(day))
        return only, only
    begin, count = int(month or 1), 1 if month else _YEAR
    if quarter:
        begin, count = _QUARTER * int(quarter) - 2, _QUARTER
    elif half:
        begin, count = _HALF * int(half) - 5, _HALF
    elif season:
        begin, count = _SEASONS[season], _QUARTER
    return _months(int(year), begin, count)


def same_time(a: str, b: str) -> bool:
    """Say whether two dates may be one: they have a day in common, or are written alike."""
    left, right = period(a), period(b)
    if left is None or right is None:
        return a == b
    return are_near(left, right, timedelta(0))


def are_near(a: tuple[date, date], b: tuple[date, date], apart: timedelta) -> bool:
    """Say whether two periods overlap, or lie no further apart than so long."""
    return a[0] - b[1] <= apart and b[0] - a[1] <= apart


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = year * 12 + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
