"""Neighbours for collections: the same as for few, compiled. Importing this module imports numba."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

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
from ondit.claims.neighbours import MOST_HOLDERS, Found, Shelf
from ondit.matching.many.kernel import kernel

ROOM = 4_096
SHELVES = len(Shelf)
Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


class Columns(NamedTuple):
    """What is compared of assertions, row by row; each column is longer than what it holds.

    Attributes:
        stems: The numbers of their stems, one row behind the other.
        tells: Whether each of those is no name.
        bounds: Where the stems of a row begin, and behind the last where it ends.
        names: The numbers of their names, in order within a row.
        name_bounds: Where the names of a row begin.
        weights: What each stem weighs.
        totals: What the stems of a row weigh together.
        telling: How many of a row's stems are no names.
        features: As `features` gives them.
        negated: Whether a row says that something is not so.
    """

    stems: Small
    tells: Flags
    bounds: Numbers
    names: Small
    name_bounds: Numbers
    weights: Numbers
    totals: Numbers
    telling: Numbers
    features: Numbers
    negated: Flags


class Held(NamedTuple):
    """What the shelves hold: chains of holders of each stem, the last first.

    Attributes:
        last: For each stem, and each shelf of it, its last holder; -1 for none.
        before: For each holder the one before it.
        rows: Its row, twice, and one more where the stem is no name there.
        stems: The place in `last` that it was put to.
        shared: What is shared with a row, while one is asked for; else 0.
        told: Whether some of that is no name.
        found: Room for the rows that share something.
        scores: And for how alike each of those kept is.
    """

    last: Small
    before: Small
    rows: Small
    stems: Small
    shared: Numbers
    told: Flags
    found: Small
    scores: npt.NDArray[np.float64]


class Many:
    """Neighbours, compiled."""

    def __init__(self, likeness: Likeness) -> None:
        """Start without assertions."""
        self._likeness = likeness
        self._every: list[Assertion] = []
        self._numbers: dict[str, int] = {}
        self._named: dict[str, int] = {}
        self._count = 0
        kinds = [np.int32, np.bool_, np.int64, np.int32, *[np.int64] * 5, np.bool_]
        self._columns = Columns(*(np.zeros(ROOM, kind) for kind in kinds))
        self._held = Held(
            last=np.full(ROOM, -1, np.int32),
            before=np.zeros(ROOM, np.int32),
            rows=np.zeros(ROOM, np.int32),
            stems=np.zeros(ROOM, np.int32),
            shared=np.zeros(ROOM, np.int64),
            told=np.zeros(ROOM, np.bool_),
            found=np.zeros(ROOM, np.int32),
            scores=np.zeros(ROOM),
        )

    def read(self, told: Sequence[Assertion]) -> None:
        """Read assertions that will be added or asked for; they have their row."""
        low = len(self._every)
        self._every += told
        stems = self._numbered(told)
        names = [
            sorted({self._named.setdefault(name, len(self._named)) for name in one.names}) for one in told
        ]
        counts = np.array([len(one.bag) for one in told], np.int64)
        tells = np.array([key not in one.named for one in told for key in one.bag], np.bool_)
        old, ends = self._columns, np.cumsum(counts)
        first, first_name = old.bounds[low], old.name_bounds[low]
        self._columns = old._replace(
            stems=_put(old.stems, first, stems),
            tells=_put(old.tells, first, tells),
            bounds=_put(old.bounds, low + 1, first + ends),
            names=_put(old.names, first_name, [name for row in names for name in row]),
            name_bounds=_put(old.name_bounds, low + 1, first_name + np.cumsum([len(row) for row in names])),
            totals=_put(old.totals, low, _sums(self._columns.weights[stems], ends)),
            telling=_put(old.telling, low, _sums(tells.astype(np.int64), ends)),
            features=_put(old.features, low, [features(one) for one in told]),
            negated=_put(old.negated, low, [one.is_negated for one in told]),
        )
        self._make_room(int(counts.max(initial=0)))

    def weigh(self, likeness: Likeness) -> None:
        """Let words weigh so much from now on."""
        if likeness is self._likeness:
            return
        self._likeness = likeness
        columns, rows = self._columns, len(self._every)
        columns.weights[: len(self._numbers)] = [likeness.weight(key) for key in self._numbers]
        ends = columns.bounds[1 : rows + 1]
        stems = columns.stems[: columns.bounds[rows]]
        columns.totals[:rows] = _sums(columns.weights[stems], ends)

    def add(self, one: Assertion, shelf: Shelf) -> None:
        """Put an assertion on a shelf."""
        self._count = _hold(one.row, int(shelf), self._count, self._columns, self._held)

    def alike(self, one: Assertion, sought: Sought, shelf: Shelf) -> Found:
        """Return each assertion on a shelf that may be as like as is sought, and how alike in words it is."""
        count = _alike(one.row, int(shelf), self._columns, self._held, sought)
        if not count:
            return []
        rows, scores = (column[:count].tolist() for column in (self._held.found, self._held.scores))
        found = sorted(zip(rows, scores, strict=True))
        return [(self._every[row], alike) for row, alike in found]

    def back(self, row: int) -> None:
        """Forget the assertions from a row on."""
        self._count = _let_go(row, self._count, self._held)
        del self._every[row:]

    def _numbered(self, told: Sequence[Assertion]) -> Numbers:
        """Return the numbers of the stems of some assertions, one behind the other; new stems are weighed."""
        known, numbers = len(self._numbers), self._numbers
        found = np.array([numbers.setdefault(key, len(numbers)) for one in told for key in one.bag], np.int64)
        weights = [self._likeness.weight(key) for key in islice(reversed(numbers), len(numbers) - known)]
        self._columns = self._columns._replace(weights=_put(self._columns.weights, known, weights[::-1]))
        return found

    def _make_room(self, longest: int) -> None:
        """Make room for what is held and found: an assertion goes on a shelf for cores, and on one more."""
        held, rows, stems = self._held, len(self._every), SHELVES * len(self._numbers)
        most = 2 * int(self._columns.bounds[rows])
        found = MOST_HOLDERS * longest
        self._held = Held(
            last=_roomy(held.last, stems, -1),
            before=_roomy(held.before, most),
            rows=_roomy(held.rows, most),
            stems=_roomy(held.stems, most),
            shared=_roomy(held.shared, rows),
            told=_roomy(held.told, rows),
            found=_roomy(held.found, found),
            scores=_roomy(held.scores, found),
        )


def _roomy(column: Any, length: int, filling: int = 0) -> Any:
    """Return a column that is so long at least, and twice that where it has to grow."""
    if length <= len(column):
        return column
    return np.concatenate([column, np.full(2 * length - len(column), filling, column.dtype)])


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


@kernel
def _hold(row: int, shelf: int, count: int, columns: Columns, held: Held) -> int:
    """Put a row on a shelf, behind so many holders; return how many there are then."""
    for at in range(columns.bounds[row], columns.bounds[row + 1]):
        place = SHELVES * columns.stems[at] + shelf
        held.before[count] = held.last[place]
        held.rows[count] = 2 * row + columns.tells[at]
        held.stems[count] = place
        held.last[place] = count
        count += 1
    return count


@kernel
def _let_go(row: int, count: int, held: Held) -> int:
    """Take back the holders from a row on; return how many there are then."""
    while count > 0 and held.rows[count - 1] >= 2 * row:
        count -= 1
        held.last[held.stems[count]] = held.before[count]
    return count


@kernel
def _alike(row: int, shelf: int, columns: Columns, held: Held, sought: Sought) -> int:
    """Fill in the rows that may be as like as is sought and how alike they are; return how many."""
    met = 0
    for at in range(columns.bounds[row], columns.bounds[row + 1]):
        holder = held.last[SHELVES * columns.stems[at] + shelf]
        for _ in range(MOST_HOLDERS):
            if holder < 0:
                break
            other = held.rows[holder] >> 1
            if held.shared[other] == 0:
                held.found[met] = other
                met += 1
            held.shared[other] += columns.weights[columns.stems[at]]
            held.told[other] |= columns.tells[at] and bool(held.rows[holder] & 1)
            holder = held.before[holder]
    kept = 0
    for other in held.found[:met]:
        shared, tells = held.shared[other], held.told[other]
        held.shared[other], held.told[other] = 0, False
        alike = _score(columns, row, other, shared) if tells else 0.0
        if alike >= sought.in_words and _may_be(columns, row, other, alike, sought):
            held.found[kept], held.scores[kept] = other, alike
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
