"""Formulas: what shared words tell, in a small collection and in a broad one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.matching.formulas import Rarity

FILLER = [
    f"The harbour master of quay {n} counted lorries{n} and cranes{n} before noon." for n in range(1_200)
]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("was not immediately available for comment", "was not immediately available for comment"),
        ("Corvale declined to comment.", "Tarn Labs declined to comment."),
        ("did not respond to requests for comment", "did not immediately respond to a request for comment"),
        ("according to people familiar with the matter", "according to a person familiar with the matter"),
        ("the first half of the year", "the first half of the year"),
        ("in the next few months, he said", "in the next few months, she said"),
        ("Sales at stores open at least a year rose", "Sales at stores open at least a year fell"),
        ("Analysts on average had expected profit", "Analysts on average had expected a profit"),
        ("cents a share, a year earlier", "cents a share, a year earlier"),
        ("hundreds of millions of crowns", "hundreds of millions of dollars"),
        ("There are a lot of", "There are a lot of"),
    ],
)
def test_a_formula_tells_nothing(a: str, b: str) -> None:
    assert Rarity().is_formula(a, b)
    assert Rarity(FILLER).is_formula(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Our orchards will burn", "our orchards will burn"),
        ("a ferry up a waterfall", "a ferry up a waterfall"),
        ("to open on 1 October, and not a day later", "to open on 1 October and no later"),
        ("The company said it sold its two tar pits", "It sold its two tar pits, said the company"),
        ("Corvale declined to comment on the sunken barge", "Corvale declined to comment on a sunken barge"),
        ("an offer of $38 to $40 a share", "an offer of $38 to $40 a share"),
    ],
)
def test_what_somebody_repeated_is_no_formula(a: str, b: str) -> None:
    assert not Rarity().is_formula(a, b)
    assert not Rarity(FILLER).is_formula(a, b)


def test_only_what_both_sides_hold_tells() -> None:
    rarity = Rarity()
    assert rarity.telling("The barge sank off Ostrel", "The tunnel flooded in Venn") == 0
    assert rarity.telling("The barge sank", "A barge had floated") == 1


def test_a_broad_collection_knows_its_own_stock() -> None:
    wording = "counted lorries before noon"
    here = [f"The harbour master counted lorries before noon at quay {n}." for n in range(1_200)]
    assert not Rarity().is_formula(wording, wording)
    assert not Rarity(FILLER[:999]).is_formula(wording, wording)
    assert Rarity(here).telling(wording, wording) < Rarity().telling(wording, wording)
    assert Rarity(here).telling("a noon ferry", "the noon ferry") == 1.5


def test_a_name_that_a_story_is_about_does_not_wear_out() -> None:
    here = [f"Only Venn counted cranes at quay {n}." for n in range(1_200)]
    assert Rarity(here).telling("with Venn", "from Venn") == Rarity().telling("with Venn", "from Venn") == 0.5


def test_figures_tell_by_their_length() -> None:
    def telling(text: str) -> float:
        return Rarity().telling(text, text)

    assert telling("2.65") == telling("471") == 1
    assert telling("2024") == telling("40") == 0.5
    assert telling("7") == 0.1
    assert telling("7 may") == telling("may 7") == 0.5


def test_other_scripts_are_taken_for_no_formula() -> None:
    assert not Rarity().is_formula("港口的隧道今天开放", "港口的隧道今天开放")
    assert not Rarity().is_formula("le tunnel du port est ouvert", "le tunnel du port est ouvert")


@given(st.text(), st.text())
def test_telling_is_the_same_either_way_round(a: str, b: str) -> None:
    rarity = Rarity()
    assert 0 <= rarity.telling(a, b) == rarity.telling(b, a) <= rarity.telling(a, a)


@pytest.mark.parametrize("piece", ["3's may ", "1", "not ", '"', "月"])
def test_much_of_one_thing(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert Rarity().telling(text, text) >= 0
