"""Who says what a label is of: read back from the reasons that the rules give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import certainty
from ondit.certainty.tellers import teller
from ondit.certainty.verdicts import NOBODY, VERDICTS

NAMING = sorted({one.reason for one in VERDICTS.values() if "{source}" in one.reason})


@given(st.sampled_from(NAMING), st.sampled_from(["Ann Ode", "ODE.N", "Ode & Co. (of Tarn)"]), st.text())
def test_the_source_that_any_rule_names_comes_back(reason: str, source: str, cue: str) -> None:
    assert teller(reason.format(source=source, cue=cue)) == source


@pytest.mark.parametrize("reason", [one for one in NAMING if "{cue}" not in one])
def test_a_source_of_which_nothing_is_known_is_nobody(reason: str) -> None:
    assert teller(reason.format(source=NOBODY)) is None


@pytest.mark.parametrize("reason", ["", "It is a question.", "“may” marks the writer's own inference."])
def test_a_reason_without_a_source_names_nobody(reason: str) -> None:
    assert teller(reason) is None


def test_a_description_begins_small_wherever_it_stood() -> None:
    assert teller("Said by a source that is not named: The officials.") == "the officials"


def test_what_people_who_are_only_described_say_without_marks_names_them() -> None:
    text = "Corvale is in talks to buy the yard, two people familiar with the matter said on Monday."
    (label,) = certainty.label(text)
    assert teller(label.reason) == "two people familiar with the matter"


def test_no_verb_hangs_on_who_says_it_as_they_may_be_many() -> None:
    assert not [one for one in NAMING if one.startswith("{source}") or "{source} says" in one]
    (label,) = certainty.label("Both companies confirmed that they are in talks.")
    assert label.reason == "Confirmed by both companies: “confirmed”."
