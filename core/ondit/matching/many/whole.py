"""Near-duplicates among many texts: the join behind `ondit.matching.match`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from ondit.matching.many.folding import Folded
from ondit.matching.many.join import Pairs, alike, joined
from ondit.matching.many.kernel import processors
from ondit.matching.many.plan import Band, index, lookup, plan
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
from ondit.text import normalise

EQUAL = 100.0
TINY = 25
LONG = 70
MOST_TINY = 20_000
CHUNK = 65_536
WORDS_LOST = 3.25
PAIRS_LOST = 3.75
"""What one letter that differs may take of the shared words, and of the shared pairs of words."""

ENDLESS = 1 << 40

Floats = NDArray[np.float64]

Join = tuple[float, tuple[tuple[int | None, bool, float], ...]]
"""A cutoff, 0 to 1, and bands: how long the shorter text may not be, whether two words are a token, and what
the shared tokens must hold; absent for no limit."""


def match_many(
    texts: Sequence[str], groups: Sequence[int] | None, score_cutoff: float, threads: int | None = None
) -> MatchTable:
    """Find the pairs of alike texts; what is promised, `ondit.matching.match` says."""
    wordings, join = collapse(texts, groups), alike_from(score_cutoff)
    return table_of(texts, *alike_among(wordings, texts, join, score_cutoff, threads or processors()))


def alike_since(
    texts: Sequence[str], groups: Sequence[int], score_cutoff: float, new: Flags, tiny: int | None
) -> tuple[MatchTable, Flags, int]:
    """Find the pairs of alike texts that at least one new text is in.

    Args:
        texts: The texts.
        groups: One group a text.
        score_cutoff: 0 to 100.
        new: Which texts are new.
        tiny: How long a text might not be, when the others were matched, to be compared with each.

    Returns:
        The pairs; which texts were looked up, all of them where what is tiny has changed; what is tiny now.
    """
    wordings, join = collapse(texts, groups), alike_from(score_cutoff)
    bound = tiny_of(np.diff(wordings.folded.starts)[wordings.rows])
    asked = new if bound == tiny else np.ones(len(texts), np.bool_)
    found = alike_among(wordings, texts, join, score_cutoff, processors(), asked)
    return table_of(texts, *found), asked, bound


def alike_from(score_cutoff: float) -> Join:
    """Return the join that finds what `ondit.matching.match` promises at a cutoff, 0 to 100."""
    lost = 1 - score_cutoff / 100
    return score_cutoff / 100, ((LONG, False, 1 - WORDS_LOST * lost), (None, True, 1 - PAIRS_LOST * lost))


def alike_among(
    wordings: Wordings,
    texts: Sequence[str],
    join: Join,
    score_cutoff: float,
    threads: int,
    asked: Flags | None = None,
    tiny: int | None = None,
) -> tuple[Rows, Rows, Floats]:
    """Find the pairs of alike texts among some, or of those that are asked for with all.

    `tiny` says how long a text may not be to be compared with each; where it is absent, these texts do.

    Returns:
        The rows of both texts, in any order, and their similarity.
    """
    folded, (ones, rest) = wordings.folded, asked_wordings(wordings, asked)
    tiny = tiny_of(np.diff(folded.starts)[wordings.rows]) if tiny is None else tiny
    found = joined([_alike_in_band(folded, ones, rest, band, threads) for band in bands_of(join, tiny)])
    left, right = (np.searchsorted(wordings.rows, rows) for rows in (found.left, found.right))
    similarity = score(found, (folded, texts), (folded, texts))
    kept = similarity >= score_cutoff
    same = repeated(wordings) if score_cutoff <= EQUAL else np.empty(0, np.int64)
    a, b, source = spread(wordings, np.append(left[kept], same), np.append(right[kept], same))
    similarity = np.append(similarity[kept], np.full(len(same), EQUAL))[source]
    if asked is None:
        return a, b, similarity
    wanted = asked[a] | asked[b]
    return a[wanted], b[wanted], similarity[wanted]


def _alike_in_band(folded: Folded, ones: Rows, rest: Rows, band: Band, threads: int) -> Pairs:
    """Find the pairs of a band among some texts, and between them and the rest."""
    among = alike(plan(folded, ones, band, threads), threads)
    if not len(rest):
        return among
    return joined([among, alike(lookup(index(folded, rest, band, threads), folded, ones, threads), threads)])


def bands_of(join: Join, tiny: int) -> list[Band]:
    """Return the bands of a join: before its own, the texts shorter than tiny, each with each."""
    cutoff, bands = join
    limits, low = [], 0
    for below, pairs, share in ((tiny, False, 0.0), *bands):
        high = ENDLESS if below is None else below
        limits.append(Band(low, high, pairs, share, cutoff))
        low = high
    return limits


def tiny_of(sizes: Rows) -> int:
    """Return how long a text may not be so that each is compared with each, by the sizes of all wordings."""
    if np.count_nonzero(sizes < TINY) <= MOST_TINY:
        return TINY
    return int(np.partition(sizes, MOST_TINY)[MOST_TINY])


def score(found: Pairs, left: tuple[Folded, Sequence[str]], right: tuple[Folded, Sequence[str]]) -> Floats:
    """Score pairs as `fuzz.ratio` does; by it where letters were folded to one code."""
    sizes = (
        side.starts[rows + 1] - side.starts[rows]
        for side, rows in ((left[0], found.left), (right[0], found.right))
    )
    both = next(sizes) + next(sizes)
    scores: Floats = (1.0 - (both - 2 * found.common) / both) * 100.0
    for low in range(0, len(scores), CHUNK):
        chunk = slice(low, low + CHUNK)
        exact = left[0].exact[found.left[chunk]] & right[0].exact[found.right[chunk]]
        unsure = low + np.flatnonzero(~exact)
        if len(unsure):
            ones = [normalise(left[1][row]) for row in found.left[unsure].tolist()]
            others = [normalise(right[1][row]) for row in found.right[unsure].tolist()]
            scores[unsure] = cpdist(ones, others, scorer=fuzz.ratio, dtype=np.float64)
    return scores


def table_of(texts: Sequence[str], a: Rows, b: Rows, similarity: Floats) -> MatchTable:
    """Return pairs of whole texts as a table."""
    left, right = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((right, left))
    left, right = left[order].astype(np.int32), right[order].astype(np.int32)
    ends = (np.array([len(texts[row]) for row in rows.tolist()], np.int32) for rows in (left, right))
    nothing = np.zeros(len(left), np.int32)
    return MatchTable(texts, left, right, similarity[order], nothing, next(ends), nothing, next(ends))
