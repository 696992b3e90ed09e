"""How much matching finds of what there is, measured against brute force."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from ondit.matching.whole import check_groups, match
from ondit.text import normalise

SAMPLED_TEXTS = 500
BLOCK_ROWS = 50
CONFIDENCE = 1.959964
"""Standard deviations on either side: 95 %."""

SEED = 20


@dataclass(frozen=True, slots=True)
class Audit:
    """What brute force over some texts says of a match.

    Attributes:
        texts: How many texts there are.
        asked: How many of them were compared with all the others.
        pairs: How many pairs of these are there.
        found: How many of the pairs were matched.
        low: Lower end of the 95 % interval of the recall, absent without pairs; the recall itself where all
            texts were asked.
        high: Its upper end.
        missed: The pairs of rows that were not matched, with their similarity, the most alike first.
    """

    texts: int
    asked: int
    pairs: int
    found: int
    low: float | None
    high: float | None
    missed: tuple[tuple[int, int, float], ...]

    @property
    def recall(self) -> float | None:
        """The share of the pairs that was found, absent without pairs."""
        return self.found / self.pairs if self.pairs else None


def audit(
    texts: Sequence[str],
    *,
    groups: Sequence[int] | None = None,
    score_cutoff: float = 80.0,
    sample: int = SAMPLED_TEXTS,
) -> Audit:
    """Match texts, and compare some of them with all the others to see what was missed.

    The sample is drawn evenly, the same one for the same number of texts. Time grows with the texts times
    the sample.

    Args:
        texts: The texts.
        groups: One group a text; pairs within a group do not count.
        score_cutoff: 0 to 100.
        sample: How many texts to compare.

    Raises:
        ValueError: `groups` is not as long as `texts`.
    """
    check_groups(texts, groups)
    table = match(texts, groups=groups, score_cutoff=score_cutoff)
    there = set(zip(table.left.tolist(), table.right.tolist(), strict=True))
    asked = sorted(Random(SEED).sample(range(len(texts)), min(sample, len(texts))))  # noqa: S311 - a sample
    pairs = _brute_force(texts, groups, score_cutoff, asked)
    hits = np.array([(min(i, j), max(i, j)) in there for i, j, _ in pairs], dtype=np.bool_)
    low = high = float(hits.mean()) if pairs else None
    if pairs and len(asked) < len(texts):
        low, high = interval(hits, np.array([i for i, _, _ in pairs]))
    missed = {
        (min(i, j), max(i, j), score) for (i, j, score), hit in zip(pairs, hits, strict=True) if not hit
    }
    ranked = sorted(missed, key=lambda pair: (-pair[2], pair))
    return Audit(len(texts), len(asked), len(pairs), int(hits.sum()), low, high, tuple(ranked))


def _brute_force(
    texts: Sequence[str], groups: Sequence[int] | None, score_cutoff: float, asked: Sequence[int]
) -> list[tuple[int, int, float]]:
    normalised = [normalise(text) for text in texts]
    found = []
    for first in range(0, len(asked), BLOCK_ROWS):
        rows = asked[first : first + BLOCK_ROWS]
        scores = cdist(
            [normalised[row] for row in rows],
            normalised,
            scorer=fuzz.ratio,
            score_cutoff=score_cutoff,
            dtype=np.float32,
            workers=-1,
        )
        for at, other in np.argwhere(scores >= score_cutoff).tolist():
            row = rows[at]
            if row != other and (groups is None or groups[row] != groups[other]):
                found.append((row, other, fuzz.ratio(normalised[row], normalised[other])))
    return found


def interval(hits: NDArray[np.bool_], asked: NDArray[np.int64]) -> tuple[float, float]:
    """Return the 95 % interval of the share of hits (Wilson 1927).

    The pairs of one asked text are found or missed together, so they do not count as so many observations:
    the interval is taken at the number of independent ones that would vary as much (the design effect of a
    cluster sample; Kish 1965). Where all were found, or none, nothing varies, and each asked text counts as
    one.

    Args:
        hits: Whether each pair was found; not empty.
        asked: The asked text that each pair belongs to.
    """
    value = float(hits.mean())
    spread = CONFIDENCE**2 / _independent(hits, asked)
    centre = (value + spread / 2) / (1 + spread)
    half = math.sqrt(spread * value * (1 - value) + spread**2 / 4) / (1 + spread)
    return max(0.0, centre - half), min(1.0, centre + half)


def _independent(hits: NDArray[np.bool_], asked: NDArray[np.int64]) -> float:
    _, group = np.unique(asked, return_inverse=True)
    sizes, found = np.bincount(group), np.bincount(group, weights=hits)
    count, value = len(sizes), float(hits.mean())
    if count == 1 or value in {0.0, 1.0}:
        return float(count)
    variance = count / (count - 1) * float(np.sum((found - value * sizes) ** 2)) / len(hits) ** 2
    return min(float(len(hits)), value * (1 - value) / variance) if variance else float(len(hits))
