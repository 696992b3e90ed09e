"""Periods: the days of a date, and which dates may be one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.periods import are_near, period, same_time


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-06-09", "2025-06-09", "2025-06-09"),
        ("2025-06-09T10:30:00+02:00", "2025-06-09", "2025-06-09"),
        ("2025-Q2", "2025-04-01", "2025-06-30"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
        ("2025-FA", "2025-09-01", "2025-11-30"),
        ("2025-WI", "2025-12-01", "2026-02-28"),
    ],
)
def test_the_days_of_a_date(value: str, first: str, last: str) -> None:
    assert period(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["", "P3M", "PRESENT_REF", "XXXX-WXX-1", "2025-13", "2025-02-30", "199"])
def test_what_has_no_days(value: str) -> None:
    assert period(value) is None


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2026-Q2", "2026-06", True),
        ("2025-FA", "2025-10-01", True),
        ("2025-05", "2025-05-20", True),
        ("2025-W23", "2025-06", True),
        ("2026-Q2", "2026-07", False),
        ("2025-05-01", "2025-05-02", False),
        ("FUTURE_REF", "FUTURE_REF", True),
        ("FUTURE_REF", "2025", False),
    ],
)
def test_which_dates_may_be_one(a: str, b: str, expected: bool) -> None:
    assert same_time(a, b) is expected


@given(st.text(alphabet="0123456789-QHWSPUFAIT:", max_size=12), st.dates().map(str))
def test_it_works_both_ways_whatever_is_written(a: str, b: str) -> None:
    assert same_time(a, b) == same_time(b, a)
    assert same_time(a, a)


@pytest.mark.parametrize(("apart", "near"), [(0, False), (30, False), (31, True), (90, True)])
def test_periods_are_near_up_to_the_end_of_the_calendar(apart: int, near: bool) -> None:
    november, last = (date(9999, 11, 1), date(9999, 11, 30)), (date.max, date.max)
    assert are_near(november, last, timedelta(apart)) is near
    assert are_near(last, november, timedelta(apart)) is near
