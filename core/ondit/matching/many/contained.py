"""Shared runs among many texts: the join behind `ondit.matching.contained`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from ondit.matching.containment import RARE, SHARED_PAIRS, aligned_from
from ondit.matching.many.folding import Offsets, Places
from ondit.matching.many.kernel import processors
from ondit.matching.many.rarity import Counts
from ondit.matching.many.sharing import Shared, sharing
from ondit.matching.many.spans import word_spans
from ondit.matching.many.whole import CHUNK, Floats
from ondit.matching.many.wordings import Rows, Wordings, collapse, repeated, spread
from ondit.matching.table import MatchTable
from ondit.matching.whole import FEW_TEXTS
from ondit.text import words


def contained_many(
    texts: Sequence[str],
    groups: Sequence[int] | None,
    min_words: int,
    score_cutoff: float,
    threads: int | None,
) -> MatchTable:
    """Find the pairs of texts that share a run; what is promised, `ondit.matching.contained` says."""
    wordings = collapse(texts, groups)
    sizes = np.diff(wordings.folded.firsts)
    shared = sharing(
        wordings.folded,
        wordings.rows[sizes[wordings.rows] >= min_words],
        least=min_words,
        cutoff=aligned_from(score_cutoff),
        rare=RARE if len(texts) > FEW_TEXTS else np.iinfo(np.int32).max,
        asked=min(SHARED_PAIRS, max(1, min_words - 1)),
        threads=threads or processors(),
    )
    same = repeated(wordings)
    whole = sizes[wordings.rows[same]]
    shared = _with_equal(shared, wordings.rows[same[whole >= min_words]], sizes)
    similarity = _similarity(wordings, texts, shared)
    kept = np.flatnonzero(similarity >= score_cutoff)
    left, right = (np.searchsorted(wordings.rows, column[kept]) for column in shared[:2])
    a, b, source = spread(wordings, left, right)
    return _table(texts, a, b, similarity, shared, kept[source])


def _with_equal(shared: Shared, rows: Rows, sizes: Rows) -> Shared:
    """Add the texts that have their wording in common with others, each as a pair with itself."""
    nothing, whole, one = np.zeros(len(rows)), sizes[rows], np.ones(len(rows))
    more = (rows, rows, nothing, whole, nothing, whole, one, 2 * one)
    return Shared(
        *(np.append(column, new.astype(np.int32)) for column, new in zip(shared, more, strict=True))
    )


def _similarity(wordings: Wordings, texts: Sequence[str], shared: Shared) -> Floats:
    """Score the runs as `fuzz.ratio` does; by it where letters were folded to one code."""
    scores: Floats = (1.0 - (shared.letters - 2 * shared.common) / shared.letters) * 100.0
    exact = wordings.folded.exact
    for low in range(0, len(scores), CHUNK):
        chunk = slice(low, low + CHUNK)
        unsure = low + np.flatnonzero(~(exact[shared.left[chunk]] & exact[shared.right[chunk]]))
        if len(unsure):
            left = _wordings(texts, shared.left, shared.left_start, shared.left_end, unsure)
            right = _wordings(texts, shared.right, shared.right_start, shared.right_end, unsure)
            scores[unsure] = cpdist(left, right, scorer=fuzz.ratio, dtype=np.float64)
    return scores


def _wordings(texts: Sequence[str], rows: Counts, starts: Counts, ends: Counts, which: Rows) -> list[str]:
    columns = (column[which].tolist() for column in (rows, starts, ends))
    return [" ".join(words(texts[row]).texts[start:end]) for row, start, end in zip(*columns, strict=True)]


def _table(
    texts: Sequence[str], a: Rows, b: Rows, similarity: Floats, shared: Shared, source: Rows
) -> MatchTable:
    """Order pairs of rows and turn the words at which their runs begin and end into offsets."""
    swap = a > b
    left, right = np.where(swap, b, a), np.where(swap, a, b)
    order = np.argsort((left.astype(np.int64) << 32) | right)
    left, right, swap, source = left[order], right[order], swap[order], source[order]
    first, second, third, fourth = (column[source] for column in shared[2:6])
    used, firsts, spans = _spans_of(texts, left, right)
    ones, others = firsts[used[left]], firsts[used[right]]
    return MatchTable(
        texts,
        left,
        right,
        similarity[source],
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
