"""How sentences of a block are looked up in another one: so many at a time as can have so many partners."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.blocks import Keys
from ondit.cluster.both import Both
from ondit.cluster.bounding import Met, Nearest, slices
from ondit.matching.many import plan as alike
from ondit.matching.many import run_plan
from ondit.matching.many.between import Batch, Segment
from ondit.matching.many.folding import fold
from ondit.matching.many.rarity import Postings
from ondit.matching.many.wordings import Wordings, wordings_of
from ondit.matching.ragged import starts_of, sums_of

Ready = TypeVar("Ready")
Array = NDArray[Any]
Columns = Sequence[Array]
"""Of pairs: the one sentence, the other, how alike they are, and what else is known of each."""


class Asked:
    """The sentences of the one block, in the order in which they were told: looked up some at a time.

    Attributes:
        parts: Those that are looked up together.
    """

    def __init__(self, both: Both, costs: Array) -> None:
        """Say how many partners each sentence that takes part has at the most."""
        order = np.argsort(both.told[both.taking(both.a)], kind="stable")
        self._own, self._is_one, self._costs = both.a.batch, both.is_one, costs
        self._rank = np.empty(len(order), np.int64)
        self._rank[order] = np.arange(len(order))
        parts = [order[rows] for rows in slices(costs[order])]
        self.parts = parts if len(parts) > 1 else [np.sort(rows) for rows in parts]

    def found(
        self,
        segment: Segment[Ready],
        look: Callable[[Batch, Segment[Ready]], Columns],
        made: Callable[[Batch], Segment[Ready]],
        nearest: Nearest,
    ) -> Iterator[Columns]:
        """Yield the pairs of each part, by the places of the sentences that take part; each pair once.

        Args:
            segment: What they are looked up in.
            look: Looks some up.
            made: Makes those of its sentences ready that are still looked up.
            nearest: Is told how many pairs are not looked at (`Met`), at the most.
        """
        every, met = segment.batch, Met(len(segment.batch.texts))
        among, dropped = np.arange(len(every.texts)), np.zeros(0, np.int64)
        for rows in self.parts:
            nearest.unseen += self._unseen(rows, dropped)
            if not len(among):
                continue
            left, right, *more = look(_part(self._own, rows), segment)
            left, right = rows[left], among[right]
            is_worth_while = met.add(right)
            if self._is_one:
                once = self._rank[left] < self._rank[right]
                left, right, *more = (column[once] for column in (left, right, *more))
            yield left, right, *more
            if is_worth_while:
                had_enough = met.had_enough()
                among, dropped = np.flatnonzero(~had_enough), np.flatnonzero(had_enough)
                if self._is_one:
                    among = among[self._rank[among] > self._rank[rows[-1]]]
                segment = made(_part(every, among))

    def _unseen(self, rows: Array, dropped: Array) -> int:
        """Return how many pairs sentences can have at the most with those that are not looked up any more."""
        counts = np.full(len(rows), len(dropped))
        if self._is_one:
            counts -= np.searchsorted(np.sort(self._rank[dropped]), self._rank[rows], side="right")
        return int(np.minimum(self._costs[rows], counts).sum())


def _part(own: Batch, rows: Array) -> Batch:
    """Return some of the texts of a block; all of them are in their own order."""
    if len(rows) == len(own.texts):
        return own
    texts, groups = [own.texts[row] for row in rows.tolist()], own.groups[rows]
    return Batch(0, texts, groups, wordings_of(fold(texts), groups))


def by_row(costs: Array, wordings: Wordings, most: int) -> Array:
    """Return what is known of wordings for each text, up to a number."""
    found = np.empty(len(wordings.texts), np.int64)
    found[wordings.texts] = np.repeat(np.minimum(costs, most), np.diff(wordings.starts))
    return found


def of_alike(plan: alike.Plan, partners: Wordings, probes: Wordings) -> Array:
    """Return how many texts each wording may be alike to at the most, as far as one band goes."""
    copies = _copies(partners, plan.among.collection.rows)
    if plan.share == 0:
        sums = starts_of(copies)
        own = sums[np.maximum(plan.lowest, plan.highest)] - sums[plan.lowest]
    else:
        own = sums_of(_posted(plan.postings, copies)[plan.tokens], plan.firsts)
    return _put(own, plan.probes.collection.rows, probes)


def of_runs(plan: run_plan.Plan, partners: Wordings, probes: Wordings) -> Array:
    """Return how many texts each wording may share a run with at the most."""
    copies, tokens = _copies(partners, plan.partners), plan.tokens
    is_findable = (
        np.arange(len(tokens.codes)) - np.repeat(tokens.firsts[:-1], np.diff(tokens.firsts))
    ) < np.repeat(tokens.findable, np.diff(tokens.firsts))
    found, others = (_posted(one, copies)[tokens.codes] for one in (plan.found, plan.others))
    return _put(sums_of(found + np.where(is_findable, others, 0), tokens.firsts), plan.rows, probes)


def _copies(wordings: Wordings, rows: Keys) -> Array:
    """Return how many texts have each wording, by its first text."""
    return np.diff(wordings.starts)[np.searchsorted(wordings.rows, rows)]


def _posted(postings: Postings, copies: Array) -> Array:
    """Return how many texts are found by each token."""
    return sums_of(copies[postings.places], postings.starts)


def _put(values: Array, rows: Keys, wordings: Wordings) -> Array:
    """Return values by wordings, 0 for those that have none."""
    found = np.zeros(len(wordings.rows), np.int64)
    found[np.searchsorted(wordings.rows, rows)] = values
    return found
