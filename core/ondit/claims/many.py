"""Neighbours for collections: the same as for few, compiled. Importing this module imports numba."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count, islice, repeat
from typing import Any

import numpy as np

from ondit.claims.assertions import Assertion
from ondit.claims.holders import (
    FACTS,
    FEATURES,
    NAMES,
    NEGATED,
    SHELVES,
    STEMS,
    TELLING,
    TOTAL,
    Columns,
    Held,
    Numbers,
    alike,
    hold,
    let_go,
)
from ondit.claims.likeness import Likeness, Sought, features
from ondit.claims.neighbours import MOST_HOLDERS, Found, Shelf

ROOM = 4_096


class Many:
    """Neighbours, compiled."""

    def __init__(self, likeness: Likeness) -> None:
        """Start without assertions."""
        self._likeness = likeness
        self._every: list[Assertion] = []
        self._numbers: dict[str, int] = _numbering()
        self._named: dict[str, int] = _numbering()
        self._count = 0
        self._columns = Columns(
            stems=np.zeros(ROOM, np.int32),
            names=np.zeros(ROOM, np.int32),
            weights=np.zeros(ROOM, np.int64),
            facts=np.zeros((ROOM, FACTS), np.int64),
        )
        self._held = Held(
            rings=np.full((ROOM, MOST_HOLDERS), -1, np.int32),
            counts=np.zeros(ROOM, np.int32),
            log=np.zeros((ROOM, 2), np.int32),
            shared=np.zeros(ROOM, np.int64),
            found=np.zeros(ROOM, np.int32),
            scores=np.zeros(ROOM),
        )

    def read(self, told: Sequence[Assertion]) -> None:
        """Read assertions that will be added or asked for; they have their row."""
        low = len(self._every)
        self._every += told
        stems = self._numbered(told)
        names = [sorted([self._named[name] for name in one.names]) for one in told]
        counts = np.array([len(one.bag) for one in told], np.int64)
        tells = np.array([flag for one in told for flag in _tells(one)], np.int64)
        old, ends = self._columns, np.cumsum(counts)
        first, first_name = old.facts[low, [STEMS, NAMES]]
        facts = _roomy(old.facts, low + len(told) + 1)
        facts[low + 1 : low + 1 + len(told), STEMS] = first + ends
        facts[low + 1 : low + 1 + len(told), NAMES] = first_name + np.cumsum([len(row) for row in names])
        rows = facts[low : low + len(told)]
        rows[:, TOTAL], rows[:, TELLING] = _sums(self._columns.weights[stems], ends), _sums(tells, ends)
        rows[:, FEATURES] = [features(one) for one in told]
        rows[:, NEGATED] = [one.is_negated for one in told]
        self._columns = self._columns._replace(
            stems=_put(old.stems, first, 2 * stems + tells),
            names=_put(old.names, first_name, [name for row in names for name in row]),
            facts=facts,
        )
        self._make_room(int(counts.max(initial=0)))

    def weigh(self, likeness: Likeness) -> None:
        """Let words weigh so much from now on."""
        if likeness is self._likeness:
            return
        self._likeness = likeness
        columns, rows = self._columns, len(self._every)
        columns.weights[: len(self._numbers)] = [likeness.weight(key) for key in self._numbers]
        ends = columns.facts[1 : rows + 1, STEMS]
        stems = columns.stems[: columns.facts[rows, STEMS]] >> 1
        columns.facts[:rows, TOTAL] = _sums(columns.weights[stems], ends)

    def add(self, one: Assertion, shelf: Shelf) -> None:
        """Put an assertion on a shelf."""
        self._count = hold(one.row, int(shelf), self._count, self._columns, self._held)

    def alike(self, one: Assertion, sought: Sought, shelf: Shelf) -> Found:
        """Return each assertion on a shelf that may be as like as is sought, and how alike in words it is."""
        found = alike(one.row, int(shelf), self._columns, self._held, sought)
        if not found:
            return []
        rows, scores = self._held.found[:found].tolist(), self._held.scores[:found].tolist()
        return [(self._every[row], score) for row, score in zip(rows, scores, strict=True)]

    def back(self, row: int) -> None:
        """Forget the assertions from a row on."""
        self._count = let_go(row, self._count, self._held)
        del self._every[row:]

    def _numbered(self, told: Sequence[Assertion]) -> Numbers:
        """Return the numbers of the stems of some assertions, one behind the other; new stems are weighed."""
        known, numbers = len(self._numbers), self._numbers
        found = np.array([numbers[key] for one in told for key in one.bag], np.int64)
        weights = [self._likeness.weight(key) for key in islice(reversed(numbers), len(numbers) - known)]
        self._columns = self._columns._replace(weights=_put(self._columns.weights, known, weights[::-1]))
        return found

    def _make_room(self, longest: int) -> None:
        """Make room for what is held and found: an assertion goes on a shelf for cores, and on one more."""
        held, rows, rings = self._held, len(self._every), SHELVES * len(self._numbers)
        found = MOST_HOLDERS * longest
        self._held = Held(
            rings=_roomy(held.rings, rings, -1),
            counts=_roomy(held.counts, rings),
            log=_roomy(held.log, 2 * int(self._columns.facts[rows, STEMS])),
            shared=_roomy(held.shared, rows),
            found=_roomy(held.found, found),
            scores=_roomy(held.scores, found),
        )


def _numbering() -> dict[str, int]:
    """Return a mapping that gives what is looked up for the first time the next number."""
    return defaultdict(count().__next__)


def _tells(one: Assertion) -> Iterable[bool]:
    """Return whether each stem of an assertion is no name."""
    return [key not in one.named for key in one.bag] if one.named else repeat(True, len(one.bag))


def _roomy(column: Any, length: int, filling: int = 0) -> Any:
    """Return a column that is so long at least, and twice that where it has to grow."""
    if length <= len(column):
        return column
    more = np.full((2 * length - len(column), *column.shape[1:]), filling, column.dtype)
    return np.concatenate([column, more])


def _put(column: Any, at: int, values: Any) -> Any:
    """Return a column with some values from a place on."""
    column = _roomy(column, at + len(values))
    column[at : at + len(values)] = values
    return column


def _sums(values: Numbers, ends: Numbers) -> Numbers:
    """Return the sums of rows of values that stand one behind the other."""
    whole = np.concatenate([np.zeros(1, np.int64), np.cumsum(values)])
    sums: Numbers = np.diff(whole[ends], prepend=0)
    return sums
