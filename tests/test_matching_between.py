"""Matching two batches of texts: the pairs between them are those of all texts at once."""

from collections import Counter
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ondit.matching import MatchTable, contained, normalise
from ondit.matching.many import rarity, run_plan
from ondit.matching.many.between import Batch, alike_between, indexed, runs_between, segment_of
from ondit.matching.many.contained import contained_many, sought_runs, table_of_runs
from ondit.matching.many.folding import fold
from ondit.matching.many.run_plan import counted, hold
from ondit.matching.many.whole import TINY, match_many, table_of
from ondit.matching.many.wordings import wordings_of
from ondit.text import words
from test_matching_many import Found, collections, found, runs, sample_sentences

pytestmark = pytest.mark.xdist_group("compiled")

Runs = dict[tuple[int, int], tuple[float, int, int, int, int]]

cuts = st.integers(0, 50)
phrases = st.sampled_from(
    ["the pump of the harbour opens in july", "she did not answer a request for comment"]
)
rest = st.lists(st.integers(0, 60).map(str), max_size=14).map(" ".join)
formulaic = st.lists(st.builds("{} {}".format, phrases, rest), min_size=8, max_size=20)
"""Texts of which many begin with the same words: common ones, that most texts are not found by."""


def batches(texts: list[str], groups: list[int] | None, cut: int) -> tuple[Batch, Batch]:
    """Part texts at a place, without groups each a group of its own."""
    numbers = np.array(range(len(texts)) if groups is None else groups, np.int64)
    parts = ((0, texts[:cut], numbers[:cut]), (cut, texts[cut:], numbers[cut:]))
    old, new = (Batch(first, some, of, wordings_of(fold(some), of)) for first, some, of in parts)
    return old, new


def whole_between(texts: list[str], groups: list[int] | None, cut: int, cutoff: float = 80.0) -> Found:
    old, new = batches(texts, groups, cut)
    segment = segment_of(old, indexed(old.wordings, cutoff, TINY, 2))
    table = table_of(texts, *alike_between(new, segment, cutoff, 2))
    check(table, cut)
    assert not table.left_start.any()
    assert table.left_end.tolist() == [len(texts[row]) for row in table.left]
    return found(table)


def runs_across(
    texts: list[str],
    groups: list[int] | None,
    cut: int,
    asked: tuple[int, float] = (5, 85.0),
    threads: int = 2,
) -> Runs:
    old, new = batches(texts, groups, cut)
    sought, folded, rows = sought_runs(*asked), old.wordings.folded, old.wordings.rows
    segment = segment_of(old, hold(folded, rows, sought, threads, counted(folded, rows, sought)))
    table = table_of_runs(texts, runs_between(new, segment, sought, threads))
    check(table, cut)
    return runs(table)


def check(table: MatchTable, cut: int) -> None:
    """Hold that each pair is there once, and is one between the two batches."""
    rows = list(zip(table.left.tolist(), table.right.tolist(), strict=True))
    assert rows == sorted(set(rows))
    assert all(left < cut <= right for left, right in rows)


def across(pairs: dict[tuple[int, int], object], cut: int) -> set[tuple[tuple[int, int], object]]:
    return {(pair, shown) for pair, shown in pairs.items() if pair[0] < cut <= pair[1]}


@given(collections(), cuts, st.sampled_from([75.0, 80.0, 95.0]), st.booleans())
def test_pairs_between_batches_are_those_of_all_at_once(
    rows: tuple[list[str], list[int]], cut: int, cutoff: float, grouped: bool
) -> None:
    texts, groups = rows[0], rows[1] if grouped else None
    cut %= len(texts) + 1
    at_once = found(match_many(texts, groups, cutoff, 2))
    assert whole_between(texts, groups, cut, cutoff).items() == across(at_once, cut)


def test_real_sentences_in_two_batches() -> None:
    texts = sample_sentences()
    groups = [row // 20 for row in range(len(texts))]
    at_once = found(match_many(texts, groups, 80.0, 2))
    every_run = runs(contained_many(texts, groups, 5, 85.0, 2))
    for cut in (1, 400, 1_990):
        assert whole_between(texts, groups, cut).items() == across(at_once, cut)
        assert runs_across(texts, groups, cut).items() == across(every_run, cut)


@given(
    collections(),
    cuts,
    st.sampled_from([(5, 85.0), (3, 70.0), (2, 100.0), (8, 60.0)]),
    st.booleans(),
    st.sampled_from([1, 3]),
)
def test_runs_between_few_texts_are_those_of_all_at_once(
    rows: tuple[list[str], list[int]], cut: int, asked: tuple[int, float], grouped: bool, threads: int
) -> None:
    texts, groups = rows[0], rows[1] if grouped else None
    cut %= len(texts) + 1
    at_once = runs(contained_many(texts, groups, *asked, threads))
    assert runs_across(texts, groups, cut, asked, threads).items() == across(at_once, cut)
    few = runs(contained(texts, groups=groups, min_words=asked[0], score_cutoff=asked[1]))
    assert few.items() <= at_once.items()


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(formulaic, cuts, st.integers(1, 4))
def test_of_many_texts_the_promised_runs_are_found(
    monkeypatch: pytest.MonkeyPatch, texts: list[str], cut: int, rare: int
) -> None:
    cut %= len(texts) + 1
    complete = runs(contained(texts))
    with monkeypatch.context() as patched:
        # Word pairs that share a bucket count as one: with so many buckets none do.
        patched.setattr(rarity, "FEWEST_BUCKETS", 16)
        patched.setattr(run_plan, "FEW_TEXTS", 3)
        patched.setattr(run_plan, "RARE", rare)
        between = runs_across(texts, None, cut)
        at_once = runs(contained_many(texts, None, 5, 85.0, 2))
    promised = {pair: complete[pair] for pair in complete.keys() & are_promised(texts, rare)}
    assert at_once.items() <= complete.items()
    assert promised.keys() <= at_once.keys()
    assert between.items() <= complete.items()
    assert across(promised, cut) <= between.items()


def test_of_many_texts_not_all_runs_are_found() -> None:
    formula = "did not answer a request for"
    numbered = [" ".join(str(20_000 + n * times) for times in range(1, 9)) for n in range(1_201)]
    texts = [f"{formula} item {numbers}" for numbers in numbered]
    assert len(contained_many(texts[:900], None, 5, 85.0, 2)) == 900 * 899 // 2
    # Those few are found by word pairs that share a bucket with a rarer one of the other text.
    assert len(runs_across(texts, None, 1_200)) < 12
    texts[-1] = f"It {formula} that"
    assert {pair[0] for pair in runs_across(texts, None, 1_200)} == set(range(1_200))
