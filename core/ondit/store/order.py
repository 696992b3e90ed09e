"""The rows of entries in the order of the timeline, as runs of rows that follow one another: mostly few."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any


def runs_of(rows: Iterable[int]) -> array[Any]:
    """Return rows as runs: for each its first row, and how many there are."""
    runs = array("I")
    for row in rows:
        if runs and row == runs[-2] + runs[-1]:
            runs[-1] += 1
        else:
            runs.extend((row, 1))
    return runs


class Order:
    """The rows of entries in the order of the timeline.

    Args:
        runs: As `runs_of` returns them.
        entries: How many entries there are.

    Raises:
        ValueError: They are others.
    """

    def __init__(self, runs: Sequence[int], entries: int) -> None:
        self._runs = list(zip(runs[::2], runs[1::2], strict=True))
        self._ends = list(accumulate((count for _, count in self._runs), initial=0))
        if self._ends[-1] != entries:
            raise ValueError(f"{self._ends[-1]} entries are in order, and not {entries}")

    def arranged(self, values: bytes) -> bytes:
        """Return what each row has, in the order of the timeline, of free rows nothing."""
        return b"".join(values[first : first + count] for first, count in self._runs)

    def rows(self, start: int, end: int) -> Iterator[int]:
        """Yield the rows of the entries from one place of the timeline to another."""
        at = bisect_right(self._ends, start) - 1
        while start < end:
            first, count = self._runs[at]
            skipped = start - self._ends[at]
            taken = min(count - skipped, end - start)
            yield from range(first + skipped, first + skipped + taken)
            start, at = start + taken, at + 1

    def place(self, row: int) -> int | None:
        """Return the place of a row's entry in the timeline; absent where the row is free."""
        for (first, count), before in zip(self._runs, self._ends, strict=False):
            if first <= row < first + count:
                return before + row - first
        return None
