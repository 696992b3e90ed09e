"""How many partners a sentence may have in a block: beyond that they are counted, and left out."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.both import Both
from ondit.matching.table import MatchTable

Flags = NDArray[np.bool_]
Array = NDArray[Any]

MOST_PARTNERS = 512
"""Partners in a block that a sentence keeps of each kind; a hundred times as many as are told of a crowd."""


def bounded(both: Both, found: MatchTable) -> tuple[MatchTable, int]:
    """Return the pairs less those of sentences that have too many; and how many these are."""
    kept = near_enough(found.left, found.right, (both.told, -found.similarity))
    return MatchTable(found.texts, *(column[kept] for column in found.columns)), int((~kept).sum())


def near_enough(left: Array, right: Array, rank: tuple[Array, Array]) -> Flags:
    """Say which pairs are among the first of either of their sentences, so many of each.

    Rule: of a sentence with more than `MOST_PARTNERS` partners those are kept that are most alike, and of
    these the ones that were told first; and whatever its partner keeps. So pairs grow with the sentences, not
    with the square of a template that thousands fill in.

    Args:
        left: One sentence of each pair.
        right: The other.
        rank: By sentence, when it was told; and of each pair, what is less the more alike the two are.
    """
    size = len(left)
    own, other = np.append(left, right), np.append(right, left)
    if not size or np.bincount(own).max() <= MOST_PARTNERS:
        return np.ones(size, np.bool_)
    told, unlike = rank
    order = np.lexsort((other, told[other], np.tile(unlike, 2), own))
    firsts = np.searchsorted(own[order], own[order])
    kept = np.zeros(2 * size, np.bool_)
    kept[order[np.arange(2 * size) - firsts < MOST_PARTNERS]] = True
    found: Flags = kept[:size] | kept[size:]
    return found
