"""Matching texts as they come: whatever the batches, the pairs are those of all texts at once."""

from collections import Counter
from collections.abc import Callable
from itertools import combinations, pairwise
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ondit.matching import MatchTable, contained, normalise
from ondit.matching.many import rarity, run_plan
from ondit.matching.many.contained import contained_many
from ondit.matching.many.index import Index
from ondit.matching.many.run_index import RunIndex
from ondit.matching.many.whole import match_many
from ondit.text import words
from test_matching_many import Found, collections, found, runs, sample_sentences

pytestmark = pytest.mark.xdist_group("compiled")

Shown = TypeVar("Shown")
cuts = st.lists(st.integers(0, 50), max_size=4)
phrases = st.sampled_from(
    ["the pump of the harbour opens in july", "she did not answer a request for comment"]
)
rest = st.lists(st.integers(0, 60).map(str), max_size=14).map(" ".join)
formulaic = st.lists(st.builds("{} {}".format, phrases, rest), min_size=8, max_size=20)
"""Texts of which many begin with the same words: common ones, that most texts are not found by."""


def added(
    index: Index | RunIndex,
    texts: list[str],
    groups: list[int] | None,
    ends: list[int],
    show: Callable[[MatchTable], dict[tuple[int, int], Shown]],
) -> dict[tuple[int, int], Shown]:
    """Add texts in batches that end at some places."""
    pairs: dict[tuple[int, int], Shown] = {}
    bounds = [0, *sorted(end % (len(texts) + 1) for end in ends), len(texts)]
    for first, stop in pairwise(bounds):
        batch = None if groups is None else groups[first:stop]
        table = index.add(texts[first:stop], groups=batch)
        rows = list(zip(table.left.tolist(), table.right.tolist(), strict=True))
        assert rows == sorted(set(rows))
        assert all(left < right and right >= first for left, right in rows)
        new = show(table)
        assert not new.keys() & pairs.keys()
        pairs |= new
    assert len(index) == len(texts)
    return pairs


def whole(table: MatchTable) -> Found:
    assert not table.left_start.any()
    assert table.left_end.tolist() == [len(table.texts[row]) for row in table.left]
    return found(table)


@given(collections(), cuts, st.sampled_from([75.0, 80.0, 95.0]), st.booleans())
def test_batches_change_nothing(
    rows: tuple[list[str], list[int]], ends: list[int], cutoff: float, grouped: bool
) -> None:
    texts, groups = rows[0], rows[1] if grouped else None
    actual = added(Index(score_cutoff=cutoff, threads=2), texts, groups, ends, whole)
    assert actual == found(match_many(texts, groups, cutoff, 2))


def test_real_sentences_in_many_batches() -> None:
    texts = sample_sentences()
    groups = [row // 20 for row in range(len(texts))]
    actual = added(Index(), texts, groups, [400, 410, 420, 1000, 1500, 1501, 2000], whole)
    assert actual == found(match_many(texts, groups, 80.0, 2))


@settings(max_examples=80)
@given(
    collections(),
    cuts,
    st.sampled_from([(5, 85.0), (3, 70.0), (2, 100.0), (8, 60.0)]),
    st.booleans(),
    st.sampled_from([1, 3]),
)
def test_runs_in_few_texts_are_those_of_all_at_once(
    rows: tuple[list[str], list[int]], ends: list[int], asked: tuple[int, float], grouped: bool, threads: int
) -> None:
    texts, groups = rows[0], rows[1] if grouped else None
    index = RunIndex(min_words=asked[0], score_cutoff=asked[1], threads=threads)
    expected = runs(contained_many(texts, groups, *asked, threads))
    assert added(index, texts, groups, ends, runs) == expected
    few = runs(contained(texts, groups=groups, min_words=asked[0], score_cutoff=asked[1]))
    assert few.items() <= expected.items()


def are_promised(texts: list[str], rare: int) -> set[tuple[int, int]]:
    """Return the pairs of unlike texts that the docstring of `contained` promises to align, word for word."""
    tokens = [list(pairwise(words(text).texts)) for text in texts]
    weights = [sum(map(weight, pairs)) for pairs in tokens]
    counts = Counter(
        pair for pairs in {normalise(t): tokens[i] for i, t in enumerate(texts)}.values() for pair in pairs
    )
    promised = set()
    for i, j in combinations(range(len(texts)), 2):
        if len(normalise(texts[i])) == len(normalise(texts[j])):
            continue
        shorter = min(i, j, key=lambda row: len(normalise(texts[row])))
        shared = set(tokens[i]) & set(tokens[j])
        held = sum(weight(pair) for pair in tokens[shorter] if pair in shared)
        if sum(counts[pair] <= rare for pair in shared) >= 2 or (
            len(shared) >= 2 and held >= weights[shorter] / 2
        ):
            promised.add((i, j))
    return promised


def weight(pair: tuple[str, str]) -> int:
    return sum(len(word) + 1 for word in pair)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(formulaic, cuts, st.integers(1, 4))
def test_of_many_texts_the_promised_runs_are_found(
    monkeypatch: pytest.MonkeyPatch, texts: list[str], ends: list[int], rare: int
) -> None:
    complete = runs(contained(texts))
    with monkeypatch.context() as patched:
        # Word pairs that share a bucket count as one: with so many buckets none do.
        patched.setattr(rarity, "FEWEST_BUCKETS", 16)
        patched.setattr(run_plan, "FEW_TEXTS", 3)
        patched.setattr(run_plan, "RARE", rare)
        actual = added(RunIndex(threads=2), texts, None, ends, runs)
        at_once = runs(contained_many(texts, None, 5, 85.0, 2))
    promised = complete.keys() & are_promised(texts, rare)
    for several in (actual, at_once):
        assert several.items() <= complete.items()
        assert promised <= several.keys()


def test_of_many_texts_not_all_runs_are_found() -> None:
    formula = "did not answer a request for"
    numbered = [" ".join(str(20_000 + n * times) for times in range(1, 9)) for n in range(1_300)]
    texts = [f"{formula} item {numbers}" for numbers in numbered]
    assert len(added(RunIndex(), texts[:900], None, [300], runs)) == 900 * 899 // 2
    index = RunIndex()
    index.add(texts[:1_200])
    # Those few are found by word pairs that share a bucket with a rarer one of the other text.
    assert len(index.add(texts[1_200:1_201])) < 12
    assert {pair[0] for pair in runs(index.add([f"It {formula} that"]))} == set(range(1_201))


def test_runs_in_real_sentences_in_many_batches() -> None:
    texts = sample_sentences()
    groups = [row // 20 for row in range(len(texts))]
    at_once = runs(contained_many(texts, groups, 5, 85.0, 2))
    actual = added(RunIndex(), texts, groups, [400, 410, 420, 1000, 1500, 1501, 2000], runs)
    assert actual == at_once


@pytest.mark.parametrize("kind", [Index, RunIndex])
def test_groups_last_from_call_to_call(kind: type[Index] | type[RunIndex]) -> None:
    text = "The pump of the harbour opens in July, the minister said."
    index = kind()
    assert len(index.add([text, text], groups=[-1, 7])) == 1
    assert index.add([text]).right.tolist() == [2, 2]
    assert list(runs(index.add([text], groups=[7]))) == [(0, 3), (2, 3)]
    assert not len(index.add([]))
    assert len(index) == 4


@pytest.mark.parametrize("kind", [Index, RunIndex])
def test_segments_grow_so_that_there_are_few(kind: type[Index] | type[RunIndex]) -> None:
    index = kind()
    texts = sample_sentences()
    for first in range(0, len(texts), 10):
        index.add(texts[first : first + 10])
    sizes = [len(segment.batch.texts) for segment in index._kept.segments]
    assert sum(sizes) == len(index) == len(texts)
    assert all(old >= 4 * new for old, new in pairwise(sizes))


def test_an_index_refuses_what_it_cannot_serve() -> None:
    with pytest.raises(ValueError, match="75 or more"):
        Index(score_cutoff=60)
    with pytest.raises(ValueError, match="one group a text"):
        Index().add(["a"], groups=[1, 2])
    with pytest.raises(ValueError, match="one group a text"):
        RunIndex().add(["a"], groups=[1, 2])
