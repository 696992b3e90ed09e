"""Runs of words that two texts share: trimmed quotes, fragments, merged sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from ondit.matching.alignment import word_edits
from ondit.matching.table import MatchTable, table
from ondit.matching.whole import check_groups
from ondit.text import Words, words

SHARED_PAIRS = 2


def contained(
    texts: Sequence[str],
    *,
    groups: Sequence[int] | None = None,
    min_words: int = 5,
    score_cutoff: float = 85.0,
) -> MatchTable:
    """Find every pair of texts of which a run of words of one aligns with a run of the other.

    Promise: for every pair `i < j`, of different groups where groups are given, that shares at least
    two different pairs of neighbouring words, the two texts are aligned along their longest common
    subsequence of words, and the run of that alignment that gains most is taken: a kept word gains, a
    left-out or put-in one costs, in such measure that a run gains as long as its similarity stays over
    the cutoff. The pair is in the table where both runs have `min_words` words or more and their
    `fuzz.ratio` reaches `score_cutoff`. At the defaults a run of five words with one changed always
    shares two pairs. Words moved to another place make separate, shorter runs, the best of which is
    reported.

    Args:
        texts: Texts to match; rows of the table are indexes into it.
        groups: One group a text; pairs within a group are left out.
        min_words: Words that a run must have.
        score_cutoff: 0 to 100.

    Raises:
        ValueError: `groups` is not as long as `texts`.
    """
    check_groups(texts, groups)
    split = [words(text) for text in texts]
    rows = []
    for i, j in _sharing(split, groups):
        run = best_run(split[i], split[j], score_cutoff)
        if run is None or min(run[1] - run[0], run[3] - run[2]) < min_words:
            continue
        low, high, from_, to = run
        similarity = fuzz.ratio(" ".join(split[i].texts[low:high]), " ".join(split[j].texts[from_:to]))
        if similarity >= score_cutoff:
            left, right = split[i], split[j]
            offsets = left.starts[low], left.ends[high - 1], right.starts[from_], right.ends[to - 1]
            rows.append((i, j, similarity, *offsets))
    return table(texts, rows)


def best_run(left: Words, right: Words, score_cutoff: float) -> tuple[int, int, int, int] | None:
    """Return the run of the alignment that gains most, in word indexes; absent where nothing is shared.

    Kadane's maximum sum over alignment steps: at cutoff `c` a kept word of weight `w` (its letters and a
    space) gains `2w (1 - c)`, a word on one side only costs `w c`; the sum is zero where the run's
    similarity is just `c`.
    """
    share = score_cutoff / 100
    best: tuple[float, int, int, int, int] | None = None
    total, begin = 0.0, (0, 0)
    for op, low, high, from_, to in word_edits(left, right):
        if op != "equal":
            total -= share * (_weight(left, low, high) + _weight(right, from_, to))
            continue
        if total <= 0:
            total, begin = 0.0, (low, from_)
        total += 2 * (1 - share) * _weight(left, low, high)
        if best is None or total > best[0]:
            best = (total, begin[0], high, begin[1], to)
    return best[1:] if best else None


def _weight(found: Words, low: int, high: int) -> int:
    return sum(len(word) + 1 for word in found.texts[low:high])


def _sharing(split: Sequence[Words], groups: Sequence[int] | None) -> Iterator[tuple[int, int]]:
    """Yield the pairs of texts that share enough pairs of neighbouring words, in order."""
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, found in enumerate(split):
        for pair in set(zip(found.texts, found.texts[1:], strict=False)):
            postings[pair].append(row)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for rows in postings.values():
        for i, j in combinations(rows, 2):
            if groups is None or groups[i] != groups[j]:
                shared[i, j] += 1
    return iter(sorted(pair for pair, count in shared.items() if count >= SHARED_PAIRS))
