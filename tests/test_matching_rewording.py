"""Re-wordings: what two texts tell in the same content words, whatever their order."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from ondit.matching import rewording
from ondit.matching.contents import UNIT, Contents, Lexicon, tell, weigh
from ondit.matching.formulas import STOCK_WORDS
from ondit.matching.rewording import pairs_retold, retold
from ondit.matching.table import MatchTable, table
from ondit.matching.vocabulary import FUNCTION_WORDS, ROLE_WORDS, stem, telling_words
from ondit.text import normalise, words

pytestmark = pytest.mark.xdist_group("compiled")

BACKGROUND = (
    "The pilot has sailed the estuary since his youth.",
    "Ilse Morrow, the harbour master, was born in Corvale.",
    "Nobody had counted the gulls on the mole before.",
    "Rain kept the regatta from starting for an hour.",
    "The old crane will be painted green by volunteers.",
    "A school choir sang on the quay in the evening.",
)

WORDS = "gate gates harbour harbor toll cars 45 120 opens closed Morrow said the of in profit share".split()
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


def reworded(texts: Sequence[str], groups: Sequence[int] | None = None) -> MatchTable:
    """Match texts; without groups each is a group of its own."""
    lexicon = Lexicon()
    told = tell(texts, lexicon)
    contents = Contents(told, weigh(told, lexicon))
    of = np.array(range(len(texts)) if groups is None else groups, np.int64)
    return table(texts, retold(texts, contents, *pairs_retold(contents, of, None, len(texts))))


def pairs(*texts: str) -> list[tuple[str, str]]:
    """Match texts among those that tell other things; return the passages of each pair."""
    every = [*texts, *BACKGROUND]
    return [
        (every[m.left][m.a.start : m.a.end], every[m.right][m.b.start : m.b.end]) for m in reworded(every)
    ]


def stepped(count: int) -> float:
    """Return the mean of the numbers between two powers of two that a count is among."""
    low = 2 ** int(math.log2(count))
    return sum(range(low, 2 * low)) / low


def by_brute_force(texts: Sequence[str], groups: Sequence[int]) -> set[tuple[int, int]]:
    """Apply the rule to every pair; the only figures of these texts are 45 and 120."""
    idle = FUNCTION_WORDS | ROLE_WORDS
    stems = [{stem(word) for word in words(text).texts if word not in idle} for text in texts]
    telling = [
        {stem(w) for w in telling_words(text) if w.isalpha() and w not in STOCK_WORDS} for text in texts
    ]
    holding = Counter(key for one in stems for key in one)

    def weight(keys: set[str]) -> int:
        rarest = math.log(1 + stepped(len(texts)))
        return sum(
            round(UNIT * math.log(1 + stepped(len(texts)) / stepped(holding[key])) / rarest) for key in keys
        )

    found = set()
    for i, j in combinations(range(len(texts)), 2):
        common, told = stems[i] & stems[j], telling[i] & telling[j]
        least, share, telling_least = (1.0, 0.25, 0.15) if common & {"45", "120"} else (1.8, 0.5, 0.6)
        if (
            groups[i] != groups[j]
            and weight(common) >= least * UNIT
            and weight(common) >= share * min(weight(stems[i]), weight(stems[j]))
            and told
            and weight(told) ** 2 >= telling_least * UNIT * min(weight(telling[i]), weight(telling[j]))
        ):
            found.add((i, j))
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cars will pay 45 crowns.", "The toll will be 45 crowns for cars and 120 crowns for lorries."),
        (
            "“The glass remembers every fold, but our film forgets them,” she said.",
            "“Each fold the glass records, our film instead forgets it”, has commented the number one.",
        ),
        ("The film is guaranteed for 200.000 openings.", "Its folding film is rated for 200,000 openings."),
        (
            "A version in colours would follow next year, hears the Herald.",
            "HingeWatcher also claims that a color version will follow next year.",
        ),
    ],
)
def test_what_is_told_in_other_words_is_found(one: str, other: str) -> None:
    assert len(pairs(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Edda Marrison, the minister of transport, will report to the house.",
            "The minister of transport, Edda Marrison, was asked to come at once.",
        ),
        (
            "Ostrane Capital declined to comment on the bid.",
            "Corvale Works declined to comment on the strike.",
        ),
        (
            "Belmore shares fell 9 percent in early trade.",
            "Shares of Corvale had closed higher in early trade.",
        ),
        ("The tunnel is the greatest work of the region.", "Do you work in a mine?"),
        ("", ""),
        ("!?", "!?"),
        ("the and of", "the and of"),
    ],
)
def test_names_and_stock_phrases_are_no_rewording(one: str, other: str) -> None:
    assert not pairs(one, other)


def test_the_passages_are_what_is_common() -> None:
    long = (
        "The mayor, who opened the fair on Sunday in bright sun, added that lorries heavier than 7.5 tonnes "
        "may not cross the Lisle bridge, whatever the growers of the valley have written to her office."
    )
    ((a, b),) = pairs(long, "Across the Lisle bridge no lorry of more than 7.5 tonnes may go.")
    assert a == "lorries heavier than 7.5 tonnes may not cross the Lisle bridge"
    assert b == "Lisle bridge no lorry of more than 7.5 tonnes"


def test_a_passage_holds_most_of_what_is_common() -> None:
    long = (
        "The sluice basin, which engineers painted yellow after Easter under floodlights with rollers and "
        "sponges and brushes, upsets the ferry timetable."
    )
    ((a, b),) = pairs(long, "Sluice basin upsets ferry timetable.")
    assert a.startswith("The sluice basin, which")
    assert a.endswith("brushes, upsets the ferry timetable")
    assert b == "Sluice basin upsets ferry timetable"


def test_other_figures_are_told() -> None:
    texts = [
        "Lorries will pay a toll of 120 crowns each way.",
        "A toll of 90 crowns lorries will pay each way.",
    ]
    (found,) = reworded([*texts, *BACKGROUND])
    assert found.differs == "numbers: 120 → 90"


@given(
    st.lists(SENTENCES, max_size=12).flatmap(
        lambda texts: st.tuples(
            st.just(texts), st.lists(st.integers(0, 3), min_size=len(texts), max_size=len(texts))
        )
    )
)
def test_it_finds_what_brute_force_finds(case: tuple[list[str], list[int]]) -> None:
    texts, groups = case
    expected = by_brute_force(texts, groups)
    for few in (len(texts), -1):
        with patch.object(rewording, "FEW_TEXTS", few):
            found = reworded(texts, groups)
        assert set(zip(found.left.tolist(), found.right.tolist(), strict=True)) == expected


@given(st.lists(SENTENCES, max_size=10))
def test_the_order_of_the_texts_changes_nothing(texts: list[str]) -> None:
    last = len(texts) - 1
    here = {(m.left, m.right, m.a, m.b, m.similarity) for m in reworded(texts)}
    there = {(last - m.right, last - m.left, m.b, m.a, m.similarity) for m in reworded(texts[::-1])}
    assert here == there


@given(st.lists(SENTENCES, max_size=10))
def test_the_similarity_is_that_of_the_passages(texts: list[str]) -> None:
    for found in reworded(texts):
        a = texts[found.left][found.a.start : found.a.end]
        b = texts[found.right][found.b.start : found.b.end]
        assert found.similarity == fuzz.ratio(normalise(a), normalise(b))


def test_common_stems_alone_find_no_pair_where_only_rare_ones_are_to() -> None:
    """Nine tell of one tunnel in words that all of them have; two of these of one gull, too."""
    alike = [f"The tunnel below the harbour opens soon for lorries of yard{n}." for n in range(9)]
    alike[2] += " A gull watched."
    alike[6] = "Soon, watched by a gull, the tunnel for lorries opens below the harbour."
    texts = [*alike, *(f"quay{n} mole{n} crane{n} mast{n}" for n in range(60))]
    lexicon = Lexicon()
    told = tell(texts, lexicon)
    contents = Contents(told, weigh(told, lexicon))
    with patch.object(rewording, "FEW_TEXTS", -1):
        found = (pairs_retold(contents, np.arange(len(texts)), None, most) for most in (len(texts), 7))
        every, some = (set(zip(*(rows.tolist() for rows in pairs), strict=True)) for pairs in found)
    assert len(every) == 9 * 8 // 2
    assert some == {(2, 6)}
