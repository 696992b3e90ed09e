"""Days that someone types: found in figures and in words, and the newest day of a story no later than one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.model import Story, TimelineEntry
from ondit.search.days import nearest_day, typed_day
from ondit.whole import WholeStory


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2012-03-14", "2012-03-14"),
        (" 2012-03 ", "2012-03"),
        ("14 Mar 2012", "2012-03-14"),
        ("14  March  2012", "2012-03-14"),
        ("March 14, 2012", "2012-03-14"),
        ("sept. 2012", "2012-09"),
        ("2012", None),
        ("30 February 2012", None),
        ("14 Marble 2012", None),
        ("1 March 2 2012", None),
        ("12 may", None),
        ("", None),
    ],
)
def test_a_day_or_a_month_is_a_date_and_nothing_else(text: str, day: str | None) -> None:
    assert typed_day(text) == day


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert typed_day(day.isoformat()) == day.isoformat()
    assert typed_day(f"{day.day} {day:%b} {day.year:04}") == day.isoformat()
    assert typed_day(f"{day:%B} {day.day}, {day.year:04}") == day.isoformat()


DAYS = ("2012-03-14", "2012-03-02", "2012-02", "2011", None)


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("2012-03-14", "2012-03-14"),
        ("2012-03-13", "2012-03-02"),
        ("2012-03", "2012-03-14"),
        ("2012-02-29", "2012-02"),
        ("2030-01", "2012-03-14"),
        ("2012-01-31", "2011"),
        ("2010-12", None),
    ],
)
def test_the_newest_day_that_is_no_later_is_gone_to(asked: str, day: str | None) -> None:
    entries = tuple(
        TimelineEntry(f"t-{at}", None, None, "neither", 0.5, one, None, ("The Ledger",), "A pump")
        for at, one in enumerate(DAYS)
    )
    assert nearest_day(WholeStory(Story(timeline=entries)), asked) == day
