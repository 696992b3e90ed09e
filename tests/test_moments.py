"""Moments: what is known to be before what, and orders that keep to it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.model import Published
from ondit.periods import period
from ondit.provenance.moments import Told, before, in_order, moment

DATES = (
    None,
    "2025",
    "2025-05",
    "2025-05-31",
    "2025-05-05",
    "2025-05-06",
    "2025-05-06T09:00:00",
    "2025-05-06T09:00:00+02:00",
    "2025-05-06T08:00:00Z",
    "2025-05-05T23:30:00-07:00",
    "2025-05-06T01:00:00+09:00",
    "no date",
)


def known_before(one: str | None, other: str | None) -> bool:
    left, right = (moment(Published(value, "day", "metadata") if value else None) for value in (one, other))
    return before(left, right)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2025-05-05", "2025-05-06", True),
        ("2025-05-05", "2025-05-05", False),
        ("2025-05", "2025-05-31", False),
        ("2025-04", "2025-05-01", True),
        ("2025", "2026-01", True),
        ("2025-05-05T08:00:00Z", "2025-05-05T10:30:00+02:00", True),
        ("2025-05-05T08:00:00Z", "2025-05-05T10:00:00+02:00", False),
        ("2025-05-05T08:00:00", "2025-05-05T10:30:00+02:00", False),
        ("2025-05-05T08:00:00Z", "2025-05-05", False),
        ("2025-05-05T23:00:00-07:00", "2025-05-06T01:00:00+09:00", False),
        ("2025-05-05T23:00:00-07:00", "2025-05-06T09:00:00+02:00", True),
        ("2025-05-05T23:00:00-07:00", "2025-05-06", True),
        ("2025-05-05", None, False),
        ("2025-05-05", "no date", False),
        ("2025-05-05T99:00:00Z", "2025-05-06", True),
    ],
)
def test_what_is_known_to_be_before_what(one: str, other: str | None, expected: bool) -> None:
    assert known_before(one, other) is expected
    assert not known_before(other, one)


@given(st.sampled_from(DATES), st.sampled_from(DATES))
def test_a_date_whose_days_overlap_without_times_gives_no_order(one: str | None, other: str | None) -> None:
    left, right = period(one or ""), period(other or "")
    assert not (known_before(one, other) and known_before(other, one))
    if not left or not right:
        assert not known_before(one, other)
    elif "T" not in f"{one}{other}":
        assert known_before(one, other) == (left[1] < right[0])


RANK = st.tuples(st.booleans(), st.integers(-3, 0))


@given(st.lists(st.tuples(st.sampled_from(DATES), RANK), max_size=9), st.randoms(use_true_random=False))
def test_an_order_keeps_to_what_is_known_and_is_always_the_same(
    rows: list[tuple[str | None, tuple[bool, int]]], rng: random.Random
) -> None:
    dates = {f"n{n}": date for n, (date, _) in enumerate(rows)}
    told = [
        Told(moment(Published(date, "day", "metadata") if date else None), rank, f"n{n}")
        for n, (date, rank) in enumerate(rows)
    ]
    order = in_order(told)
    assert sorted(order) == sorted(dates)
    for at, name in enumerate(order):
        assert not any(known_before(dates[later], dates[name]) for later in order[at + 1 :])
    rng.shuffle(told)
    assert in_order(told) == order


def test_of_one_day_the_least_rank_is_first_as_far_as_times_allow() -> None:
    day, early, late = (
        moment(Published(value, "day", "metadata"))
        for value in ("2025-05-05", "2025-05-05T08:00:00Z", "2025-05-05T09:00:00Z")
    )
    rows = [
        Told(late, (False, -9), "late"),
        Told(early, (False, -3), "early"),
        Told(day, (False, -5), "full"),
        Told(day, (True, -9), "crediting"),
        Told(None, (False, -9), "undated"),
    ]
    assert in_order(rows) == ["full", "early", "late", "crediting", "undated"]
