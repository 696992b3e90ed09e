"""Assertions grouped into claims: each joins the claim that it is most like, in order of telling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ondit.claims.assertions import Assertion
from ondit.claims.kinship import Kinship
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
from ondit.claims.neighbours import Neighbours, Shelf
from ondit.claims.trail import Trail
from ondit.model import Match, Span
from ondit.spans import overlap

CORE_MEMBERS = 4
MEANING_BONUS = 0.2
_FACTS = (SAME_TARGET_BONUS + SAME_SLOT_BONUS, SAME_DESIGNATOR_BONUS, SAME_FIGURE_BONUS)
SAME_CLAIM = Sought(0.15, 0.35, *_FACTS, act=0.0, same_polarity=True, same_names=True)
RETOLD = Sought(0.3, 0.6, *_FACTS, act=0.05, same_polarity=True, same_names=True)


@dataclass(slots=True)
class Group:
    """The assertions of one claim.

    Attributes:
        members: Those that make it, in order of telling.
        retold: Clauses that are neither rumour nor announcement by themselves, but tell the same.
        targets: The dates that members speak of, in the order of those.
    """

    members: list[Assertion] = field(default_factory=list)
    retold: list[Assertion] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)

    @property
    def first(self) -> Assertion:
        """The one told first."""
        return self.members[0]

    @property
    def core(self) -> list[Assertion]:
        """Those that others are compared with: the first few, so that claims do not chain."""
        return self.members[:CORE_MEMBERS]

    @property
    def target(self) -> str | None:
        """The date that it speaks of."""
        return self.targets[0] if self.targets else None


class Meant:
    """Which sentences say the same in other words: the paraphrases that differ in no fact."""

    def __init__(self) -> None:
        self._of: dict[str | None, set[Match]] = defaultdict(set)

    def put(self, article: str, matches: Iterable[Match]) -> set[Match]:
        """Take the matches of an article instead of those known; return what came and what went of them."""
        found = {match for match in matches if match.relation == "paraphrase" and not match.differs}
        changed = found ^ self._of[article]
        for match in changed:
            for side in {match.a.article, match.b.article}:
                self._of[side] ^= {match}
        return changed

    def of(self, span: Span) -> list[Span]:
        """Return the sentences that say what the one of a span says."""
        found = self._of.get(span.article)
        if not found:
            return []
        pairs = [pair for match in found for pair in ((match.a, match.b), (match.b, match.a))]
        return sorted(there for here, there in pairs if overlap(here, span))


class Grouping:
    """Groups that grow by one assertion after the other, and shrink again as their trail goes back.

    Attributes:
        groups: In order of first telling.
        told_in: What is told in each article, in order.
    """

    def __init__(self, trail: Trail, meant: Meant, kinship: Kinship) -> None:
        self.groups: list[Group] = []
        self.told_in: dict[str | None, list[Assertion]] = defaultdict(list)
        self._trail = trail
        self._meant = meant
        self._kinship = kinship
        self._carrying: dict[Span, list[int]] = defaultdict(list)

    def add(self, one: Assertion, first: Assertion | None, near: Neighbours, likeness: Likeness) -> None:
        """Put an assertion to the group of its kind that it is most like, the first of equals, or its own.

        Args:
            one: The assertion.
            first: The first of those that the same statement carries, if that is another.
            near: The first assertions of each group.
            likeness: What words weigh.
        """
        scores = self._scores(one, SAME_CLAIM, near)
        for number, score in self._by_meaning(one, likeness):
            scores[number] = max(scores[number], score)
        carrying = self._groups_with(first)
        for number in carrying:
            if not _other_content(self.groups[number].first, one):
                scores[number] = 1.0
        fitting = [
            (score, -number)
            for number, score in scores.items()
            if self.groups[number].first.label.kind == one.label.kind
        ]
        one.group = -max(fitting)[1] if fitting else self._open()
        self._join(one, self.groups[one.group], near)
        if first and one.group not in carrying:
            self._trail.add(self._carrying[first.span], one.group)

    def retell(self, one: Assertion, first: Assertion | None, near: Neighbours) -> None:
        """Put a clause that is neither rumour nor announcement to the group that it tells again, if any."""
        scores = self._scores(one, RETOLD, near)
        for number in self._groups_with(first):
            scores[number] = 1.0
        best = max(((score, -number) for number, score in scores.items()), default=None)
        one.group = -best[1] if best else -1
        if best:
            self._trail.add(self.groups[one.group].retold, one)

    def _groups_with(self, first: Assertion | None) -> list[int]:
        """Return the groups that a statement carries, by the first assertion that it does."""
        return [first.group, *self._carrying.get(first.span, ())] if first else []

    def _open(self) -> int:
        self._trail.add(self.groups, Group())
        return len(self.groups) - 1

    def _join(self, one: Assertion, group: Group, near: Neighbours) -> None:
        self._trail.add(group.members, one)
        if one.target:
            self._trail.add(group.targets, one.target)
        self._trail.add(self.told_in[one.span.article], one)
        if len(group.members) <= CORE_MEMBERS:
            near.add(one, Shelf.CORES)

    def _by_meaning(self, one: Assertion, likeness: Likeness) -> Iterator[tuple[int, float]]:
        """Yield how like an assertion is to groups that tell its sentence in other words."""
        for place in self._meant.of(one.span):
            for other in self.told_in.get(place.article, ()):
                if overlap(other.span, place) and not conflict(other, one):
                    score = MEANING_BONUS + likeness.alike(one, other) + bonus(one, other)
                    if score >= SAME_CLAIM.least:
                        yield other.group, score

    def _scores(self, one: Assertion, sought: Sought, near: Neighbours) -> dict[int, float]:
        """Return how like an assertion is to each group that is like enough."""
        scores: dict[int, float] = defaultdict(float)
        for other, alike in near.alike(one, sought, Shelf.CORES):
            score = alike + bonus(one, other) + (sought.act if same_act(one, other) else 0.0)
            if score >= sought.least and not conflict(other, one) and not self._is_stranger(other, one):
                scores[other.group] = max(scores[other.group], score)
        return scores

    def _is_stranger(self, known: Assertion, one: Assertion) -> bool:
        last = self.groups[known.group].members[-1]
        return self._kinship.are_far(last, one) or not self._kinship.are_kin(known, one)


def _other_content(a: Assertion, b: Assertion) -> bool:
    """Say whether two parts of one wording still differ in a date or a figure."""
    return other_date(a, b) or other_figure(a, b) is not None
