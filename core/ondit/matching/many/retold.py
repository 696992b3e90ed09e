"""Pairs of texts that share content stems, out of many: the look-up behind `ondit.matching.rewording`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ondit.matching.contents import Flags, Holders, Numbers
from ondit.matching.many.join import in_parts, not_before
from ondit.matching.many.kernel import kernel, processors
from ondit.matching.many.sorting import sort, widened
from ondit.matching.ragged import Integers

FEW_HOLDERS = 1_023
"""Of how many holders of a stem all are met: it costs less than to compare texts of which little is known."""
PLACE_BITS = 40
"""Bits of a number for the place of a stem among all; the others are for what it weighs."""


class _Sought(NamedTuple):
    """What is looked for.

    Attributes:
        held: Which texts hold which stems.
        demand: What the stems must weigh, and which share of the lighter text's they must be.
        with_figure: The same for texts that share a figure of the one that is looked up.
        asked: Which texts are looked up, by place.
        all_asked: Whether all of them are.
        apart: Whether two that are looked up make no pair.
        common: Which stems so many texts hold that others are not found by them.
    """

    held: Holders
    demand: tuple[int, float]
    with_figure: tuple[int, float]
    asked: Flags
    all_asked: bool
    apart: bool
    common: Flags


class _Room(NamedTuple):
    """What a thread writes to: what each text shares, whether a figure is in it, and which were met."""

    shared: Integers
    figured: Flags
    met: Integers


def partners(
    held: Holders,
    demand: tuple[int, float],
    with_figure: tuple[int, float],
    asked: Flags | None,
    most: int,
) -> tuple[Integers, Integers]:
    """Find the texts that share enough stems, by weight, with those that are asked for.

    The arguments are those of `partners_by`; a stem that more than `most` of these texts hold is common.
    """
    return partners_by(held, demand, with_figure, asked, np.diff(held.heads) > most)


def partners_by(
    held: Holders,
    demand: tuple[int, float],
    with_figure: tuple[int, float],
    asked: Flags | None,
    common: Flags,
    *,
    apart: bool = False,
) -> tuple[Integers, Integers]:
    """Find the texts that share enough stems, by weight, with those that are asked for.

    Args:
        held: Which texts hold which stems.
        demand: What the stems must weigh, and which share of the lighter text's they must be.
        with_figure: The same for texts that share a figure that is not common.
        asked: Which texts are asked for, by row; all where absent.
        common: Which stems are so common that no texts are found by them.
        apart: Leave out pairs of two that are asked for.

    Returns:
        The rows of both texts of each pair.
    """
    size = len(held.rows)
    wanted = np.ones(size, np.bool_) if asked is None else asked[held.rows]
    sought = _Sought(held, demand, with_figure, wanted, bool(wanted.all()), apart, common)

    def probe(low: int, high: int) -> Integers:
        room = _Room(np.zeros(size, np.int64), np.zeros(size, np.bool_), np.empty(size, np.int64))
        return _probe(sought, room, low, high)

    found = np.concatenate(in_parts(probe, size, processors()), axis=1)
    return held.rows[found[0]], held.rows[found[1]]


@kernel
def _probe(sought: _Sought, room: _Room, low: int, high: int) -> Integers:
    """Look the texts of a range up that are asked for: each among the heavier ones, which stand before it.

    Among the lighter ones, too, where these are not asked for themselves.
    """
    held = sought.held
    stems, starts, weights = held.stems, held.starts, held.weights
    found, pairs = 0, np.empty((2, 1024), np.int64)
    for place in range(low, high):
        if not sought.asked[place]:
            continue
        order = _rarest_first(stems, weights, starts[place], starts[place + 1])
        for lighter in range(1 if sought.all_asked else 2):
            count, rest = _gather(sought, room, place, order, lighter == 1)
            for at in range(count):
                other = room.met[at]
                whole = held.wholes[max(place, other)]
                wanted = _least(sought.with_figure if room.figured[other] else sought.demand, whole)
                if (
                    room.shared[other] + rest >= wanted
                    and _common(stems, starts, weights, place, other) >= wanted
                ):
                    if found == pairs.shape[1]:
                        pairs = widened(pairs)
                    pairs[0, found], pairs[1, found] = place, other
                    found += 1
                room.shared[other], room.figured[other] = 0, False
    return pairs[:, :found].copy()


@kernel
def _rarest_first(stems: Numbers, weights: Integers, first: int, stop: int) -> Integers:
    """Return where the stems of a text stand, those that weigh most first."""
    order = np.empty(stop - first, np.int64)
    for at in range(first, stop):
        order[at - first] = (-weights[stems[at]] << PLACE_BITS) | at
    sort(order, len(order))
    for at in range(len(order)):
        order[at] &= (1 << PLACE_BITS) - 1
    return order


@kernel
def _least(demand: tuple[int, float], whole: int) -> int:
    return max(demand[0], int(np.ceil(demand[1] * whole)))


@kernel
def _gather(sought: _Sought, room: _Room, place: int, order: Integers, lighter: bool) -> tuple[int, int]:
    """Meet the texts that share stems with one; return how many there are, and what was not read weighs.

    The stems of the text are read from the rarest on, until what is left cannot be enough for a text that was
    not met before; figures are read in any case.
    """
    held = sought.held
    least = sought.demand[0] if lighter else _least(sought.demand, held.wholes[place])
    behind, rest, count = held.wholes[place], 0, 0
    for at in order:
        stem = held.stems[at]
        weight, figure = held.weights[stem], held.figures[at]
        first, stop = held.heads[stem], held.heads[stem + 1]
        if sought.common[stem] or (behind < least and not figure and stop - first > FEW_HOLDERS):
            rest += weight
            first = stop
        behind -= weight
        if lighter:
            first = not_before(held.places, first, stop, place + 1)
        for entry in range(first, stop):
            other = held.places[entry]
            if other >= place and not lighter:
                break
            if (lighter or sought.apart) and sought.asked[other]:
                continue
            if room.shared[other] == 0:
                room.met[count] = other
                count += 1
            room.shared[other] += weight
            room.figured[other] |= figure and held.figured[entry]
    return count, rest


@kernel
def shared(stems: Numbers, starts: Integers, weights: Integers, left: Integers, right: Integers) -> Integers:
    """Return what the stems weigh that the texts of each pair share; the arguments as in `Told`."""
    found = np.empty(len(left), np.int64)
    for at in range(len(left)):
        found[at] = _common(stems, starts, weights, left[at], right[at])
    return found


@kernel
def _common(stems: Numbers, starts: Integers, weights: Integers, one: int, other: int) -> int:
    """Return what the stems weigh that two texts share."""
    here, end = starts[one], starts[one + 1]
    there, stop = starts[other], starts[other + 1]
    common = 0
    while here < end and there < stop:
        stem, other_stem = stems[here], stems[there]
        if stem == other_stem:
            common += weights[stem]
        here, there = here + (stem <= other_stem), there + (other_stem <= stem)
    return common
