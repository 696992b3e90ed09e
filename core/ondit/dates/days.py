"""Readings of days: dates with a day in them, weekdays, yesterday, holidays."""

from __future__ import annotations

from datetime import date

from ondit.dates.months import month_of, tail_year
from ondit.dates.reckoning import DAYS_A_WEEK, MONTHS_A_YEAR, days_from
from ondit.dates.setting import Found, Setting, UnresolvedError, choose, one, phrase
from ondit.dates.words import DAYPARTS, HOLIDAYS, NEAR_DAYS, WEEKDAYS
from ondit.model import TimeExpression

_OFFSETS = {"this": 0, "last": -1, "next": 1}
_SURELY_NEAREST = 120
_THURSDAY, _FOURTH_WEEK, _ABOUT_FOURTH_THURSDAY = 3, 22, 25
_AHEAD_OF = frozenset("of before for".split())
_MAY_BE_NAMES = frozenset("may mar march jan".split())


def stamp(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "2022-07-23" and "2022-07-23T09:30"; the zone is left aside."""
    day = date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    if found["hour"]:
        setting.joined = found.start()
        return one(found, f"{day}T{found['hour']}:{found['minute']}", "TIME")
    return one(found, day)


def slashes(found: Found, _setting: Setting) -> list[TimeExpression]:
    """Read "23/07/2022", "7/23/2022" and "5.5.2022" where only one order of day and month is possible."""
    year, first, second = int(found["year"]), int(found["first"]), int(found["second"])
    readings = {(first, second), (second, first)}
    days = [date(year, month, day) for month, day in sorted(readings) if 1 <= month <= 12]  # noqa: PLR2004
    if len(days) != 1 or found.group().count(found["mark"]) != 2:  # noqa: PLR2004
        raise UnresolvedError
    return one(found, days[0].isoformat())


def month_day(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "July 23", "23 July 2022", "Monday, March 2, 2026", "31 March next year"."""
    name = month_of(found, setting)
    day = int("".join(filter(str.isdigit, found["day"])))
    year = tail_year(found, setting)
    before = setting.word_before(found.start())
    if year is None and found.start("day") < found.start("month") and before:
        _refuse_model_number(found, setting, before)
    if year is not None:
        return one(found, date(year, name, day).isoformat())
    weekday = WEEKDAYS[found["weekday"].rstrip(".")] if found["weekday"] else None
    return one(found, _undated_day(found, setting, name, day, weekday).isoformat())


def month_days(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "July 22-24, 2022" and "22 to 24 July" as two days, which share month and year."""
    name = month_of(found, setting)
    first, last = (int("".join(filter(str.isdigit, found[group]))) for group in ("first", "last"))
    if first >= last:
        raise UnresolvedError
    year = tail_year(found, setting)
    if year is None:
        year = _undated_day(found, setting, name, first, None).year
    days = [date(year, name, day).isoformat() for day in (first, last)]
    month_first = found.start("month") < found.start("first")
    start = found.start("month") if month_first else found.start("first")
    return [
        TimeExpression(start, found.end("first"), value=days[0]),
        TimeExpression(found.start("last"), found.end(), value=days[1]),
    ]


def weekday(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "Monday", "next Friday", "Tuesday night", "Monday next week".

    Rule: "last" is the latest before the reference date, "next" stands in the next week, "this" in the same
    week; without them the tense decides, the reference date itself included, and the past where it does not.
    """
    number = WEEKDAYS[found["weekday"]]
    if found["often"]:
        return one(found, f"XXXX-WXX-{number + 1}T{DAYPARTS[found['part']]}", "SET")
    today = setting.today
    monday = days_from(today, -today.weekday())
    which = phrase(found, "which")
    if found["week"]:
        day = days_from(monday, number + DAYS_A_WEEK * _OFFSETS[found["week"]])
    elif which in {"this", "current"}:
        day = days_from(monday, number)
    elif which == "next":
        day = days_from(monday, number + DAYS_A_WEEK)
    elif which in {"following", "previous"}:
        day = _from_anchor(found, setting, number, which)
    else:
        day = _weekday_near(found, setting, number, which)
        opening = setting.range_opening(found)
        if opening and opening.type == "DATE" and day.isoformat() < opening.value:
            day = days_from(day, DAYS_A_WEEK)
    return _with_part(found, day)


def near_day(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "today", "yesterday morning", "tonight"."""
    day = days_from(setting.today, NEAR_DAYS[found["near"]])
    if found["near"] == "tonight":
        return one(found, f"{day.isoformat()}TNI", "TIME")
    return _with_part(found, day)


def this_part(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "this morning" and "last night"."""
    return _with_part(found, days_from(setting.today, -1 if found["which"] == "last" else 0))


def holiday(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read holidays that the table knows: "Christmas Eve", "New Year's Day 2026"."""
    if not setting.capital(found, "holiday"):
        raise UnresolvedError
    month, day = HOLIDAYS[" ".join(found["holiday"].replace("’", "'").split())]
    year = tail_year(found, setting)
    if year is None:
        year = _undated_day(found, setting, month, day or _ABOUT_FOURTH_THURSDAY, None).year
    if day is None:
        day = _FOURTH_WEEK + (_THURSDAY - date(year, month, 1).weekday()) % DAYS_A_WEEK
    return one(found, date(year, month, day).isoformat())


def _refuse_model_number(found: Found, setting: Setting, before: str) -> None:
    """Refuse "Borealis 13 May", where the number belongs to the name before."""
    start = found.start() - 1 - len(before)
    in_name = any(map(str.isupper, setting.text[start : found.start()])) and before not in WEEKDAYS
    is_date = setting.found and setting.found[-1].end >= start
    if in_name and not is_date and found["month"].rstrip(".") in _MAY_BE_NAMES:
        raise UnresolvedError


def _undated_day(found: Found, setting: Setting, month: int, day: int, weekday: int | None) -> date:
    """Return the day whose weekday fits, else the nearest within four months, else as the tense looks."""
    today = setting.today
    days = []
    for year in range(max(1, today.year - 1), min(9999, today.year + 1) + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    if (told := setting.chronicle.month(month)) is not None:
        return date(told // MONTHS_A_YEAR, month, day)
    fitting = (
        [candidate for candidate in days if candidate.weekday() == weekday] if weekday is not None else []
    )
    if fitting:
        return min(fitting, key=lambda candidate: abs(candidate - today))
    nearest = min(days, key=lambda candidate: abs(candidate - today))
    if abs((nearest - today).days) <= _SURELY_NEAREST:
        return nearest
    direction = setting.direction(found)
    return date.fromordinal(
        choose([candidate.toordinal() for candidate in days], today.toordinal(), direction)
    )


def _weekday_near(found: Found, setting: Setting, number: int, which: str) -> date:
    today = setting.today
    behind = (today.weekday() - number) % DAYS_A_WEEK
    if which in {"last", "this past"}:
        return days_from(today, -(behind or DAYS_A_WEEK))
    possessive = setting.text[found.end() : found.end() + 2] in {"'s", "’s"}
    looks_back = possessive and setting.word_before(found.start()) not in _AHEAD_OF
    if which in {"this coming", "coming"} or (not looks_back and setting.direction(found) == "future"):
        return days_from(today, -behind % DAYS_A_WEEK)
    return days_from(today, -behind)


def _from_anchor(found: Found, setting: Setting, number: int, which: str) -> date:
    anchor = setting.last_day(found.start())
    if anchor is None:
        raise UnresolvedError
    day = date.fromisoformat(anchor)
    if which == "following":
        return days_from(day, (number - day.weekday() - 1) % DAYS_A_WEEK + 1)
    return days_from(day, -((day.weekday() - number - 1) % DAYS_A_WEEK + 1))


def _with_part(found: Found, day: date) -> list[TimeExpression]:
    if found["part"]:
        return one(found, f"{day.isoformat()}T{DAYPARTS[found['part']]}", "TIME")
    return one(found, day.isoformat())


READINGS = {
    "stamp": stamp,
    "slashes": slashes,
    "month_days": month_days,
    "days_month": month_days,
    "month_day": month_day,
    "day_month": month_day,
    "weekday": weekday,
    "near_day": near_day,
    "this_part": this_part,
    "holiday": holiday,
}
