"""How far a long reading is, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.progress import Progress
from ondit_tui.pace import SETTLED, Pace

READING = Progress("reading", 1, 5, 1203, 0, "news.jsonl", 0.25)
FINDING = Progress("finding", 300, 1203, 1203, 4100, "", 0.25)
MATCHING = Progress("matching", 1203, 1203, 1203, 16_400)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def after(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_reading_before_its_rate_says_something(clock: Clock) -> None:
    assert Pace(clock).words(READING) == "reading 2 of 5: news.jsonl · 1,203 articles"
    assert Pace(clock).words(replace(READING, articles=1)) == "reading 2 of 5: news.jsonl · 1 article"
    assert Pace(clock).words(replace(READING, articles=0)) == "reading 2 of 5: news.jsonl"


def test_reading(clock: Clock) -> None:
    pace = Pace(clock)
    clock.after(3)
    assert pace.words(READING) == "reading 2 of 5: news.jsonl · 1,203 articles · 401 a second · 9 s left"


def test_reading_counts_from_its_beginning_and_not_from_the_first_word(clock: Clock) -> None:
    pace = Pace(clock)
    clock.after(60)
    assert pace.words(replace(READING, articles=120, share=0.5)).endswith("2 a second · 1 min left")


def test_the_last_input_is_not_counted_beyond_all(clock: Clock) -> None:
    assert Pace(clock).words(replace(READING, done=5)).startswith("reading 5 of 5: ")


def test_finding_has_a_rate_of_its_own(clock: Clock) -> None:
    pace = Pace(clock)
    pace.words(READING)
    clock.after(3600)
    assert pace.words(FINDING) == "finding sentences: 300 of 1,203 articles · 4,100 sentences"
    clock.after(3)
    assert pace.words(FINDING).endswith("4,100 sentences · 100 a second · 9 s left")


def test_matching_has_neither_rate_nor_time(clock: Clock) -> None:
    pace = Pace(clock)
    clock.after(100)
    assert pace.words(MATCHING) == "matching 16,400 sentences of 1,203 articles"


def test_reading_again_begins_anew(clock: Clock) -> None:
    pace = Pace(clock)
    clock.after(100)
    pace.words(READING)
    pace.words(MATCHING)
    clock.after(100)
    assert pace.words(READING) == "reading 2 of 5: news.jsonl · 1,203 articles"


def test_what_is_not_known_is_not_told(clock: Clock) -> None:
    pace = Pace(clock)
    clock.after(10)
    assert pace.words(replace(READING, share=None)).endswith("1,203 articles · 120 a second")
    assert pace.words(replace(READING, share=0.0)).endswith("1,203 articles · 120 a second")
    assert pace.words(replace(READING, articles=0)) == "reading 2 of 5: news.jsonl · 30 s left"


@pytest.mark.parametrize(
    ("seconds", "share", "left"),
    [
        (10, 1.0, "0 s left"),
        (10, 10 / 69.4, "59 s left"),
        (10, 10 / 69.6, "1 min left"),
        (60, 60 / (60 + 59.4 * 60), "59 min left"),
        (60, 60 / (60 + 59.6 * 60), "1.0 h left"),
        (3600, 0.01, "99.0 h left"),
    ],
)
def test_times_that_are_left(clock: Clock, seconds: float, share: float, left: str) -> None:
    pace = Pace(clock)
    clock.after(seconds)
    assert pace.words(replace(READING, share=share)).endswith(f" · {left}")


def test_what_is_slow_is_told_by_the_minute(clock: Clock) -> None:
    pace = Pace(clock)
    clock.after(40)
    assert "· 40 articles · 1 a second ·" in pace.words(replace(READING, articles=40))
    assert "· 10 articles · 15 a minute ·" in pace.words(replace(READING, articles=10))


@given(
    st.builds(
        Progress,
        st.sampled_from(["reading", "finding", "matching"]),
        st.integers(0, 10**9),
        st.integers(0, 10**9),
        st.integers(0, 10**9),
        st.integers(0, 10**9),
        st.just("a.txt"),
        st.none() | st.floats(0, 1),
    ),
    st.lists(st.floats(0, 10**7), min_size=1, max_size=4),
)
def test_any_progress_has_words(told: Progress, waits: list[float]) -> None:
    clock = Clock()
    words: Callable[[Progress], str] = Pace(clock).words
    for wait in waits:
        clock.after(wait)
        line = words(told)
        assert line.startswith(told.stage)
        assert "-" not in line
        assert (" left" in line) <= (clock.now - 1000 >= SETTLED)
