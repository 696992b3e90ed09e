"""Assertions grouped into claims: each joins the claim that it is most like, in order of telling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ondit.claims.assertions import Assertion
from ondit.claims.likeness import (
    SAME_DESIGNATOR_BONUS,
    SAME_FIGURE_BONUS,
    SAME_SLOT_BONUS,
    SAME_TARGET_BONUS,
    Likeness,
    Sought,
    bonus,
    conflict,
    other_date,
    other_figure,
    same_act,
)
from ondit.claims.neighbours import neighbours
from ondit.model import Match, Span
from ondit.spans import overlap

CORE_MEMBERS = 4
MEANING_BONUS = 0.2
_FACTS = (SAME_TARGET_BONUS + SAME_SLOT_BONUS, SAME_DESIGNATOR_BONUS, SAME_FIGURE_BONUS)
SAME_CLAIM = Sought(0.15, 0.35, *_FACTS, act=0.0, same_polarity=True, same_names=True)
RETOLD = Sought(0.3, 0.6, *_FACTS, act=0.05, same_polarity=True, same_names=True)


@dataclass
class Group:
    """The assertions of one claim.

    Attributes:
        members: Those that make it, in order of telling.
        retold: Clauses that are neither rumour nor announcement by themselves, but tell the same.
    """

    members: list[Assertion]
    retold: list[Assertion] = field(default_factory=list)

    @property
    def first(self) -> Assertion:
        """The one told first."""
        return self.members[0]

    @property
    def core(self) -> list[Assertion]:
        """Those that others are compared with: the first few, so that claims do not chain."""
        return self.members[:CORE_MEMBERS]


class Meant:
    """Which sentences say the same in other words: the paraphrases that differ in no fact."""

    def __init__(self, matches: Iterable[Match]) -> None:
        self._of: dict[str | None, list[tuple[Span, Span]]] = defaultdict(list)
        for match in matches:
            if match.relation == "paraphrase" and not match.differs:
                self._of[match.a.article].append((match.a, match.b))
                self._of[match.b.article].append((match.b, match.a))

    def __bool__(self) -> bool:
        return bool(self._of)

    def of(self, span: Span) -> list[Span]:
        """Return the sentences that say what the one of a span says."""
        return [there for here, there in self._of.get(span.article, ()) if overlap(here, span)]


class Grouping:
    """Groups that grow by one assertion after the other."""

    def __init__(self, likeness: Likeness, every: Sequence[Assertion], meant: Meant) -> None:
        self.groups: list[Group] = []
        self._likeness = likeness
        self._meant = meant
        self._told_in: dict[str | None, list[tuple[Assertion, int]]] = defaultdict(list)
        self._near = neighbours(likeness, every)
        self._group_of: list[int] = []
        self._carrying: dict[str, list[int]] = defaultdict(list)

    def add(self, one: Assertion) -> None:
        """Put an assertion to the group of its kind that it is most like, the first of equals, or its own."""
        scores = self._scores(one, SAME_CLAIM)
        for number, score in self._by_meaning(one):
            scores[number] = max(scores[number], score)
        for number in self._carrying.get(one.statement or "", ()):
            if not _other_content(self.groups[number].first, one):
                scores[number] = 1.0
        fitting = [
            (score, -number)
            for number, score in scores.items()
            if self.groups[number].first.label.kind == one.label.kind
        ]
        number = -max(fitting)[1] if fitting else self._open()
        group = self.groups[number]
        group.members.append(one)
        if self._meant:
            self._told_in[one.span.article].append((one, number))
        if len(group.members) <= CORE_MEMBERS:
            self._near.add(one)
            self._group_of.append(number)
        if one.statement and number not in self._carrying[one.statement]:
            self._carrying[one.statement].append(number)

    def retell(self, one: Assertion) -> None:
        """Put a clause that is neither rumour nor announcement to the group that it tells again, if any."""
        scores = self._scores(one, RETOLD)
        for number in self._carrying.get(one.statement or "", ()):
            scores[number] = 1.0
        best = max(((score, -number) for number, score in scores.items()), default=None)
        if best:
            self.groups[-best[1]].retold.append(one)

    def _open(self) -> int:
        self.groups.append(Group([]))
        return len(self.groups) - 1

    def _by_meaning(self, one: Assertion) -> Iterator[tuple[int, float]]:
        """Yield how like an assertion is to groups that tell its sentence in other words."""
        for place in self._meant.of(one.span):
            for other, number in self._told_in[place.article]:
                if overlap(other.span, place) and not conflict(other, one):
                    score = MEANING_BONUS + self._likeness.alike(one, other) + bonus(one, other)
                    if score >= SAME_CLAIM.least:
                        yield number, score

    def _scores(self, one: Assertion, sought: Sought) -> dict[int, float]:
        """Return how like an assertion is to each group that is like enough."""
        scores: dict[int, float] = defaultdict(float)
        for place, alike in self._near.alike(one, sought):
            other = self._near.at(place)
            score = alike + bonus(one, other) + (sought.act if same_act(one, other) else 0.0)
            if score >= sought.least and not conflict(other, one):
                number = self._group_of[place]
                scores[number] = max(scores[number], score)
        return scores


def group(
    told: Sequence[Assertion], others: Sequence[Assertion], likeness: Likeness, matches: Iterable[Match] = ()
) -> list[Group]:
    """Group assertions into claims.

    Args:
        told: The assertions of rumours and announcements, in order of telling.
        others: Those of clauses that are neither, in order of telling.
        likeness: How alike their words are.
        matches: The story's matches, of which paraphrases are taken.

    Returns:
        Groups in order of first telling.
    """
    grouping = Grouping(likeness, [*told, *others], Meant(matches))
    for one in told:
        grouping.add(one)
    for one in others:
        grouping.retell(one)
    return grouping.groups


def _other_content(a: Assertion, b: Assertion) -> bool:
    """Say whether two parts of one wording still differ in a date or a figure."""
    return other_date(a, b) or other_figure(a, b) is not None
