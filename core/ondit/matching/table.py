"""Matched pairs as columns: small to keep, cheap to filter, records on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from ondit.matching.alignment import compare, word_edits
from ondit.matching.facts import differing
from ondit.model import Match, Span
from ondit.text import words

Numbers = NDArray[np.int32]
Floats = NDArray[np.float64]
Keys = NDArray[np.int64]

ROW_BITS = 32


class Passages(NamedTuple):
    """What two texts share, as in `Match`."""

    a: Span
    b: Span
    similarity: float
    left: int
    right: int


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
    left: Numbers
    right: Numbers
    similarity: Floats
    left_start: Numbers
    left_end: Numbers
    right_start: Numbers
    right_end: Numbers

    @property
    def columns(self) -> tuple[NDArray[Any], ...]:
        """All columns in the order of the attributes."""
        offsets = (self.left_start, self.left_end, self.right_start, self.right_end)
        return self.left, self.right, self.similarity, *offsets

    @property
    def keys(self) -> Keys:
        """The two rows of each pair as one number, ascending."""
        return keys_of(self.left, self.right)

    def moved(self, texts: Sequence[str], rows: Keys) -> MatchTable:
        """Return the table with other rows for its texts, in the same order; those below 0 are left out."""
        left, right = rows[self.left].astype(np.int32), rows[self.right].astype(np.int32)
        kept = (left >= 0) & (right >= 0)
        return MatchTable(texts, left[kept], right[kept], *(column[kept] for column in self.columns[2:]))

    def without(self, rows: NDArray[np.bool_]) -> MatchTable:
        """Return the pairs of which neither text is among some, flagged by their rows."""
        kept = ~(rows[self.left] | rows[self.right])
        return MatchTable(self.texts, *(column[kept] for column in self.columns))

    def differing(self, other: MatchTable) -> Keys:
        """Return the keys of the pairs that are in one of two tables only, or not the same in both."""
        ours, theirs = self.keys, other.keys
        there = other.places(ours)
        same = there >= 0
        for one, two in zip(self.columns, other.columns, strict=True):
            same[same] = one[same] == two[there[same]]
        known = np.zeros(len(theirs), np.bool_)
        known[there[same]] = True
        return distinct(np.append(ours[~same], theirs[~known]))

    def places(self, keys: Keys) -> Keys:
        """Return where pairs stand in the table, -1 for those that do not."""
        at, held = _found(keys, self.keys)
        return np.where(held, at, -1)

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

    def passages(self, row: int) -> Passages:
        """Return one pair without its relation, which its words are compared for."""
        return Passages(
            Span(int(self.left_start[row]), int(self.left_end[row])),
            Span(int(self.right_start[row]), int(self.right_end[row])),
            float(self.similarity[row]),
            int(self.left[row]),
            int(self.right[row]),
        )

    def _record(self, row: int) -> Match:
        a, b, similarity, left, right = self.passages(row)
        wording_a = self.texts[left][a.start : a.end]
        wording_b = self.texts[right][b.start : b.end]
        edits = word_edits(words(wording_a).texts, words(wording_b).texts)
        return Match(
            a,
            b,
            similarity,
            compare(wording_a, wording_b, edits).relation,
            left,
            right,
            differing(wording_a, wording_b, edits),
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


def keys_of(left: Numbers | Keys, right: Numbers | Keys) -> Keys:
    """Return the two rows of each pair as one number."""
    return left.astype(np.int64) << ROW_BITS | right


def rows_of(keys: Keys) -> tuple[Keys, Keys]:
    """Return the left and the right rows of pairs."""
    return keys >> ROW_BITS, keys & ((1 << ROW_BITS) - 1)


def distinct(keys: Keys) -> Keys:
    """Return the different ones of some numbers, ascending: sorting many is faster than hashing them."""
    ordered: Keys = np.sort(keys)
    new = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
    found: Keys = ordered[new]
    return found


def held(keys: Keys, among: Keys) -> NDArray[np.bool_]:
    """Say which of some numbers are among others, which ascend."""
    return _found(keys, among)[1]


def _found(keys: Keys, among: Keys) -> tuple[Keys, NDArray[np.bool_]]:
    if not len(among):
        return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
    at = np.minimum(among.searchsorted(keys), len(among) - 1)
    return at, among[at] == keys


def joined(texts: Sequence[str], parts: Sequence[Sequence[NDArray[Any]]]) -> MatchTable:
    """Put the columns of several tables together (`MatchTable.columns`); no pair is in two of them."""
    left, right, *columns = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((right, left))
    return MatchTable(texts, left[order], right[order], *(column[order] for column in columns))
