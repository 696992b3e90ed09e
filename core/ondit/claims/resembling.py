"""Rumours settled by announcements that are like them, where no name, date or deal tells more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ondit.claims.acts import MARK, OWN
from ondit.claims.assertions import Assertion
from ondit.claims.deals import Deals
from ondit.claims.grouping import Group
from ondit.claims.likeness import (
    Likeness,
    Sought,
    other_date,
    other_designator,
    same_act,
    same_unit,
)
from ondit.claims.neighbours import neighbours
from ondit.claims.parts import is_subject
from ondit.claims.scene import Scene
from ondit.claims.verdicts import Settling, negates_what_is_told, opposes, verdict
from ondit.model import Evidence
from ondit.periods import same_time

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
class _Candidate:
    score: float
    date: str
    group: int
    rumour: Assertion
    settling: Assertion

    @property
    def order(self) -> tuple[str, float, int]:
        return (self.date, self.score, -self.group)


class Resembling:
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
