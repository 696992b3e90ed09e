"""Crowded places of many pairs: the counting behind `ondit.matching.crowds`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ondit.matching.crowds import Integers, Numbers, Places, Sides
from ondit.matching.many.kernel import evenly, kernel, over_ranges, processors

Flags = NDArray[np.bool_]


def crowded(sides: Sides, share: float, many: int) -> tuple[Numbers, Flags]:
    """Return how many pairs stand at the place of each side, and whether on both sides more than many.

    Args:
        sides: The pairs, seen from both sides.
        share: What share of a passage another one holds so that both stand at one place.
        many: How many pairs make no crowd.
    """
    met = standing(sides.firsts, sides.start, sides.end, share)
    return met, (met > many) & (met[sides.partner] > many)


def standing(firsts: Integers, start: Places, end: Places, share: float) -> Numbers:
    """Return how many pairs of its row stand at the place of each.

    Args:
        firsts: Where the pairs of each row begin, with the end of the last one.
        start: Where the wording of each pair begins in the row's sentence.
        end: Its end, exclusive.
        share: What share of a passage another one holds so that both stand at one place.
    """
    met = np.empty(len(start), np.int32)
    threads = processors()

    def count(low: int, high: int) -> None:
        _meet(firsts, start, end, share, met, low, high)

    over_ranges(count, evenly(len(firsts) - 1, 16 * threads), threads)
    return met


def kept(row: Numbers, start: Places, end: Places, order: Integers, share: float, few: int) -> Integers:
    """Return which of the crowded pairs each row keeps: so many of the first at each place.

    Args:
        row: The row that each pair is seen from.
        start: Where the wording of each pair begins in the row's sentence.
        end: Its end, exclusive.
        order: Those that are crowded row by row, those of a row from the best to the worst.
        share: What share of a passage another one holds so that both stand at one place.
        few: How many are kept at a place.
    """
    found = np.zeros(len(order), np.bool_)
    _keep(order, row, start, end, share, few, found)
    held: Integers = order[found]
    return held


@kernel
def _meet(
    firsts: Integers, start: Places, end: Places, share: float, met: Numbers, low: int, high: int
) -> None:
    for row in range(low, high):
        for one in range(firsts[row], firsts[row + 1]):
            least = share * (end[one] - start[one])
            count = 0
            for other in range(firsts[row], firsts[row + 1]):
                count += min(end[one], end[other]) - max(start[one], start[other]) >= least
            met[one] = count


@kernel
def _keep(
    order: Integers,
    row: Numbers,
    start: Places,
    end: Places,
    share: float,
    few: int,
    found: Flags,
) -> None:
    here = np.empty(len(order), np.int64)
    size, at = 0, -1
    for rank, one in enumerate(order):
        if row[one] != at:
            size, at = 0, row[one]
        least, count = share * (end[one] - start[one]), 0
        for place in range(size):
            other = here[place]
            count += min(end[one], end[other]) - max(start[one], start[other]) >= least
            if count >= few:
                break
        if count < few:
            here[size] = one
            size += 1
            found[rank] = True
