"""Crowds: wordings that so many sentences share that not every pair of them is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.ragged import starts_of
from ondit.matching.table import Keys, rows_of
from ondit.model import Problem

Places = NDArray[np.int32]
Integers = NDArray[np.int64]
Numbers = NDArray[np.int32]

MANY = 16
"""How many other sentences may share a wording so that all pairs of them are told."""
FEW = 2
"""Beyond that: with how many of those that most others meet, that were told first, that share most."""
AT_ONCE = 1 << 21
"""Sides whose crowds are looked at together."""
SAME_PLACE = 0.8
"""What share of a passage another one holds, at the least, so that both stand at one place."""


class Pairs(NamedTuple):
    """Pairs of sentences, and where in each the wording stands that they share.

    Attributes:
        keys: The rows of each pair as one number, ascending (see `ondit.matching.table.keys_of`).
        similarity: How alike the two passages are, 0 to 100.
        left_start: Where it begins in the lower row's sentence.
        left_end: Its end, exclusive.
        right_start: Where it begins in the higher row's.
        right_end: Its end, exclusive.
    """

    keys: Keys
    similarity: NDArray[np.float64]
    left_start: Places
    left_end: Places
    right_start: Places
    right_end: Places

    def shared(self) -> NDArray[np.float64]:
        """Return how much the passages share: the letters of the shorter one, as alike as they are."""
        letters = np.minimum(self.left_end - self.left_start, self.right_end - self.right_start)
        found: NDArray[np.float64] = self.similarity * letters
        return found


def thinned(pairs: Pairs, told: Integers) -> Keys:
    """Return the pairs that are told where what news repeats by rote would make ever more of them.

    Rule: two pairs of a sentence stand at one place where the one's passage holds eight tenths of the
    other's. Where more than 16 pairs stand at both places of a pair, it is crowded. Of the crowded pairs at a
    place a sentence keeps the two with the sentences whose places most pairs stand at, the two with those
    told first, and the two that share most; what either sentence keeps is told. So the pairs grow as the
    sentences do, not with their square, and whoever tells a wording that hundreds tell stays paired with the
    same few.

    Example: of 90 articles that have "on the New York Stock Exchange", which make 4,000 pairs, each is paired
    with the first two, with the two whose wording most others have, and with two that go on alike.
    Must not: take a pair from a sentence that shares a wording with 16 others or fewer.
    Figures (`benchmarks/thinning.py`): of 4,000 articles of one agency 151,000 of 368,000 pairs are told; of
    5,753 occurrences of statements 59 are not told with the others any more, most of them names and terms in
    unlike sentences.
    Known failures: verbatim tellings of one wording keep the same few where their passages are the same, and
    may be parted where these go on longer with some than with others; of a wording that hundreds edit each in
    another way, some that resemble one another, but not the few, are not paired.

    Args:
        pairs: The pairs that were found.
        told: By row: when the sentence was told; the same number for the same time, the least first.

    Returns:
        The keys of those that are told, ascending.
    """
    left, right = (rows.astype(np.int32) for rows in rows_of(pairs.keys))
    counts = np.bincount(left, minlength=len(told)) + np.bincount(right, minlength=len(told))
    if not (np.minimum(counts[left], counts[right]) > MANY).any():
        return pairs.keys
    # The compiler takes half a second to load, which few pairs need not wait for.
    from ondit.matching.many.crowds import crowded, kept

    sides = sides_of(pairs, left, right, counts)
    met, many = crowded(sides, SAME_PLACE, MANY)
    is_told = np.zeros(len(pairs.keys), np.bool_)
    is_told[sides.pair[~many]] = True
    shared = pairs.shared()
    for crowd in _rows_together(sides, many):
        row, other = sides.row[crowd], sides.other[crowd]
        most, first, alike = -met[sides.partner[crowd]], told[other], -shared[sides.pair[crowd]]
        for rank in ((most, first), (first, most), (alike, first)):
            order = crowd[np.lexsort((other, *reversed(rank), row))]
            is_told[sides.pair[kept(sides.row, sides.start, sides.end, order, SAME_PLACE, FEW)]] = True
    found: Keys = pairs.keys[is_told]
    return found


def _rows_together(sides: Sides, many: NDArray[np.bool_]) -> Iterator[Integers]:
    """Yield the places of crowded sides, those of a row together, so few at a time that they take little."""
    last = len(sides.firsts) - 1
    rows = np.searchsorted(sides.firsts, np.arange(0, sides.firsts[last], AT_ONCE))
    for low, high in pairwise(np.unique(np.append(rows, last)).tolist()):
        start, end = sides.firsts[[low, high]].tolist()
        yield start + np.flatnonzero(many[start:end])


def note(left_out: int, told: int) -> tuple[Problem, ...]:
    """Return a note that says how many pairs are not told, and how many are; nothing where all are."""
    if not left_out:
        return ()
    return (
        Problem(
            "all articles",
            None,
            f"{left_out:,} of {left_out + told:,} pairs of similar passages are left out.",
            f"Where more than {MANY} others share a wording, each is paired with the first and the nearest."
            " Hardly any telling is missing from the statements.",
            is_note=True,
        ),
    )


class Sides(NamedTuple):
    """Pairs seen from each of their sentences, by row; within a row in no order that matters.

    Attributes:
        row: The sentence that it is seen from.
        other: The other one.
        start: Where the shared wording begins in the first.
        end: Its end, exclusive.
        pair: The pair's place among the pairs.
        partner: The place of the same pair seen from the other sentence.
        firsts: Where those of each row begin, with the end of the last one.
    """

    row: Numbers
    other: Numbers
    start: Places
    end: Places
    pair: Numbers
    partner: Numbers
    firsts: Integers


def sides_of(pairs: Pairs, left: Numbers, right: Numbers, counts: Integers) -> Sides:
    """See pairs from both of their sides.

    Args:
        pairs: The pairs.
        left: Their lower rows.
        right: Their higher rows.
        counts: How many pairs each row is in.
    """
    count, row = len(left), np.append(left, right)
    order = np.argsort(row, kind="stable").astype(np.int32)
    at = np.empty(2 * count, np.int32)
    at[order] = np.arange(2 * count, dtype=np.int32)
    return Sides(
        row[order],
        np.append(right, left)[order],
        np.append(pairs.left_start, pairs.right_start)[order],
        np.append(pairs.left_end, pairs.right_end)[order],
        order % np.int32(max(1, count)),
        np.append(at[count:], at[:count])[order],
        starts_of(counts),
    )
