"""How alike two assertions are, which facts part them, and which of many are like another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ondit.claims.acts import ACTS, TALK
from ondit.claims.assertions import Assertion
from ondit.claims.designators import says_another_thing
from ondit.matching.vocabulary import Vocabulary
from ondit.periods import same_time

SAME_TARGET_BONUS = 0.15
SAME_FIGURE_BONUS = 0.25
SAME_UNIT_BONUS = 0.08
SAME_SLOT_BONUS = 0.1
SAME_DESIGNATOR_BONUS = 0.25
OTHER_UNIT_MALUS = 0.3
OTHER_USE_MALUS = 0.25
CONTAINED = 0.8
FEWEST_STEMS = 3
UNIT = 65_536
"""What a stem of weight 1 weighs as a whole number."""
DATE, DESIGNATOR, FIGURE, ACT = 1, 2, 4, 8
ROUNDED = 0.02
ROUND_DIGITS = 2
MOST_TIMES = 20
KEPT_ACTS = 4_096

_TALK = frozenset((TALK,))
_ACT_BITS = {act: ACT << place for place, act in enumerate(act for act in ACTS if act != TALK)}
_WORTH = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


class Likeness:
    """What the words of assertions weigh: rare words most.

    Weights are whole numbers, so that sums of them are the same in any order and on any machine.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._weights: dict[str, int] = {}

    def weight(self, key: str) -> int:
        """Return what a stem weighs; 1 and up."""
        found = self._weights.get(key)
        if found is None:
            found = self._weights[key] = max(1, round(self._vocabulary.weight(key) * UNIT))
        return found

    def stems(self, one: Assertion) -> list[str]:
        """Return the stems of an assertion that are no figures, heaviest first."""
        return [
            key for _, key in sorted([(-self.weight(key), key) for key in one.bag if not key[0].isdigit()])
        ]

    def alike(self, a: Assertion, b: Assertion) -> float:
        """Return how alike the words of two assertions are, 0 to 1: 0 where they share only names."""
        shared = a.bag.keys() & b.bag.keys()
        if (a.telling & b.telling).isdisjoint(shared):
            return 0.0
        weights = [sum(map(self.weight, keys)) for keys in (shared, a.bag, b.bag)]
        return score(weights[0], weights[1], weights[2], min(len(a.telling), len(b.telling)))


class Sought(NamedTuple):
    """What likeness is looked for, and what facts in common may add to it at most.

    Attributes:
        in_words: How alike in words, 0 to 1.
        least: How alike with what facts add.
        date: What one date adds.
        designator: What one designator adds.
        figure: What one figure adds.
        act: What one act adds.
        same_polarity: Whether both must say that something is so, or both that it is not.
        same_names: Whether two that both name something must name something in common.
    """

    in_words: float
    least: float
    date: float
    designator: float
    figure: float
    act: float
    same_polarity: bool
    same_names: bool


def features(one: Assertion) -> int:
    """Return which facts an assertion has, as bits: a date, designators, figures, and each of its acts."""
    found = DATE * bool(one.dated or one.months) + DESIGNATOR * bool(one.designators)
    found += FIGURE * bool(one.quantities)
    return found + _act_bits(one.acts)


@lru_cache(KEPT_ACTS)
def _act_bits(acts: frozenset[str]) -> int:
    return sum(_ACT_BITS.get(act, 0) for act in acts)


def score(shared: int, left: int, right: int, fewest: int) -> float:
    """Return how alike two assertions are in words.

    Args:
        shared: What the words weigh that both have.
        left: What the words of one weigh.
        right: Those of the other.
        fewest: How many stems that are no names the one has that has fewer.
    """
    dice = 2 * shared / (left + right)
    return dice if fewest < FEWEST_STEMS else max(dice, CONTAINED * shared / min(left, right))


def bonus(a: Assertion, b: Assertion) -> float:
    """Return what facts add to likeness: the same date (more of the same act), designator, figure or unit.

    Figures of other things take away, and so does a designator that one gives and the other speaks of.
    """
    found = 0.0
    if _one_date(a, b):
        found += SAME_TARGET_BONUS + (SAME_SLOT_BONUS if same_act(a, b) else 0.0)
    shared = a.designators.keys() & b.designators.keys() if a.designators and b.designators else ()
    if shared:
        is_other = any(says_another_thing(a.text, b.text, one) for one in shared)
        found += -OTHER_USE_MALUS if is_other else SAME_DESIGNATOR_BONUS
    if not (a.quantities and b.quantities):
        return found
    units = a.quantities.keys() & b.quantities.keys()
    if any(not a.quantities[unit].isdisjoint(b.quantities[unit]) for unit in units):
        return found + SAME_FIGURE_BONUS
    if same_unit(a, b):
        return found + SAME_UNIT_BONUS
    return found - OTHER_UNIT_MALUS


def same_unit(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions give figures of one size in one unit: a share's price is not a deal's."""
    if not (a.quantities and b.quantities):
        return False
    shared = a.quantities.keys() & b.quantities.keys()
    return any(_of_one_size(a.quantities[unit], b.quantities[unit]) for unit in shared)


def other_date(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions speak of dates that cannot be one."""
    if not (a.dated and b.dated):
        return False
    return bool(a.target and b.target and not same_time(a.target, b.target))


def other_figure(a: Assertion, b: Assertion) -> str | None:
    """Return the unit in which two assertions give figures that cannot be one; absent where they may be.

    Rule: both give figures of one size in the unit, none of one is a rounded one of the other ("3.9 billion"
    for "3.86 billion"), and none of `b` lies in a range that `a` gives ("$13 to $14.25" and "$13.65").

    Example: "it may weigh 265 g" and "it weighs 256 g".
    Must not: "$12 a share" and "$400 million", which are of two sizes.
    Known failures: figures of two things in one unit ("the bridge may cost 40 crowns", "cars pay 45 crowns");
    the same measure in two units ("265 grams", "0.3 kg") is not compared.
    """
    if not (a.quantities and b.quantities):
        return None
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

    Example: "the Folio 12 may sail" and "the Folio 13 may sail"; "may open" and "may not open".
    Must not: "the yard may open" and "the yard may open in May", where one gives no date.
    Known failures: what denies in other words ("the yard may open", "the yard may stay closed").
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
    return not a.acts.isdisjoint(b.acts) and bool((a.acts & b.acts) - _TALK)


def _one_date(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions speak of one date, or of one month where the year of one is not known."""
    if a.dated and b.dated and a.target and b.target:
        return same_time(a.target, b.target)
    if not (a.months and b.months) or (a.dated and b.dated):
        return False
    return same_act(a, b) and not a.months.isdisjoint(b.months)


def _of_one_size(left: set[str], right: set[str]) -> bool:
    """Say whether some figure of one is at most twenty times one of the other."""
    sizes = [[abs(number) for one in side if (number := worth(one))] for side in (left, right)]
    if not all(sizes):
        return True
    return max(sizes[0]) * MOST_TIMES >= min(sizes[1]) and max(sizes[1]) * MOST_TIMES >= min(sizes[0])


def _rounded(x: str, y: str) -> bool:
    """Say whether two figures are one, or one is a rounded one of the other."""
    left, right = worth(x), worth(y)
    if x == y or left is None or right is None:
        return x == y
    digits = min(len(one.split()[0].replace(".", "")) for one in (x, y))
    return left == right or (
        digits <= ROUND_DIGITS and abs(left - right) <= ROUNDED * max(abs(left), abs(right))
    )


def _within(x: str, several: set[str]) -> bool:
    """Say whether a figure lies in the range that others span."""
    value, ends = worth(x), [number for one in several if (number := worth(one)) is not None]
    return value is not None and len(ends) > 1 and min(ends) <= value <= max(ends)


def worth(figure: str) -> float | None:
    """Return what a figure as `quantities` gives it is worth, absent for what is no number.

    "2.48 billion" is worth as much as "2480 million".
    """
    digits, *multiple = figure.split()
    try:
        return float(digits) * _WORTH[multiple[0]] if multiple else float(digits)
    except (ValueError, KeyError):
        return None
