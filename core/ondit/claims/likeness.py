"""How alike two assertions are, which facts part them, and which of many are like another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ondit.claims.acts import TALK
from ondit.claims.assertions import Assertion
from ondit.matching.vocabulary import Vocabulary
from ondit.periods import same_time

SAME_TARGET_BONUS = 0.15
SAME_FIGURE_BONUS = 0.25
SAME_UNIT_BONUS = 0.08
SAME_SLOT_BONUS = 0.1
SAME_DESIGNATOR_BONUS = 0.25
OTHER_UNIT_MALUS = 0.3
CONTAINED = 0.8
FEWEST_STEMS = 3
LEAST_ALIKE = 0.15
MOST_HOLDERS = 24
ROUNDED = 0.02
ROUND_DIGITS = 2
MOST_TIMES = 20

_WORTH = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


class Likeness:
    """What the words of assertions weigh: rare words most."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def stems(self, one: Assertion) -> list[tuple[float, str]]:
        """Return the stems of an assertion with what they weigh, heaviest first."""
        return sorted(
            ((self._vocabulary.weight(key), key) for key in one.bag), key=lambda row: (-row[0], row[1])
        )


class Neighbours:
    """Assertions that can be asked which of them are like another: an inverted index.

    How alike two are is the Dice coefficient of the weights of their words, or, where one lies nearly whole
    in the other and has three words that are no names, four fifths of what share of it does. Those that share
    only names are not alike. Of a word that more than 24 assertions hold, the last 24 count, so that the
    work grows with the number of assertions and not with its square.
    """

    def __init__(self, likeness: Likeness) -> None:
        self._likeness = likeness
        self._known: list[Assertion] = []
        self._weights: list[float] = []
        self._holding: Mapping[str, list[int]] = defaultdict(list)

    def add(self, one: Assertion) -> None:
        """Add an assertion; its place is the number of those added before."""
        stems = self._likeness.stems(one)
        for _, key in stems:
            self._holding[key].append(len(self._known))
        self._known.append(one)
        self._weights.append(sum(weight for weight, _ in stems))

    def at(self, place: int) -> Assertion:
        """Return the assertion at a place."""
        return self._known[place]

    def alike(self, one: Assertion, least: float = LEAST_ALIKE) -> list[tuple[int, float]]:
        """Return the place of each assertion that is alike in words, with how much, in order of place."""
        stems = self._likeness.stems(one)
        own = sum(weight for weight, _ in stems)
        found = []
        for place, shared in self._shared(stems).items():
            other = self._weights[place]
            if shared * CONTAINED >= least * (own if own < other else other):
                score = self._score(one, self._known[place], shared, (own, other))
                if score >= least:
                    found.append((place, score))
        return sorted(found)

    def _shared(self, stems: Sequence[tuple[float, str]]) -> dict[int, float]:
        """Return what some words weigh together that each of the last holders of them holds."""
        found: dict[int, float] = {}
        for weight, key in stems:
            for place in self._holding.get(key, ())[-MOST_HOLDERS:]:
                found[place] = found.get(place, 0.0) + weight
        return found

    def _score(self, a: Assertion, b: Assertion, shared: float, weights: tuple[float, float]) -> float:
        if a.telling.isdisjoint(b.telling):
            return 0.0
        dice = 2 * shared / sum(weights)
        if min(len(a.telling), len(b.telling)) < FEWEST_STEMS:
            return dice
        return max(dice, CONTAINED * shared / min(weights))


def bonus(a: Assertion, b: Assertion) -> float:
    """Return what facts add to likeness: the same date (more of the same act), designator, figure or unit.

    Figures of other things take away.
    """
    found = 0.0
    if _one_date(a, b):
        found += SAME_TARGET_BONUS + (SAME_SLOT_BONUS if same_act(a, b) else 0.0)
    if a.designators.keys() & b.designators.keys():
        found += SAME_DESIGNATOR_BONUS
    shared = a.quantities.keys() & b.quantities.keys()
    if any(not a.quantities[unit].isdisjoint(b.quantities[unit]) for unit in shared):
        return found + SAME_FIGURE_BONUS
    if same_unit(a, b):
        return found + SAME_UNIT_BONUS
    return found - (OTHER_UNIT_MALUS if a.quantities and b.quantities else 0.0)


def same_unit(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions give figures of one size in one unit: a share's price is not a deal's."""
    shared = a.quantities.keys() & b.quantities.keys()
    return any(_of_one_size(a.quantities[unit], b.quantities[unit]) for unit in shared)


def other_date(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions speak of dates that cannot be one."""
    return bool(a.target and b.target and not same_time(a.target, b.target))


def other_figure(a: Assertion, b: Assertion) -> str | None:
    """Return the unit in which two assertions give figures that cannot be one; absent where they may be.

    Rule: both give figures of one size in the unit, none of one is a rounded one of the other ("3.9 billion"
    for "3.86 billion"), and none of `b` lies in a range that `a` gives ("$13 to $14.25" and "$13.65").
    """
    for unit in sorted(a.quantities.keys() & b.quantities.keys()):
        left, right = a.quantities[unit], b.quantities[unit]
        if not _of_one_size(left, right):
            continue
        if not any(_rounded(x, y) or _within(y, left) for x in left for y in right):
            return unit
    return None


def other_designator(a: Assertion, b: Assertion) -> bool:
    """Say whether both name models of one make, and none in common: "Folio 12" and "Folio 13"."""
    if not a.designators or not b.designators or a.designators.keys() & b.designators.keys():
        return False
    return not set(a.designators.values()).isdisjoint(b.designators.values())


def other_names(a: Assertion, b: Assertion) -> bool:
    """Say whether both name something, and nothing in common."""
    return bool(a.names and b.names and a.names.isdisjoint(b.names))


def conflict(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions cannot be one claim, however alike their words.

    Rule: they speak of other dates or models, give other figures in one unit, have no name in common, or
    only one of them says that something is not so.
    """
    return (
        other_date(a, b)
        or other_figure(a, b) is not None
        or other_figure(b, a) is not None
        or other_names(a, b)
        or other_designator(a, b)
        or a.is_negated != b.is_negated
    )


def same_act(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions tell an act in common, more than talk of one."""
    return bool((a.acts & b.acts) - {TALK})


def _one_date(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions speak of one date, or of one month where the year of one is not known."""
    if a.target and b.target:
        return same_time(a.target, b.target)
    unknown = not (a.target or a.times) or not (b.target or b.times)
    return unknown and same_act(a, b) and not a.months.isdisjoint(b.months)


def _of_one_size(left: set[str], right: set[str]) -> bool:
    """Say whether some figure of one is at most twenty times one of the other."""
    sizes = [[abs(number) for one in side if (number := _number(one))] for side in (left, right)]
    if not all(sizes):
        return True
    return max(sizes[0]) * MOST_TIMES >= min(sizes[1]) and max(sizes[1]) * MOST_TIMES >= min(sizes[0])


def _rounded(x: str, y: str) -> bool:
    """Say whether two figures are one, or one is a rounded one of the other."""
    left, right = _number(x), _number(y)
    if x == y or left is None or right is None:
        return x == y
    digits = min(len(one.split()[0].replace(".", "")) for one in (x, y))
    return left == right or (
        digits <= ROUND_DIGITS and abs(left - right) <= ROUNDED * max(abs(left), abs(right))
    )


def _within(x: str, several: set[str]) -> bool:
    """Say whether a figure lies in the range that others span."""
    value, ends = _number(x), [number for one in several if (number := _number(one)) is not None]
    return value is not None and len(ends) > 1 and min(ends) <= value <= max(ends)


def _number(figure: str) -> float | None:
    """Return what a figure as `quantities` gives it is worth: "2.48 billion" as "2480 million"."""
    digits, *multiple = figure.split()
    try:
        return float(digits) * _WORTH[multiple[0]] if multiple else float(digits)
    except (ValueError, KeyError):
        return None
