"""What was added to lists of what is told, in order, so that the last of it can be taken back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, TypeVar

from ondit.claims.assertions import Assertion

T = TypeVar("T")
_ROW = attrgetter("row")


class Trail:
    """Adds to lists, and takes from all of them what was added last.

    Its length is how much was added. What is only ever changed through one trail is as it was before when
    the trail has the length again that it had.
    """

    def __init__(self) -> None:
        self._lists: list[list[Any]] = []

    def __len__(self) -> int:
        return len(self._lists)

    def add(self, several: list[T], one: T) -> None:
        """Add something to the end of a list."""
        several.append(one)
        self._lists.append(several)

    def back(self, length: int) -> None:
        """Take back what was added since the trail had a length."""
        while len(self._lists) > length:
            self._lists.pop().pop()


def around(several: Sequence[Assertion], one: Assertion, most: int) -> Sequence[Assertion]:
    """Return those of some assertions that were told next to another, before and behind it.

    Args:
        several: The assertions, in order of telling.
        one: The other, which may be none of them.
        most: How many on each side.
    """
    place = bisect_left(several, one.row, key=_ROW)
    return several[max(0, place - most) : place + most]


def since(several: Sequence[Assertion], others: Sequence[Assertion], most: int) -> Sequence[Assertion]:
    """Return those of some assertions that have the last of others, told last of all, `around` them."""
    if len(others) <= most:
        return several
    return several[bisect_left(several, others[-most - 1].row, key=_ROW) :]
