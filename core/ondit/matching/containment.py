"""Runs of words that two texts share: trimmed quotes, fragments, merged sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, combinations, pairwise

from rapidfuzz import fuzz

from ondit.matching.table import MatchTable, table
from ondit.matching.whole import FEW_TEXTS, HEAVIEST, check_groups, pairs_of, rows_by_wording
from ondit.matching.window import Days, among, check_days, windowed
from ondit.text import Words, words

MIN_WORDS = 5
SAME_RUN = 85.0
SHARED_PAIRS = 2
RARE = 1_000
LONG_TEXT = 3_000
PLACES = 16
LOOK_BACK = 256
STRICTEST = 0.999

Run = tuple[int, int, int, int]


def contained(
    texts: Sequence[str],
    *,
    groups: Sequence[int] | None = None,
    min_words: int = MIN_WORDS,
    score_cutoff: float = SAME_RUN,
    days: Days | None = None,
    within: int | None = None,
) -> MatchTable:
    """Find every pair of texts of which a run of words of one aligns with a run of the other.

    Promise: of up to 1,000 texts, every pair `i < j`, of different groups where groups are given, that
    shares at least two different pairs of neighbouring words is aligned. Of more texts, every pair that
    shares two which stand at most 1,000 times in all texts, or that shares so many that they hold half of
    what those of the shorter text weigh, of either where none is shorter, and no other: a run that is
    neither is a short formula of the trade. (Pairs are counted by a hash of 22 bits: of a million texts one
    pair in thousands is taken for a more common one.)

    The alignment takes the run that gains most among those of `min_words` words or more, where at cutoff
    `c` a kept word of weight `w` (its letters, 254 at most, and one) gains `2w (1 - c)` and a word on one
    side only costs `w c`, so that a run breaks even where its similarity is just the cutoff. The pair is in
    the table where the run's `fuzz.ratio` reaches `score_cutoff`. At the defaults a run of five words with
    one changed shares two pairs; equal texts of `min_words` words or more always match.

    Known failures: of a word that stands more than 16 times in one text only the first 16 places are
    aligned, and a run does not bridge more than 256 shared words elsewhere; a run whose words are all
    misspelt.

    Args:
        texts: Texts to match; rows of the table are indexes into it.
        groups: One group a text; pairs within a group are left out.
        min_words: Words that a run must have.
        score_cutoff: 0 to 100.
        days: As for `ondit.matching.match`.
        within: As for `ondit.matching.match`.

    Raises:
        ValueError: `groups` is not as long as `texts`, or `days` is not and `within` is given.
    """
    check_groups(texts, groups)
    check_days(texts, days, within)
    if days is not None and within is not None:
        again = partial(contained, min_words=min_words, score_cutoff=score_cutoff)
        return windowed(among(texts, groups, again), texts, days, within)
    if not are_few_for_runs(texts):
        # The compiler takes half a second to load, which few texts need not wait for.
        from ondit.matching.many.contained import contained_many

        return contained_many(texts, groups, min_words, score_cutoff)
    rows_of = list(rows_by_wording(texts).values())
    split = [words(texts[rows[0]]) for rows in rows_of]
    found = []
    for one, other in _sharing(split, rows_of, groups, min_words):
        run = best_run(split[one], split[other], aligned_from(score_cutoff), min_words)
        if run is None:
            continue
        here, there = split[one].texts[run[0] : run[1]], split[other].texts[run[2] : run[3]]
        similarity = fuzz.ratio(" ".join(here), " ".join(there))
        if similarity >= score_cutoff:
            for i, j in pairs_of(rows_of[one], rows_of[other], groups):
                left, right = (run[:2], run[2:]) if i in rows_of[one] else (run[2:], run[:2])
                found.append((i, j, similarity, *_offsets(texts[i], left), *_offsets(texts[j], right)))
    return table(texts, found)


def are_few_for_runs(texts: Sequence[str]) -> bool:
    """Say whether texts are so few and so short that all that share enough are aligned."""
    return len(texts) <= FEW_TEXTS and all(len(text) <= LONG_TEXT for text in texts)


def aligned_from(score_cutoff: float) -> float:
    """Return the cutoff of the alignment, 0 to 1: at 1 itself no word would gain anything."""
    return min(STRICTEST, score_cutoff / 100)


def _offsets(text: str, run: tuple[int, int]) -> tuple[int, int]:
    found = words(text)
    return found.starts[run[0]], found.ends[run[1] - 1]


def best_run(left: Words, right: Words, cutoff: float, min_words: int) -> Run | None:
    """Align two texts locally (Smith and Waterman 1981) along the places where they have the same word.

    Args:
        left: One text.
        right: The other.
        cutoff: How alike the run must be, 0 to 1.
        min_words: Words that it must have on both sides.

    Returns:
        `(left start, left end, right start, right end)` in word indexes, absent where there is none. The
        two sides change places when the texts do, whichever of several runs is taken.
    """
    if _order(right) < _order(left):
        swapped = best_run(right, left, cutoff, min_words)
        return swapped and (*swapped[2:], *swapped[:2])
    before_left, before_right = _sums(left), _sums(right)
    points: list[tuple[int, int, float, int]] = []
    highest = _Highest()
    best, result, row = 0.0, None, 0
    for i, j in _points(left, right):
        score, begin = 0.0, len(points)
        bound = highest.before(j)
        row = row if points and points[-1][0] == i else begin
        for at in range(row - 1, max(-1, begin - LOOK_BACK - 1), -1):
            k, m, reached, origin = points[at]
            skipped = before_left[i] - before_left[k + 1]
            if bound - cutoff * skipped <= score:
                break
            if m < j:
                skipped += before_right[j] - before_right[m + 1]
                if reached - cutoff * skipped > score:
                    score, begin = reached - cutoff * skipped, origin
        score += 2 * (1 - cutoff) * (before_left[i + 1] - before_left[i])
        points.append((i, j, score, begin))
        highest.add(j, score)
        start, there, _, _ = points[begin]
        if score > best and min(i - start, j - there) + 1 >= min_words:
            best, result = score, (start, i + 1, there, j + 1)
    return result


class _Highest:
    """The highest score before each place: of a run that goes on, what it can have gained at the most.

    Where a phrase stands again and again, runs of all lengths end everywhere, and it is what tells early
    that no other than the one found can be gone on with.
    """

    def __init__(self) -> None:
        self._places: list[int] = []
        self._scores: list[float] = []  # of those places that have a higher one than all before them

    def before(self, place: int) -> float:
        """Return the highest score of the places before one, 0 where there is none."""
        at = bisect_left(self._places, place)
        return self._scores[at - 1] if at else 0.0

    def add(self, place: int, score: float) -> None:
        """Take up what was reached at a place."""
        at = bisect_right(self._places, place)
        if at and self._scores[at - 1] >= score:
            return
        at -= bool(at and self._places[at - 1] == place)
        end = bisect_right(self._scores, score, at)
        self._places[at:end], self._scores[at:end] = [place], [score]


def _order(found: Words) -> tuple[int, tuple[str, ...]]:
    return sum(map(len, found.texts)) + len(found), found.texts


def _sums(found: Words) -> list[int]:
    """Return what the words before each place weigh."""
    return [0, *accumulate(min(HEAVIEST, len(word) + 1) for word in found.texts)]


def _points(left: Words, right: Words) -> Iterator[tuple[int, int]]:
    """Yield where two texts have the same word."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(right.texts):
        if len(places[word]) < PLACES:
            places[word].append(place)
    for i, word in enumerate(left.texts):
        for j in places.get(word, ()):
            yield i, j


def _sharing(
    split: Sequence[Words], rows_of: Sequence[list[int]], groups: Sequence[int] | None, min_words: int
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of wordings that share enough pairs of neighbouring words, in order.

    A wording that stands in several groups is also paired with itself.
    """
    asked = min(SHARED_PAIRS, max(1, min_words - 1))
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for wording, found in enumerate(split):
        for pair in set(pairwise(found.texts)):
            postings[pair].append(wording)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for wordings in postings.values():
        for one, other in combinations(wordings, 2):
            shared[one, other] += 1
    itself = [(row, row) for row, found in enumerate(split) if len(found) >= min_words]
    for one, other in sorted([*itself, *(pair for pair, count in shared.items() if count >= asked)]):
        if any(True for _ in pairs_of(rows_of[one], rows_of[other], groups)):
            yield one, other
