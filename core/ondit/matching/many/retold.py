"""Pairs of texts that share content stems, out of many: the look-up behind `ondit.matching.rewording`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ondit.matching.contents import Holders, Integers
from ondit.matching.many.join import in_parts
from ondit.matching.many.kernel import kernel, processors

Flags = NDArray[np.bool_]


def partners(
    held: Holders, demand: tuple[int, float], with_figure: tuple[int, float]
) -> tuple[Integers, Integers]:
    """Find the places of two texts each that share enough stems, by weight.

    Args:
        held: Which texts hold which stems.
        demand: What the stems must weigh, and which share of the lighter text's they must be.
        with_figure: The same for texts that share a figure of the lighter one.

    Returns:
        The places of the lighter and of the heavier texts.
    """

    def probe(low: int, high: int) -> Integers:
        shared, met = np.zeros(high, np.int64), np.empty(high, np.int64)
        return _probe(held, demand, with_figure, shared, np.zeros(high, np.bool_), met, low, high)

    found = np.concatenate(in_parts(probe, len(held.rows), processors()), axis=1)
    return found[0], found[1]


@kernel
def _probe(
    held: Holders,
    demand: tuple[int, float],
    with_figure: tuple[int, float],
    shared: Integers,
    figured: Flags,
    met: Integers,
    low: int,
    high: int,
) -> Integers:
    """Look each text of a range up among those before it.

    The stems of a text are read from the rarest on, until what is left cannot be enough for a text that was
    not met before; figures are read in any case. What a text that was met shares of the rest is merged.
    """
    found, pairs = 0, np.empty((2, 1024), np.int64)
    for place in range(low, high):
        first, stop = held.starts[place], held.starts[place + 1]
        whole = 0
        for at in range(first, stop):
            whole += held.weights[held.stems[at]]
        least, least_with = _least(demand, whole), _least(with_figure, whole)
        behind, rest, count = whole, 0, 0
        for at in range(first, stop):
            weight = held.weights[held.stems[at]]
            if behind >= least or held.figures[at]:
                count = _meet(held, place, at, shared, figured, met, count)
            else:
                rest += weight
            behind -= weight
        for at in range(count):
            other = met[at]
            wanted = least_with if figured[other] else least
            if shared[other] + rest >= wanted and _common(held, place, other) >= wanted:
                if found == pairs.shape[1]:
                    longer = np.empty((2, 2 * found), np.int64)
                    longer[:, :found] = pairs
                    pairs = longer
                pairs[0, found], pairs[1, found] = place, other
                found += 1
            shared[other], figured[other] = 0, False
    return pairs[:, :found].copy()


@kernel
def _least(demand: tuple[int, float], whole: int) -> int:
    return max(demand[0], int(np.ceil(demand[1] * whole)))


@kernel
def _meet(
    held: Holders, place: int, at: int, shared: Integers, figured: Flags, met: Integers, count: int
) -> int:
    """Note the texts before a place that hold a stem of its text; return how many were met by now."""
    stem = held.stems[at]
    for entry in range(held.heads[stem], held.heads[stem + 1]):
        other = held.places[entry]
        if other >= place:
            break
        if shared[other] == 0:
            met[count] = other
            count += 1
        shared[other] += held.weights[stem]
        figured[other] |= held.figures[at]
    return count


@kernel
def _common(held: Holders, place: int, other: int) -> int:
    """Return what the stems weigh that two texts share: both lists are in one order, the rarest first."""
    here, end = held.starts[place], held.starts[place + 1]
    there, stop = held.starts[other], held.starts[other + 1]
    common = 0
    while here < end and there < stop:
        one, two = held.stems[here], held.stems[there]
        if one == two:
            common += held.weights[one]
            here += 1
            there += 1
        elif held.weights[one] > held.weights[two] or (held.weights[one] == held.weights[two] and one < two):
            here += 1
        else:
            there += 1
    return common
