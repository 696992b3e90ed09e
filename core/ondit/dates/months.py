"""Readings of months and seasons, with a year or near the reference date."""

from __future__ import annotations

from datetime import date

from ondit.dates import reckoning
from ondit.dates.reckoning import MONTHS_A_YEAR
from ondit.dates.setting import Found, Setting, UnresolvedError, choose, one, phrase
from ondit.dates.words import MONTHS, SCHEDULED, SEASONS, STEPS, TIME_PREPOSITIONS
from ondit.model import TimeExpression

_NEEDS_CAPITAL = frozenset("may march august".split())
_ALSO_WORDS = frozenset("may march".split())
_ALSO_NAMES = frozenset("april june august".split())
_DETERMINERS = frozenset("the its a their".split())
_ALSO_VERBS = frozenset(("fall", "spring"))
_BEFORE_VERBS = frozenset("to and or of about on each every for".split())
_FROM_BEFORE = frozenset("that same following previous".split())
_LAST_WINTER_MONTH = 2
_JUST_OVER = 3
_FURTHEST, _BESIDE = 9, 24
_NO_SEASON_BEFORE = frozenset("of in from to apart back short asleep out by".split())


def tail_year(found: Found, setting: Setting) -> int | None:
    """Return the year that an expression names: "2022", "next year", "of that year"; absent where none.

    Raises:
        UnresolvedError: It counts from a date that is unknown.
    """
    if found["year"]:
        return int(found["year"])
    which = phrase(found, "which_year").split(" ")[-1]
    if which in _FROM_BEFORE or found["which_year"] == "the next":
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
    """
    if found["short"]:
        return one(found, f"{found['short_year']}-{month_of(found, setting, 'short'):02d}")
    number = month_of(found, setting)
    year = tail_year(found, setting)
    if year is not None:
        return one(found, f"{reckoning.year(year)}-{number:02d}")
    which = phrase(found, "which")
    if which in _FROM_BEFORE:
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


def season(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "this summer", "next spring", "in autumn 2025"; a winter has the year that it begins in.

    Rule as for months. A bare name needs a preposition before it; "the fall of prices", "will fall" and
    "a spring in its step" are none.
    """
    name = found["season"]
    kind = SEASONS[name]
    year = tail_year(found, setting)
    if year is not None:
        return one(found, f"{reckoning.year(year)}-{kind}")
    if setting.word_before(found.start()) in {"each", "every"}:
        return one(found, f"XXXX-{kind}", "SET")
    which = phrase(found, "which")
    if which in _FROM_BEFORE:
        return one(found, f"{reckoning.year(year_before(found, setting))}-{kind}")
    if not which and not found["mod"]:
        _refuse_other_season(found, setting)
    today = setting.today
    now = reckoning.month_number(today)
    spans = {year: reckoning.season_bounds(kind, year) for year in range(today.year - 2, today.year + 2)}
    if which in {"this", "current"}:
        in_winter = kind == "WI" and today.month <= _LAST_WINTER_MONTH
        return one(found, f"{reckoning.year(today.year - in_winter)}-{kind}")
    if which in {"last", "this past", "previous"}:
        return one(found, f"{reckoning.year(max(y for y, (_, last) in spans.items() if last < now))}-{kind}")
    if which in {"next", "following"}:
        return one(
            found, f"{reckoning.year(min(y for y, (first, _) in spans.items() if first > now))}-{kind}"
        )
    first_month = reckoning.season_bounds(kind, 0)[0] + 1
    if not which and (told := setting.chronicle.month(first_month)) is not None:
        return one(found, f"{reckoning.year(told // MONTHS_A_YEAR)}-{kind}")
    direction = "future" if which else setting.direction(found)
    ends = {(last if direction == "future" else first): y for y, (first, last) in spans.items()}
    return one(found, f"{reckoning.year(ends[choose(list(ends), now, direction)])}-{kind}")


def _refuse_other_word(found: Found, setting: Setting) -> None:
    name = found["month"]
    before = setting.word_before(found.start())
    if name in _ALSO_WORDS and before not in TIME_PREPOSITIONS and before not in _DETERMINERS:
        raise UnresolvedError
    sure = before in TIME_PREPOSITIONS - _BEFORE_VERBS
    if name in _ALSO_NAMES and not sure and setting.word_after(found.end())[:1].isupper():
        raise UnresolvedError


def _month_near(found: Found, setting: Setting, number: int, which: str) -> int:
    """Return which month of that number is meant, counted from year 0."""
    today = setting.today
    now = reckoning.month_number(today)
    candidates = [(today.year + step) * MONTHS_A_YEAR + number - 1 for step in (-1, 0, 1)]
    if which in {"this", "current"}:
        return candidates[1]
    if which in {"last", "this past", "previous"}:
        return choose(candidates, now - 1, "past")
    if which in {"next", "following"}:
        return choose(candidates, now + 1, "future")
    opening = setting.range_opening(found)
    if opening and reckoning.MONTH_VALUE.fullmatch(opening.value):
        first = reckoning.month_number(date.fromisoformat(f"{opening.value}-01"))
        return first + (number - 1 - first) % MONTHS_A_YEAR
    if which:
        return choose(candidates, now, "future")
    if (told := setting.chronicle.month(number)) is not None:
        return told
    scheduled = setting.word_after(found.end()).lower() in SCHEDULED
    if scheduled and min(candidate for candidate in candidates if candidate > now - _JUST_OVER) >= now:
        return choose(candidates, now, "future")
    direction = None if setting.word_before(found.start()) == "through" else setting.direction(found, said=False)
    chosen = choose(candidates, now, direction)
    if abs(now - chosen) <= _FURTHEST or setting.tenses.beside(found.start(), _BESIDE):
        return chosen
    return chosen + (MONTHS_A_YEAR if chosen < now else -MONTHS_A_YEAR)


def _refuse_other_season(found: Found, setting: Setting) -> None:
    name = found["season"]
    before = setting.word_before(found.start())
    verb = name in _ALSO_VERBS and before in _BEFORE_VERBS
    if before not in TIME_PREPOSITIONS or verb or setting.word_after(found.end()) in _NO_SEASON_BEFORE:
        raise UnresolvedError


READINGS = {"month": month, "months": months, "season": season}
