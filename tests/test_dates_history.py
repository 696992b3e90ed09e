"""What dates without a year hang on in histories, and in news that looks back."""

from __future__ import annotations

from datetime import date

import pytest

from ondit import dates

WEDNESDAY = date(2025, 9, 3)


def values(text: str) -> list[str]:
    return [found.value for found in dates.find(text, WEDNESDAY)]


HISTORY = (
    "On 4 May 1911 the dam was begun. On 9 June 1912 it broke. It was mended by 3 March 1913 and opened"
    " in August 1914. "
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In September it was blown up.", "1914-09"),
        ("In January it was blown up.", "1915-01"),
        ("On 2 October it was blown up.", "1914-10-02"),
        ("In autumn it was blown up.", "1914-FA"),
        ("At the end of the year it was blown up.", "1914"),
        ("They will mend it, they said yesterday.", "2025-09-02"),
    ],
)
def test_a_history_hangs_on_the_last_year_that_it_told(text: str, value: str) -> None:
    assert values(HISTORY + text)[4:] == [value]


def test_a_history_is_one_from_its_first_date() -> None:
    assert values("In 1910, in April, they met. " + HISTORY)[:2] == ["1910", "1910-04"]


def test_news_that_looks_back_stays_news() -> None:
    text = "Founded in May 1998 and sold in 2004, it said on Monday that it lost money in July."
    assert values(text) == ["1998-05", "2004", "2025-09-01", "2025-07"]


def test_a_portrait_that_tells_of_the_last_years_too_stays_news() -> None:
    assert values(HISTORY + "It was sold in 2023 and mended in 2024. It closed in June.")[-1] == "2025-06"
