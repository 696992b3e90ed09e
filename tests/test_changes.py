"""What a wording changed of another: with all that both have, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ondit.matching.changes import Change, changes
from ondit.text import normalise

WORDS = ("the", "The", "plan", "push,", "“boost”", "5%", "it's", "(so)", ".", "—", "東", "\n")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=30)


def told(found: list[Change]) -> str:
    return "".join(" " * one.is_apart + one.text for one in found)


def test_what_is_left_out_stands_before_what_is_put_in_its_place() -> None:
    found = changes("A push to the plan", "A great boost to the plan.")
    assert found == [
        Change("same", "A "),
        Change("left out", "push"),
        Change("added", "great boost", is_apart=True),
        Change("same", " to the plan."),
    ]
    assert told(found) == "A push great boost to the plan."


def test_what_is_only_left_out_is_parted_from_what_stands_around_it() -> None:
    assert told(changes("It will grow soon", "It grow")) == "It will grow soon"
    assert told(changes("Soon it grows", "it grows")) == "Soon it grows"


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_read_from_what_is_told(wording: str, variant: str) -> None:
    found = changes(wording, variant)
    assert "".join(one.text for one in found if one.op != "left out") == variant
    left = " ".join(one.text for one in found if one.op != "added")
    assert normalise(left) == normalise(wording)
    assert all(one.text for one in found)


@given(TEXTS)
def test_of_the_same_words_nothing_changed(text: str) -> None:
    assert {one.op for one in changes(text, text)} <= {"same"}
