"""Readings of "this week", "the year", "the end of the quarter": periods near the reference date."""

from __future__ import annotations

from datetime import date

from ondit.dates import reckoning
from ondit.dates.amounts import duration
from ondit.dates.reckoning import DAYS_A_WEEK, unit_away
from ondit.dates.setting import Found, Setting, UnresolvedError, one, phrase
from ondit.dates.words import DAYPARTS, FROM_BEFORE, STEPS, UNITS
from ondit.model import TimeExpression

_YEAR_CUES = frozenset("for in during through throughout".split())
_LASTING = frozenset("for over in during within throughout through of".split())
_LATELY = 8
_COMPARED = ("ago", "earlier", "before", "last year")


def period(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "last year", "next month", "this week"; "that year" from the date before."""
    which = phrase(found, "which")
    unit = found["unit"]
    if which == "latest":
        return one(found, _latest_quarter(found, setting)) if unit == "quarter" else []
    length = found["which"].startswith("the") and setting.word_before(found.start()) in _LASTING
    if length and which in {"last", "next", "past"} and unit in UNITS:
        return one(found, duration(1, unit), "DURATION")
    if which in FROM_BEFORE or found["which"] == "the next" or unit == "day":
        return one(found, _from_anchor(found, setting, 0 if which == "that" else STEPS[which], unit))
    return one(found, unit_away(setting.today, STEPS[which], unit))


def end_of(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "the end of the year" as the year: no finer than said."""
    if found["unit"] == "quarter":
        return one(found, _latest_quarter(found, setting))
    if found["unit"] in {"month", "year"} and setting.chronicle.told():
        return one(found, _from_anchor(found, setting, 0, found["unit"]))
    return one(found, unit_away(setting.today, 0, found["unit"]))


def the_unit(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "the quarter", "for the year" and "over the weekend"."""
    unit = phrase(found, "unit")
    if unit in {"quarter", "latest period"}:
        return one(found, _latest_quarter(found, setting))
    if unit == "year":
        if not (setting.word_before(found.start()) in _YEAR_CUES or _is_part_of(found, setting)):
            raise UnresolvedError
        if setting.word_after(found.end()) in {"ended", "ending", "through"}:
            return one(found, "P1Y", "DURATION")
        return one(found, unit_away(setting.today, 0, unit))
    weekday = setting.today.weekday()
    ahead = setting.direction(found) == "future" or weekday >= DAYS_A_WEEK - 2
    return one(found, unit_away(setting.today, 0 if ahead else -1, unit))


def beside(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "the day before" and "the night after", with nothing behind them that they hang on."""
    step = 1 if found["way"] == "after" else -1
    if found["unit"] not in {"night", "morning", "evening"}:
        return one(found, _from_anchor(found, setting, step, found["unit"]))
    day = _from_anchor(found, setting, step, "day")
    return one(found, f"{day}T{DAYPARTS[found['unit']]}", "TIME")


def _is_part_of(found: Found, setting: Setting) -> bool:
    """Say whether a length stands right before, of which a match is the whole ("nine months of the year")."""
    if not setting.found or setting.found[-1].type != "DURATION":
        return False
    return setting.lowered[setting.found[-1].end : found.start()].split() == ["of"]


def year_end(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "year-end" and "mid-year" as the reference year."""
    return one(found, reckoning.year(setting.today.year))


def latest_quarter(setting: Setting) -> int | None:
    """Return the quarter named last before, counted from year 0, but for comparisons; absent without one."""
    for expression in reversed(setting.found[-_LATELY:]):
        quarter = reckoning.quarter_of(expression.value)
        words = setting.lowered[expression.start : expression.end]
        if quarter is not None and not words.endswith(_COMPARED) and "year-" not in words:
            return quarter
    return None


def _latest_quarter(found: Found, setting: Setting) -> str:
    """Return the quarter that a text is about, else the one before the reference date's."""
    named = latest_quarter(setting)
    if named is not None:
        return reckoning.quarter(named)
    back = 0 if setting.direction(found) == "future" else 1
    return reckoning.quarter(reckoning.quarter_number(setting.today) - back)


def _from_anchor(found: Found, setting: Setting, count: int, unit: str) -> str:
    """Return a unit that counts from the date read before, which must be as fine as the unit."""
    last = setting.last(found.start())
    if last is None or unit == "weekend":
        raise UnresolvedError
    year = reckoning.year_of(last.value)
    if unit == "year" and year is not None:
        return reckoning.year(year + count)
    if unit == "quarter" and (quarter := reckoning.quarter_of(last.value)) is not None:
        return reckoning.quarter(quarter + count)
    if unit == "month" and reckoning.MONTH_VALUE.match(last.value):
        return unit_away(date.fromisoformat(last.value[:7] + "-01"), count, unit)
    day = setting.last_day(found.start())
    if day is None:
        raise UnresolvedError
    return unit_away(date.fromisoformat(day), count, unit)


READINGS = {
    "period": period,
    "end_of": end_of,
    "the_unit": the_unit,
    "beside": beside,
    "year_end": year_end,
}
