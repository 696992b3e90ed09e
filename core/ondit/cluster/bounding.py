"""How many partners a sentence may have in a block, and how many pairs a task holds: the rest is counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.both import Both
from ondit.matching.fragments import MIN_WORDS, Quoted

Flags = NDArray[np.bool_]
Array = NDArray[Any]

MOST_PARTNERS = 512
"""Partners in a block that a sentence keeps of each kind; a hundred times as many as are told of a crowd."""
MOST_PAIRS = 2_000_000
"""Pairs that are looked for at a time, but for those of one sentence."""
MOST_MET = 1_024
"""How many sentences a partner is compared with, before others are no more: twice as many as it keeps."""
WASTED = 8
"""Which part of `MOST_PAIRS` may be compared in vain before such partners are taken out of an index."""
MOST_HELD = 3_000_000
"""Pairs of a kind that a task keeps; where there are more, each sentence keeps fewer partners."""
MOST_RETOLD = 500_000
"""Pairs of re-worded sentences that a task keeps: each is looked at word by word."""
MOST_QUOTED = 500_000
"""Pairs of a short quote and a sentence that it may stand in that a task looks at."""


def slices(costs: Array) -> Iterator[slice]:
    """Cut sentences into ranges that have no more than `MOST_PAIRS` pairs, or into single ones.

    Args:
        costs: How many partners each has at the most.
    """
    numbers = (np.cumsum(costs) - costs) // MOST_PAIRS
    cuts = np.flatnonzero(np.diff(numbers)) + 1
    for low, high in zip([0, *cuts.tolist()], [*cuts.tolist(), len(costs)], strict=True):
        if low < high:
            yield slice(low, high)


class Met:
    """How many sentences each partner was compared with; those that had enough are looked up no more.

    Rule: sentences are looked up in the order in which they were told. A partner that `MOST_MET` of them met
    is left out for the rest. So what is compared grows with the sentences, not with the square of a template
    that all fill in; and whoever fills it in stays paired with those that did so first.
    """

    def __init__(self, size: int) -> None:
        """Start with so many partners, which nobody met."""
        self._times = np.zeros(size, np.int64)

    def add(self, partners: Array) -> bool:
        """Count partners that were met; say whether so many of these had enough that they had better go."""
        wasted = int(np.count_nonzero(self._times[partners] >= MOST_MET))
        self._times += np.bincount(partners, minlength=len(self._times))
        return wasted > MOST_PAIRS // WASTED

    def had_enough(self) -> Flags:
        """Say which partners need not be met again."""
        found: Flags = self._times >= MOST_MET
        return found


class Nearest:
    """Pairs of two blocks as they are found, of which each sentence keeps its nearest partners.

    What is kept hangs on the pairs alone, as long as no more than `MOST_HELD` are.

    Attributes:
        seen: How many pairs there were.
        unseen: How many more there can be at the most, which were not looked at.
    """

    def __init__(self, both: Both, columns: int, most: int | None = None) -> None:
        """Name the blocks, how many columns there are, and how many pairs are kept, if not `MOST_HELD`."""
        self._both = both
        self._most = most or MOST_HELD
        self._held = [[np.zeros(0, np.int64)] * columns]
        self._size = 0
        self._partners = MOST_PARTNERS
        self.seen = self.unseen = 0

    def add(self, left: Array, right: Array, unlike: Array, *more: Array) -> None:
        """Add pairs, each of which comes once.

        Args:
            left: The place of one sentence of each.
            right: That of the other.
            unlike: Less the more alike they are.
            more: What else is known of each.
        """
        across = self._both.are_across(left, right)
        own = [column[across] for column in (left, right, unlike, *more)]
        self.seen += len(own[0])
        self._size += len(own[0])
        self._held.append(own)
        if self._size > self._most:
            self._thin()

    def kept(self) -> tuple[list[Array], int]:
        """Return the columns of the pairs that are kept, and how many pairs are not, at the most."""
        self._thin()
        return self._held[0], self.seen - self._size + self.unseen

    def _thin(self) -> None:
        columns = [np.concatenate(column) for column in zip(*self._held, strict=True)]
        while True:
            left, right, unlike, *_ = columns
            kept = near_enough(left, right, (self._both.told, unlike), self._partners)
            columns = [column[kept] for column in columns]
            if len(columns[0]) <= self._most or self._partners == 1:
                break
            self._partners //= 2
        self._held, self._size = [columns], len(columns[0])


def near_enough(left: Array, right: Array, rank: tuple[Array, Array], most: int | None = None) -> Flags:
    """Say which pairs are among the first of either of their sentences, so many of each.

    Rule: of a sentence with more than `MOST_PARTNERS` partners those are kept that are most alike, and of
    these the ones that were told first; and whatever its partner keeps. So pairs grow with the sentences, not
    with the square of a template that thousands fill in.

    Args:
        left: One sentence of each pair.
        right: The other.
        rank: By sentence, when it was told; and of each pair, what is less the more alike the two are.
        most: Partners that are kept; `MOST_PARTNERS` where absent.
    """
    size, most = len(left), most or MOST_PARTNERS
    own, other = np.append(left, right), np.append(right, left)
    if not size or np.bincount(own).max() <= most:
        return np.ones(size, np.bool_)
    told, unlike = rank
    order = np.lexsort((other, told[other], np.tile(unlike, 2), own))
    firsts = np.searchsorted(own[order], own[order])
    kept = np.zeros(2 * size, np.bool_)
    kept[order[np.arange(2 * size) - firsts < most]] = True
    found: Flags = kept[:size] | kept[size:]
    return found


def few_quoted(quoted: Quoted, told: Array) -> tuple[Quoted, int]:
    """Return what sentences quote, less what makes too many pairs; and how many pairs that is.

    Rule: of the short quotes that begin with the same words, and of the sentences that these words stand in,
    those told first are kept, as many of each as make no more than `MOST_QUOTED` pairs in all.
    """
    begins = np.array([hash(needle[:MIN_WORDS]) for _, _, needle in quoted.needles], np.int64)
    asked = np.array([row for row, *_ in quoted.needles], np.int64)
    every = np.unique(begins)
    needles, hosts = (
        np.searchsorted(some, every, side="right") - np.searchsorted(some, every)
        for some in (np.sort(begins), np.sort(quoted.starts))
    )
    most = MOST_PARTNERS
    pairs = int((needles * hosts).sum())
    while (
        left := int((np.minimum(needles, most) * np.minimum(hosts, most)).sum())
    ) > MOST_QUOTED and most > 1:
        most //= 2
    if left == pairs:
        return quoted, 0
    some = np.flatnonzero(_first(begins, told[asked], most)).tolist()
    there = _first(quoted.starts, told[quoted.hosts], most)
    return Quoted(
        [quoted.needles[at] for at in some], quoted.starts[there], quoted.hosts[there]
    ), pairs - left


def _first(groups: Array, rank: Array, most: int) -> Flags:
    """Say which are among so many of each group that come first."""
    order = np.lexsort((rank, groups))
    kept = np.zeros(len(groups), np.bool_)
    kept[order] = np.arange(len(groups)) - np.searchsorted(groups[order], groups[order]) < most
    return kept
