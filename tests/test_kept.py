"""Answers that are kept are those of the questions asked last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.kept import Kept


@given(asked=st.lists(st.integers(0, 6)), most=st.integers(1, 4))
def test_what_was_asked_lately_is_not_answered_anew(asked: list[int], most: int) -> None:
    kept: Kept[int, str] = Kept(most)
    answered: list[int] = []

    def answer(question: int) -> str:
        answered.append(question)
        return str(question)

    lately: list[int] = []
    for question in asked:
        before = len(answered)
        assert kept.of(question, answer) == str(question)
        assert (len(answered) == before) is (question in lately)
        lately = [*(one for one in lately if one != question), question][-most:]


def test_an_error_is_not_kept() -> None:
    kept: Kept[int, int] = Kept(2)

    def divide(question: int) -> int:
        return 1 // question

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            kept.of(0, divide)
    assert kept.of(1, divide) == 1
