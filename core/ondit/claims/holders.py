"""Holders of stems, compiled: which of many rows share what with another. Importing this imports numba."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ondit.claims.likeness import ACT, CONTAINED, DATE, DESIGNATOR, FEWEST_STEMS, FIGURE, Sought
from ondit.claims.neighbours import MOST_HOLDERS, Shelf
from ondit.matching.many.kernel import kernel

SHELVES = len(Shelf)
Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]

STEMS, NAMES, TOTAL, TELLING, FEATURES, NEGATED = range(6)
"""What is compared of a row: where its stems begin and where its names do (where those end, the next row's
begin), what its stems weigh together, how many are no names, `features`, and whether it says that something
is not so."""
FACTS = 6


class Columns(NamedTuple):
    """What is compared of assertions; each column is longer than what it holds.

    Attributes:
        stems: The numbers of their stems, twice, and one more where it is no name; one row behind the other.
        names: The numbers of their names, in order within a row.
        weights: What each stem weighs.
        facts: What else is compared, row by row: see `FACTS`.
    """

    stems: Small
    names: Small
    weights: Numbers
    facts: Numbers


class Held(NamedTuple):
    """What the shelves hold: of each stem, on each shelf, the last few that hold it, as a ring.

    Attributes:
        rings: The holders: a row, twice, and one more where the stem is no name there; -1 for none.
        counts: How many ever were put to each ring.
        log: For each holder the ring that it was put to, and the holder that was there.
        shared: What is shared with a row, twice, and one more where some of it is no name; 0 unless asked.
        found: Room for the rows that share something.
        scores: And for how alike each of those kept is.
    """

    rings: Small
    counts: Small
    log: Small
    shared: Numbers
    found: Small
    scores: npt.NDArray[np.float64]


@kernel
def hold(row: int, shelf: int, count: int, columns: Columns, held: Held) -> int:
    """Put a row on a shelf, behind so many holders; return how many there are then."""
    for at in range(columns.facts[row, STEMS], columns.facts[row + 1, STEMS]):
        stem = columns.stems[at]
        ring = SHELVES * (stem >> 1) + shelf
        place = held.counts[ring] % MOST_HOLDERS
        held.log[count, 0], held.log[count, 1] = ring, held.rings[ring, place]
        held.rings[ring, place] = 2 * row + (stem & 1)
        held.counts[ring] += 1
        count += 1
    return count


@kernel
def let_go(row: int, count: int, held: Held) -> int:
    """Take back the holders from a row on; return how many there are then."""
    while count > 0:
        ring = held.log[count - 1, 0]
        place = (held.counts[ring] - 1) % MOST_HOLDERS
        if held.rings[ring, place] < 2 * row:
            break
        held.rings[ring, place] = held.log[count - 1, 1]
        held.counts[ring] -= 1
        count -= 1
    return count


@kernel
def alike(row: int, shelf: int, columns: Columns, held: Held, sought: Sought) -> int:
    """Fill in the rows that may be as like as is sought, in order, and how alike; return how many."""
    met = 0
    for at in range(columns.facts[row, STEMS], columns.facts[row + 1, STEMS]):
        stem = columns.stems[at]
        ring = SHELVES * (stem >> 1) + shelf
        weight = 2 * columns.weights[stem >> 1]
        for place in range(min(held.counts[ring], MOST_HOLDERS)):
            holder = held.rings[ring, place]
            other = holder >> 1
            if held.shared[other] == 0:
                held.found[met] = other
                met += 1
            held.shared[other] = (held.shared[other] + weight) | (stem & holder & 1)
    kept = 0
    for place in range(met):
        other = held.found[place]
        shared = held.shared[other]
        held.shared[other] = 0
        if shared & 1:
            score = _score(columns.facts, row, other, shared >> 1)
            if score >= sought.in_words and _may_be(columns, row, other, score, sought):
                _put_in_order(held, kept, other, score)
                kept += 1
    return kept


@kernel
def _put_in_order(held: Held, count: int, row: int, score: float) -> None:
    """Put a row and its score among the first so many, which are in order."""
    place = count
    while place > 0 and held.found[place - 1] > row:
        held.found[place], held.scores[place] = held.found[place - 1], held.scores[place - 1]
        place -= 1
    held.found[place], held.scores[place] = row, score


@kernel
def _score(facts: Numbers, a: int, b: int, shared: int) -> float:
    left, right = facts[a, TOTAL], facts[b, TOTAL]
    dice = 2.0 * shared / (left + right)
    if min(facts[a, TELLING], facts[b, TELLING]) >= FEWEST_STEMS:
        dice = max(dice, CONTAINED * shared / min(left, right))
    return float(dice)


@kernel
def _may_be(columns: Columns, a: int, b: int, alike: float, sought: Sought) -> bool:
    facts = columns.facts
    if sought.same_polarity and facts[a, NEGATED] != facts[b, NEGATED]:
        return False
    common = facts[a, FEATURES] & facts[b, FEATURES]
    most = alike + sought.date * bool(common & DATE) + sought.designator * bool(common & DESIGNATOR)
    most = most + sought.figure * bool(common & FIGURE) + sought.act * (common >= ACT)
    return bool(most >= sought.least) and (not sought.same_names or _may_be_of_one(columns, a, b))


@kernel
def _may_be_of_one(columns: Columns, a: int, b: int) -> bool:
    """Say whether two rows have a name in common, or one of them has none."""
    left, left_end = columns.facts[a, NAMES], columns.facts[a + 1, NAMES]
    right, right_end = columns.facts[b, NAMES], columns.facts[b + 1, NAMES]
    if left == left_end or right == right_end:
        return True
    while left < left_end and right < right_end:
        if columns.names[left] == columns.names[right]:
            return True
        if columns.names[left] < columns.names[right]:
            left += 1
        else:
            right += 1
    return False
