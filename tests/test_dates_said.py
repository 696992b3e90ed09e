"""The day that an article puts beside a verb of saying."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import dates
from ondit.dates.said import said

THURSDAY = date(2025, 5, 8)


def day_of(text: str) -> str | None:
    return said(text, dates.find(text, THURSDAY), 0, len(text), THURSDAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The yard will close, Corvale said on Tuesday.", "2025-05-06"),
        ("Corvale said in a statement on Tuesday that the yard will close.", "2025-05-06"),
        ("Corvale on Tuesday denied that the yard will close.", "2025-05-06"),
        ("The yard will open on 3 June, Corvale announced yesterday.", "2025-05-07"),
        ("Corvale said the yard closed on Tuesday.", None),
        ("Corvale said on 3 June it would speak.", None),
        ("Corvale said the yard will close.", None),
        ("The yard closed on Tuesday.", None),
        ("Corvale said in May that the yard will close.", None),
    ],
)
def test_when_it_was_said(text: str, day: str | None) -> None:
    assert day_of(text) == day


def test_only_the_sentence_is_looked_at() -> None:
    text = "Corvale said so on Tuesday. The yard will close, it said."
    found = dates.find(text, THURSDAY)
    assert said(text, found, 0, 27, THURSDAY) == "2025-05-06"
    assert said(text, found, 28, len(text), THURSDAY) is None


@given(
    st.lists(st.sampled_from(["said ", "on ", "Tuesday ", "statement ", ", ", "in a ", "x "])).map("".join)
)
def test_what_is_found_is_no_later_than_the_article(text: str) -> None:
    found = day_of(text)
    assert found is None or found <= THURSDAY.isoformat()
