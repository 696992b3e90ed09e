"""Records: what each source had first, what it repeated, and how its rumours turned out."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from heapq import nsmallest
from math import sqrt
from typing import Literal, NamedTuple

from ondit.model import Article, Claim, Record, Role, Span
from ondit.periods import period

FEWEST_SETTLED = 5
"""Settled rumours below which a source has no rank."""
Z = 1.959964
"""The standard normal quantile that leaves 5 in a hundred outside."""

_OUTCOMES: Mapping[str, Literal["right", "wrong"]] = {
    "confirmed": "right",
    "denied": "wrong",
    "superseded": "wrong",
}


def of_sources(claims: Sequence[Claim], articles: Mapping[str, Article]) -> tuple[Record, ...]:
    """Return what each source told, and how it turned out.

    Rule: every claim that a source tells counts once: `alone` where no other tells it; `first` where it is
    known to have told it on an earlier day than all others; `repeated` where another is known to have told
    it on an earlier day; else `tied`. Dates whose days overlap give no order, nor does an unknown date. A
    rumour that was confirmed is `right`, one that was denied or superseded `wrong`, for each source that is
    not known to have told it only after the claim that settled it was first told.

    Example: of three outlets of the 5th, the 6th and May, the second has repeated it; the others are tied.
    Must not: count a rumour that a source tells only after it was denied, or one that expired.
    Known failures: an outlet that runs an agency's rumour under its own name answers for it; a rumour whose
    settling no article tells stays open.

    Args:
        claims: The story's claims.
        articles: Its articles by id.

    Returns:
        Records of all sources that tell a claim; most firsts first, then by name.
    """
    counts: dict[str, Counter[Role]] = defaultdict(Counter)
    for tellers in of_claims(claims, articles):
        for source, role in tellers.roles:
            counts[source][role] += 1
    return ranked(counts)


class Tellers(NamedTuple):
    """Who told a claim, and what each was to it.

    Attributes:
        claim: The claim.
        roles: Pairs of a source and a role: one of who had it first for each source that tells it, then, of a
            rumour that was settled, whether it was right.
        repeated: Pairs of a source that repeated it, and one that had it before, first or tied.
    """

    claim: Claim
    roles: Sequence[tuple[str, Role]]
    repeated: Sequence[tuple[str, str]]


def of_claims(claims: Sequence[Claim], articles: Mapping[str, Article]) -> Iterator[Tellers]:
    """Yield of each claim who told it, and what each was to it, by the rule of `of_sources`.

    Args:
        claims: The story's claims.
        articles: Its articles by id.
    """
    days: dict[str, _Telling] = {}
    told = {claim.id: _told(claim.mentions, articles, days) for claim in claims}
    for claim in claims:
        sources = told[claim.id]
        order = list(_order(sources))
        outcome = _OUTCOMES.get(claim.status) if claim.kind == "rumour" else None
        turned: list[tuple[str, Role]] = []
        if outcome:
            settling = told.get(claim.settled_by or "", {}).values()
            settled = min((one.until for one in settling), default=date.max)
            turned = [(source, outcome) for source, one in sources.items() if one.since <= settled]
        yield Tellers(claim, order + turned, list(_repeated(sources, order)))


def wilson(right: int, wrong: int) -> tuple[float, float] | None:
    """Return the Wilson score interval (Wilson 1927) of a share at 95 in a hundred; absent of nothing.

    Args:
        right: How often it was so, of all times.
        wrong: How often it was not.

    Returns:
        The lower and the upper end, from 0 to 1; the share itself lies between them.
    """
    count = right + wrong
    if not count:
        return None
    middle = right + Z * Z / 2
    reach = Z * sqrt(right * wrong / count + Z * Z / 4)
    whole = count + Z * Z
    return (
        max(0.0, (middle - reach) / whole) if right else 0.0,
        min(1.0, (middle + reach) / whole) if wrong else 1.0,
    )


class _Telling(NamedTuple):
    """When a source first told a claim, as far as its dates say.

    Attributes:
        since: No day before this one; the first of all days where a mention has no date.
        until: No day after this one; the last of all days where no mention has a date.
    """

    since: date
    until: date


def _told(
    mentions: Iterable[Span], articles: Mapping[str, Article], days: dict[str, _Telling]
) -> dict[str, _Telling]:
    """Return when each source first told a claim; `days` holds when articles did, as far as it was asked."""
    found: dict[str, _Telling] = {}
    for identifier in {span.article or "": None for span in mentions}:
        article = articles[identifier]
        if identifier not in days:
            days[identifier] = _telling(article)
        told, before = days[identifier], found.get(article.source.value)
        found[article.source.value] = (
            _Telling(min(told.since, before.since), min(told.until, before.until)) if before else told
        )
    return found


def _telling(article: Article) -> _Telling:
    days = period(article.published.value) if article.published else None
    return _Telling(*days) if days else _Telling(date.min, date.max)


def _order(told: Mapping[str, _Telling]) -> Iterator[tuple[str, Role]]:
    """Say of each source of a claim whether it had it first, together with others, after them, or alone."""
    starts = nsmallest(2, (one.since for one in told.values()))
    soonest = min((one.until for one in told.values()), default=date.max)
    for source, one in told.items():
        if len(told) == 1:
            yield source, "alone"
        elif one.until < starts[one.since == starts[0]]:
            yield source, "first"
        elif soonest < one.since:
            yield source, "repeated"
        else:
            yield source, "tied"


def _repeated(told: Mapping[str, _Telling], order: Sequence[tuple[str, Role]]) -> Iterator[tuple[str, str]]:
    """Yield who repeated a claim, with each of the first that is known to have told it earlier."""
    soonest = [source for source, role in order if role in ("first", "tied")]
    for late, role in order:
        if role == "repeated":
            yield from ((late, soon) for soon in soonest if told[soon].until < told[late].since)


def ranked(counts: Mapping[str, Mapping[Role, int]]) -> tuple[Record, ...]:
    """Make records of counts, ranked by the interval's lower end; equal ones share a rank.

    One is ranked beside others only: where no other has five settled rumours, it has no rank.

    Args:
        counts: For each source how often it was what.

    Returns:
        One record a source; most firsts first, then by name.
    """
    found = [_record(source, those) for source, those in counts.items()]
    ends = sorted(end for one in found if (end := _end(one)) is not None)
    if len(ends) > 1:
        found = [
            one if (end := _end(one)) is None else replace(one, rank=len(ends) - bisect_right(ends, end) + 1)
            for one in found
        ]
    return tuple(sorted(found, key=lambda one: (-one.first, one.source)))


def _record(source: str, counts: Mapping[Role, int]) -> Record:
    right, wrong = counts.get("right", 0), counts.get("wrong", 0)
    return Record(
        source=source,
        first=counts.get("first", 0),
        tied=counts.get("tied", 0),
        repeated=counts.get("repeated", 0),
        alone=counts.get("alone", 0),
        right=right,
        wrong=wrong,
        share=right / (right + wrong) if right + wrong else None,
        interval=wilson(right, wrong),
        rank=None,
    )


def _end(one: Record) -> float | None:
    """Return the lower end of a record's interval; absent where too little was settled for a rank."""
    return one.interval[0] if one.interval and one.right + one.wrong >= FEWEST_SETTLED else None
