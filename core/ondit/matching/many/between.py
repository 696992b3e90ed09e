"""Pairs of texts of two batches: those of the one are looked up among those of the other."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.contained import Runs, runs_of, similarity_of, with_equal
from ondit.matching.many.folding import Folded
from ondit.matching.many.join import Pairs, alike, joined
from ondit.matching.many.plan import Indexed, index
from ondit.matching.many.plan import lookup as alike_lookup
from ondit.matching.many.run_plan import Held, Sought
from ondit.matching.many.run_plan import lookup as run_lookup
from ondit.matching.many.sharing import Shared, sharing
from ondit.matching.many.whole import EQUAL, Floats, alike_from, bands_of, score
from ondit.matching.many.wordings import Rows, Wordings
from ondit.matching.ragged import ranges

Ready = TypeVar("Ready")


class Batch(NamedTuple):
    """Texts that stand one behind the other among more of them.

    Attributes:
        first: The row of the first of them.
        texts: The texts.
        groups: The number of the group of each.
        wordings: The texts collapsed by wording.
    """

    first: int
    texts: list[str]
    groups: Rows
    wordings: Wordings


class Segment(NamedTuple, Generic[Ready]):
    """Texts that others can be looked up among.

    Attributes:
        batch: The texts.
        digests: The first half of the digest of each wording, ascending.
        ready: What they are looked up in.
    """

    batch: Batch
    digests: NDArray[np.uint64]
    ready: Ready


def segment_of(batch: Batch, ready: Ready) -> Segment[Ready]:
    """Return texts with what others are looked up in among them."""
    wordings = batch.wordings
    return Segment(batch, wordings.folded.digests[wordings.rows[wordings.by_digest], 0], ready)


def indexed(wordings: Wordings, cutoff: float, tiny: int, threads: int) -> list[Indexed]:
    """Make texts ready to be looked up: one index for each band of the join at a cutoff, 0 to 100."""
    bands = bands_of(alike_from(cutoff), tiny)
    return [index(wordings.folded, wordings.rows, band, threads) for band in bands]


def alike_between(
    new: Batch, old: Segment[list[Indexed]], cutoff: float, threads: int
) -> tuple[Rows, Rows, Floats]:
    """Look texts up among others: the rows of the pairs of alike ones of two groups, and their similarity."""
    folded, rows = new.wordings.folded, new.wordings.rows
    others = old.batch.wordings.folded
    found = joined([alike(alike_lookup(band, folded, rows, threads), threads) for band in old.ready])
    unlike = _unlike(folded, others, found.left, found.right)
    found = Pairs(*(column[unlike] for column in found))
    similarity = score(found, (folded, new.texts), (others, old.batch.texts))
    kept = similarity >= cutoff
    same, equal = _equal_wordings(new, old)
    left = np.append(np.searchsorted(rows, found.left[kept]), same)
    right = np.append(np.searchsorted(old.batch.wordings.rows, found.right[kept]), equal)
    a, b, source = _spread_between(new, old.batch, left, right)
    return a, b, np.append(similarity[kept], np.full(len(same), EQUAL))[source]


def runs_between(new: Batch, old: Segment[Held], sought: Sought, threads: int) -> Runs:
    """Look texts up among others: the pairs of two groups that share a run, and where."""
    folded, rows = new.wordings.folded, new.wordings.rows
    others, partners = old.batch.wordings.folded, old.batch.wordings.rows
    shared = sharing(run_lookup(old.ready, folded, rows, sought, threads), threads)
    unlike = _unlike(folded, others, shared.left, shared.right)
    same, equal = _equal_wordings(new, old)
    same, equal = rows[same], partners[equal]
    whole = folded.firsts[same + 1] - folded.firsts[same] >= sought.least
    shared = Shared(*(column[unlike] for column in shared))
    shared = with_equal(shared, folded, same[whole], equal[whole])
    similarity = similarity_of(shared, (folded, new.texts), (others, old.batch.texts))
    kept = np.flatnonzero(similarity >= sought.score_cutoff)
    left, right = np.searchsorted(rows, shared.left[kept]), np.searchsorted(partners, shared.right[kept])
    a, b, source = _spread_between(new, old.batch, left, right)
    return runs_of(a, b, similarity, shared, kept[source])


def _unlike(ours: Folded, theirs: Folded, left: Rows, right: Rows) -> NDArray[np.bool_]:
    """Say which pairs are of unlike wordings."""
    found: NDArray[np.bool_] = (ours.digests[left] != theirs.digests[right]).any(axis=1)
    return found


def _equal_wordings(new: Batch, old: Segment[Ready]) -> tuple[Rows, Rows]:
    """Return the wordings that a batch has in common with a segment, as numbers on each side."""
    ours, theirs = (wordings.folded.digests for wordings in (new.wordings, old.batch.wordings))
    ours = ours[new.wordings.rows]
    begins = np.searchsorted(old.digests, ours[:, 0])
    source, places = ranges(begins, np.searchsorted(old.digests, ours[:, 0], side="right") - begins)
    wordings = old.batch.wordings.by_digest[places]
    same = ours[source, 1] == theirs[old.batch.wordings.rows[wordings], 1]
    return source[same], wordings[same]


def _spread_between(new: Batch, old: Batch, left: Rows, right: Rows) -> tuple[Rows, Rows, Rows]:
    """Turn pairs of wordings of two batches into pairs of texts of different groups.

    Args:
        new: The one batch.
        old: The other.
        left: Numbers of wordings of the one.
        right: Numbers of wordings of the other.

    Returns:
        The rows of the new texts, those of the old ones, and the number of the pair that each comes from.
    """
    starts, others = new.wordings.starts, old.wordings.starts
    widths = others[right + 1] - others[right]
    source, within = ranges(np.zeros(len(left), np.int64), (starts[left + 1] - starts[left]) * widths)
    one, other = np.divmod(within, widths[source])
    a = new.wordings.texts[starts[left[source]] + one]
    b = old.wordings.texts[others[right[source]] + other]
    apart = new.groups[a] != old.groups[b]
    return new.first + a[apart], old.first + b[apart], source[apart]
