"""When to try again, and how long to wait before."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.ingest.web.retries import asked, waits

NOW = 1_716_984_000.0


def test_waits_grow_and_chance_takes_up_to_half_off() -> None:
    assert list(waits(4, lambda: 1.0)) == [0.5, 1, 2]
    assert list(waits(4, lambda: 0.0)) == [0.25, 0.5, 1]
    assert list(waits(1, lambda: 1.0)) == []


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, 0),
        ("", 0),
        ("soon", 0),
        ("120", 120),
        (" 5 ", 5),
        ("-5", 0),
        ("1.5", 0),
        ("٣", 0),
        ("9" * 40, math.inf),
        ("Wed, 29 May 2024 12:02:00 GMT", 120),
        ("Wed, 29 May 2024 11:00:00 GMT", 0),
        ("Wed, 29 May 2024 14:02:00 +0200", 120),
        ("Mon, 99 Foo 2024", 0),
    ],
)
def test_retry_after(value: str | None, seconds: float) -> None:
    assert asked(value, NOW) == seconds


@given(st.text() | st.from_regex(r"\w{3}, \d\d? \w{3} \d{1,5} \d\d:\d\d:\d\d [+-]?\w{1,5}", fullmatch=True))
def test_any_text_asks_for_some_wait(value: str) -> None:
    assert asked(value, NOW) >= 0
