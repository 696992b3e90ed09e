"""Moments: when something was published, no finer than known, and what is known to be before what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import accumulate
from typing import NamedTuple

from ondit.model import Published
from ondit.periods import period


class Moment(NamedTuple):
    """The days on which something may have been published.

    Attributes:
        first: The first of them.
        last: The last of them.
        instant: The very moment; absent where the date has no time of day with its zone.
    """

    first: date
    last: date
    instant: datetime | None


def moment(published: Published | None) -> Moment | None:
    """Return when something was published; absent where nothing is known."""
    days = period(published.value) if published else None
    return Moment(*days, _instant(published.value)) if published and days else None


def _instant(value: str) -> datetime | None:
    if "T" not in value:
        return None
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def before(one: Moment | None, other: Moment | None) -> bool:
    """Say whether something is known to have been published before something else.

    Days that are not the same give an order, and so do two times of day with their zones; where days and
    times speak against each other, neither does. An unknown date gives none.
    """
    if one is None or other is None:
        return False
    timed = one.instant is not None and other.instant is not None
    earlier = one.instant is not None and other.instant is not None and one.instant < other.instant
    if one.last < other.first:
        return earlier or not timed
    return earlier and one.first == one.last == other.first == other.last


class Told(NamedTuple):
    """When an article told a wording.

    Attributes:
        when: When it was published; absent where unknown.
        rank: Where dates give no order, the least comes first.
        article: Its id.
    """

    when: Moment | None
    rank: tuple[bool, int]
    article: str


def in_order(told: Iterable[Told]) -> list[str]:
    """Return the ids of articles in an order in which none stands behind one that it is known to be before.

    By the last day on which they may have been published, undated last; of one day by rank, as far as times
    of that day allow, then by time and id.
    """
    keyed = []
    timed: dict[date, list[tuple[datetime, tuple[bool, int], str]]] = {}
    for when, rank, name in told:
        if when and when.instant and when.first == when.last:
            timed.setdefault(when.last, []).append((when.instant, rank, name))
        else:
            keyed.append((when.last if when else date.max, when is None, rank, "", name))
    for day, rows in timed.items():
        rows.sort()
        ranks = accumulate((rank for _, rank, _ in rows), max)
        keyed += [
            (day, False, rank, instant.isoformat(), name)
            for rank, (instant, _, name) in zip(ranks, rows, strict=True)
        ]
    return [name for *_, name in sorted(keyed)]
