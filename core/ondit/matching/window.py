"""Only what was published near in time: the window that makes matching an archive grow with its length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ondit.matching.table import MatchTable, joined

Days = Sequence[int | None]
Find = Callable[[list[int]], MatchTable]


def check_days(texts: Sequence[str], days: Days | None, within: int | None) -> None:
    """Raise a ValueError where a window is asked for without one day a text, or is negative."""
    if within is None:
        return
    if within < 0:
        raise ValueError(f"within is {within}; a window has 0 days or more")
    if days is None or len(days) != len(texts):
        count = 0 if days is None else len(days)
        raise ValueError(f"days has {count} entries for {len(texts)} texts; give one day a text, or None")


def is_near(days: Days, pair: tuple[int, int], within: int | None) -> bool:
    """Say whether two texts may be within so many days of each other; days that are not known may be any."""
    if within is None:
        return True
    one, other = days[pair[0]], days[pair[1]]
    return one is None or other is None or abs(one - other) <= within


def among(texts: Sequence[str], groups: Sequence[int] | None, match: Callable[..., MatchTable]) -> Find:
    """Return what matches the texts at some rows, by how texts with `groups` are matched."""

    def find(rows: list[int]) -> MatchTable:
        of = None if groups is None else [groups[row] for row in rows]
        return match([texts[row] for row in rows], groups=of)

    return find


def windowed(find: Find, texts: Sequence[str], days: Days, within: int) -> MatchTable:
    """Find pairs of texts that are at most so many days apart, window by window.

    Every text is looked at in two windows of twice that width, so that time and memory grow with the number
    of texts where each day has as many as any other. A text without a day is looked at in every window.

    Args:
        find: Called with the rows of the texts of a window; its table counts them.
        texts: Texts to match; rows of the table are indexes into it.
        days: The number of each text's day, None where it is not known.
        within: Days that two texts may be apart, 0 or more.
    """
    parts = []
    dated = np.array([day is not None for day in days], dtype=np.bool_)
    numbers = np.array([0 if day is None else day for day in days], dtype=np.int64)
    for rows, early in _windows(days, within):
        found = find(rows)
        places = np.array(rows, dtype=np.int32)
        left, right = places[found.left], places[found.right]
        near = np.abs(numbers[left] - numbers[right]) <= within
        kept = (early[left] | early[right]) & (near | ~dated[left] | ~dated[right])
        parts.append((left[kept], right[kept], *(column[kept] for column in found.columns[2:])))
    return joined(texts, parts)


def _windows(days: Days, within: int) -> Iterator[tuple[list[int], NDArray[np.bool_]]]:
    """Yield the rows of each window, ascending, and which texts are reported there and in no other.

    The texts without a day have one of their own, which is there in any case.
    """
    width = max(1, within)
    buckets: dict[int, list[int]] = defaultdict(list)
    undated = [row for row, day in enumerate(days) if day is None]
    for row, day in enumerate(days):
        if day is not None:
            buckets[day // width].append(row)
    yield undated, _flagged(undated, len(days))
    for bucket in sorted(buckets):
        rows = sorted([*undated, *buckets[bucket], *buckets.get(bucket + 1, ())])
        yield rows, _flagged(buckets[bucket], len(days))


def _flagged(rows: list[int], size: int) -> NDArray[np.bool_]:
    flags = np.zeros(size, np.bool_)
    flags[rows] = True
    return flags
