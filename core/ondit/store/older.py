"""Matches as stores before version 10 kept them: JSON, compressed."""

from __future__ import annotations

from itertools import accumulate

import msgspec

from ondit.store.compact_matches import Pair, pack_lefts, pack_pairs
from ondit.store.packing import unpack


class _Pairs(msgspec.Struct, array_like=True):
    """Matches in order of place, as `compact_matches` tells of their columns."""

    steps: list[int]
    lengths: list[int]
    others: list[int]  # each less the one before
    starts: list[int]
    ends: list[int]
    lost: list[int | float]  # the similarity itself where `wholes` is 0
    wholes: list[int]
    relations: list[str]
    differs: list[str | None]

    def rows(self) -> list[Pair]:
        columns = (self.starts, self.ends, self.lost, self.wholes, self.relations, self.differs)
        places = zip(accumulate(self.steps), self.lengths, accumulate(self.others), *columns, strict=True)
        return [
            (
                *(start, start + length, other, there, there + length + more),
                *(100 * (1 - lost / whole) if whole else float(lost), relation, differs),
            )
            for start, length, other, there, more, lost, whole, relation, differs in places
        ]


def repacked_matches(data: bytes) -> bytes:
    """Return matches as they are kept now; none where they cannot be read: they are found anew anyway."""
    try:
        return pack_pairs(unpack(data, _Pairs).rows())
    except (ValueError, LookupError, ArithmeticError):
        return pack_pairs(())


def repacked_lefts(data: bytes) -> bytes:
    """Return the numbers of articles that matches lead from as they are kept now."""
    try:
        return pack_lefts(unpack(data, list[int]))
    except (ValueError, ArithmeticError):
        return pack_lefts(())
