"""Texts that were matched, kept so that more can be matched with them at the price of the new ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ondit.matching.many.folding import Folded
from ondit.matching.many.join import Pairs, alike, joined
from ondit.matching.many.kernel import processors
from ondit.matching.many.plan import Indexed, index, lookup
from ondit.matching.many.segments import Batch, Segment, Segments, equal_wordings, spread_between
from ondit.matching.many.whole import (
    EQUAL,
    Floats,
    alike_among,
    alike_from,
    bands_of,
    score,
    table_of,
    tiny_of,
)
from ondit.matching.many.wordings import Rows, Wordings
from ondit.matching.table import MatchTable
from ondit.matching.whole import JOINED_FROM


class Index:
    """Texts that are matched as they come.

    The texts stand in segments, each with an index of its own. New texts are matched with each other and
    looked up in every segment. Now and then one call of `add` joins segments, and takes the longer for it;
    by the number of all texts this is rare.

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
        self._kept = Segments(self._indexed)

    def __len__(self) -> int:
        return len(self._kept.texts)

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
        new = self._kept.batch(texts, groups)
        join = alike_from(self._cutoff)
        left, right, similarity = alike_among(new.wordings, texts, join, self._cutoff, self._threads)
        parts = [(new.first + left, new.first + right, similarity)]
        parts += [alike_between(new, segment, self._cutoff, self._threads) for segment in self._kept.segments]
        self._kept.keep(new)
        return table_of(self._kept.texts, *map(np.concatenate, zip(*parts, strict=True)))

    def _indexed(self, wordings: Wordings) -> list[Indexed]:
        tiny = tiny_of(np.diff(wordings.folded.starts)[wordings.rows])
        return indexed(wordings, self._cutoff, tiny, self._threads)


def indexed(wordings: Wordings, cutoff: float, tiny: int, threads: int) -> list[Indexed]:
    """Make texts ready to be looked up: one index for each band of the join at a cutoff, 0 to 100."""
    bands = bands_of(alike_from(cutoff), tiny)
    return [index(wordings.folded, wordings.rows, band, threads) for band in bands]


def alike_between(
    new: Batch, old: Segment[list[Indexed]], cutoff: float, threads: int
) -> tuple[Rows, Rows, Floats]:
    """Look new texts up among old ones: the pairs of alike ones, and their similarity."""
    folded, rows = new.wordings.folded, new.wordings.rows
    others = old.batch.wordings.folded
    plans = (lookup(band, folded, rows, threads) for band in old.ready)
    found = _unlike(joined([alike(plan, threads) for plan in plans]), folded, others)
    similarity = score(found, (folded, new.texts), (others, old.batch.texts))
    kept = similarity >= cutoff
    same, equal = equal_wordings(new, old)
    left = np.append(np.searchsorted(rows, found.left[kept]), same)
    right = np.append(np.searchsorted(old.batch.wordings.rows, found.right[kept]), equal)
    a, b, source = spread_between(new, old.batch, left, right)
    return a, b, np.append(similarity[kept], np.full(len(same), EQUAL))[source]


def _unlike(found: Pairs, left: Folded, right: Folded) -> Pairs:
    """Return the pairs of unlike wordings."""
    unlike = (left.digests[found.left] != right.digests[found.right]).any(axis=1)
    return Pairs(*(column[unlike] for column in found))
