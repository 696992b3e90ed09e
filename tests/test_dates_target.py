"""The date that a clause speaks of as to come."""

from __future__ import annotations

from datetime import date

import pytest

from ondit import dates

WEDNESDAY = date(2025, 9, 3)


def pick(text: str, clause: str | None = None) -> str | None:
    clause = clause or text
    start = text.index(clause)
    found = dates.target(text, dates.find(text, WEDNESDAY), start, start + len(clause))
    return text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The phone will launch in July 2026.", "July 2026"),
        ("In October, Brindlow will open its doors.", "October"),
        ("Brindlow said on Monday that it will launch the lamp in October.", "October"),
        ("The lamp, due in early 2027, is blue.", "early 2027"),
        ("The opening will slip from 1 October into early next year.", "early next year"),
        ("The fair will run from 3 October to 5 October.", "3 October"),
        ("October is the only hint of a launch date.", "October"),
        ("The lamp should arrive by the end of 2026.", "the end of 2026"),
        ("Orders open next Friday.", "next Friday"),
        ("Holders vote on Dec. 11.", "Dec. 11"),
        ("The house passes to the town in early 2027.", "early 2027"),
        ("One fold, Nacre sheet, Oct. launch.", "Oct."),
        ("The date of 1 October stood.", "1 October"),
        ("The announced date is 1 October.", "1 October"),
        ("They have put back the opening by a month, to 2 March 2026, after tests in July.", "2 March 2026"),
        ("It will report its third-quarter results next Monday.", "next Monday"),
        ("It would not open before next year.", "next year"),
        ("Lorries will not be allowed on it from Monday 8 September.", "Monday 8 September"),
        ("It will NOT open on October 1, and may be shut until next spring.", "next spring"),
        ("The lamp could be shown this autumn, one said.", "this autumn"),
    ],
)
def test_the_target_is_the_date_that_the_clause_looks_ahead_to(text: str, said: str) -> None:
    assert pick(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Brindlow announced on Monday that a lamp is coming.",
        "The lamp was sold in July 2022.",
        "The lamp will replace the one that came last year.",
        "It will sell more than in 2021.",
        "They will answer Monday's claims.",
        "It will last three months.",
        "The lamp will come soon.",
        "Nothing is dated here.",
        "The gate will not open on 3 October.",
        "It will miss its 1 October date.",
        "It will answer its third-quarter loss with silence.",
        "A lamp in 2016.",
    ],
)
def test_other_dates_are_no_target(text: str) -> None:
    assert pick(text) is None


def test_the_target_lies_in_the_clause() -> None:
    text = "The lamp will come in October; the chair will come in November."
    assert pick(text, "the chair will come in November.") == "November"
    assert pick(text, "The lamp will come") is None
