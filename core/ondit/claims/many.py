"""Neighbours for collections: the same as for few, compiled. Importing this module imports numba."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ondit.claims.assertions import Assertion
from ondit.claims.likeness import (
    ACT,
    CONTAINED,
    DATE,
    DESIGNATOR,
    FEWEST_STEMS,
    FIGURE,
    Likeness,
    Sought,
    features,
)
from ondit.claims.neighbours import MOST_HOLDERS
from ondit.matching.many.kernel import kernel

Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


class Columns(NamedTuple):
    """What is compared of assertions, row by row.

    Attributes:
        stems: The numbers of their stems, one row behind the other.
        tells: Whether each of those is no name.
        bounds: Where the stems of a row begin, and behind the last where it ends.
        weights: What each stem weighs.
        totals: What the stems of a row weigh together.
        telling: How many of a row's stems are no names.
        names: The numbers of their names, in order within a row.
        name_bounds: Where the names of a row begin.
        features: As `features` gives them.
        negated: Whether a row says that something is not so.
    """

    stems: Small
    tells: Flags
    bounds: Numbers
    weights: Numbers
    totals: Numbers
    telling: Numbers
    names: Small
    name_bounds: Numbers
    features: Numbers
    negated: Flags


class Held(NamedTuple):
    """What an index holds, and where it counts.

    Attributes:
        rows: The row at each place.
        holders: For each stem the last places that hold it, twice, and one more where it is no name there.
        counts: How many hold each stem.
        shared: What is shared with a place, while one is asked for; else 0.
        told: Whether some of that is no name.
    """

    rows: Small
    holders: npt.NDArray[np.int32]
    counts: Small
    shared: Numbers
    told: Flags


class Found(NamedTuple):
    """Room for what is found.

    Attributes:
        places: Places that share something.
        scores: How alike each of those kept is.
    """

    places: Small
    scores: npt.NDArray[np.float64]


class Many:
    """Neighbours, compiled."""

    def __init__(self, likeness: Likeness, every: Sequence[Assertion]) -> None:
        """Take all assertions that will be added or asked for; none is added yet."""
        self._every = every
        self._row_of = {id(one): row for row, one in enumerate(every)}
        self._columns = _columns(likeness, every)
        stems, rows = len(self._columns.weights), len(every)
        self._held = Held(
            rows=np.zeros(rows, np.int32),
            holders=np.zeros((stems, MOST_HOLDERS), np.int32),
            counts=np.zeros(stems, np.int32),
            shared=np.zeros(rows, np.int64),
            told=np.zeros(rows, np.bool_),
        )
        self._count = 0
        most = MOST_HOLDERS * _longest(self._columns.bounds)
        self._found = Found(np.zeros(most, np.int32), np.zeros(most))

    def add(self, one: Assertion) -> None:
        """Add an assertion; its place is the number of those added before."""
        _hold(self._row_of[id(one)], self._count, self._columns, self._held)
        self._count += 1

    def at(self, place: int) -> Assertion:
        """Return the assertion at a place."""
        return self._every[int(self._held.rows[place])]

    def alike(self, one: Assertion, sought: Sought) -> list[tuple[int, float]]:
        """Return the place of each assertion that may be as like as is sought, and how alike it is."""
        row = self._row_of[id(one)]
        count = _alike(row, self._columns, self._held, sought, self._found)
        places, scores = self._found
        return sorted(zip(places[:count].tolist(), scores[:count].tolist(), strict=True)) if count else []


def _columns(likeness: Likeness, every: Sequence[Assertion]) -> Columns:
    number = {key: place for place, key in enumerate({key: None for one in every for key in one.bag})}
    named = {name: place for place, name in enumerate({name: None for one in every for name in one.names})}
    stems, bounds = _rows((number[key] for key in one.bag) for one in every)
    names, name_bounds = _rows(sorted(named[name] for name in one.names) for one in every)
    weights = np.array([likeness.weight(key) for key in number], np.int64)
    tells = np.array([key in told for one in every for told in (one.telling,) for key in one.bag], np.bool_)
    return Columns(
        stems=stems,
        tells=tells,
        bounds=bounds,
        weights=weights,
        totals=_sums(weights[stems], bounds),
        telling=_sums(tells.astype(np.int64), bounds),
        names=names,
        name_bounds=name_bounds,
        features=np.array([features(one) for one in every], np.int64),
        negated=np.array([one.is_negated for one in every], np.bool_),
    )


def _rows(rows: Iterable[Iterable[int]]) -> tuple[Small, Numbers]:
    """Put rows one behind the other; return them, and where each begins."""
    flat: list[int] = []
    bounds = [0]
    for row in rows:
        flat += row
        bounds.append(len(flat))
    return np.array(flat, np.int32), np.array(bounds, np.int64)


def _sums(values: Numbers, bounds: Numbers) -> Numbers:
    whole = np.concatenate([np.zeros(1, np.int64), np.cumsum(values)])
    sums: Numbers = whole[bounds[1:]] - whole[bounds[:-1]]
    return sums


def _longest(bounds: Numbers) -> int:
    return int(np.diff(bounds).max(initial=0))


@kernel
def _hold(row: int, place: int, columns: Columns, held: Held) -> None:
    held.rows[place] = row
    for at in range(columns.bounds[row], columns.bounds[row + 1]):
        stem_number = columns.stems[at]
        held.holders[stem_number, held.counts[stem_number] % MOST_HOLDERS] = 2 * place + columns.tells[at]
        held.counts[stem_number] += 1


@kernel
def _alike(row: int, columns: Columns, held: Held, sought: Sought, found: Found) -> int:
    """Fill in the places that may be as like as is sought and how alike they are; return how many."""
    met = 0
    for at in range(columns.bounds[row], columns.bounds[row + 1]):
        stem_number = columns.stems[at]
        weight = columns.weights[stem_number]
        for holder in held.holders[stem_number, : min(held.counts[stem_number], MOST_HOLDERS)]:
            place = holder >> 1
            if held.shared[place] == 0:
                found.places[met] = place
                met += 1
            held.shared[place] += weight
            held.told[place] |= columns.tells[at] and bool(holder & 1)
    kept = 0
    for place in found.places[:met]:
        shared, tells = held.shared[place], held.told[place]
        held.shared[place], held.told[place] = 0, False
        alike = _score(columns, row, held.rows[place], shared) if tells else 0.0
        if alike >= sought.in_words and _may_be(columns, row, held.rows[place], alike, sought):
            found.places[kept], found.scores[kept] = place, alike
            kept += 1
    return kept


@kernel
def _score(columns: Columns, a: int, b: int, shared: int) -> float:
    left, right = columns.totals[a], columns.totals[b]
    dice = 2.0 * shared / (left + right)
    if min(columns.telling[a], columns.telling[b]) >= FEWEST_STEMS:
        dice = max(dice, CONTAINED * shared / min(left, right))
    return float(dice)


@kernel
def _may_be(columns: Columns, a: int, b: int, alike: float, sought: Sought) -> bool:
    if sought.same_polarity and columns.negated[a] != columns.negated[b]:
        return False
    common = columns.features[a] & columns.features[b]
    most = alike + sought.date * bool(common & DATE) + sought.designator * bool(common & DESIGNATOR)
    most = most + sought.figure * bool(common & FIGURE) + sought.act * (common >= ACT)
    return bool(most >= sought.least) and (not sought.same_names or _may_be_of_one(columns, a, b))


@kernel
def _may_be_of_one(columns: Columns, a: int, b: int) -> bool:
    """Say whether two rows have a name in common, or one of them has none."""
    left, left_end = columns.name_bounds[a], columns.name_bounds[a + 1]
    right, right_end = columns.name_bounds[b], columns.name_bounds[b + 1]
    if left == left_end or right == right_end:
        return True
    while left < left_end and right < right_end:
        if columns.names[left] == columns.names[right]:
            return True
        if columns.names[left] < columns.names[right]:
            left += 1
        else:
            right += 1
    return False
