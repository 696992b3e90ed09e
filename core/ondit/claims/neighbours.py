"""Which of many assertions are like another: an inverted index over their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple, Protocol

from ondit.claims.assertions import Assertion
from ondit.claims.likeness import (
    ACT,
    DATE,
    DESIGNATOR,
    FIGURE,
    Likeness,
    Sought,
    features,
    score,
)

MOST_HOLDERS = 24
COMPILED_FROM = 2_000
Found = list[tuple[Assertion, float]]


class Shelf(IntEnum):
    """What assertions are kept apart by: those that groups are known by, rumours, and what was announced."""

    CORES = 0
    RUMOURS = 1
    ANNOUNCED = 2


class Neighbours(Protocol):
    """Assertions that can be asked which of them are like another.

    How alike two are is the Dice coefficient of the weights of their words, or, where one lies nearly whole
    in the other and has three words that are no names, four fifths of what share of it does. Those that share
    only names are not alike. Of a word that more than 24 assertions on a shelf hold, the last 24 count, so
    that the work grows with the number of assertions and not with its square.
    """

    def read(self, told: Sequence[Assertion]) -> None:
        """Read assertions that will be added or asked for; they have their row."""

    def weigh(self, likeness: Likeness) -> None:
        """Let words weigh so much from now on."""

    def add(self, one: Assertion, shelf: Shelf) -> None:
        """Put an assertion on a shelf."""

    def alike(self, one: Assertion, sought: Sought, shelf: Shelf) -> Found:
        """Return each assertion on a shelf that may be as like as is sought, and how alike in words it is.

        Those are left out that cannot be, whatever their facts are. In order of their rows.
        """

    def back(self, row: int) -> None:
        """Forget the assertions from a row on."""


class _Known(NamedTuple):
    """What is compared of an assertion."""

    assertion: Assertion
    weight: int
    features: int


class Few:
    """Neighbours as they are written down, without a compiler: for stories."""

    def __init__(self, likeness: Likeness) -> None:
        """Start without assertions."""
        self._likeness = likeness
        self._known: list[_Known] = []
        self._shelved: list[tuple[int, Shelf]] = []
        self._holding: list[Mapping[str, list[int]]] = [defaultdict(list) for _ in Shelf]

    def read(self, told: Sequence[Assertion]) -> None:
        """Read assertions that will be added or asked for; they have their row."""
        self._known += map(self._read, told)

    def weigh(self, likeness: Likeness) -> None:
        """Let words weigh so much from now on."""
        if likeness is not self._likeness:
            self._likeness = likeness
            self._known = [self._read(one.assertion) for one in self._known]

    def add(self, one: Assertion, shelf: Shelf) -> None:
        """Put an assertion on a shelf."""
        self._shelved.append((one.row, shelf))
        for key in one.bag:
            self._holding[shelf][key].append(one.row)

    def alike(self, one: Assertion, sought: Sought, shelf: Shelf) -> Found:
        """Return each assertion on a shelf that may be as like as is sought, and how alike in words it is."""
        asked = self._known[one.row]
        found = []
        for row, shared in sorted(self._shared(one, self._holding[shelf]).items()):
            other = self._known[row]
            fewest = min(len(one.telling), len(other.assertion.telling))
            alike = score(shared, asked.weight, other.weight, fewest)
            if alike >= sought.in_words and _may_be(asked, other, alike, sought):
                found.append((other.assertion, alike))
        return found

    def back(self, row: int) -> None:
        """Forget the assertions from a row on."""
        while self._shelved and self._shelved[-1][0] >= row:
            last, shelf = self._shelved.pop()
            for key in self._known[last].assertion.bag:
                self._holding[shelf][key].pop()
        del self._known[row:]

    def compiled(self) -> Neighbours:
        """Return the same, compiled."""
        from ondit.claims.many import Many

        many = Many(self._likeness)
        many.read([one.assertion for one in self._known])
        for row, shelf in self._shelved:
            many.add(self._known[row].assertion, shelf)
        return many

    def __len__(self) -> int:
        return len(self._known)

    def _read(self, one: Assertion) -> _Known:
        return _Known(one, sum(map(self._likeness.weight, one.bag)), features(one))

    def _shared(self, asked: Assertion, holding: Mapping[str, list[int]]) -> dict[int, int]:
        """Return what the words weigh that are shared with each row, where some of them is no name."""
        found: dict[int, int] = defaultdict(int)
        told: set[int] = set()
        for key in asked.bag:
            weight = self._likeness.weight(key)
            holders = holding.get(key, ())[-MOST_HOLDERS:]
            for row in holders:
                found[row] += weight
            if key not in asked.named:
                told.update(row for row in holders if key not in self._known[row].assertion.named)
        return {row: found[row] for row in told}


def grown(near: Neighbours, more: int) -> Neighbours:
    """Return an index that is to hold some more, compiled where it will hold many."""
    return near.compiled() if isinstance(near, Few) and len(near) + more >= COMPILED_FROM else near


def _may_be(a: _Known, b: _Known, alike: float, sought: Sought) -> bool:
    """Say whether two assertions that are alike in words may be as like as is sought."""
    left, right = a.assertion, b.assertion
    if sought.same_polarity and left.is_negated != right.is_negated:
        return False
    if sought.same_names and left.names and right.names and left.names.isdisjoint(right.names):
        return False
    common = a.features & b.features
    most = alike + sought.date * bool(common & DATE) + sought.designator * bool(common & DESIGNATOR)
    return most + sought.figure * bool(common & FIGURE) + sought.act * (common >= ACT) >= sought.least
