"""Matched pairs as columns: small to keep, cheap to filter, records on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from ondit.matching.alignment import compare
from ondit.matching.facts import differing
from ondit.model import Match, Span

Integers = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class MatchTable(Sequence[Match]):
    """Matched pairs of texts, ordered by left row, then right row.

    Attributes:
        texts: The texts that were matched; rows are indexes into it.
        left: Row of each pair's left text.
        right: Row of each pair's right text; greater than `left`.
        similarity: 0 to 100, `rapidfuzz.fuzz.ratio` of the two normalised spans.
        left_start: Offset of the span in the left text.
        left_end: Its end, exclusive.
        right_start: Offset of the span in the right text.
        right_end: Its end, exclusive.
    """

    texts: Sequence[str]
    left: Integers
    right: Integers
    similarity: Floats
    left_start: Integers
    left_end: Integers
    right_start: Integers
    right_end: Integers

    def __len__(self) -> int:
        return len(self.left)

    @overload
    def __getitem__(self, index: int) -> Match: ...
    @overload
    def __getitem__(self, index: slice) -> list[Match]: ...
    def __getitem__(self, index: int | slice) -> Match | list[Match]:
        """Return one pair, or the pairs of a slice, as records with their relation worked out."""
        if isinstance(index, slice):
            return [self._record(row) for row in range(*index.indices(len(self)))]
        row = range(len(self))[index]
        return self._record(row)

    def __iter__(self) -> Iterator[Match]:
        return (self._record(row) for row in range(len(self)))

    def _record(self, row: int) -> Match:
        left, right = int(self.left[row]), int(self.right[row])
        a = Span(int(self.left_start[row]), int(self.left_end[row]))
        b = Span(int(self.right_start[row]), int(self.right_end[row]))
        wording_a = self.texts[left][a.start : a.end]
        wording_b = self.texts[right][b.start : b.end]
        return Match(
            a,
            b,
            float(self.similarity[row]),
            compare(wording_a, wording_b).relation,
            left,
            right,
            differing(wording_a, wording_b),
        )


def table(texts: Sequence[str], rows: Sequence[tuple[int, int, float, int, int, int, int]]) -> MatchTable:
    """Build a table from `(left, right, similarity, left start, left end, right start, right end)` rows.

    The rows may come in any order; the table sorts them.
    """
    ordered = sorted(rows)
    columns = list(zip(*ordered, strict=True)) if ordered else [()] * 7
    left, right, similarity, *offsets = columns
    return MatchTable(
        texts,
        np.array(left, dtype=np.int32),
        np.array(right, dtype=np.int32),
        np.array(similarity, dtype=np.float64),
        *(np.array(column, dtype=np.int32) for column in offsets),
    )
