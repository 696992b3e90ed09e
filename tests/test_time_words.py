"""TIMEX3 values in words, never finer than they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit_tui.widgets.time_words import time_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2022-07-23", "Sat 23 Jul 2022"),
        ("2022-07", "Jul 2022"),
        ("2022", "2022"),
        ("2026-Q3", "3rd quarter of 2026"),
        ("2014-H2", "2nd half of 2014"),
        ("2024-W09", "week 9 of 2024"),
        ("2014-W17-WE", "the weekend of week 17 of 2014"),
        ("2014-SU", "summer 2014"),
        ("2014-04-28TNI", "28 Apr 2014, night"),
        ("2014-05-02T16:00", "2 May 2014, 16:00"),
        ("T09:51", "09:51"),
        ("199", "the 1990s"),
        ("P1M", "1 month"),
        ("P3M", "3 months"),
        ("PXY", "some years"),
        ("P4.9M", "4.9 months"),
        ("P6Y6M", "6 years 6 months"),
        ("PT72000H", "72,000 hours"),
        ("PT5M", "5 minutes"),
        ("PXDE", "some decades"),
        ("P2CE", "2 centuries"),
        ("PRESENT_REF", "now"),
        ("FUTURE_REF", "some time to come"),
        ("XXXX-WXX-1", "XXXX-WXX-1"),
        ("P", "P"),
        ("PT", "PT"),
    ],
)
def test_values_are_told_in_words(value: str, words: str) -> None:
    assert time_words(value) == words


@given(st.one_of(st.text(), st.text("0123456789PTXYMWDHSQECRAF-:.", max_size=16)))
def test_whatever_the_value_it_is_told(value: str) -> None:
    assert bool(time_words(value)) == bool(value)
