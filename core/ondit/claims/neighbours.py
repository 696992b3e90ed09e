"""Which of many assertions are like another: an inverted index over their words."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
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


class Neighbours(Protocol):
    """Assertions that can be asked which of them are like another.

    How alike two are is the Dice coefficient of the weights of their words, or, where one lies nearly whole
    in the other and has three words that are no names, four fifths of what share of it does. Those that share
    only names are not alike. Of a word that
    more than 24 assertions hold, the last 24 count, so that the work grows with the number of assertions and
    not with its square.
    """

    def add(self, one: Assertion) -> None:
        """Add an assertion; its place is the number of those added before."""

    def at(self, place: int) -> Assertion:
        """Return the assertion at a place."""

    def alike(self, one: Assertion, sought: Sought) -> list[tuple[int, float]]:
        """Return the place of each assertion that may be as like as is sought, and how alike in words it is.

        Those are left out that cannot be, whatever their facts are. In order of place.
        """


def neighbours(likeness: Likeness, every: Sequence[Assertion]) -> Neighbours:
    """Return an index for some assertions: a compiled one where they are many.

    Args:
        likeness: What their words weigh.
        every: All that will be added or asked for.
    """
    if len(every) < COMPILED_FROM:
        return Few(likeness)
    from ondit.claims.many import Many

    return Many(likeness, every)


class _Known(NamedTuple):
    """What is compared of an assertion."""

    assertion: Assertion
    weight: int
    telling: set[str]
    features: int


class Few:
    """Neighbours as they are written down, without a compiler: for stories."""

    def __init__(self, likeness: Likeness) -> None:
        """Start without assertions."""
        self._likeness = likeness
        self._known: list[_Known] = []
        self._holding: Mapping[str, deque[int]] = defaultdict(lambda: deque(maxlen=MOST_HOLDERS))

    def add(self, one: Assertion) -> None:
        """Add an assertion; its place is the number of those added before."""
        for key in one.bag:
            self._holding[key].append(len(self._known))
        self._known.append(self._read(one))

    def at(self, place: int) -> Assertion:
        """Return the assertion at a place."""
        return self._known[place].assertion

    def alike(self, one: Assertion, sought: Sought) -> list[tuple[int, float]]:
        """Return the place of each assertion that may be as like as is sought, and how alike it is."""
        asked = self._read(one)
        found = []
        for place, shared in sorted(self._shared(asked).items()):
            other = self._known[place]
            fewest = min(len(asked.telling), len(other.telling))
            alike = score(shared, asked.weight, other.weight, fewest)
            if alike >= sought.in_words and _may_be(asked, other, alike, sought):
                found.append((place, alike))
        return found

    def _read(self, one: Assertion) -> _Known:
        return _Known(one, sum(map(self._likeness.weight, one.bag)), one.telling, features(one))

    def _shared(self, asked: _Known) -> dict[int, int]:
        """Return what the words weigh that are shared with each place, where some of them is no name."""
        found: dict[int, int] = defaultdict(int)
        told: set[int] = set()
        for key in asked.assertion.bag:
            weight = self._likeness.weight(key)
            holders = self._holding.get(key, ())
            for place in holders:
                found[place] += weight
            if key in asked.telling:
                told.update(place for place in holders if key in self._known[place].telling)
        return {place: found[place] for place in told}


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
