"""Claims that cannot both be true, where neither settles the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from ondit.claims.assertions import Assertion
from ondit.claims.grouping import Group
from ondit.claims.kinship import NO_PARTIES, Kinship, same_times
from ondit.claims.likeness import Likeness, other_date, other_designator, other_figure, other_names, same_unit
from ondit.claims.scene import Scene
from ondit.claims.verdicts import Settling
from ondit.matching.vocabulary import stem
from ondit.periods import are_near, period

ALIKE = 0.5
NEGATED_ALIKE = 0.6
FEWEST_NEGATED = 3
MOST_HOLDERS = 64
MOST_STEMS = 4
MOST_NAMING = 512
FEWEST_SHARED = 2
ONE_TIME = timedelta(days=60)
"""Less than a quarter, in which a company's figures come anew."""
ONE_COUNT = timedelta(days=1)
"""How long a count of cases or of people harmed stands: it grows from one day to the next."""

_UNITS = frozenset("milli billi trill thous hundr perce share cent crown dolla euro pound iear month".split())
_COUNTED = frozenset(
    map(
        stem,
        """arrested body bodies cases casualties dead deaths detained died displaced hospitalised
        hospitalized hurt infected infections injured injuries killed missing sickened toll victims
        wounded""".split(),
    )
)
Key = tuple[str, str | bool]
Days = tuple[date, date]


class Contradictions:
    """Which groups contradict each other, as they are told.

    Rule: the assertions told first share half of their words, figures aside, and one that is more than a
    unit; they are told by two articles of one story (`Kinship`), and they or the titles name somebody in
    common, or one names nobody; they have no dates that differ (how long something takes is no date); they
    name the same date or were told within two months of each other (of what one of them counts day by day, as
    cases and victims: on one day or the next), as far as is known; each gives one figure of one size in the
    same unit, but another, or one of them alone says that it is not so (then three words or more of each, six
    in ten shared). What settles the other does not contradict it, nor does anything announced or confirmed a
    rumour that was denied or superseded, nor what gives the figure that superseded it.

    Example: "Twyleaf weighs 265 g" and "it weighs 256 g".
    Must not: "it earned $1.14 in the second quarter" and "it earned $1.21 in the third", nor "revenue rose 2
    percent" and, a year later, "revenue rose 6 percent", nor "257 cases" and, three days later, "331 cases".
    Known failures: figures of two things in the same words; what was true in one week and not in the next;
    slips of the pen that are made long after; other dates of one event; contradictions in other words
    ("three partners before" and "the second such outing").
    """

    def __init__(self, scene: Scene, kinship: Kinship) -> None:
        self._kinship = kinship
        self._scene = scene
        self._holding: dict[Key, list[int]] = defaultdict(list)
        self._against: dict[int, list[int]] = defaultdict(list)
        self._names: dict[str | None, frozenset[str]] = {}

    def open(self, number: int, likeness: Likeness) -> None:
        """Hear the first assertion of a group; what is told in its article is known."""
        one = self._scene.groups[number].first
        for other in self._candidates(number, likeness):
            first = self._scene.groups[other].first
            if contradict(first, one) and not self._strangers(first, one):
                self._scene.trail.add(self._against[number], other)
                self._scene.trail.add(self._against[other], number)

    def of(self, number: int) -> Sequence[int]:
        """Return the groups that contradict a group, whatever settled them and whenever they were told."""
        return self._against.get(number, ())

    def standing(self, number: int, settled: Mapping[int, Settling]) -> list[int]:
        """Return the groups that contradict a group, as things stand."""
        groups = self._scene.groups
        return [
            other
            for other in self.of(number)
            if not (_settles(settled, groups, number, other) or _settles(settled, groups, other, number))
            and (
                same_times(groups[number].first, groups[other].first) or self._told_at_one_time(number, other)
            )
        ]

    def _told_at_one_time(self, number: int, other: int) -> bool:
        """Say whether two claims may have been told so near to each other that both mean one "now"."""
        firsts = [self._scene.groups[one].first for one in (number, other)]
        apart = ONE_COUNT if any(map(_counts, firsts)) else ONE_TIME
        left, right = self._tellings(number), self._tellings(other)
        if left is None or right is None:
            return True
        return _any_near(left, right, apart)

    def _tellings(self, number: int) -> list[Days] | None:
        """Return when a claim was told, in order; absent where it is not known of every telling."""
        told = {self._scene.published(one) for one in self._scene.groups[number].members}
        days = [found for day in told if (found := period(day))]
        return sorted(days) if len(days) == len(told) else None

    def forget(self, articles: Iterable[str]) -> None:
        """Forget who is named in some articles, which are told anew."""
        for article in articles:
            self._names.pop(article, None)

    def _candidates(self, number: int, likeness: Likeness) -> list[int]:
        """Return the groups told before that a group might contradict.

        Of the heaviest words of their first assertions they share one, and a unit in which each gives one
        figure; or two, and one of them says that something is not so.
        """
        one = self._scene.groups[number].first
        units = [unit for unit, figures in sorted(one.quantities.items()) if len(figures) == 1]
        is_long = _is_long(one)
        if not (units or is_long):
            return []
        met: dict[int, int] = {}
        heaviest = likeness.stems(one)[:MOST_STEMS]
        for key in heaviest:
            for unit in units:
                met.update(dict.fromkeys(self._holding.get((key, unit), ())[-MOST_HOLDERS:], FEWEST_SHARED))
                self._scene.trail.add(self._holding[key, unit], number)
            if is_long:
                for other in self._holding.get((key, not one.is_negated), ())[-MOST_HOLDERS:]:
                    met[other] = met.get(other, 0) + 1
                self._scene.trail.add(self._holding[key, one.is_negated], number)
        return [other for other in sorted(met) if met[other] >= FEWEST_SHARED]

    def _strangers(self, a: Assertion, b: Assertion) -> bool:
        """Say whether two assertions are of one article, which knows what it tells, or of two stories."""
        if a.label.article == b.label.article or not self._kinship.are_kin(a, b):
            return True
        if self._kinship.are_headed_apart(a, b):
            return True
        left, right = (self._named(one.label.article) for one in (a, b))
        return bool(left and right and left.isdisjoint(right))

    def _named(self, article: str | None) -> frozenset[str]:
        if article not in self._names:
            told = self._scene.told.get(article, ())[:MOST_NAMING]
            self._names[article] = frozenset(name for one in told for name in one.names) - NO_PARTIES
        return self._names[article]


def contradict(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions cannot both be true."""
    if other_names(a, b):
        return False
    if a.is_negated != b.is_negated:
        is_contrary = _are_alike(a, b, NEGATED_ALIKE) and not same_unit(a, b) and _is_long(a) and _is_long(b)
    else:
        is_contrary = _are_alike(a, b, ALIKE) and _has_other_figure(a, b)
    return is_contrary and not (_other_times(a, b) or other_designator(a, b) or other_date(a, b))


def _any_near(left: Sequence[Days], right: Sequence[Days], apart: timedelta) -> bool:
    """Say whether any two periods of two lists, in order, are no further apart than some days."""
    one = other = 0
    while one < len(left) and other < len(right):
        a, b = left[one], right[other]
        if are_near(a, b, apart):
            return True
        if a[1] < b[1]:
            one += 1
        else:
            other += 1
    return False


def _is_long(one: Assertion) -> bool:
    """Say whether an assertion has words enough to be denied by one that is alike."""
    return sum(not key[0].isdigit() for key in one.bag) >= FEWEST_NEGATED


def _has_other_figure(a: Assertion, b: Assertion) -> bool:
    """Say whether each of two assertions gives one figure in each unit that both have, and another in one."""
    shared = a.quantities.keys() & b.quantities.keys()
    single = all(len(one.quantities[unit]) == 1 for one in (a, b) for unit in shared)
    return bool(shared and single and other_figure(a, b) and other_figure(b, a))


def _other_times(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions name other times on the calendar."""
    left, right = ({one for one in side.times if period(one)} for side in (a, b))
    return bool(left and right and left != right)


def _counts(one: Assertion) -> bool:
    """Say whether an assertion counts cases, or people that something happened to."""
    return bool(one.quantities) and not _COUNTED.isdisjoint(one.bag)


def _are_alike(a: Assertion, b: Assertion, least: float) -> bool:
    """Say whether two assertions share so much of their words, figures aside, and one that is no unit."""
    left, right = a.bag, b.bag
    keys = [key for key in left.keys() & right.keys() if not key[0].isdigit()]
    shared = sum([min(left[key], right[key]) for key in keys])
    if not shared or 2 * shared / (a.spoken + b.spoken) < least:
        return False
    return any(key not in _UNITS and key not in a.named and key not in b.named for key in keys)


def _gives_its_figure(a: Assertion, settling: Assertion) -> bool:
    """Say whether an assertion gives a figure of what settled another."""
    shared = a.quantities.keys() & settling.quantities.keys()
    return any(not a.quantities[unit].isdisjoint(settling.quantities[unit]) for unit in shared)


def _settles(settled: Mapping[int, Settling], groups: Sequence[Group], rumour: int, told: int) -> bool:
    """Say whether a rumour was settled by another group, or no longer stands against what is official."""
    settling, other = settled.get(rumour), settled.get(told)
    if settling is None:
        return False
    first = groups[told].first
    is_official = (
        first.label.kind == "announcement"
        or (other is not None and other.status == "confirmed")
        or (settling.assertion is not None and _gives_its_figure(first, settling.assertion))
    )
    return settling.group == told or (is_official and settling.status in ("denied", "superseded"))
