"""Texts that were searched for shared runs, kept so that more can be at the price of the new ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ondit.matching.many.contained import (
    Runs,
    runs_among,
    runs_of,
    similarity_of,
    sought_runs,
    table_of_runs,
    with_equal,
)
from ondit.matching.many.folding import Folded
from ondit.matching.many.kernel import processors
from ondit.matching.many.run_plan import Held, Sought, counted, hold, lookup
from ondit.matching.many.segments import Batch, Segment, Segments, equal_wordings, spread_between
from ondit.matching.many.sharing import Shared, sharing
from ondit.matching.many.wordings import Rows, Wordings
from ondit.matching.table import MatchTable


class RunIndex:
    """Texts of which the shared runs are found as they come.

    The texts stand in segments, as in `ondit.matching.many.index.Index`.

    Promise: over all calls of `add`, the pairs that `ondit.matching.contained` promises of all texts at once,
    with the same runs, offsets and similarity. Up to 1,000 texts these are the same pairs. Of more texts
    either may find other pairs, too, that share a run without being promised: `contained` goes by those word
    pairs that are rare among all texts, the index by those that are rare in a segment, which are more.
    """

    def __init__(self, *, min_words: int = 5, score_cutoff: float = 85.0, threads: int | None = None) -> None:
        """Start without texts.

        Args:
            min_words: Words that a run must have.
            score_cutoff: 0 to 100.
            threads: How many to use; as many as there are processors where absent.
        """
        self._sought = sought_runs(min_words, score_cutoff)
        self._threads = threads or processors()
        self._kept = Segments(self._held)

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
        among = runs_among(new.wordings, texts, self._sought, self._threads)
        parts = [among._replace(left=new.first + among.left, right=new.first + among.right)]
        parts += [runs_between(new, segment, self._sought, self._threads) for segment in self._kept.segments]
        self._kept.keep(new)
        return _table(self._kept.texts, Runs(*map(np.concatenate, zip(*parts, strict=True))))

    def _held(self, wordings: Wordings) -> Held:
        folded, rows = wordings.folded, wordings.rows
        return hold(folded, rows, self._sought, self._threads, counted(folded, rows, self._sought))


def runs_between(new: Batch, old: Segment[Held], sought: Sought, threads: int) -> Runs:
    """Look new texts up among old ones: the pairs that share a run, and where."""
    folded, rows = new.wordings.folded, new.wordings.rows
    others, partners = old.batch.wordings.folded, old.batch.wordings.rows
    plan = lookup(old.ready, folded, rows, sought, threads)
    shared = _unlike(sharing(plan, threads), folded, others)
    same, equal = (
        side[numbers] for side, numbers in zip((rows, partners), equal_wordings(new, old), strict=True)
    )
    whole = folded.firsts[same + 1] - folded.firsts[same] >= sought.least
    shared = with_equal(shared, folded, same[whole], equal[whole])
    similarity = similarity_of(shared, (folded, new.texts), (others, old.batch.texts))
    kept = np.flatnonzero(similarity >= sought.score_cutoff)
    left, right = np.searchsorted(rows, shared.left[kept]), np.searchsorted(partners, shared.right[kept])
    a, b, source = spread_between(new, old.batch, left, right)
    return runs_of(a, b, similarity, shared, kept[source])


def _unlike(shared: Shared, left: Folded, right: Folded) -> Shared:
    """Return the pairs of unlike wordings."""
    unlike = (left.digests[shared.left] != right.digests[shared.right]).any(axis=1)
    return Shared(*(column[unlike] for column in shared))


def _table(texts: Sequence[str], runs: Runs) -> MatchTable:
    """Return a table of runs, at the price of the texts that occur in it."""
    used, places = np.unique(np.concatenate((runs.left, runs.right)), return_inverse=True)
    left, right = places[: len(runs.left)], places[len(runs.left) :]
    table = table_of_runs([texts[row] for row in used.tolist()], runs._replace(left=left, right=right))
    rows: Rows = used.astype(np.int32)
    columns = (table.left_start, table.left_end, table.right_start, table.right_end)
    return MatchTable(texts, rows[table.left], rows[table.right], table.similarity, *columns)
