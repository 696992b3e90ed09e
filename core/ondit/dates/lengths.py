"""Readings of lengths of time, of what is counted from them ("two weeks ago"), of sets and of vague times."""

from __future__ import annotations

import re
from datetime import date

from ondit.dates import reckoning
from ondit.dates.amounts import count, duration
from ondit.dates.reckoning import unit_away
from ondit.dates.setting import Found, Setting, UnresolvedError, one
from ondit.dates.words import (
    DAYPARTS,
    FREQUENCIES,
    LASTING_WORDS,
    NUMBERS,
    REFERENCES,
    VAGUE_NUMBERS,
    WEEKDAYS,
)
from ondit.model import TimeExpression

_BELOW_A_DAY = frozenset("second minute hour".split())
_COARSE_UNITS = frozenset("year decade century centurie".split())
_BEHIND_LENGTHS = frozenset("later earlier before after".split())
_DEFINITE = frozenset("the these those his her its their our my your".split())
_PER = re.compile(r"(?:[0-9%]|s|million|billion|percent)\Z")


def length(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "three months", "a two-year deal", "five to six weeks", and "a day" behind an amount as a set.

    Must not take "a second phone", "three quarters of the market" or an age ("44-year-old").
    Known failures: figures of speech ("just a minute, please"), other ages ("aged 44 years").
    """
    unit, words = found["unit"], found["number"]
    article = words in {"a", "an"}
    plural = setting.lowered[found.end() - 1] == "s"
    if (article and unit in {"second", "quarter"}) or (unit == "quarter" and not plural):
        raise UnresolvedError
    hyphen = setting.text[found.end("number") : found.start("unit")] == "-"
    if unit == "quarter" and words in {"3", "three"} and (hyphen or setting.word_after(found.end()) == "of"):
        raise UnresolvedError
    if words in VAGUE_NUMBERS and setting.word_before(found.start()) == "as":
        raise UnresolvedError
    number = None if found["upto"] else count(words)
    if article and _PER.search(setting.word_before(found.start("number"))):
        return one(found, duration(1, unit), "SET")
    return one(found, duration(number, unit), "DURATION")


def stretch(found: Found, _setting: Setting) -> list[TimeExpression]:
    """Read "the past three months" and "the first nine months" as their length."""
    number = 1 if found["one"] else count(found["number"])
    return one(found, duration(number, found["one"] or found["unit"]), "DURATION")


def fraction(found: Found, _setting: Setting) -> list[TimeExpression]:
    """Read "half an hour", "a quarter of an hour", "a quarter-century", "a year and a half", "all week"."""
    if found["quarter_of"]:
        return one(found, duration(25, "year"), "DURATION")
    if found["all"]:
        return one(found, duration(1, found["all"]), "DURATION")
    if found["quarter"]:
        return one(found, "PT15M", "DURATION")
    if found["half"]:
        return one(found, duration(0.5, found["half"]), "DURATION")
    return one(found, duration(1.5, found["more"]), "DURATION")


def some(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "for decades", "within hours", "years of waiting": a plural alone needs such a neighbour."""
    before, after = setting.word_before(found.start()), setting.word_after(found.end())
    counted = after in _BEHIND_LENGTHS or (after == "of" and before not in _DEFINITE)
    if before not in LASTING_WORDS and not counted:
        raise UnresolvedError
    return one(found, duration(None, found["unit"]), "DURATION")


def long(found: Found, _setting: Setting) -> list[TimeExpression]:
    """Read "year-long" and "decades-long"."""
    plural = found.group()[len(found["unit"])] == "s"
    return one(found, duration(None if plural else 1, found["unit"]), "DURATION")


def ago(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "two weeks ago" as the week, "10 days ago" as the day; a vague number is the past, no more."""
    number = count(found["number"])
    if number is None or found["unit"] in _BELOW_A_DAY:
        return one(found, "PAST_REF")
    return one(found, unit_away(setting.today, -int(number), found["unit"]))


def later(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "three years later", "two days earlier" from the date read before, "a month from now" from today.

    Where no date before is as fine as the unit, or two times are compared ("a day later than planned"),
    only the length is read.
    """
    number, unit = count(found["number"]), found["unit"]
    compared = setting.word_after(found.end()) == "than" or setting.word_before(found.start()) == "not"
    if number is None or unit in _BELOW_A_DAY or compared:
        return one(found, duration(number, unit), "DURATION")
    if found["way"].startswith("from"):
        return one(found, unit_away(setting.today, int(number), unit))
    steps = int(number) if found["way"] == "later" else -int(number)
    last = setting.last(found.start())
    day = setting.last_day(found.start())
    year = reckoning.year_of(last.value) if last else None
    if unit in _COARSE_UNITS and year is not None:
        return one(found, unit_away(date(year, 1, 1), steps, unit))
    if day is not None:
        return one(found, unit_away(date.fromisoformat(day), steps, unit))
    if last and unit == "month" and reckoning.MONTH_VALUE.match(last.value):
        return one(found, unit_away(date.fromisoformat(f"{last.value[:7]}-01"), steps, unit))
    return one(found, duration(number, unit), "DURATION")


def each(found: Found, _setting: Setting) -> list[TimeExpression]:
    """Read "every day", "each month", "every two weeks", "twice a week" as sets."""
    if found["unit"] == "second" and not found["number"]:
        raise UnresolvedError
    number = count(found["number"]) if found["number"] else 2 if found["other"] else 1
    return one(found, duration(number, found["unit"]), "SET")


def _is_number(word: str) -> bool:
    return word.isdigit() or word.lower() in NUMBERS or word.lower() in VAGUE_NUMBERS


def weekdays(found: Found, _setting: Setting) -> list[TimeExpression]:
    """Read "every Monday" and "Friday mornings" as sets."""
    part = f"T{DAYPARTS[found['part']]}" if found["part"] else ""
    return one(found, f"XXXX-WXX-{WEEKDAYS[found['weekday'] or found['plural']] + 1}{part}", "SET")


def weekends(found: Found, _setting: Setting) -> list[TimeExpression]:
    """Read "every weekend" and "weekends" as a set."""
    return one(found, "XXXX-WXX-WE", "SET")


def often(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "daily" and "annually"; with a capital beside another it belongs to a name ("Tern Daily News")."""
    in_name = setting.word_after(found.end())[:1].isupper() or setting.word_before(found.start())
    if in_name and setting.capital(found, "often"):
        raise UnresolvedError
    return one(found, FREQUENCIES[found["often"]], "SET")


def reference(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "now", "recently", "soon": times that need no date; "the future of reading" is none."""
    words = " ".join(found["reference"].split())
    after = setting.word_after(found.end())
    before_noun = (words == "in future" and after.islower()) or (words == "the past" and _is_number(after))
    if before_noun or (words.startswith("the ") and after == "of"):
        raise UnresolvedError
    if words == "soon" and (after in {"as", "after"} or setting.direction(found) != "future"):
        raise UnresolvedError
    return one(found, REFERENCES[words])


READINGS = {
    "length": length,
    "stretch": stretch,
    "fraction": fraction,
    "some": some,
    "long": long,
    "ago": ago,
    "later": later,
    "each": each,
    "weekdays": weekdays,
    "weekends": weekends,
    "often": often,
    "reference": reference,
}
