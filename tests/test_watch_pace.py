"""When a feed is asked next: the laws of its pace, its backoff and what it may ask for."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.watch.pace import LONGEST, LONGEST_REST, MOST_TIMES, SHORTEST, backoff, noted, own, soonest, wait
from ondit.watch.records import WatchedFeed

NOW = 1_716_984_000.0  # Wednesday, 29 May 2024, 12:00 UTC
HOUR = 3600.0
FEED = WatchedFeed("https://tarn.example/feed", asked=NOW)

moments = st.floats(-1e10, 1e11)
chances = st.floats(0, 1)
waits = st.floats(0, 1e9) | st.just(math.inf)
steady = st.builds(
    WatchedFeed,
    st.just("https://tarn.example/feed"),
    asked=moments,
    times=st.lists(moments, max_size=12).map(tuple),
    least=waits,
    fresh=waits,
)
failing = st.builds(replace, steady, failures=st.integers(1, 10**6), rest=waits)
skipping = st.builds(
    replace,
    steady | failing,
    skip_hours=st.lists(st.integers(0, 23)).map(tuple),
    skip_days=st.lists(st.integers(0, 6)).map(tuple),
)


def ago(*hours: float) -> tuple[float, ...]:
    return tuple(NOW - hour * HOUR for hour in hours)


def test_a_feed_that_was_never_asked_is_asked_at_once() -> None:
    assert wait(WatchedFeed("https://tarn.example/feed"), NOW, 0.5) == 0


def test_a_feed_that_is_gone_is_never_asked_again() -> None:
    assert wait(replace(FEED, is_gone=True), NOW + 1e9, 0.5) is None


@pytest.mark.parametrize(
    ("times", "minutes"),
    [
        (ago(1, 2, 3), 30),
        (ago(*(n / 6 for n in range(1, 11))), 5),
        (ago(*range(1, 11)), 30),
        (ago(0, *[0] * 9), 5),
        (ago(10_000, 20_000), 24 * 60),
        (ago(1, 2, 3, *range(9_000, 9_007)), 30),
        (ago(4), 120),
        ((), 30),
    ],
)
def test_a_feed_has_its_own_pace(times: tuple[float, ...], minutes: float) -> None:
    assert own(times, NOW) == pytest.approx(minutes * 60)


def test_a_feed_that_falls_silent_is_asked_more_rarely() -> None:
    paces = [own(ago(1, 2, 3), NOW + hours * HOUR) for hours in (0, 2, 8, 30, 200)]
    assert paces == sorted(set(paces))


@pytest.mark.parametrize("stated", [{"least": 4 * HOUR}, {"fresh": 4 * HOUR}])
def test_what_a_feed_states_is_waited_for(stated: dict[str, float]) -> None:
    feed = replace(FEED, times=ago(1, 2, 3), **stated)
    assert wait(feed, NOW, 0) == 4 * HOUR
    assert wait(feed, NOW, 1) == pytest.approx(4.4 * HOUR)
    assert wait(replace(feed, least=10 * LONGEST), NOW, 1) == LONGEST


def test_the_time_since_a_feed_was_asked_counts() -> None:
    feed = replace(FEED, times=ago(1, 2, 3))
    assert wait(feed, NOW + 600, 0) == 1200
    assert wait(feed, NOW + 1e6, 0) == 0


def test_hours_to_be_skipped_are_skipped() -> None:
    feed = replace(FEED, times=ago(1, 2, 3), skip_hours=(12, 13))
    assert wait(feed, NOW, 0) == 2 * HOUR
    assert wait(feed, NOW, 0.5) == 2 * HOUR + SHORTEST / 2
    assert wait(feed, NOW + 3 * HOUR, 0) == 0


def test_days_to_be_skipped_are_skipped() -> None:
    assert wait(replace(FEED, times=ago(1, 2, 3), skip_days=(2, 3)), NOW, 0) == 36 * HOUR
    assert wait(replace(FEED, times=ago(1, 2, 3), skip_days=(2,), skip_hours=(0, 1)), NOW, 0) == 14 * HOUR


def test_a_feed_that_wants_all_hours_skipped_is_asked_all_the_same() -> None:
    feed = replace(FEED, times=ago(1, 2, 3))
    assert wait(replace(feed, skip_hours=tuple(range(24))), NOW, 0) == 1800
    assert wait(replace(feed, skip_days=tuple(range(7))), NOW, 0) == 1800


def test_a_reader_may_not_shorten_what_a_server_asked_for_nor_ask_every_second() -> None:
    assert soonest(replace(FEED, rest=900), NOW + 300) == 600
    assert soonest(replace(FEED, rest=900), NOW + 901) == 0
    assert soonest(replace(FEED, rest=900), NOW - 1e9) == 900
    assert soonest(replace(FEED, rest=math.inf), NOW) == LONGEST_REST
    assert soonest(FEED, NOW + 10) == 50
    assert soonest(WatchedFeed("https://tarn.example/feed"), NOW) == 0


def test_the_latest_times_are_remembered() -> None:
    assert noted((1, 5), (3, 9)) == (1, 3, 5, 9)
    assert noted(range(20), range(5)) == tuple(range(20))[-MOST_TIMES:]


@given(steady, chances)
def test_a_good_feed_is_asked_between_five_minutes_and_a_day_later(feed: WatchedFeed, chance: float) -> None:
    assert feed.asked is not None
    seconds = wait(feed, feed.asked, chance)
    assert seconds is not None
    assert SHORTEST <= seconds <= LONGEST
    assert seconds >= min(max(feed.least, feed.fresh), LONGEST)


@given(failing, chances)
def test_a_failing_feed_is_never_asked_before_what_its_server_asked_for(
    feed: WatchedFeed, chance: float
) -> None:
    assert feed.asked is not None
    seconds = wait(feed, feed.asked, chance)
    assert seconds is not None
    assert max(SHORTEST, min(feed.rest, LONGEST_REST)) <= seconds <= LONGEST_REST


@given(failing, chances, st.floats(0, 1e7))
def test_what_a_server_asked_for_holds_through_a_new_start(
    feed: WatchedFeed, chance: float, later: float
) -> None:
    assert feed.asked is not None
    seconds = wait(feed, feed.asked + later, chance)
    assert seconds is not None
    assert later + seconds >= min(feed.rest, LONGEST_REST) - 1e-3


@given(st.integers(1, 10**9), st.integers(1, 10**9), chances)
def test_more_failures_never_wait_less(some: int, others: int, chance: float) -> None:
    few, many = sorted((some, others))
    assert SHORTEST <= backoff(few, chance) <= backoff(many, chance) <= LONGEST


def test_failures_wait_ever_longer_up_to_a_day() -> None:
    ceilings = [backoff(failures, 1) for failures in range(1, 12)]
    assert ceilings[:3] == [600, 1200, 2400]
    assert ceilings[-1] == LONGEST
    assert backoff(5, 0) == SHORTEST


@given(steady | failing, moments, chances)
def test_a_clock_that_goes_anywhere_neither_hammers_nor_sleeps_for_ever(
    feed: WatchedFeed, now: float, chance: float
) -> None:
    assert feed.asked is not None
    seconds = wait(feed, now, chance)
    assert seconds is not None
    assert 0 <= seconds <= LONGEST_REST
    if now <= feed.asked:
        assert seconds >= SHORTEST


@given(skipping, moments, chances)
def test_what_is_skipped_ends_within_a_week(feed: WatchedFeed, now: float, chance: float) -> None:
    without = wait(replace(feed, skip_hours=(), skip_days=()), now, chance)
    seconds = wait(feed, now, chance)
    assert without is not None
    assert seconds is not None
    assert without <= seconds <= without + LONGEST_REST + SHORTEST
    hour = int((now + seconds) // HOUR)
    if len(set(feed.skip_hours)) < 24 and len(set(feed.skip_days)) < 7:
        assert hour % 24 not in feed.skip_hours
        assert (hour // 24 + 3) % 7 not in feed.skip_days
