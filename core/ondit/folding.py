"""Folding: which entries of a long day of the timeline stand, and which are folded under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import groupby
from typing import NamedTuple

from ondit.model import TimelineEntry
from ondit.spans import DAY

STANDING = 8
"""How many entries of a day stand where more are folded."""
FEWEST = 2
"""How many are folded at the least: what tells of one would be as long as the one."""


class Day(NamedTuple):
    """The entries of a day, by their places in the timeline.

    Attributes:
        published: The day, or the month or year where no finer date is known; absent for undated ones.
        standing: The places of the entries that stand, in the timeline's order.
        folded: The places of the others, in the timeline's order.
    """

    published: str | None
    standing: Sequence[int]
    folded: Sequence[int] = ()

    @property
    def size(self) -> int:
        """How many entries the day has."""
        return len(self.standing) + len(self.folded)


def day_of(entry: TimelineEntry) -> str | None:
    """Return the heading that an entry stands under: its day, or the month or year where no more is known."""
    return entry.published[:DAY] if entry.published else None


def folds(size: int, limit: int = STANDING) -> bool:
    """Say whether a day of so many entries is folded."""
    return size >= limit + FEWEST


def standing(entries: Sequence[TimelineEntry], limit: int = STANDING) -> list[int]:
    """Return the places of those of a day's entries that stand, in their order, by the rule of `fold`."""
    if not folds(len(entries), limit):
        return list(range(len(entries)))
    matters = [-entry.importance for entry in entries]
    sure = [-entry.confidence for entry in entries]
    ranked = nsmallest(limit, zip(matters, sure, range(len(entries)), strict=True))
    return sorted(place for _, _, place in ranked)


def fold(entries: Sequence[TimelineEntry], limit: int = STANDING) -> list[Day]:
    """Say of each day of a timeline which entries stand.

    Rule: of a day that has at least two entries more than `limit`, as many as the limit stand: the most
    important; among equally important ones those whose kind is surer, then those higher up.

    Example: of 20 entries of a day 8 stand, in the timeline's order, and "12 more that day" are folded.
    Must not: fold one entry alone, or put the more important above the less important.
    Known failures: where nothing is important, hardly more than chance tells what stands.

    Args:
        entries: In the timeline's order, those of a day beside one another.
        limit: How many stand of a day that is folded; 0 and up.

    Returns:
        Days in the order of the entries; each entry stands or is folded in one of them.
    """
    return [_folded(published, places, entries, limit) for published, places in _days(entries)]


def _days(entries: Sequence[TimelineEntry]) -> Iterator[tuple[str | None, list[int]]]:
    dates = [day_of(entry) for entry in entries]
    for published, places in groupby(range(len(entries)), dates.__getitem__):
        yield published, list(places)


def _folded(published: str | None, places: list[int], entries: Sequence[TimelineEntry], limit: int) -> Day:
    if not folds(len(places), limit):
        return Day(published, places)
    stand = [places[at] for at in standing([entries[place] for place in places], limit)]
    kept = set(stand)
    return Day(published, stand, [place for place in places if place not in kept])
