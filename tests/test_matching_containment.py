"""The best run that two texts share: early ends of the search change no result of it."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.matching.containment import LOOK_BACK, PLACES, Run, best_run
from ondit.matching.whole import HEAVIEST
from ondit.text import Words, words

PHRASE = "the lens works will open in the valley next year "
VOCABULARY = ["a", "b", "lens", "works", "valley", "x" * 300]
LISTS = st.lists(st.sampled_from(VOCABULARY), max_size=60)
TEXTS = st.one_of(
    LISTS.map(" ".join),
    st.builds(
        lambda before, phrase, times, behind: " ".join([*before, *phrase * times, *behind]),
        LISTS,
        st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6),
        st.integers(1, 40),
        LISTS,
    ),
)


def reckoned(left: Words, right: Words, cutoff: float, min_words: int) -> Run | None:
    """The same as `best_run`, from all of the points that are looked back at."""
    if (sum(map(len, right.texts)) + len(right), right.texts) < (
        sum(map(len, left.texts)) + len(left),
        left.texts,
    ):
        swapped = reckoned(right, left, cutoff, min_words)
        return swapped and (*swapped[2:], *swapped[:2])
    weights, others = (
        [0, *accumulate(min(HEAVIEST, len(word) + 1) for word in side.texts)] for side in (left, right)
    )
    points: list[tuple[int, int, float, int]] = []
    best, result = 0.0, None
    for i, word in enumerate(left.texts):
        for j in [at for at, other in enumerate(right.texts) if other == word][:PLACES]:
            score, begin = 0.0, len(points)
            for k, m, reached, origin in reversed(points[-LOOK_BACK:]):
                if k < i and m < j:
                    skipped = weights[i] - weights[k + 1] + others[j] - others[m + 1]
                    if reached - cutoff * skipped > score:
                        score, begin = reached - cutoff * skipped, origin
            score += 2 * (1 - cutoff) * (weights[i + 1] - weights[i])
            points.append((i, j, score, begin))
            start, there, _, _ = points[begin]
            if score > best and min(i - start, j - there) + 1 >= min_words:
                best, result = score, (start, i + 1, there, j + 1)
    return result


@given(TEXTS, TEXTS, st.sampled_from([0.2, 0.5, 0.6, 0.85, 0.999]), st.integers(1, 6))
def test_a_search_that_ends_early_finds_the_same_run(
    one: str, other: str, cutoff: float, min_words: int
) -> None:
    found = best_run(words(one), words(other), cutoff, min_words)
    assert found == reckoned(words(one), words(other), cutoff, min_words)


@pytest.mark.parametrize(
    "before", ["", "aa bb cc " * 10, " ".join(f"u{number}" for number in range(60)) + " "]
)
@pytest.mark.parametrize("phrase", [PHRASE, "ha ", "one other "])
def test_a_phrase_again_and_again_is_aligned_as_it_is_point_by_point(before: str, phrase: str) -> None:
    left, right = words(phrase * 40), words(before + phrase * 41)
    found = best_run(left, right, 0.85, 5)
    assert found == reckoned(left, right, 0.85, 5)
    assert found
    assert found[1] - found[0] == found[3] - found[2] >= PLACES


def test_more_of_one_phrase_than_is_aligned_changes_nothing() -> None:
    run = best_run(words(PHRASE * 400), words(PHRASE * 400 + "x"), 0.85, 5)
    assert run == best_run(words(PHRASE * 20), words(PHRASE * 20 + "x"), 0.85, 5)
