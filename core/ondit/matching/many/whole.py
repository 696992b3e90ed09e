"""Near-duplicates among many texts: the join behind `ondit.matching.match`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from ondit.matching.many.join import Pairs, alike
from ondit.matching.many.kernel import processors
from ondit.matching.many.plan import shortest_partner
from ondit.matching.many.wordings import Rows, Wordings, collapse, repeated, spread
from ondit.matching.table import MatchTable
from ondit.text import normalise

EQUAL = 100.0
TINY = 25
LONG = 70
MOST_TINY = 20_000
CHUNK = 65_536
WORDS_LOST = 3.0
PAIRS_LOST = 3.75
REWORDED_SHARE = 0.3
"""What one letter that differs may take of the shared words, and of the shared pairs of words."""

Floats = NDArray[np.float64]

Band = tuple[int | None, bool, float]
"""How long the shorter text of a pair may be, whether two words are a token, what tokens must hold."""


def match_many(
    texts: Sequence[str], groups: Sequence[int] | None, score_cutoff: float, threads: int | None
) -> MatchTable:
    """Find the pairs of alike texts; what is promised, `ondit.matching.match` says."""
    lost = 1 - score_cutoff / 100
    bands = ((LONG, False, 1 - WORDS_LOST * lost), (None, True, 1 - PAIRS_LOST * lost))
    return _match(texts, groups, score_cutoff, bands, threads)


def reworded_many(texts: Sequence[str], groups: Sequence[int] | None, score_cutoff: float) -> MatchTable:
    """Find the pairs of texts that may be one in other words.

    Promise: all pairs whose `fuzz.ratio` reaches `score_cutoff` and of which the shorter text has less than
    25 letters, or which share words that hold three tenths of the letters of both.
    """
    return _match(texts, groups, score_cutoff, ((None, False, REWORDED_SHARE),), None)


def _match(
    texts: Sequence[str],
    groups: Sequence[int] | None,
    score_cutoff: float,
    bands: Sequence[Band],
    threads: int | None,
) -> MatchTable:
    wordings = collapse(texts, groups)
    found = _alike(wordings, score_cutoff / 100, bands, threads or processors())
    left, right = (np.searchsorted(wordings.rows, rows) for rows in (found.left, found.right))
    similarity = _similarity(wordings, texts, found)
    kept = similarity >= score_cutoff
    same = repeated(wordings) if score_cutoff <= EQUAL else np.empty(0, np.int64)
    a, b, source = spread(wordings, np.append(left[kept], same), np.append(right[kept], same))
    similarity = np.append(similarity[kept], np.full(len(same), EQUAL))
    return _table(texts, a, b, similarity[source])


def _alike(wordings: Wordings, cutoff: float, bands: Sequence[Band], threads: int) -> Pairs:
    """Join the wordings band by band, the shortest each with each."""
    sizes = np.diff(wordings.folded.starts)[wordings.rows]
    reach = shortest_partner(cutoff)
    parts, low = [], 0
    for below, pairs, share in ((_tiny(sizes), False, 0.0), *bands):
        high = int(sizes.max(initial=0)) + 1 if below is None else below
        rows = wordings.rows[(sizes >= low) & (sizes * reach < high)]
        parts.append(
            alike(wordings.folded, rows, pairs=pairs, share=share, cutoff=cutoff, below=high, threads=threads)
        )
        low = high
    return Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _tiny(sizes: Rows) -> int:
    """Return how long a text may not be so that each is compared with each."""
    if np.count_nonzero(sizes < TINY) <= MOST_TINY:
        return TINY
    return int(np.partition(sizes, MOST_TINY)[MOST_TINY])


def _similarity(wordings: Wordings, texts: Sequence[str], found: Pairs) -> Floats:
    """Score the pairs as `fuzz.ratio` does; by it where letters were folded to one code."""
    folded = wordings.folded
    sizes = np.diff(folded.starts)
    both = sizes[found.left] + sizes[found.right]
    scores: Floats = (1.0 - (both - 2 * found.common) / both) * 100.0
    for low in range(0, len(scores), CHUNK):
        chunk = slice(low, low + CHUNK)
        unsure = low + np.flatnonzero(~(folded.exact[found.left[chunk]] & folded.exact[found.right[chunk]]))
        if len(unsure):
            left, right = (
                [normalise(texts[row]) for row in rows[unsure].tolist()] for rows in (found.left, found.right)
            )
            scores[unsure] = cpdist(left, right, scorer=fuzz.ratio, dtype=np.float64)
    return scores


def _table(texts: Sequence[str], a: Rows, b: Rows, similarity: Floats) -> MatchTable:
    left, right = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((right, left))
    left, right = left[order].astype(np.int32), right[order].astype(np.int32)
    sizes = np.fromiter(map(len, texts), np.int32, len(texts))
    nothing = np.zeros(len(left), np.int32)
    return MatchTable(texts, left, right, similarity[order], nothing, sizes[left], nothing, sizes[right])
