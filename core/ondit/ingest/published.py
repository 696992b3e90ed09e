"""Dates as articles state them: read at the granularity given, never guessed finer."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from ondit.model import Granularity

EARLIEST, LATEST = 1800, 2200
_DECEMBER = _NOON = 12
_LONGEST = 80
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {"z": 0, "ut": 0, "utc": 0, "gmt": 0}
_ZONES |= {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}

MONTH_NAMES = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
"""What months are called in English, whole and short, as alternatives of a pattern that ignores case."""
_MONTH = rf"(?P<name>{MONTH_NAMES})\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = re.compile(
    r"(?:T(?P<hour>\d\d):?(?P<minute>\d\d)|,?\s+(?:at\s+)?(?P<hour2>\d{1,2}):(?P<minute2>\d\d))"
    r"(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?:\s*(?P<half>[ap])\.?m\.?)?"
    r"(?:\s*(?P<zone>z|[a-z]{2,5}|[+-]\d\d(?::?\d\d)?)(?:\s*\([\w ]{1,20}\))?)?$",
    re.IGNORECASE,
)
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_STYLES = tuple(
    re.compile(style, re.IGNORECASE)
    for style in (
        rf"{_YEAR}(?:(?P<mark>[-/.])(?P<month>\d{{1,2}})(?:(?P=mark){_DAY})?)?",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}(?:\s+{_DAY}(?:st|nd|rd|th)?)?,?\s+{_YEAR}",
        rf"{_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"(?P<left>\d{{1,2}})/(?P<right>\d{{1,2}})/{_YEAR}",
        rf"{_YEAR}-(?P<ordinal>\d{{3}})",
        rf"{_YEAR}-?W(?P<week>\d\d)(?:-?(?P<weekday>[1-7]))?",
    )
)
_COMPACT_DAY = re.compile(r"(?:1[89]|2[012])\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_DIGIT = re.compile(r"\d")
_EPOCH = re.compile(r"-?\d{9,10}|\d{12,13}")
_URL_YEAR = r"/((?:1[89]|2[01])\d\d)"
_URL_DAY = re.compile(
    rf"{_URL_YEAR}/(0?[1-9]|1[0-2]|{'|'.join(_MONTHS)})/(\d{{1,2}})(?=/|\.|$)"
    rf"|{_URL_YEAR}-(0[1-9]|1[0-2])-(\d\d)(?!\d)"
    rf"|{_URL_YEAR}(0[1-9]|1[0-2])(\d\d)(?=/|\.|$)",
    re.IGNORECASE,
)
_URL_MONTH = re.compile(rf"{_URL_YEAR}/(0[1-9]|1[0-2]|{'|'.join(_MONTHS)})(?=/|$)", re.IGNORECASE)


def parse(value: str | float) -> tuple[str, Granularity]:
    """Read a date and return it in ISO 8601 with its granularity.

    Rule: the whole value is one date in a style that has one meaning: ISO 8601 (`2022`, `2022-05`,
    `2022-05-23`, with or without a time, `2022-143`, `2022-W21-1`), RFC 2822, "23 May 2025", "May 23rd,
    2025", "May 2025", "23.05.2025", `2022/05/23`, `20220523`, and seconds or milliseconds since 1970.

    Catches "Mon, 23 May 2022 09:30 GMT": `2022-05-23T09:30:00+00:00`, to the second. Must not read
    "05/06/2025", which is May in one country and June in another ("23/05/2025" has one meaning).

    Known failures: months in other languages than English; years of two digits; zones by other names
    than those of RFC 2822 are dropped, and the time is kept without a zone; a time without seconds
    counts as the full minute; a bare week is kept as its month or year, as there is no week among the
    granularities; a number from 1800 to 2200 is a year and one of eight digits a day, not seconds.

    Raises:
        ValueError: It is no date, an impossible one, or one before 1800 or after 2200. The message
            completes "The date …".
    """
    if isinstance(value, int | float):
        return _from_number(value)
    text = value.strip()
    if _EPOCH.fullmatch(text):
        return _from_number(int(text))
    if len(text) <= _LONGEST and _DIGIT.search(text):
        clock = _CLOCK.search(text)
        day = text[: clock.start()] if clock else text
        for style in _STYLES:
            if match := style.fullmatch(day):
                parts = {key: part for key, part in match.groupdict().items() if part}
                return _with_time(_from_parts(parts), clock) if clock else _from_parts(parts)
    raise ValueError("is written in no way that is known here")


def in_url(path: str) -> tuple[str, Granularity] | None:
    """Return the date that the path of a web address holds.

    Rule: a year, a month (as a number or three letters) and perhaps a day, each a folder of its own, or
    a folder that begins with a date: `/2025/05/23/`, `/2025/may/23/`, `/2025-05-23-slug`, `/20250523/`.

    Catches `/news/2025/05/ibex`: 2025-05. Must not read `/2025/05/10-things-to-know` as the tenth, nor
    `/product/2025/99/`. Known failures: `/2025/05/10` is read as a day though the 10 may be a page.
    """
    match = _URL_DAY.search(path) or _URL_MONTH.search(path)
    if match is None:
        return None
    year, month, *day = (group for group in match.groups() if group)
    try:
        return _from_parts(
            {"year": year, "month": _month_number(month)} | dict(zip(["day"], day, strict=False))
        )
    except ValueError:
        return None


def _month_number(month: str) -> str:
    name = month[:3].casefold()
    return str(_MONTHS.index(name) + 1) if name in _MONTHS else month


def _from_number(number: float) -> tuple[str, Granularity]:
    if isinstance(number, bool) or (isinstance(number, float) and not math.isfinite(number)):
        raise ValueError("is not a date")
    if isinstance(number, int) and (EARLIEST <= number <= LATEST or _COMPACT_DAY.fullmatch(str(number))):
        return parse(str(number))
    seconds = int(number) // 1000 if abs(number) >= 10**11 else int(number)
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except OverflowError:
        raise ValueError("lies too far off") from None
    _check_year(moment.year)
    return moment.isoformat(timespec="seconds"), "second"


def _from_parts(parts: dict[str, str]) -> tuple[str, Granularity]:
    year = int(parts["year"])
    _check_year(year)
    if "left" in parts:
        parts = parts | _told_apart(int(parts["left"]), int(parts["right"]))
    month = _month_number(parts["name"]) if "name" in parts else parts.get("month")
    try:
        if "week" in parts:
            return _from_week(year, int(parts["week"]), parts.get("weekday"))
        if "ordinal" in parts:
            return _from_ordinal(year, int(parts["ordinal"])), "day"
        if month is None:
            return f"{year:04}", "year"
        first = date(year, int(month), int(parts.get("day", 1))).isoformat()
    except ValueError:
        raise ValueError("is not a day of the calendar") from None
    return (first, "day") if "day" in parts else (first[:7], "month")


def _told_apart(left: int, right: int) -> dict[str, str]:
    if left <= _DECEMBER and right <= _DECEMBER and left != right:
        raise ValueError("does not tell day and month apart")
    day, month = (left, right) if right <= _DECEMBER else (right, left)
    return {"day": str(day), "month": str(month)}


def _from_ordinal(year: int, ordinal: int) -> str:
    day = date(year, 1, 1) + timedelta(days=ordinal - 1)
    if day.year != year:
        raise ValueError
    return day.isoformat()


def _from_week(year: int, week: int, weekday: str | None) -> tuple[str, Granularity]:
    first = date.fromisocalendar(year, week, int(weekday or 1))
    if weekday:
        return first.isoformat(), "day"
    last = first + timedelta(days=6)
    return (first.isoformat()[:7], "month") if first.month == last.month else (f"{year:04}", "year")


def _with_time(day: tuple[str, Granularity], clock: re.Match[str]) -> tuple[str, Granularity]:
    if day[1] != "day":
        raise ValueError("has a time but no day")
    hour, minute = int(clock["hour"] or clock["hour2"]), int(clock["minute"] or clock["minute2"])
    try:
        if half := clock["half"]:
            hour = _hour_of_day(hour, half)
        moment = datetime.combine(date.fromisoformat(day[0]), time(hour, minute, int(clock["second"] or 0)))
        return moment.replace(tzinfo=_zone(clock["zone"] or "")).isoformat(timespec="seconds"), "second"
    except ValueError:
        raise ValueError("has a time that no clock shows") from None


def _hour_of_day(hour: int, half: str) -> int:
    if not 1 <= hour <= _NOON:
        raise ValueError
    return hour % _NOON + (_NOON if half.casefold() == "p" else 0)


def _zone(name: str) -> timezone | None:
    if name[:1] in {"+", "-"}:
        if name in {"-0000", "-00:00"}:
            return None
        hours, minutes = int(name[1:3]), int(name[3:].lstrip(":") or 0)
        return timezone((-1 if name[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))
    known = _ZONES.get(name.casefold())
    return None if known is None else timezone(timedelta(hours=known))


def _check_year(year: int) -> None:
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"lies before {EARLIEST} or after {LATEST}")
