"""What became of a rumour: confirmed, denied, superseded, expired, or open, and the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ondit.claims.acts import MARK, OWN
from ondit.claims.assertions import Assertion
from ondit.claims.deals import Deals
from ondit.claims.grouping import Group
from ondit.claims.launches import Launches
from ondit.claims.likeness import (
    Likeness,
    Sought,
    other_date,
    other_designator,
    same_act,
    same_unit,
)
from ondit.claims.naming import Naming
from ondit.claims.neighbours import neighbours
from ondit.claims.parts import is_subject
from ondit.claims.scene import Scene
from ondit.claims.verdicts import money, negates_what_is_told, opposes, same_money, sum_verdict, verdict
from ondit.model import Article, Evidence, Status
from ondit.periods import period, same_time
from ondit.spans import DAY

SETTLES = 0.45
NEARLY = 0.15
BOTH_NAMES_BONUS = 0.2
ONE_NAME_BONUS = 0.1
FIGURE_BONUS = 0.2
SAME_DATE_BONUS = 0.15
OTHER_DATE_BONUS = 0.08
SAID_SO_BONUS = 0.1
SAID_NO_BONUS = 0.2
SAME_DEAL_BONUS = 0.2
FEW_NAMES = 2
FEWEST_SHARED = 2
CONTRARY = 0.5
SOUGHT = Sought(
    in_words=0.2,
    least=SETTLES - SAID_SO_BONUS - SAID_NO_BONUS - SAME_DEAL_BONUS,
    date=SAME_DATE_BONUS,
    designator=0.0,
    figure=FIGURE_BONUS,
    act=BOTH_NAMES_BONUS,
    same_polarity=False,
    same_names=False,
)

_IF = re.compile(r"\W*(?:if|should|unless|in case)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settling:
    """What settles a rumour.

    Attributes:
        status: What became of it.
        group: The number of the group of announcements that settles it; absent where its date passed.
        assertion: The assertion that does.
        evidence: What shows that it does.
    """

    status: Status
    group: int | None = None
    assertion: Assertion | None = None
    evidence: Evidence = "facts"


def settle(
    groups: Sequence[Group], likeness: Likeness, articles: Mapping[str, Article]
) -> dict[int, Settling]:
    """Find what settled the rumours among some groups.

    Rule: first by what is told of names (`Naming`), of the one date of a story (`Launches`) and of talks
    (`Deals`). Else an announcement settles a rumour that was published no later, names somebody whom it
    names, and is like it: in words, and by the same act of the same parties, a figure in the same unit, a
    date, or because it says "confirmed" or "denied", or "no" to what is told. An act in common is not
    enough, nor is one of another buyer, nor what strangers tell, what is told a year later, or what stands
    beside the rumour in its article. Of those nearly most like it the last one does, unless it denies
    what a later one announces. `verdict` says what it makes of the rumour. What is only said to be so under
    a condition ("would", "if") settles nothing. A rumour that nothing settles has expired where the date
    that it speaks of lies before the newest article.

    Example: "may buy the yard" is denied by "denied that it will buy the yard", and confirmed by a later
    "will buy the yard".
    Must not: "may buy the yard" is not confirmed by "would support whoever buys the yard".
    Known failures: an announcement in wholly other words settles nothing; one that is alike but speaks of
    something else of the same company settles wrongly.

    Returns:
        What settled a rumour, by its number; rumours that are open are left out.
    """
    story = _Story(Scene(groups, articles), likeness)
    newest = max((a.published.value for a in articles.values() if a.published), default="")[:DAY]
    found = {}
    for number, group in enumerate(groups):
        if group.first.label.kind == "rumour":
            settling = story.settling(group) or _expiry(group, newest)
            if settling:
                found[number] = settling
    return found


class _Story:
    """What a story announces, by what it may settle."""

    def __init__(self, scene: Scene, likeness: Likeness) -> None:
        self._scene = scene
        self._naming, self._launches, self._deals = Naming(scene), Launches(scene), Deals(scene)
        self._alike = _Alike(scene, likeness, self._deals)

    def settling(self, group: Group) -> Settling | None:
        """Return what settled a rumour: its name, its date, the deal that it speaks of, or what is alike."""
        return self._by_fact(group) or self._with_sum(self._alike.settling(group), group)

    def _by_fact(self, group: Group) -> Settling | None:
        for one in group.core:
            if named := self._naming.confirming(one):
                return Settling("confirmed", *named)
            if dated := self._launches.settling(one):
                return Settling(verdict(one, one, dated[1]), *dated)
            if agreed := self._deals.settling(one):
                deal, status = agreed
                return Settling(status, deal.group, deal.told)
        return None

    def _with_sum(self, settling: Settling | None, group: Group) -> Settling | None:
        """Let a sum be settled by a sum: the one that is announced in the clause that is alike, if any.

        Rule: a rumour of a price is no longer confirmed by an announcement that gives none.
        """
        first = next((one for one in group.members if money(one)), None)
        if first is None:
            return settling
        is_denied = settling is not None and settling.status == "denied"
        found = self._sum_of(first, settling.assertion if settling else self._deal_of(group))
        if found is None:
            return settling if is_denied else None
        status = sum_verdict(first, found[1])
        return settling if is_denied and status == "confirmed" else Settling(status, *found)

    def _deal_of(self, group: Group) -> Assertion | None:
        deals = (self._deals.meant(one) for one in group.core)
        return next((deal.told for deal in deals if deal), None)

    def _sum_of(self, first: Assertion, told: Assertion | None) -> tuple[int, Assertion] | None:
        """Return the sum like a rumour's that is announced where something is told."""
        beside = self._scene.beside(told) if told else ()
        return next((row for row in beside if same_money(first, row[1])), None)


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    date: str
    group: int
    rumour: Assertion
    settling: Assertion

    @property
    def order(self) -> tuple[str, float, int]:
        return (self.date, self.score, -self.group)


class _Alike:
    """The announcements of a story that a rumour may be like."""

    def __init__(self, scene: Scene, likeness: Likeness, deals: Deals) -> None:
        self._scene, self._deals = scene, deals
        self._near = neighbours(likeness, [one for group in scene.groups for one in group.core])
        self._owners: list[int] = []
        for number, one in scene.announced:
            if not is_subject(one.text):
                self._near.add(one)
                self._owners.append(number)

    def settling(self, group: Group) -> Settling | None:
        """Return what settled a rumour by being like it."""
        candidates = list(self._candidates(group))
        least = max(SETTLES, max((one.score for one in candidates), default=0.0) - NEARLY)
        last = max((one for one in candidates if one.score >= least), key=lambda one: one.order, default=None)
        if last is None:
            return None
        if _denies(last) or other_date(last.rumour, last.settling):
            later = (one for one in candidates if _overrules(one, last))
            last = max(later, key=lambda one: one.order, default=last)
        first = next((told for told in group.members if same_unit(told, last.settling)), last.rumour)
        status = verdict(first, last.rumour, last.settling)
        return Settling(status, last.group, last.settling, _kind_of_evidence(last))

    def _candidates(self, group: Group) -> Iterator[_Candidate]:
        """Yield what may settle a rumour."""
        last = next((one for one in reversed(group.members) if self._scene.published(one)), None)
        for rumour in group.core:
            if _IF.match(rumour.text) or is_subject(rumour.text) or self._scene.is_past(rumour):
                continue
            deal = self._deals.meant(rumour)
            for place, in_words in self._near.alike(rumour, SOUGHT):
                other = self._near.at(place)
                if self._scene.other_parties(rumour, other) or other_designator(rumour, other):
                    continue
                if not self._scene.may_settle(other, group.first, last):
                    continue
                if not self._is_same_thing(rumour, other) or _is_aside(rumour, other, in_words):
                    continue
                is_contrary = opposes(rumour, other)
                is_no = is_contrary and negates_what_is_told(rumour, other)
                if is_contrary and not is_no and in_words < CONTRARY:
                    continue
                score = in_words + _evidence(rumour, other, self._scene) + (SAID_NO_BONUS if is_no else 0.0)
                score += SAME_DEAL_BONUS if deal and _one_clause(deal.told, other) else 0.0
                owner = self._owners[place]
                yield _Candidate(score, self._scene.first_told(owner), owner, rumour, other)

    def _is_same_thing(self, rumour: Assertion, other: Assertion) -> bool:
        """Say whether two assertions may tell of one thing.

        Rule: they, or their articles, name somebody in common, or one nobody; they share two words that say
        something, or one and what both do, whom they name or what they count; and of a deal, no other buys.
        """
        scene, shared = self._scene, rumour.bag.keys() & other.bag.keys()
        named = scene.parties(rumour) & scene.parties(other)
        told = sum(
            not key.startswith(MARK) and key in rumour.telling and key in other.telling for key in shared
        )
        facts = bool(named) + same_act(rumour, other) + same_unit(rumour, other)
        if told + facts < FEWEST_SHARED or not (told or named):
            return False
        left, right = scene.names_of(rumour), scene.names_of(other)
        near = named or not (left and right) or left & right
        return bool(near) and (OWN not in shared or scene.is_buyer_near(rumour, other))


def _is_aside(rumour: Assertion, other: Assertion, in_words: float) -> bool:
    """Say whether an announcement only stands beside a rumour in its article, and settles nothing.

    Rule: it is not half alike in words, or would confirm it without saying so: an outlet that knows that
    something is so tells it as no rumour.
    """
    if rumour.label.article != other.label.article:
        return False
    return in_words < CONTRARY or (
        other.label.subtype is None and verdict(rumour, rumour, other) == "confirmed"
    )


def _kind_of_evidence(one: _Candidate) -> Evidence:
    """Say what shows that an announcement settles a rumour that it is like.

    Rule: that it says that it denies or confirms; else facts that both give, a date, a model or a figure in
    one unit; else no more than their words.
    """
    rumour, settling = one.rumour, one.settling
    if settling.label.subtype in ("denial", "confirmation"):
        return "said"
    dated = bool(rumour.target and settling.target)
    named = bool(rumour.designators.keys() & settling.designators.keys())
    return "facts" if dated or named or same_unit(rumour, settling) else "wording"


def _one_clause(a: Assertion, b: Assertion) -> bool:
    return a.label == b.label


def _evidence(rumour: Assertion, settling: Assertion, scene: Scene) -> float:
    """Return what facts in common add to the likeness of a rumour and what may settle it."""
    found = 0.0
    if same_act(rumour, settling):
        both = len(scene.parties(rumour) & scene.parties(settling))
        found += BOTH_NAMES_BONUS if both >= FEW_NAMES else ONE_NAME_BONUS if both else 0.0
    if same_unit(rumour, settling):
        found += FIGURE_BONUS
    if rumour.target and settling.target:
        found += SAME_DATE_BONUS if same_time(rumour.target, settling.target) else OTHER_DATE_BONUS
    return found + (SAID_SO_BONUS if settling.label.subtype in ("denial", "confirmation") else 0.0)


def _denies(one: _Candidate) -> bool:
    return one.settling.denies or opposes(one.rumour, one.settling)


def _overrules(one: _Candidate, denial: _Candidate) -> bool:
    """Say whether the act that was denied, or had another date, was announced on a later day."""
    later = one.date > denial.date and not same_time(one.date, denial.date)
    dated = bool(one.settling.target) or denial.settling.target is None
    told = later and dated and not _denies(one)
    return told and same_act(one.rumour, one.settling) and one.score >= SETTLES


def _expiry(group: Group, newest: str) -> Settling | None:
    target = next((one.target for one in group.members if one.target), None)
    spoken_of, known = period(target or ""), period(newest)
    return Settling("expired") if spoken_of and known and spoken_of[1] < known[0] else None
