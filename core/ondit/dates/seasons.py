"""Readings of seasons, with a year or near the reference date; a winter has the year that it begins in."""

from __future__ import annotations

from ondit.dates import reckoning
from ondit.dates.months import tail_year, year_before
from ondit.dates.reckoning import MONTHS_A_YEAR
from ondit.dates.setting import Found, Setting, UnresolvedError, choose, one, phrase
from ondit.dates.words import BEFORE_VERBS, FROM_BEFORE, SEASONS, TIME_PREPOSITIONS
from ondit.model import TimeExpression

_ALSO_VERBS = frozenset(("fall", "spring"))
_LAST_WINTER_MONTH = 2
_NO_SEASON_BEFORE = frozenset("of in from to apart back short asleep out by".split())


def season(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "this summer", "next spring", "in autumn 2025", and "each spring" as a set.

    Rule: as for months; a bare name needs a preposition before it.

    Must not: "the fall of prices", "will fall", "a spring in its step".
    Known failures: seasons are those of the north, also in Sydney.
    """
    kind = SEASONS[found["season"]]
    if setting.word_before(found.start()) in {"each", "every"}:
        return one(found, f"XXXX-{kind}", "SET")
    which = phrase(found, "which")
    year = tail_year(found, setting)
    if year is None and which in FROM_BEFORE:
        year = year_before(found, setting)
    if year is None:
        if not which and not found["mod"]:
            _refuse_other_season(found, setting)
        year = _year_near(found, setting, kind, which)
    return one(found, f"{reckoning.year(year)}-{kind}")


def _year_near(found: Found, setting: Setting, kind: str, which: str) -> int:
    """Return the year of the season that is meant, near the reference date."""
    today = setting.today
    now = reckoning.month_number(today)
    spans = {year: reckoning.season_bounds(kind, year) for year in range(today.year - 2, today.year + 2)}
    if which in {"this", "current"}:
        return today.year - (kind == "WI" and today.month <= _LAST_WINTER_MONTH)
    if which in {"last", "this past"}:
        return max(year for year, (_, last) in spans.items() if last < now)
    if which == "next":
        return min(year for year, (first, _) in spans.items() if first > now)
    told = setting.chronicle.month(spans[today.year][0] % MONTHS_A_YEAR + 1)
    if not which and told is not None:
        return told // MONTHS_A_YEAR
    direction = "future" if which else setting.direction(found)
    ends = {(last if direction == "future" else first): year for year, (first, last) in spans.items()}
    return ends[choose(list(ends), now, direction)]


def _refuse_other_season(found: Found, setting: Setting) -> None:
    name = found["season"]
    before = setting.word_before(found.start())
    verb = name in _ALSO_VERBS and before in BEFORE_VERBS
    if before not in TIME_PREPOSITIONS or verb or setting.word_after(found.end()) in _NO_SEASON_BEFORE:
        raise UnresolvedError


READINGS = {"season": season}
