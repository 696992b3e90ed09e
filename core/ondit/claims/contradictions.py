"""Claims that cannot both be true, where neither settles the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ondit.claims.assertions import Assertion
from ondit.claims.grouping import Group
from ondit.claims.likeness import Likeness, other_date, other_designator, other_figure, other_names, same_unit
from ondit.claims.settling import Settling

ALIKE = 0.5
NEGATED_ALIKE = 0.6
FEWEST_NEGATED = 3
MOST_HOLDERS = 64
MOST_STEMS = 4


def contradictions(
    groups: Sequence[Group], settled: Mapping[int, Settling], likeness: Likeness
) -> dict[int, set[int]]:
    """Find which groups contradict each other.

    Rule: the assertions told first share half of their words, figures aside, name something in common or one
    names nothing, and no dates that differ; and each gives one figure of one size in the same unit, but
    another, or one of them alone says that it is not so (then three words or more of each, six in ten
    shared). What settles the other does not contradict it.

    Example: "Twyleaf weighs 265 g" and "it weighs 256 g".
    Must not: "it earned $1.14 in the second quarter" and "it earned $1.21 in the third".
    Known failures: figures of two things in the same words; what was true at one time and not at another,
    where neither says when; contradictions in other words ("three partners before" and "the second such
    outing").

    Returns:
        For each group that has any, the numbers of those that it contradicts; mutual.
    """
    found: dict[int, set[int]] = defaultdict(set)
    for left, right in _candidates(groups, likeness):
        parted = _settles(settled, left, right) or _settles(settled, right, left)
        if not parted and contradict(groups[left].first, groups[right].first):
            found[left].add(right)
            found[right].add(left)
    return dict(found)


def contradict(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions cannot both be true."""
    if (
        other_names(a, b)
        or other_designator(a, b)
        or (a.times and b.times and a.times != b.times)
        or other_date(a, b)
    ):
        return False
    alike = _alike(a, b)
    if a.is_negated != b.is_negated:
        long = min(len(a.spoken), len(b.spoken)) >= FEWEST_NEGATED
        return long and alike >= NEGATED_ALIKE and not same_unit(a, b)
    single = all(
        len(one.quantities[unit]) == 1 for one in (a, b) for unit in a.quantities.keys() & b.quantities.keys()
    )
    return single and alike >= ALIKE and bool(other_figure(a, b) and other_figure(b, a))


def _candidates(groups: Sequence[Group], likeness: Likeness) -> Iterator[tuple[int, int]]:
    """Yield pairs of groups whose first assertions share one of their heaviest words, each pair once."""
    holding: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        met: set[int] = set()
        heaviest = [key for _, key in likeness.stems(group.first) if not key[0].isdigit()][:MOST_STEMS]
        for key in heaviest:
            met.update(holding[key][-MOST_HOLDERS:])
            holding[key].append(number)
        yield from ((other, number) for other in sorted(met))


def _alike(a: Assertion, b: Assertion) -> float:
    left, right = a.spoken, b.spoken
    if not (a.telling & b.telling & left.keys()):
        return 0.0
    return 2 * sum((left & right).values()) / (sum(left.values()) + sum(right.values()))


def _settles(settled: Mapping[int, Settling], rumour: int, announcement: int) -> bool:
    settling = settled.get(rumour)
    return settling is not None and settling.group == announcement
