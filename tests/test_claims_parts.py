"""Parts of a clause that each assert something by themselves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.claims.parts import split
from test_claims import WORDS


@pytest.mark.parametrize(
    ("clause", "parts"),
    [
        (
            "The reader weighs 265 g and will be sold from 24 June at a price of $449.",
            ["The reader weighs 265 g and ", "will be sold from 24 June ", "at a price of $449."],
        ),
        ("Cars pay 45 crowns and lorries 120.", ["Cars pay 45 crowns and lorries 120."]),
        ("The yard closes, and the ferry stays.", ["The yard closes, and the ferry stays."]),
        ("The yard shuts and will be sold soon.", ["The yard shuts and ", "will be sold soon."]),
        ("It is and will be.", ["It is and will be."]),
        (
            "The yard opens late because the old pumps failed two tests.",
            ["The yard opens late ", "because the old pumps failed two tests."],
        ),
        (
            "Corvale put back the opening, after the pumps did not pass.",
            ["Corvale put back the opening, ", "after the pumps did not pass."],
        ),
        (
            "Corvale is in talks to sell the yard and a deal could come this week, but the person warned that"
            " the talks could fail.",
            [
                "Corvale is in talks to sell the yard and ",
                "a deal could come this week, but ",
                "the person warned that the talks could fail.",
            ],
        ),
        (
            "Ana Reis would take a majority while Tolmar and Lund would become minority owners.",
            ["Ana Reis would take a majority ", "while Tolmar and Lund would become minority owners."],
        ),
        (
            "Corvale will take over Tolmar in a $976 million all-stock deal.",
            ["Corvale will take over Tolmar ", "in a $976 million all-stock deal."],
        ),
        (
            "Ana Reis will put in her own money so she has control of the yard.",
            ["Ana Reis will put in her own money ", "so she has control of the yard."],
        ),
        ("German banks, which hold the bonds, sold half of them.",
         ["German banks, which hold the bonds, sold half of them."]),
        ("Someone close to the yard said that Ana Reis, who has led it since 2019, was expected to go.",
         ["Someone close to the yard said that Ana Reis, who has led it since 2019, was expected to go."]),
        ("Judge Ana Reis told the court that while Lund was legally old, he had not lied.",
         ["Judge Ana Reis told the court that while Lund was legally old, he had not lied."]),
        ("The whole of the project will cost, so it is expected, 45 million crowns.",
         ["The whole of the project will cost, so it is expected, 45 million crowns."]),
        ("Corvale will sell the ferry while keeping the yard that was built in 1931.",
         ["Corvale will sell the ferry while keeping the yard that was built in 1931."]),
        ("The yard is not old, but new and large.", ["The yard is not old, but new and large."]),
        ("The mayor met the union and the owners of the yard that is closed.",
         ["The mayor met the union and the owners of the yard that is closed."]),
        ("They asked not to be named because talks are private.",
         ["They asked not to be named because talks are private."]),
        ("It opens two days after the pumps were tested.",
         ["It opens two days after the pumps were tested."]),
    ],
)  # fmt: skip
def test_parts_of_a_clause(clause: str, parts: list[str]) -> None:
    assert [clause[part.start : part.end] for part in split(clause, 0, len(clause))] == parts


def test_wide_gaps_cut_a_clause_as_narrow_ones_do() -> None:
    narrow = "The reader weighs 265 g, and will be sold from 24 June at a price of $449"
    wide = narrow.replace(" ", " " * 200)
    parts = [" ".join(wide[one.start : one.end].split()) for one in split(wide, 0, len(wide))]
    assert parts == [narrow[one.start : one.end].strip() for one in split(narrow, 0, len(narrow))]
    assert len(parts) == 3


@given(st.text(max_size=60), st.integers(0, 20), st.lists(WORDS, max_size=30).map(" ".join))
def test_parts_hold_all_of_a_clause(before: str, start: int, words: str) -> None:
    text = before + words
    low = min(start, len(text))
    parts = split(text, low, len(text))
    assert parts[0].start == low
    assert parts[-1].end == len(text)
    assert all(left.end == right.start for left, right in pairwise(parts))


def test_what_a_deal_values_a_company_at_is_one_part() -> None:
    told = "they signed a deal in cash, which values the yard at $3 billion"
    assert [told[part.start : part.end] for part in split(told, 0, len(told))] == [
        "they signed a deal in cash, ",
        "which values the yard at $3 billion",
    ]
    sold = "the reader will be sold from 24 June at a price of $449"
    assert len(split(sold, 0, len(sold))) == 2
