"""When to ask a feed next: by its own pace, by what it asks for, and ever later while it fails.

Nothing here has a clock. Whoever waits measures the wait by a clock that only goes forward; the clock on the
wall tells no more than how long ago a feed was asked, and where it went backwards, that counts as just now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ondit.watch.records import WatchedFeed

SHORTEST = 300.0
"""Seconds between two requests to a feed at the least."""

LONGEST = 86_400.0
"""Seconds to the next request at the most, unless the feed asks for more."""

LONGEST_REST = 7 * LONGEST
"""Seconds for which a server is left alone at the most because it asks for it."""

MOST_TIMES = 10
"""How many of the latest articles tell a feed's pace."""

_FEW_TIMES = 3
_UNKNOWN = 1800.0
_SOONEST = 60.0
_JITTER = 0.1
_MOST_DOUBLED = 30
_HOUR, _DAY = 3600, 86_400
_THURSDAY = 3  # the first day of 1970


def wait(feed: WatchedFeed, now: float, chance: float) -> float | None:
    """Return the seconds from now until a feed is to be asked; None if it never is again.

    Rule: 0 for one that was never asked. Else, counted from when it was asked last: its own pace, or the
    backoff where it failed; what the feed or its headers state, where that is longer; at most a day, and up
    to a tenth more by chance. Never before what a Retry-After asked for, up to a week. What falls into hours
    or days that the feed wants to be skipped comes behind them.

    Example: a feed with ten articles in the last ten hours, none of them for half an hour: every 30 minutes.
    Must not: ask a second after the clock was set back a year, nor wait for that year.
    Known failures: a feed that states a `ttl` of a day by mistake is read once a day.

    Args:
        feed: What is remembered of it.
        now: Seconds since 1970.
        chance: A number from 0 to 1, by which those who ask at the same time part.
    """
    if feed.is_gone:
        return None
    if feed.asked is None:
        return 0.0
    whole = backoff(feed.failures, chance) if feed.failures else _steady(feed, feed.asked, chance)
    rest = min(feed.rest, LONGEST_REST)
    whole = max(whole, min(rest * (1 + _JITTER * chance), LONGEST_REST))
    left = max(0.0, whole - max(0.0, now - feed.asked))
    return left + _skipped(now + left, feed.skip_hours, feed.skip_days, chance)


def soonest(feed: WatchedFeed, now: float) -> float:
    """Return the seconds until a feed may be asked because a reader wants it, whatever its pace.

    Rule: a minute after it was asked last, and not before what its server asked for with Retry-After.

    Args:
        feed: What is remembered of it.
        now: Seconds since 1970.
    """
    if feed.asked is None:
        return 0.0
    return max(0.0, max(_SOONEST, min(feed.rest, LONGEST_REST)) - max(0.0, now - feed.asked))


def own(times: Sequence[float], now: float) -> float:
    """Return the seconds between two requests that suit a feed, from `SHORTEST` to `LONGEST`.

    Rule: half the mean time between its three latest articles and now, or between its ten latest where that
    is less; so silence makes it longer by and by.

    Example: three articles, an hour, two and three hours ago: 30 minutes.
    Must not: take ten articles of one moment for a pace of no time at all.
    Known failures: one who publishes all of a day at once is asked often for some hours afterwards.

    Args:
        times: When it had something new, in seconds since 1970, in any order; those to come count as now.
        now: Seconds since 1970.
    """
    ages = sorted(max(0.0, now - time) for time in times)[:MOST_TIMES]
    if not ages:
        return _UNKNOWN
    few = ages[:_FEW_TIMES]
    mean = min(ages[-1] / len(ages), few[-1] / len(few))
    return min(max(mean / 2, SHORTEST), LONGEST)


def backoff(failures: int, chance: float) -> float:
    """Return the seconds to wait behind some failures in a row.

    Rule: any time between `SHORTEST` and twice as much for each failure, `LONGEST` at the most.

    Args:
        failures: How many, 1 or more.
        chance: Where between these, from 0 to 1.
    """
    ceiling = min(SHORTEST * 2.0 ** min(failures, _MOST_DOUBLED), LONGEST)
    return SHORTEST + chance * (ceiling - SHORTEST)


def noted(times: Iterable[float], new: Iterable[float]) -> tuple[float, ...]:
    """Return the latest of the times that are remembered and those of what is new, oldest first."""
    return tuple(sorted((*times, *new))[-MOST_TIMES:])


def _steady(feed: WatchedFeed, asked: float, chance: float) -> float:
    base = min(max(own(feed.times, asked), feed.least, feed.fresh), LONGEST)
    return min(base * (1 + _JITTER * chance), LONGEST)


def _skipped(at: float, hours: Iterable[int], days: Iterable[int], chance: float) -> float:
    """Return by how many seconds a time is moved so that it falls into no hour or day to be skipped.

    At most a week; where all of that is to be skipped, it is not moved.
    """
    hours, days = frozenset(hours), frozenset(days)
    if not hours and not days:
        return 0.0
    first = int(at // _HOUR)
    for hour in range(first, first + 7 * 24):
        weekday = (hour * _HOUR // _DAY + _THURSDAY) % 7
        if hour % 24 not in hours and weekday not in days:
            return 0.0 if hour == first else hour * _HOUR - at + chance * SHORTEST
    return 0.0
