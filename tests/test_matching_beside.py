"""Re-wordings beside other pairs: less need be common where two articles keep one order."""

from itertools import product
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.matching import beside as beside_module
from ondit.matching.beside import _shared as shared
from ondit.matching.beside import pairs_beside
from ondit.matching.contents import Contents, Lexicon, tell, weigh
from ondit.matching.story import Matcher, groups_of
from ondit.model import Sentence

pytestmark = pytest.mark.xdist_group("compiled")

FAILED = "The northern tube failed two full tests of its smoke extraction system in July."
COST = "The officials, who asked not to be named, said that the cost could rise to 2.6 billion crowns."
BILL = "The bill, it is said, may reach 2.6 billion crowns."
WORDS = "gate gates harbour toll cars 45 120 opens Morrow the of in profit share".split()
OTHERS = (
    "The pilot has sailed the estuary since his youth.",
    "Ilse Morrow, the harbour master, was born in Corvale.",
    "Nobody had counted the gulls on the mole before.",
    "Rain kept the regatta from starting for an hour.",
    "The old crane will be painted green by volunteers.",
)


def rows(*articles: tuple[str, ...]) -> tuple[list[Sentence], list[str]]:
    """Take each tuple as the sentences of an article."""
    sentences, texts = [], []
    for number, own in enumerate(articles):
        start = 0
        for text in own:
            sentences.append(Sentence(start, start + len(text), str(number)))
            texts.append(text)
            start += len(text) + 1
    return sentences, texts


def beside(found: list[tuple[int, int]], *articles: tuple[str, ...]) -> list[tuple[int, int]]:
    sentences, texts = rows(*articles)
    lexicon = Lexicon()
    told = tell(texts, lexicon)
    left, right = np.array(found, np.int64).reshape(-1, 2).T
    groups = np.array(groups_of(sentences))
    pairs = pairs_beside(groups, left, right, Contents(told, weigh(told, lexicon)))
    return list(zip(*(rows.tolist() for rows in pairs), strict=True))


def test_a_sentence_behind_a_pair_needs_less_in_common() -> None:
    assert beside([(0, 2)], (FAILED, COST), (FAILED, BILL), OTHERS) == [(1, 3)]


def test_so_does_one_before_a_pair() -> None:
    assert beside([(1, 3)], (COST, FAILED), (BILL, FAILED), OTHERS) == [(0, 2)]


def test_without_a_pair_nothing_is_beside_it() -> None:
    assert beside([], (FAILED, COST), (FAILED, BILL), OTHERS) == []


def test_one_before_and_one_behind_are_not_in_one_order() -> None:
    assert beside([(1, 2)], (COST, FAILED), (FAILED, BILL), OTHERS) == []


def test_articles_end_where_they_end() -> None:
    assert beside([(0, 1)], (FAILED,), (FAILED,), (COST,), (BILL,), OTHERS) == []


def test_a_pair_beside_another_has_pairs_beside_it() -> None:
    tail = (
        "Lorries will wait at the dock until the spring.",
        "Until the spring the dock is where lorries wait.",
    )
    found = beside([(0, 3)], (FAILED, COST, tail[0]), (FAILED, BILL, tail[1]), OTHERS)
    assert found == [(1, 4), (2, 5)]


def test_a_known_pair_is_not_found_again() -> None:
    assert beside([(0, 2), (1, 3)], (FAILED, COST), (FAILED, BILL), OTHERS) == []


def test_other_sentences_beside_a_pair_are_not_alike() -> None:
    assert beside([(0, 2)], (FAILED, OTHERS[0]), (FAILED, BILL), OTHERS[1:]) == []


def test_the_matches_of_a_story_hold_them() -> None:
    sentences, texts = rows((FAILED, COST), (FAILED, BILL), OTHERS)
    pairs = {(found.left, found.right): found for found in Matcher().match(sentences, texts)}
    found = pairs[1, 3]
    assert found.relation in ("edited", "translated", "fragment")
    a, b = (
        texts[row][span.start - sentences[row].start : span.end - sentences[row].start]
        for row, span in ((1, found.a), (3, found.b))
    )
    assert "2.6 billion crowns" in a
    assert "2.6 billion crowns" in b


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), min_size=1, max_size=8))
def test_of_many_pairs_the_same_is_shared(texts: list[str]) -> None:
    lexicon = Lexicon()
    told = tell(texts, lexicon)
    contents = Contents(told, weigh(told, lexicon))
    left, right = np.array(list(product(range(len(texts)), repeat=2))).T.copy()
    few = shared(contents, left, right)
    with patch.object(beside_module, "MANY_PAIRS", -1):
        assert shared(contents, left, right).tolist() == few.tolist()
