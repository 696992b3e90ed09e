"""Crowds: what hundreds tell makes pairs as they are, not as their square, and hardly parts anything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondit import pipeline
from ondit.matching import crowds
from ondit.matching.crowds import MANY, Pairs, thinned
from ondit.matching.table import keys_of
from ondit.model import Article, Published, Source, Story

pytestmark = pytest.mark.xdist_group("compiled")

ROWS = 9
QUOTE = "“We will not sell the old yard at Belmore to anybody in this town,” said Ann Ode, head of the yard."
EDITED = "“We will not sell the old dock at Belmore to anyone in this town,” said Ann Ode, head of the yard."
FORMULA = "shares of {} rose on the Torvale Stock Exchange after {} told of {} there"


class Pair(NamedTuple):
    """A pair, with the passage on each side by its row."""

    rows: tuple[int, int]
    similarity: float
    spans: tuple[tuple[int, int], tuple[int, int]]

    def at(self, row: int) -> tuple[int, int]:
        return self.spans[self.rows.index(row)]

    def other(self, row: int) -> int:
        return self.rows[1 - self.rows.index(row)]

    def shared(self) -> float:
        return self.similarity * min(end - start for start, end in self.spans)


SPANS = st.tuples(st.integers(0, 6), st.integers(1, 5)).map(lambda at: (at[0], at[0] + at[1]))
PAIRS = st.dictionaries(
    st.sampled_from(list(combinations(range(ROWS), 2))),
    st.tuples(st.sampled_from([80.0, 90.0, 100.0]), st.tuples(SPANS, SPANS)),
    max_size=36,
).map(lambda found: [Pair(rows, *found[rows]) for rows in sorted(found)])


def columns(pairs: list[Pair]) -> Pairs:
    rows = np.array([pair.rows for pair in pairs], np.int64).reshape(-1, 2)
    spans = np.array([pair.spans for pair in pairs], np.int32).reshape(-1, 4)
    return Pairs(keys_of(*rows.T), np.array([pair.similarity for pair in pairs], np.float64), *spans.T)


def by_hand(pairs: list[Pair], told: list[int], many: int, few: int) -> set[tuple[int, int]]:
    """Follow the rule word by word."""

    def stand_with(pair: Pair, row: int, among: list[Pair]) -> int:
        start, end = pair.at(row)
        spans = [one.at(row) for one in among]
        return sum(min(end, stop) - max(start, begin) >= 0.8 * (end - start) for begin, stop in spans)

    at = {row: [pair for pair in pairs if row in pair.rows] for row in range(ROWS)}
    met = {(pair, row): stand_with(pair, row, at[row]) for row in at for pair in at[row]}
    crowd = [pair for pair in pairs if min(met[pair, row] for row in pair.rows) > many]
    kept = set(pairs) - set(crowd)
    for row in range(ROWS):
        own = [pair for pair in crowd if row in pair.rows]
        for order in (
            lambda one, row=row: (-met[one, one.other(row)], told[one.other(row)], one.other(row)),
            lambda one, row=row: (told[one.other(row)], -met[one, one.other(row)], one.other(row)),
            lambda one, row=row: (-one.shared(), told[one.other(row)], one.other(row)),
        ):
            here: list[Pair] = []
            for pair in sorted(own, key=order):
                if stand_with(pair, row, here) < few:
                    here.append(pair)
            kept.update(here)
    return {pair.rows for pair in kept}


@settings(max_examples=300)
@given(
    PAIRS,
    st.lists(st.integers(1, 3), min_size=ROWS, max_size=ROWS),
    st.integers(0, 3),
    st.integers(1, 2),
    st.integers(1, 99),
)
def test_what_is_told_of_a_crowd_is_what_the_rule_says(
    pairs: list[Pair], told: list[int], many: int, few: int, at_once: int
) -> None:
    with patch.multiple(crowds, MANY=many, FEW=few, AT_ONCE=at_once):
        keys = thinned(columns(pairs), np.array(told))
    assert keys.tolist() == sorted(keys.tolist())
    assert {(key >> 32, key & 0xFFFFFFFF) for key in keys.tolist()} == by_hand(pairs, told, many, few)


@pytest.mark.parametrize(("sentences", "told"), [(MANY + 1, 136), (100, 100 * 2 - 3), (400, 400 * 2 - 3)])
def test_a_wording_that_all_have_makes_pairs_as_there_are_sentences(sentences: int, told: int) -> None:
    """All are paired with the two that were told first, which most meet and which share as much as any."""
    left, right = np.triu_indices(sentences, 1)
    zeros = np.zeros(len(left), np.int32)
    every = Pairs(keys_of(left, right), zeros + 100.0, zeros, zeros + 30, zeros, zeros + 30)
    assert len(thinned(every, np.arange(sentences))) == told


def articles(lines: list[str]) -> list[Article]:
    return [
        Article(
            f"a{n:03}",
            line,
            Source(f"Outlet {n}", "metadata"),
            published=Published(f"2025-05-{1 + n % 28:02}", "day", "metadata"),
        )
        for n, line in enumerate(lines)
    ]


def notes(story: Story) -> Iterator[str]:
    return (one.what for one in story.problems if "left out" in one.what)


def test_a_quote_that_sixty_outlets_have_is_one_statement_and_what_is_left_out_is_said() -> None:
    story = pipeline.build(articles([QUOTE] * 60))
    (statement,) = (one for one in story.statements if one.text.startswith("We will"))
    assert len(statement.occurrences) == 60
    assert statement.first.articles == ("a000", "a028", "a056")
    (told,) = notes(story)
    assert told == "1,653 of 1,770 pairs of similar passages are left out."


def test_two_versions_that_forty_outlets_have_each_stay_one_statement() -> None:
    story = pipeline.build(articles([QUOTE, EDITED] * 40))
    (statement,) = story.statements
    assert len(statement.occurrences) == 80
    assert sum(one.variant == "verbatim" for one in statement.occurrences) == 40
    assert len(story.matches) < 80 * 6


def test_what_few_share_in_a_crowd_is_told() -> None:
    lines = [FORMULA.format(f"Mole{n}", f"Quay{n}", f"gulls{n}") for n in range(40)]
    lines[7] += ", for its cranes will be sold to the ferry yard at Belmore in May"
    lines[30] += ", for its cranes will be sold to the ferry yard at Belmore in May"
    pairs = {(match.a.article, match.b.article) for match in pipeline.build(articles(lines)).matches}
    assert ("a007", "a030") in pairs
    assert len(pairs) < 40 * 6


def test_nothing_is_left_out_of_a_small_story() -> None:
    story = pipeline.build(articles([QUOTE] * (MANY + 1)))
    assert len(story.matches) == (MANY + 1) * MANY // 2
    assert not list(notes(story))


def test_those_told_first_are_kept_whatever_their_ids() -> None:
    some = articles([QUOTE] * 60)
    story = pipeline.build(some)
    first = {"a000", "a028"}
    assert len(story.matches) > 60
    assert all(first & {match.a.article, match.b.article} for match in story.matches)
