"""Readings of days: dates with a day in them, weekdays, yesterday, holidays."""

from __future__ import annotations

import re
from datetime import date

from ondit.dates import reckoning
from ondit.dates.holidays import day_of
from ondit.dates.months import month_of, tail_year
from ondit.dates.reckoning import DAYS_A_WEEK, MONTHS_A_YEAR, days_from
from ondit.dates.setting import Found, Setting, UnresolvedError, choose, full_year, one, phrase
from ondit.dates.verbs import REPORTED_NOUNS
from ondit.dates.words import DAYPARTS, NEAR_DAYS, ORDINALS, STEPS, TIME_PREPOSITIONS, WEEKDAYS
from ondit.model import TimeExpression

_OFFSETS = {"this": 0, "last": -1, "next": 1}
_BEFORE_ORDINALS = frozenset("on by until till from to and since before after".split())
_CONNECTIVES = frozenset("and or but to with when while as at in the he she it they".split())
_FAR_DAYS = {"before": -2, "after": 2}
_ATTACKS, _OF_ATTACKS = (9, 11), frozenset("attack attacks terror terrorist terrorists hijackers".split())
_SURELY_NEAREST, _SIX_WEEKS = 90, 42
_AHEAD_OF = re.compile(r"\b(?:ahead of|before|for|until|by)\s\Z")
_BEHIND = re.compile(rf"\b(?:{'|'.join(sorted(REPORTED_NOUNS))})(?: on)?\s\Z")
_HEAD = 24
_NAMED_DAYS = frozenset("patch giving bloody casual sheffield".split())
_MAY_BE_NAMES = frozenset("may mar march jan".split())


def stamp(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "2022-07-23" and "2022-07-23T09:30"; the zone is left aside."""
    day = date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    if found["hour"]:
        setting.joined = found.start()
        return one(found, f"{day}T{found['hour']}:{found['minute']}", "TIME")
    return one(found, day)


def slashes(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "23/07/2022", "7/23/22" and "5.5.2022".

    Rule: the one order of day and month that is possible; where both are, the one that gives a day within
    six weeks of the reference date.

    Must not: "24/7", or "05/06/2012" far from the reference date.
    Known failures: "04/05/2025" on a page of June is none, though others of its dates may tell the order.
    """
    first, second = int(found["first"]), int(found["second"])
    if found.group().count(found["mark"]) != 2:  # noqa: PLR2004
        raise UnresolvedError
    year = full_year(found["year"] or found["slash_year"], setting)
    orders = {(first, second), (second, first)}
    days = [date(year, month, day) for month, day in sorted(orders) if 1 <= month <= 12]  # noqa: PLR2004
    if len(days) > 1:
        days = [day for day in days if abs(day - setting.today).days <= _SIX_WEEKS]
    if len(days) != 1:
        raise UnresolvedError
    return one(found, days[0].isoformat())


def nine_eleven(found: Found, _setting: Setting) -> list[TimeExpression]:
    """Read "9/11" as the day in 2001 whose name it has become."""
    return one(found, "2001-09-11")


def month_day(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "July 23", "23 July 2022", "Monday, March 2, 2026", "31 March next year", "last Oct. 3".

    "The week of March 2" is that week, "the night of March 2" that night.
    """
    name = month_of(found, setting)
    day = _day_number(found["day"])
    year = tail_year(found, setting)
    before = setting.word_before(found.start())
    if year is None and found.start("day") < found.start("month") and before:
        _refuse_model_number(found, setting, before)
    if year is not None:
        return _dated(found, date(year, name, day))
    if found["day"] in ORDINALS and found.start("day") > found.start("month"):
        _refuse_counted(found, setting)
    if (name, day) == _ATTACKS and setting.word_after(found.end()).lower() in _OF_ATTACKS:
        return one(found, "2001-09-11")
    weekday = WEEKDAYS[found["weekday"].rstrip(".")] if found["weekday"] else None
    which = phrase(found, "which") if "which" in found.groupdict() else ""
    if which in _OFFSETS:
        return _dated(found, _which_day(setting.today, name, day, which))
    return _dated(found, _undated_day(found, setting, name, day, weekday))


def month_ordinal(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "the 21st of last month", and "on the 24th" in the month of the date before.

    Must not take "the 24th floor": behind a preposition of time, and before no other word than a connective.
    Known failures: before a name or another preposition it is none ("On the 24th Lund opens", "on the 24th
    before dawn").
    """
    which, number = phrase(found, "which"), int(found["day"])
    if which in _OFFSETS:
        month = reckoning.month_number(setting.today) + _OFFSETS[which]
    else:
        last = setting.last(found.start())
        if last is None or not reckoning.MONTH_VALUE.match(last.value):
            raise UnresolvedError
        month = reckoning.month_number(date.fromisoformat(f"{last.value[:7]}-01")) + STEPS.get(which, 0)
    after = setting.word_after(found.end())
    free = setting.word_before(found.start()) in _BEFORE_ORDINALS and (not after or after in _CONNECTIVES)
    if not (which or free):
        raise UnresolvedError
    return one(found, date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, number).isoformat())


def month_days(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "July 22-24, 2022" and "22 to 24 July" as two days, which share month and year."""
    name = month_of(found, setting)
    first, last = (_day_number(found[group]) for group in ("first", "last"))
    joint = setting.text[found.end("first") : found.start("last")].strip()
    after = setting.word_after(found.end())
    counted = joint.isalpha() and not found["tail"] and after.islower() and after not in _CONNECTIVES
    month_first = found.start("month") < found.start("first")
    if first >= last or (month_first and counted):
        raise UnresolvedError
    year = tail_year(found, setting)
    if year is None:
        year = _undated_day(found, setting, name, first, None).year
    days = [date(year, name, day).isoformat() for day in (first, last)]
    start = found.start("month") if month_first else found.start("first")
    return [
        TimeExpression(start, found.end("first"), value=days[0]),
        TimeExpression(found.start("last"), found.end(), value=days[1]),
    ]


def weekday(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "Monday", "next Friday", "Tuesday night", "Monday next week".

    Rule: "last" is the latest before the reference date, "next" stands in the next week, "this" in the same
    week; without them the tense decides, the reference date itself included, and the past where it does not.

    Must not: "Good Friday", which is a holiday.
    Known failures: titles ("Friday Night Lights").
    """
    number = WEEKDAYS[found["weekday"]]
    if setting.word_before(found.start()) in _NAMED_DAYS:
        raise UnresolvedError
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
    return _dated(found, day)


def near_day(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "today", "yesterday morning", "tonight"."""
    if found["far"]:
        return one(found, days_from(setting.today, _FAR_DAYS[found["far"].split()[0]]).isoformat())
    day = days_from(setting.today, NEAR_DAYS[found["near"]])
    if found["near"] == "tonight":
        return one(found, f"{day.isoformat()}TNI", "TIME")
    return _dated(found, day)


def holiday(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read holidays that the table knows: "Christmas Eve", "New Year's Day 2026"."""
    if not setting.capital(found, "holiday"):
        raise UnresolvedError
    name = " ".join(found["holiday"].replace("’", "'").split())
    year = tail_year(found, setting)
    if year is not None:
        return _dated(found, day_of(name, year))
    today = setting.today
    days = [day_of(name, year) for year in _years_around(today)]
    if found["which"] == "last":
        return _dated(found, max(day for day in days if day < today))
    if found["which"] == "next":
        return _dated(found, min(day for day in days if day > today))
    return _dated(found, _nearest(found, setting, days))


def _refuse_model_number(found: Found, setting: Setting, before: str) -> None:
    """Refuse "Borealis 13 May", where the number belongs to the name before."""
    start = found.start() - 1 - len(before)
    in_name = setting.text[start].isupper() and before not in WEEKDAYS and before not in TIME_PREPOSITIONS
    is_date = setting.found and setting.found[-1].end >= start
    if in_name and not is_date and found["month"].rstrip(".") in _MAY_BE_NAMES:
        raise UnresolvedError


def _refuse_counted(found: Found, setting: Setting) -> None:
    """Refuse "March second" before a word that it numbers: "in March second place went to her"."""
    if setting.word_after(found.end()).islower():
        raise UnresolvedError


def _day_number(words: str) -> int:
    return ORDINALS.get("-".join(words.split())) or int("".join(filter(str.isdigit, words)))


def _which_day(today: date, month: int, day: int, which: str) -> date:
    """Return the day of "last Oct. 3", "next Oct. 3", "this Oct. 3"."""
    this = date(today.year, month, day)
    if which == "last" and this >= today:
        return date(today.year - 1, month, day)
    if which == "next" and this <= today:
        return date(today.year + 1, month, day)
    return this


def _years_around(today: date) -> range:
    return range(max(1, today.year - 1), min(9999, today.year + 1) + 1)


def _undated_day(found: Found, setting: Setting, month: int, day: int, weekday: int | None) -> date:
    """Return the day whose weekday fits, else the nearest within three months, else as the tense looks."""
    today = setting.today
    days = []
    for year in _years_around(today):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    if (told := setting.chronicle.month(month)) is not None:
        return date(told // MONTHS_A_YEAR, month, day)
    fitting = [day for day in days if day.weekday() == weekday] if weekday is not None else []
    if fitting:
        return min(fitting, key=lambda candidate: abs(candidate - today))
    return _nearest(found, setting, days)


def _nearest(found: Found, setting: Setting, days: list[date]) -> date:
    today = setting.today
    nearest = min(days, key=lambda candidate: abs(candidate - today))
    if abs(nearest - today).days <= _SURELY_NEAREST:
        return nearest
    ordinals = [candidate.toordinal() for candidate in days]
    return date.fromordinal(choose(ordinals, today.toordinal(), setting.direction(found)))


def _weekday_near(found: Found, setting: Setting, number: int, which: str) -> date:
    today = setting.today
    behind = (today.weekday() - number) % DAYS_A_WEEK
    if which in {"last", "this past"}:
        return days_from(today, -(behind or DAYS_A_WEEK))
    possessive = setting.text[found.end() : found.end() + 2] in {"'s", "’s"}
    head = setting.lowered[max(0, found.start() - _HEAD) : found.start()]
    looks_back = (possessive and not _AHEAD_OF.search(head)) or _BEHIND.search(head)
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


def _dated(found: Found, day: date) -> list[TimeExpression]:
    """Return a day, or the part of it, or the week around it, that the words name."""
    groups = found.groupdict()
    if groups.get("week_of") or groups.get("around"):
        weekend = "-WE" if groups.get("around") == "weekend" else ""
        return one(found, reckoning.week(day) + weekend)
    part = groups.get("part") or groups.get("of_part")
    return one(found, f"{day.isoformat()}T{DAYPARTS[part]}", "TIME") if part else one(found, day.isoformat())


READINGS = {
    "stamp": stamp,
    "slashes": slashes,
    "nine_eleven": nine_eleven,
    "month_ordinal": month_ordinal,
    "month_days": month_days,
    "days_month": month_days,
    "month_day": month_day,
    "day_month": month_day,
    "weekday": weekday,
    "near_day": near_day,
    "holiday": holiday,
}
