"""The oracle of containment: local alignment of whole texts, word by word, no index.

A kept word of weight `w` (its letters and a space) gains `2 w (1 - c)`, a word on one side only costs `w c`,
at cutoff `c`: a run of words gains as long as its similarity lies above the cutoff. For every two texts the
run with the greatest gain is found by dynamic programming (Smith and Waterman).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numba
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

RUN_CUTOFF = 85.0
SHARE = RUN_CUTOFF / 100
LEAST_WORDS = 8
THREADS = 2
MOST_WORDS = 200
"""Texts of more words are not asked and are no partners: time grows with the product of the lengths."""

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Numbered:
    """Wordings as numbers.

    Attributes:
        words: The numbers of all words, one wording behind the other.
        starts: Where each wording begins in `words`, and where the last one ends.
        weights: Letters and a space, for each number.
        figures: Whether the word of a number holds a digit.
    """

    words: Integers
    starts: Integers
    weights: Floats
    figures: NDArray[np.bool_]

    def of(self, wording: int) -> Integers:
        """Return the words of one wording."""
        return self.words[self.starts[wording] : self.starts[wording + 1]]


def numbered(wordings: Sequence[str]) -> Numbered:
    """Give every distinct word a number."""
    names: dict[str, int] = {}
    every = (word for wording in wordings for word in wording.split(" "))
    words = np.fromiter((names.setdefault(word, len(names)) for word in every), dtype=np.int64)
    starts = np.cumsum([0, *(wording.count(" ") + 1 for wording in wordings)])
    weights = np.array([len(word) + 1 for word in names], dtype=np.float32)
    figures = np.array([any(map(str.isdigit, word)) for word in names], dtype=np.bool_)
    return Numbered(words, starts, weights, figures)


def sharing_a_run(wordings: Sequence[str], asked: Integers) -> tuple[Integers, NDArray[np.float64]]:
    """Return the pairs of an asked wording and another that share a run of words worth finding.

    Both sides of a run have at least eight words and the same figures, and their `fuzz.ratio` reaches 85. Of
    several runs of a pair only the one with the greatest gain is looked at. Texts of more than 200 words are
    left out.

    Returns:
        Shape (pairs, 2), the asked wording first; and which part of a text the run makes up, of the two sides
        the greater one.
    """
    texts = numbered(wordings)
    lengths = np.diff(texts.starts)
    possible = (lengths >= LEAST_WORDS) & (lengths <= MOST_WORDS)
    with ThreadPoolExecutor(THREADS) as pool:
        runs = pool.map(partial(_runs_of, texts, wordings, possible), asked[possible[asked]].tolist())
        found = [run for runs_of_one in runs for run in runs_of_one]
    pairs = np.array([pair for pair, _ in found], dtype=np.int64).reshape(-1, 2)
    return pairs, np.array([share for _, share in found], dtype=np.float64)


def _runs_of(
    texts: Numbered, wordings: Sequence[str], possible: NDArray[np.bool_], one: int
) -> list[tuple[tuple[int, int], float]]:
    """Return the pairs that one wording makes, each with the part of a text that its run makes up."""
    others = _partners(texts, one, possible)
    runs = _best_runs(texts.words, texts.starts, texts.weights, one, others)
    long = np.minimum(runs[:, 1] - runs[:, 0], runs[:, 3] - runs[:, 2]) >= LEAST_WORDS
    return [
        ((one, other), _share(texts, (one, other), run))
        for other, run in zip(others[long].tolist(), runs[long].tolist(), strict=True)
        if _counts(texts, wordings, (one, other), run)
    ]


def _partners(texts: Numbered, one: int, possible: NDArray[np.bool_]) -> Integers:
    """Return the wordings that share enough weight with one for any run of enough words to gain.

    A run gains where its kept weight `k` exceeds `c / (2 (1 - c))` times the rest of both sides; so `k` is at
    least `c / (2 - c)` times a side, which weighs no less than the lightest eight words in sequence.
    """
    shared = np.zeros(len(texts.weights), dtype=np.float32)
    own = texts.of(one)
    shared[own] = texts.weights[own]
    lightest = np.convolve(texts.weights[own], np.ones(LEAST_WORDS), "valid").min()
    sums = np.add.reduceat(shared[texts.words], texts.starts[:-1])
    enough = possible & (sums >= lightest * SHARE / (2 - SHARE))
    enough[one] = False
    return np.flatnonzero(enough)


def _counts(texts: Numbered, wordings: Sequence[str], pair: tuple[int, int], run: list[int]) -> bool:
    here, there = texts.of(pair[0])[run[0] : run[1]], texts.of(pair[1])[run[2] : run[3]]
    if sorted(here[texts.figures[here]]) != sorted(there[texts.figures[there]]):
        return False
    left, right = (wordings[wording].split(" ") for wording in pair)
    ratio = fuzz.ratio(" ".join(left[run[0] : run[1]]), " ".join(right[run[2] : run[3]]))
    return bool(ratio >= RUN_CUTOFF)


def _share(texts: Numbered, pair: tuple[int, int], run: list[int]) -> float:
    """Return which part of a text its side of a run makes up, in weight; of the two the greater one."""
    whole = [texts.weights[texts.of(wording)] for wording in pair]
    sides = [whole[0][run[0] : run[1]], whole[1][run[2] : run[3]]]
    return max(float(side.sum() / text.sum()) for side, text in zip(sides, whole, strict=True))


@numba.njit(cache=True, nogil=True)
def _best_runs(words: Integers, starts: Integers, weights: Floats, one: int, others: Integers) -> Integers:
    """Return the run with the greatest gain for each of others: start and end here, start and end there."""
    runs = np.zeros((len(others), 4), dtype=np.int64)
    here = words[starts[one] : starts[one + 1]]
    for row in range(len(others)):
        there = words[starts[others[row]] : starts[others[row] + 1]]
        gains = np.zeros(len(there) + 1)
        from_here, from_there = np.zeros(len(there) + 1, np.int64), np.arange(len(there) + 1)
        best = 0.0
        for i in range(len(here)):
            before, before_here, before_there = 0.0, i, 0
            for j in range(1, len(there) + 1):
                above, above_here, above_there = gains[j], from_here[j], from_there[j]
                gain, begin_here, begin_there = above - SHARE * weights[here[i]], above_here, above_there
                beside = gains[j - 1] - SHARE * weights[there[j - 1]]
                if beside > gain:
                    gain, begin_here, begin_there = beside, from_here[j - 1], from_there[j - 1]
                kept = before + 2 * (1 - SHARE) * weights[here[i]]
                if here[i] == there[j - 1] and kept > gain:
                    gain, begin_here, begin_there = kept, before_here, before_there
                if gain <= 0:
                    gain, begin_here, begin_there = 0.0, i + 1, j
                gains[j], from_here[j], from_there[j] = gain, begin_here, begin_there
                before, before_here, before_there = above, above_here, above_there
                if gain > best:
                    best = gain
                    runs[row] = begin_here, i + 1, begin_there, j
    return runs
