"""When to try again, and how long to wait before."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime

from ondit.errors import InputError

PASSING = frozenset({429, 502, 503, 504})
"""Statuses that may be another at the next try."""

_FIRST_WAIT = 0.5


class PassingError(InputError):
    """A fault of the connection that may be gone at the next try."""


def waits(tries: int, chance: Callable[[], float]) -> Iterator[float]:
    """Yield the seconds to wait behind each try but the last: at most 0.5, 1, 2, …, at least half of that.

    The part by chance keeps several who failed together from coming back together.
    """
    for number in range(tries - 1):
        yield _FIRST_WAIT * 2.0**number * (0.5 + chance() / 2)


def asked(value: str | None, now: float) -> float:
    """Return the seconds that a Retry-After header asks to wait: 0 without one, or if it cannot be read.

    A number of ten digits or more asks to wait without end.

    Args:
        value: Seconds ("120") or a date ("Fri, 31 May 2024 12:00:00 GMT").
        now: Seconds since 1970.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text) if len(text) < 10 else math.inf  # noqa: PLR2004
    at = moment(text)
    return 0.0 if at is None else max(0.0, at - now)


def moment(value: str | None) -> float | None:
    """Return the time of a date in a header, in seconds since 1970; None without one that can be read."""
    try:
        return parsedate_to_datetime((value or "").strip()).timestamp()
    except (ValueError, OverflowError):
        return None
