"""What all engines but Ondit share: texts to wordings, candidates to pairs, pairs to rows.

Texts are normalised and equal wordings collapsed, candidates are verified in blocks with
`rapidfuzz.process.cpdist`, and pairs of wordings are spread over their rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from ondit.matching import normalise

CUTOFF = 80.0
WORKERS = 2
VERIFIED_AT_ONCE = 200_000
COMPARED_AT_ONCE = 32_000_000

Pairs = NDArray[np.int64]
"""Shape (pairs, 2)."""


def collapse(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Return the distinct normalised wordings in order of appearance, and each text's place among them."""
    places: dict[str, int] = {}
    of_text = [places.setdefault(normalise(text), len(places)) for text in texts]
    return list(places), np.array(of_text, dtype=np.int64)


def expand(pairs: Pairs, of_text: NDArray[np.int64]) -> Pairs:
    """Spread pairs of wordings over their rows, and pair the rows that share a wording."""
    rows = np.argsort(of_text, kind="stable")
    counts = np.bincount(of_text)
    starts = np.cumsum(counts) - counts
    shared = np.flatnonzero(counts > 1)
    left, right = np.concatenate([pairs, np.column_stack([shared, shared])]).T
    sizes = counts[left] * counts[right]
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    width = np.repeat(counts[right], sizes)
    lefts = rows[np.repeat(starts[left], sizes) + within // width]
    rights = rows[np.repeat(starts[right], sizes) + within % width]
    wanted = (lefts < rights) | np.repeat(left != right, sizes)
    return np.sort(np.column_stack([lefts, rights])[wanted], axis=1)


def verify(wordings: Sequence[str], candidates: Pairs, cutoff: float = CUTOFF) -> Pairs:
    """Return the candidates that reach the cutoff.

    Pairs whose lengths alone keep them below it are left out first.
    """
    lengths = np.fromiter(map(len, wordings), dtype=np.int64, count=len(wordings))
    kept = [
        _verified(wordings, lengths, candidates[first : first + VERIFIED_AT_ONCE], cutoff)
        for first in range(0, len(candidates), VERIFIED_AT_ONCE)
    ]
    return np.concatenate([np.empty((0, 2), dtype=np.int64), *kept])


def _verified(wordings: Sequence[str], lengths: NDArray[np.int64], candidates: Pairs, cutoff: float) -> Pairs:
    sizes = lengths[candidates]
    candidates = candidates[200 * sizes.min(axis=1) >= cutoff * sizes.sum(axis=1)]
    scores = process.cpdist(
        [wordings[row] for row in candidates[:, 0]],
        [wordings[row] for row in candidates[:, 1]],
        scorer=fuzz.ratio,
        score_cutoff=cutoff,
        workers=WORKERS,
    )
    return candidates[scores > 0]


def compared(wordings: Sequence[str], rows: NDArray[np.int64] | None = None) -> Pairs:
    """Compare every wording with every other, or some rows with all: nothing is proposed, nothing lost.

    Wordings are sorted by length, and each block is compared with the lengths only that can reach the
    cutoff.

    Returns:
        Pairs in no order; with `rows`, the row in question comes first and every partner is listed.
    """
    lengths = np.fromiter(map(len, wordings), dtype=np.int64, count=len(wordings))
    order = np.argsort(lengths, kind="stable")
    ordered, lengths = [wordings[row] for row in order], lengths[order]
    asked = np.arange(len(ordered)) if rows is None else np.sort(np.argsort(order)[rows])
    block = max(1, min(512, COMPARED_AT_ONCE // max(1, len(ordered))))
    kept = [np.empty((0, 2), dtype=np.int64)]
    for first in range(0, len(asked), block):
        left = asked[first : first + block]
        low = left[0] if rows is None else _shortest(lengths, left[0])
        high = np.searchsorted(lengths, (200 / CUTOFF - 1) * lengths[left[-1]], "right")
        scores = process.cdist(
            [ordered[row] for row in left],
            ordered[low:high],
            scorer=fuzz.ratio,
            score_cutoff=CUTOFF,
            dtype=np.uint8,
            workers=WORKERS,
        )
        i, j = np.nonzero(scores)
        i, j = left[i], j + low
        wanted = i < j if rows is None else i != j
        kept.append(order[np.column_stack([i[wanted], j[wanted]])])
    return np.concatenate(kept)


def _shortest(lengths: NDArray[np.int64], row: int) -> int:
    return int(np.searchsorted(lengths, np.floor(lengths[row] / (200 / CUTOFF - 1)), "left"))
