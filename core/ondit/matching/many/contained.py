"""Shared runs among many texts: the join behind `ondit.matching.contained`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from ondit.matching.containment import MIN_WORDS, SAME_RUN, SHARED_PAIRS, aligned_from
from ondit.matching.many.folding import Folded, Offsets, Places
from ondit.matching.many.kernel import processors
from ondit.matching.many.rarity import Collection, Counts, Keys
from ondit.matching.many.run_plan import Sought, common_pairs, counted, hold, holding, lookup, plan
from ondit.matching.many.sharing import Shared, sharing
from ondit.matching.many.spans import word_spans
from ondit.matching.many.whole import CHUNK, Floats
from ondit.matching.many.wordings import (
    Flags,
    Rows,
    Wordings,
    asked_wordings,
    collapse,
    repeated,
    spread,
)
from ondit.matching.table import MatchTable
from ondit.text import words

Side = tuple[Folded, Sequence[str]]
"""Texts, normalised and as they came."""


class Runs(NamedTuple):
    """Pairs of texts and the runs that they share, in any order.

    Attributes:
        left: Rows of texts.
        right: Rows of texts, any but those on the left.
        similarity: That of the runs, 0 to 100.
        left_start: The word at which the run begins on the left.
        left_end: That behind it.
        right_start: The word at which the run begins on the right.
        right_end: That behind it.
    """

    left: Rows
    right: Rows
    similarity: Floats
    left_start: Rows
    left_end: Rows
    right_start: Rows
    right_end: Rows


def contained_many(
    texts: Sequence[str],
    groups: Sequence[int] | None,
    min_words: int,
    score_cutoff: float,
    threads: int | None = None,
) -> MatchTable:
    """Find the pairs of texts that share a run; what is promised, `ondit.matching.contained` says."""
    wordings, sought = collapse(texts, groups), sought_runs(min_words, score_cutoff)
    return table_of_runs(texts, runs_among(wordings, texts, sought, threads or processors()))


class Common(NamedTuple):
    """What runs hang on beside the two texts: word pairs that are too common for all texts to be found by.

    Attributes:
        buckets: How many numbers word pairs have.
        pairs: The numbers of the common ones, ascending.
    """

    buckets: int
    pairs: Keys


def runs_since(
    texts: Sequence[str],
    groups: Sequence[int],
    new: Flags,
    common: Common | None,
) -> tuple[MatchTable, Flags, Common]:
    """Find the pairs of texts that share a run and of which at least one is new or hangs on what changed.

    Args:
        texts: The texts.
        groups: One group a text.
        new: Which texts are new.
        common: What was common when the others were matched.

    Returns:
        The pairs; which texts were looked up; what is common now.
    """
    wordings, sought = collapse(texts, groups), sought_runs(MIN_WORDS, SAME_RUN)
    folded, threads = wordings.folded, processors()
    collection = counted(folded, wordings.rows, sought)
    now = Common(len(collection.holders), common_pairs(folded, collection))
    looked = np.ones(len(texts), np.bool_)
    if common and common.buckets == now.buckets:
        looked = new | holding(collection, len(texts), np.setxor1d(common.pairs, now.pairs))
    found = runs_among(wordings, texts, sought, threads, looked, collection)
    return table_of_runs(texts, found), looked, now


def sought_runs(min_words: int, score_cutoff: float) -> Sought:
    """Return what is looked for where runs of so many words are to be so alike."""
    asked = min(SHARED_PAIRS, max(1, min_words - 1))
    return Sought(min_words, aligned_from(score_cutoff), float(score_cutoff), asked)


def runs_among(
    wordings: Wordings,
    texts: Sequence[str],
    sought: Sought,
    threads: int,
    asked: Flags | None = None,
    collection: Collection | None = None,
    rare: int | None = None,
) -> Runs:
    """Find the runs that texts share among themselves, or those that are asked for with all.

    `collection` holds the word pairs of all of them, where they are counted; `rare` as for `run_plan.plan`.
    """
    folded, (ones, rest) = wordings.folded, asked_wordings(wordings, asked)
    collection = collection or counted(folded, wordings.rows, sought)
    shared = sharing(plan(folded, ones, sought, threads, collection, rare), threads)
    if len(rest):
        held = hold(folded, rest, sought, threads, collection, rare)
        between = sharing(lookup(held, folded, ones, sought, threads), threads)
        shared = Shared(*(np.append(one, other) for one, other in zip(shared, between, strict=True)))
    same = wordings.rows[repeated(wordings)]
    same = same[folded.firsts[same + 1] - folded.firsts[same] >= sought.least]
    shared = with_equal(shared, folded, same, same)
    similarity = similarity_of(shared, (folded, texts), (folded, texts))
    kept = np.flatnonzero(similarity >= sought.score_cutoff)
    left, right = (np.searchsorted(wordings.rows, column[kept]) for column in shared[:2])
    a, b, source = spread(wordings, left, right)
    found = runs_of(a, b, similarity, shared, kept[source])
    return found if asked is None else Runs(*(column[asked[a] | asked[b]] for column in found))


def with_equal(shared: Shared, folded: Folded, rows: Rows, others: Rows) -> Shared:
    """Add pairs of texts of one wording; `folded` holds those on the left."""
    nothing, one = np.zeros(len(rows)), np.ones(len(rows))
    whole = folded.firsts[rows + 1] - folded.firsts[rows]
    more = (rows, others, nothing, whole, nothing, whole, one, 2 * one)
    return Shared(
        *(np.append(column, new.astype(np.int32)) for column, new in zip(shared, more, strict=True))
    )


def similarity_of(shared: Shared, ours: Side, theirs: Side) -> Floats:
    """Score the runs as `fuzz.ratio` does; by it where letters were folded to one code."""
    scores: Floats = (1.0 - (shared.letters - 2 * shared.common) / shared.letters) * 100.0
    exact, others = ours[0].exact, theirs[0].exact
    for low in range(0, len(scores), CHUNK):
        chunk = slice(low, low + CHUNK)
        unsure = low + np.flatnonzero(~(exact[shared.left[chunk]] & others[shared.right[chunk]]))
        if len(unsure):
            left = _wordings(ours[1], shared.left, shared.left_start, shared.left_end, unsure)
            right = _wordings(theirs[1], shared.right, shared.right_start, shared.right_end, unsure)
            scores[unsure] = cpdist(left, right, scorer=fuzz.ratio, dtype=np.float64)
    return scores


def _wordings(texts: Sequence[str], rows: Counts, starts: Counts, ends: Counts, which: Rows) -> list[str]:
    columns = (column[which].tolist() for column in (rows, starts, ends))
    return [" ".join(words(texts[row]).texts[start:end]) for row, start, end in zip(*columns, strict=True)]


def runs_of(a: Rows, b: Rows, similarity: Floats, shared: Shared, source: Keys) -> Runs:
    """Return pairs of rows with the runs of the pairs of wordings that each comes from."""
    return Runs(a, b, similarity[source], *(column[source] for column in shared[2:6]))


def table_of_runs(texts: Sequence[str], runs: Runs) -> MatchTable:
    """Order pairs of rows and turn the words at which their runs begin and end into offsets."""
    swap = runs.left > runs.right
    left, right = np.where(swap, runs.right, runs.left), np.where(swap, runs.left, runs.right)
    order = np.argsort((left.astype(np.int64) << 32) | right)
    left, right, swap = left[order].astype(np.int32), right[order].astype(np.int32), swap[order]
    first, second, third, fourth = (column[order] for column in runs[3:])
    used, firsts, spans = _spans_of(texts, left, right)
    ones, others = firsts[used[left]], firsts[used[right]]
    return MatchTable(
        texts,
        left,
        right,
        runs.similarity[order],
        spans[0, ones + np.where(swap, third, first)],
        spans[1, ones + np.where(swap, fourth, second) - 1],
        spans[0, others + np.where(swap, first, third)],
        spans[1, others + np.where(swap, second, fourth) - 1],
    )


def _spans_of(texts: Sequence[str], left: Rows, right: Rows) -> tuple[Rows, Offsets, Places]:
    """Find the words of the texts that occur in pairs; the first column says where each text went."""
    occurs = np.zeros(len(texts), np.bool_)
    occurs[left] = occurs[right] = True
    firsts, spans = word_spans([texts[row] for row in np.flatnonzero(occurs).tolist()])
    return np.cumsum(occurs) - 1, firsts, spans
