"""Where a bare weekday or month lies: ahead or behind."""

from __future__ import annotations

from datetime import date

import pytest

from ondit import dates

WEDNESDAY = date(2025, 9, 3)
LAST_MONDAY, NEXT_MONDAY = "2025-09-01", "2025-09-08"


def values(text: str) -> list[str]:
    return [found.value for found in dates.find(text, WEDNESDAY)]


@pytest.mark.parametrize(
    "text",
    [
        "Brindlow said Monday that it will sell lamps.",
        "Celebrations to mark the opening on Monday were held.",
        "The first three towns to join on Monday were small.",
        "It had been due to close on Monday.",
        "It would have opened on Monday.",
        "Until Monday, they had not called.",
        "The mayor could not be reached on Monday.",
        "The mayor would not say on Monday who paid.",
        "She promised Monday to go.",
        "The ruling Monday will hurt them.",
        "It will change the plan of Monday's meeting.",
        "They will act, said Jo Tarn, who on Monday left.",
        "The contested sale on Monday went well.",
        "It ended its bid to take the rest on Monday.",
    ],
)
def test_a_weekday_that_is_over(text: str) -> None:
    assert values(text) == [LAST_MONDAY]


@pytest.mark.parametrize(
    "text",
    [
        "The board meets on Monday.",
        "The lamp is sold from Monday.",
        "It will be shown on Monday.",
        "It agreed to open on Monday.",
        "They have until 9 a.m. Monday to pay.",
        "Prices rose 3 percent ahead of Monday's vote.",
        "It is shut, starting on Monday.",
        "Fares to rise on Monday.",
        "It vowed on Tuesday to open on Monday.",
        "It will open\non Monday.",
        "They could cut it on Monday.",
    ],
)
def test_a_weekday_that_is_to_come(text: str) -> None:
    assert values(text)[-1].startswith(NEXT_MONDAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It rose to 3 percent in July.", "2025-07"),
        ("The case is heard in October.", "2025-10"),
        ("They told the makers of a cutback in October.", "2025-10"),
        ("They were promised October.", "2025-10"),
        ("They had planned for October.", "2025-10"),
        ("It opened in October.", "2024-10"),
        ("Back in October they will remember, it was full.", "2024-10"),
        (
            "It was made by those who came to the meeting, and lost money in those years, in October.",
            "2025-10",
        ),
        ("It lent them money through November.", "2025-11"),
        ("It lent them money through July.", "2025-07"),
        ("It was signed under a June deal.", "2025-06"),
        ("They fear the November election.", "2025-11"),
        ("They lost the July election.", "2025-07"),
    ],
)
def test_a_month(text: str, value: str) -> None:
    assert values(text) == [value]
