"""Texts that were matched, kept so that more can be matched with them at the price of the new ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.folding import Folded
from ondit.matching.many.join import Pairs, alike, joined
from ondit.matching.many.kernel import processors
from ondit.matching.many.plan import Indexed, index, lookup
from ondit.matching.many.whole import (
    EQUAL,
    Floats,
    alike_from,
    bands_of,
    match_many,
    score,
    table_of,
)
from ondit.matching.many.wordings import Rows, Wordings, collapse, ranges
from ondit.matching.table import MatchTable
from ondit.matching.whole import JOINED_FROM, check_groups

GROWTH = 4


class _Segment(NamedTuple):
    """Texts that came one after the other, ready to be looked up."""

    first: int
    texts: list[str]
    wordings: Wordings
    bands: list[Indexed]


class Index:
    """Texts that are matched as they come.

    The texts stand in segments, each with an index of its own. New texts are matched with each other and
    looked up in every segment. A segment that is no longer four times as large as the next is joined with it,
    so that there are few of them, and each text is indexed anew a few times only, however many come.

    Promise: over all calls of `add`, the same pairs as `ondit.matching.match` promises of all texts at once,
    except that texts of less than 25 letters are each compared with each in every segment that holds fewer
    than 20,000 of them.
    """

    def __init__(self, *, score_cutoff: float = 80.0, threads: int | None = None) -> None:
        """Start without texts.

        Args:
            score_cutoff: 75 to 100.
            threads: How many to use; as many as there are processors where absent.

        Raises:
            ValueError: The cutoff is below 75.
        """
        if score_cutoff < JOINED_FROM:
            raise ValueError(f"score_cutoff is {score_cutoff}; an index serves {JOINED_FROM:.0f} or more")
        self._cutoff = score_cutoff
        self._threads = threads or processors()
        self._segments: list[_Segment] = []
        self._texts: list[str] = []
        self._groups: list[int] = []

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, texts: Sequence[str], *, groups: Sequence[int] | None = None) -> MatchTable:
        """Add texts, and return the pairs that they make with each other and with all before.

        Args:
            texts: New texts; their rows follow those of the texts before.
            groups: One group a text; pairs within a group are left out, whenever its texts came. Without
                groups every text is a group of its own.

        Returns:
            Pairs of at least one new text; rows count all texts of the index.

        Raises:
            ValueError: `groups` is not as long as `texts`.
        """
        check_groups(texts, groups)
        first = len(self._texts)
        self._texts += texts
        self._groups += [-1 - row for row in range(first, len(self._texts))] if groups is None else groups
        new = _segment(first, list(texts), self._cutoff, self._threads)
        among = match_many(texts, groups, self._cutoff, self._threads)
        parts = [(among.left + first, among.right + first, among.similarity)]
        parts += [self._between(segment, new) for segment in self._segments]
        self._segments.append(new)
        self._settle()
        left, right, similarity = (np.concatenate(column) for column in zip(*parts, strict=True))
        return table_of(self._texts, left, right, similarity)

    def _between(self, old: _Segment, new: _Segment) -> tuple[Rows, Rows, Floats]:
        """Look new texts up among old ones."""
        folded, rows = new.wordings.folded, new.wordings.rows
        plans = (lookup(band, folded, rows, self._threads) for band in old.bands)
        found = _others(joined([alike(plan, self._threads) for plan in plans]), folded, old.wordings.folded)
        similarity = score(found, (folded, new.texts), (old.wordings.folded, old.texts))
        kept = similarity >= self._cutoff
        same = _equal(new.wordings, old.wordings)
        left = np.append(np.searchsorted(rows, found.left[kept]), same[0])
        right = np.append(np.searchsorted(old.wordings.rows, found.right[kept]), same[1])
        scores = np.append(similarity[kept], np.full(len(same[0]), EQUAL))
        return self._apart(new, old, left, right, scores)

    def _apart(
        self, new: _Segment, old: _Segment, left: Rows, right: Rows, scores: Floats
    ) -> tuple[Rows, Rows, Floats]:
        """Turn pairs of wordings into pairs of texts of different groups."""
        starts, others = new.wordings.starts, old.wordings.starts
        widths = np.diff(others)[right]
        source, within = ranges(np.zeros(len(left), np.int64), np.diff(starts)[left] * widths)
        one, other = np.divmod(within, widths[source])
        a = new.first + new.wordings.texts[starts[left[source]] + one]
        b = old.first + old.wordings.texts[others[right[source]] + other]
        ours, theirs = (np.array([self._groups[row] for row in rows.tolist()]) for rows in (a, b))
        apart = ours != theirs
        return a[apart], b[apart], scores[source][apart]

    def _settle(self) -> None:
        """Join segments from the end on until each is several times as large as the next."""
        while len(self._segments) > 1:
            old, new = self._segments[-2:]
            if len(old.texts) >= GROWTH * len(new.texts):
                return
            self._segments[-2:] = [_segment(old.first, old.texts + new.texts, self._cutoff, self._threads)]


def _segment(first: int, texts: list[str], cutoff: float, threads: int) -> _Segment:
    wordings = collapse(texts, None)
    bands = [
        index(wordings.folded, wordings.rows, band, threads)
        for band in bands_of(wordings, alike_from(cutoff))
    ]
    return _Segment(first, texts, wordings, bands)


def _others(found: Pairs, left: Folded, right: Folded) -> Pairs:
    """Return the pairs of unlike wordings."""
    unlike = (left.digests[found.left] != right.digests[found.right]).any(axis=1)
    return Pairs(*(column[unlike] for column in found))


def _equal(new: Wordings, old: Wordings) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the wordings that both sides have, as numbers on each."""
    ours, theirs = (w.folded.digests[w.rows].view([("", np.uint64)] * 2).ravel() for w in (new, old))
    _, left, right = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    return left, right
