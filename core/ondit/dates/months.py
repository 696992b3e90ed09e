"""Readings of months, with a year or near the reference date."""

from __future__ import annotations

from datetime import date

from ondit.dates import reckoning
from ondit.dates.reckoning import MONTHS_A_YEAR
from ondit.dates.setting import Found, Setting, UnresolvedError, choose, one, phrase
from ondit.dates.verbs import SCHEDULED
from ondit.dates.words import BEFORE_VERBS, FROM_BEFORE, MONTHS, STEPS, TIME_PREPOSITIONS
from ondit.model import TimeExpression

_NEEDS_CAPITAL = frozenset("may march august".split())
_ALSO_WORDS = frozenset("may march".split())
_ALSO_NAMES = frozenset("april june august".split())
_DETERMINERS = frozenset("the its a their".split())
_JUST_OVER = 3
_FURTHEST, _BESIDE = 9, 24


def tail_year(found: Found, setting: Setting) -> int | None:
    """Return the year that an expression names: "2022", "next year", "of that year"; absent where none.

    Raises:
        UnresolvedError: It counts from a date that is unknown.
    """
    if found["year"]:
        return int(found["year"])
    which = phrase(found, "which_year").split(" ")[-1]
    if which in FROM_BEFORE or found["which_year"] == "the next":
        return year_before(found, setting) + STEPS[which]
    if which:
        return setting.today.year + STEPS[which]
    return setting.chronicle.year() or setting.today.year if found["the_year"] else None


def year_before(found: Found, setting: Setting) -> int:
    """Return the year of the date read before an expression.

    Raises:
        UnresolvedError: There is none.
    """
    last = setting.last(found.start())
    year = reckoning.year_of(last.value) if last else None
    if year is None:
        raise UnresolvedError
    return year


def month_of(found: Found, setting: Setting, group: str = "month") -> int:
    """Return the month that a group names, 1 to 12.

    Raises:
        UnresolvedError: It is written as no month's name is ("may", "march").
    """
    name = found[group].rstrip(".")
    short = len(name) <= len("sept") and name not in {"june", "july"}
    if (short or name in _NEEDS_CAPITAL) and not setting.capital(found, group):
        raise UnresolvedError
    return MONTHS[name]


def month(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "July", "late July", "this July", "July of this year", "Sept. 2025", and "each July" as a set.

    Rule: a month with a year is that month; "this July" lies in the reference year, "last" and "next" are
    the nearest that is not the reference month; a bare name is the next or the last as the tense around it
    looks, the reference month included, and the nearest where there is none; one that lies ten or eleven
    months away is only meant where its verb stands right before it. "May" and "March" need a
    preposition or an article before them, "April", "June" and "August" must not begin a name.

    Must not: "Theresa May", "they march on", "August Wilson".
    Known failures: a first name alone ("she met June").
    """
    if found["short"]:
        return one(found, f"{found['short_year']}-{month_of(found, setting, 'short'):02d}")
    number = month_of(found, setting)
    year = tail_year(found, setting)
    if year is not None:
        return one(found, f"{reckoning.year(year)}-{number:02d}")
    which = phrase(found, "which")
    if which in FROM_BEFORE:
        return one(found, f"{reckoning.year(year_before(found, setting))}-{number:02d}")
    if not which and not found["mod"]:
        _refuse_other_word(found, setting)
    if setting.word_before(found.start()) in {"each", "every"}:
        return one(found, f"XXXX-{number:02d}", "SET")
    return one(found, reckoning.month(_month_near(found, setting, number, which)))


def months(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "March to May 2022" and "July and August this year" as two months, which share the year."""
    first, last = month_of(found, setting, "first"), month_of(found, setting, "last")
    year = tail_year(found, setting)
    if year is None:
        raise UnresolvedError
    opening = reckoning.month((year - (first > last)) * MONTHS_A_YEAR + first - 1)
    closing = f"{reckoning.year(year)}-{last:02d}"
    return [
        TimeExpression(found.start("first"), found.end("first"), value=opening),
        TimeExpression(found.start("last"), found.end(), value=closing),
    ]


def _refuse_other_word(found: Found, setting: Setting) -> None:
    name = found["month"]
    before = setting.word_before(found.start())
    cued = before in TIME_PREPOSITIONS | _DETERMINERS or setting.range_opening(found) is not None
    if name in _ALSO_WORDS and not cued and not (name == "march" and _is_modifier(found, setting, before)):
        raise UnresolvedError
    sure = before in TIME_PREPOSITIONS - BEFORE_VERBS
    if name in _ALSO_NAMES and not sure and setting.word_after(found.end())[:1].isupper():
        raise UnresolvedError


def _is_modifier(found: Found, setting: Setting, before: str) -> bool:
    """Say whether a month stands between words in lower case: "weaker March sales"."""
    head = setting.text[found.start() - 1 - len(before) : found.start()]
    return before != "" and head.islower() and setting.word_after(found.end()).islower()


def _month_near(found: Found, setting: Setting, number: int, which: str) -> int:
    """Return which month of that number is meant, counted from year 0."""
    today = setting.today
    now = reckoning.month_number(today)
    candidates = [(today.year + step) * MONTHS_A_YEAR + number - 1 for step in (-1, 0, 1)]
    if which in {"this", "current"}:
        return candidates[1]
    if which in {"last", "this past"}:
        return choose(candidates, now - 1, "past")
    if which:
        return choose(candidates, now + (which == "next"), "future")
    opening = setting.range_opening(found)
    if opening and reckoning.MONTH_VALUE.fullmatch(opening.value):
        first = reckoning.month_number(date.fromisoformat(f"{opening.value}-01"))
        return first + (number - 1 - first) % MONTHS_A_YEAR
    told = setting.chronicle.month(number)
    return _bare_month(found, setting, candidates, now) if told is None else told


def _bare_month(found: Found, setting: Setting, candidates: list[int], now: int) -> int:
    """Return which of three months a bare name means, given the one of the reference date."""
    to_come = min(candidate for candidate in candidates if candidate > now - _JUST_OVER)
    if setting.word_after(found.end()).lower() in SCHEDULED and to_come >= now:
        return to_come
    through = setting.word_before(found.start()) == "through"
    chosen = choose(candidates, now, None if through else setting.direction(found, said=False))
    sure = setting.tenses.beside(found.start(), _BESIDE) or setting.words_before(found.start()) == "back in"
    if sure or abs(now - chosen) <= _FURTHEST:
        return chosen
    return chosen + (MONTHS_A_YEAR if chosen < now else -MONTHS_A_YEAR)


READINGS = {"month": month, "months": months}
