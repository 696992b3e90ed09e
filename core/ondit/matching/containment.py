"""Runs of words that two texts share: trimmed quotes, fragments, merged sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations_with_replacement, pairwise

from rapidfuzz import fuzz

from ondit.matching.alignment import WordEdit, word_edits
from ondit.matching.table import MatchTable, table
from ondit.matching.whole import check_groups, pairs_of, rows_by_wording
from ondit.text import Words, words

SHARED_PAIRS = 2
LONG_TEXT = 2_000

Run = tuple[int, int, int, int]


def contained(
    texts: Sequence[str],
    *,
    groups: Sequence[int] | None = None,
    min_words: int = 5,
    score_cutoff: float = 85.0,
) -> MatchTable:
    """Find every pair of texts of which a run of words of one aligns with a run of the other.

    Promise: every pair `i < j`, of different groups where groups are given, that shares at least two
    different pairs of neighbouring words is looked at. The heaviest block of words that stands in both
    is grown to either side, over words left out, put in or changed, as long as that gains: a kept word
    gains, another costs, in such measure that a run breaks even where its similarity is just the cutoff.
    The pair is in the table where both runs have `min_words` words or more and their `fuzz.ratio` reaches
    `score_cutoff`; so every run of five different words that stands whole in both texts is found, or a
    heavier one. At the defaults a run of five words with one changed shares two pairs.

    Args:
        texts: Texts to match; rows of the table are indexes into it.
        groups: One group a text; pairs within a group are left out.
        min_words: Words that a run must have.
        score_cutoff: 0 to 100.

    Raises:
        ValueError: `groups` is not as long as `texts`.
    """
    check_groups(texts, groups)
    rows_of = list(rows_by_wording(texts).values())
    split = [words(texts[rows[0]]) for rows in rows_of]
    found = []
    for one, other in _sharing(split, rows_of, groups):
        run = best_run(split[one], split[other], score_cutoff)
        if run is None or min(run[1] - run[0], run[3] - run[2]) < min_words:
            continue
        here, there = split[one].texts[run[0] : run[1]], split[other].texts[run[2] : run[3]]
        similarity = fuzz.ratio(" ".join(here), " ".join(there))
        if similarity >= score_cutoff:
            for i, j in pairs_of(rows_of[one], rows_of[other], groups):
                left, right = (run[:2], run[2:]) if i in rows_of[one] else (run[2:], run[:2])
                found.append((i, j, similarity, *_offsets(texts[i], left), *_offsets(texts[j], right)))
    return table(texts, found)


def _offsets(text: str, run: tuple[int, int]) -> tuple[int, int]:
    found = words(text)
    return found.starts[run[0]], found.ends[run[1] - 1]


def best_run(left: Words, right: Words, score_cutoff: float) -> Run | None:
    """Grow the heaviest block that two texts share into the run that gains most.

    At cutoff `c` a kept word of weight `w` (its letters and a space) gains `2w (1 - c)`, a word on one
    side only costs `w c`: the sum is zero where the run's similarity is just `c`.

    Returns:
        `(left start, left end, right start, right end)` in word indexes, absent where nothing is shared.
        The two sides change places when the texts do, whichever of several blocks is taken.
    """
    if right.texts < left.texts:
        swapped = best_run(right, left, score_cutoff)
        return swapped and (*swapped[2:], *swapped[:2])
    block = _heaviest_block(left.texts, right.texts)
    if block is None:
        return None
    low, high, from_, to = block
    before = word_edits(left.texts[:low], right.texts[:from_])
    after = word_edits(left.texts[high:], right.texts[to:])
    reach = _reach(reversed(before), left.texts[:low], right.texts[:from_], score_cutoff / 100)
    if reach:
        low, from_ = reach.left_start, reach.right_start
    reach = _reach(after, left.texts[high:], right.texts[to:], score_cutoff / 100)
    if reach:
        high, to = high + reach.left_end, to + reach.right_end
    return low, high, from_, to


def _reach(
    edits: Iterable[WordEdit], left: Sequence[str], right: Sequence[str], share: float
) -> WordEdit | None:
    """Return the kept stretch up to which growing gains most, absent where it never gains."""
    total = best = 0.0
    furthest = None
    for edit in edits:
        here = _weight(left[edit.left_start : edit.left_end])
        there = _weight(right[edit.right_start : edit.right_end])
        if edit.op != "equal":
            total -= share * (here + there)
            continue
        total += 2 * (1 - share) * here
        if total > best:
            best, furthest = total, edit
    return furthest


def _heaviest_block(left: Sequence[str], right: Sequence[str]) -> Run | None:
    """Return the block of words with most letters that stands in both; the first of equals.

    Texts of hostile length are aligned along their longest common subsequence instead, which is linear
    in practice but may pass over a block that other alignments hide.
    """
    if len(left) > LONG_TEXT or len(right) > LONG_TEXT:
        kept = [edit for edit in word_edits(left, right) if edit.op == "equal"]
        edit = max(kept, key=lambda edit: _weight(left[edit.left_start : edit.left_end]), default=None)
        return edit and (edit.left_start, edit.left_end, edit.right_start, edit.right_end)
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(right):
        places[word].append(place)
    best = (0, 0, 0, 0)
    ending: dict[int, tuple[int, int]] = {}
    for i, word in enumerate(left):
        grown = {}
        for j in places.get(word, ()):
            length, weight = ending.get(j - 1, (0, 0))
            length, weight = grown[j] = length + 1, weight + len(word) + 1
            best = max(best, (weight, length, -i, -j))
        ending = grown
    weight, length, i, j = best
    return (1 - length - i, 1 - i, 1 - length - j, 1 - j) if weight else None


def _weight(found: Sequence[str]) -> int:
    return sum(len(word) + 1 for word in found)


def _sharing(
    split: Sequence[Words], rows_of: Sequence[list[int]], groups: Sequence[int] | None
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of wordings that share enough pairs of neighbouring words, in order.

    A wording that stands in several groups is also paired with itself.
    """
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for wording, found in enumerate(split):
        for pair in set(pairwise(found.texts)):
            postings[pair].append(wording)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for wordings in postings.values():
        for one, other in combinations_with_replacement(wordings, 2):
            shared[one, other] += 1
    for (one, other), count in sorted(shared.items()):
        if count >= SHARED_PAIRS and any(True for _ in pairs_of(rows_of[one], rows_of[other], groups)):
            yield one, other
