"""Crowds over all blocks: which pairs are told, each block looking at its own sentences' pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.blocks import Keys, block_of
from ondit.cluster.both import Both
from ondit.cluster.joining import Side, join_name
from ondit.cluster.shelf import Shelf
from ondit.matching.crowds import FEW, MANY, SAME_PLACE
from ondit.matching.many.crowds import kept, standing
from ondit.matching.table import rows_of

Flags = NDArray[np.bool_]


class _Own(NamedTuple):
    """All pairs of a block's sentences, row by row.

    Attributes:
        side: The pairs.
        order: Where each comes from in the files of the joins, one behind the other.
        bounds: Where the pairs of each file begin, with the end of the last one.
        firsts: Where those of each row begin, with the end of the last one.
    """

    side: Side
    order: Keys
    bounds: list[int]
    firsts: Keys


def _own(shelf: Shelf, block: int, partners: list[int]) -> _Own:
    parts = [_side(shelf, block, other) for other in partners]
    columns: Iterator[Sequence[NDArray[Any]]] = zip(*parts, strict=True)
    every = Side(*(np.concatenate(column) for column in columns))
    order = np.argsort(every.row, kind="stable")
    side = every.at(order)
    firsts = np.searchsorted(side.row, np.arange(len(block_of(shelf, block)) + 1))
    return _Own(side, order, np.cumsum([0, *(len(one.row) for one in parts)]).tolist(), firsts)


def _side(shelf: Shelf, block: int, other: int) -> Side:
    name = join_name(min(block, other), max(block, other))
    found = shelf.dealt(f"sides/{name}", block, Side)
    if found is None:
        raise FileNotFoundError(name)
    return found


def stand(shelf: Shelf, block: int, partners: list[int]) -> int:
    """Count how many pairs stand at the place of each pair of a block; return how many pairs there are."""
    own = _own(shelf, block, partners)
    met = np.empty(len(own.order), np.int32)
    met[own.order] = standing(own.firsts, own.side.start, own.side.end, SAME_PLACE)
    shelf.deal(f"met/{block:06}", _by_partner(met, own.bounds, partners))
    return len(met)


def thin(shelf: Shelf, block: int, partners: list[int]) -> int:
    """Say which pairs the sentences of a block keep, as `ondit.matching.crowds.thinned` does.

    Returns:
        How many of them stand in a crowd.
    """
    own = _own(shelf, block, partners)
    met = np.concatenate([_dealt(shelf, f"met/{block:06}", other) for other in partners])[own.order]
    theirs = np.concatenate([_met_there(shelf, block, other) for other in partners])[own.order]
    side, many = own.side, (met > MANY) & (theirs > MANY)
    held, crowd = ~many, np.flatnonzero(many)
    rows = side.row.astype(np.int32)
    row, other = rows[crowd], side.other[crowd]
    most, first, alike = -theirs[crowd], side.told[crowd], -side.shared[crowd]
    for rank in ((most, first), (first, most), (alike, first)):
        order = crowd[np.lexsort((other, *reversed(rank), row))]
        held[kept(rows, side.start, side.end, order, SAME_PLACE, FEW)] = True
    found = np.empty(len(held), np.bool_)
    found[own.order] = held
    shelf.deal(f"held/{block:06}", _by_partner(found, own.bounds, partners))
    return int(many.sum())


def keeping(shelf: Shelf, both: Both, keys: Keys) -> tuple[Flags, Flags]:
    """Say which pairs of two blocks the left sentence keeps, and which the right one; either tells them."""
    a, b = both.a.number, both.b.number
    own: Flags = _dealt(shelf, f"held/{a:06}", b)
    if both.is_one:
        return own[: len(keys)], own[len(keys) :]
    theirs: Flags = _dealt(shelf, f"held/{b:06}", a)
    is_a = both.of_a[rows_of(keys)[0]]
    return np.where(is_a, own, theirs), np.where(is_a, theirs, own)


def _met_there(shelf: Shelf, block: int, other: int) -> Keys:
    """Return how many pairs stand at the place of each pair of a block as the other sentence sees it."""
    met: Keys = _dealt(shelf, f"met/{other:06}", block)
    return met if block != other else np.roll(met, len(met) // 2)


def _dealt(shelf: Shelf, name: str, number: int) -> Any:
    found = shelf.dealt(name, number, np.ndarray)
    return np.zeros(0, np.int64) if found is None else found


def _by_partner(values: NDArray[Any], bounds: list[int], partners: list[int]) -> dict[int, object]:
    each = zip(partners, bounds[:-1], bounds[1:], strict=True)
    return {other: values[low:high] for other, low, high in each}
