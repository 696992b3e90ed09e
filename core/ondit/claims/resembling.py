"""Rumours settled by announcements that are like them, where no name, date or deal tells more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ondit.claims.acts import FAIL, MARK, OWN, STAND
from ondit.claims.assertions import Assertion
from ondit.claims.deals import Deals, owns
from ondit.claims.likeness import (
    Sought,
    other_date,
    other_designator,
    same_act,
    same_unit,
)
from ondit.claims.neighbours import Neighbours, Shelf
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
ROUNDING = 1e-9
"""More than sums of the same numbers in another order differ by."""
SOUGHT = Sought(
    in_words=0.2,
    least=SETTLES - ROUNDING,
    date=SAME_DATE_BONUS,
    designator=0.0,
    figure=FIGURE_BONUS,
    act=BOTH_NAMES_BONUS,
    same_polarity=False,
    same_names=False,
)

_SAID = frozenset(("denial", "confirmation"))
_OUTCOMES = frozenset((FAIL, STAND))
_IF = re.compile(r"\W*(?:if|should|unless|in case)\b", re.IGNORECASE)


def _less_what(*, is_said: bool, is_contrary: bool, is_of_a_deal: bool) -> Sought:
    """Return what likeness is looked for, less what an announcement may add that no facts in common do."""
    more = SAID_SO_BONUS * is_said + SAID_NO_BONUS * is_contrary + SAME_DEAL_BONUS * is_of_a_deal
    return SOUGHT._replace(least=SOUGHT.least - more)


class _Candidate(NamedTuple):
    score: float
    date: str
    rumour: Assertion
    settling: Assertion

    @property
    def order(self) -> tuple[str, float, int]:
        return (self.date, self.score, -self.settling.group)


class Resembling:
    """The announcements of a story that a rumour may be like: each is held against the rumours told last."""

    def __init__(self, scene: Scene, deals: Deals) -> None:
        self._scene, self._deals = scene, deals
        self._like: dict[int, list[_Candidate]] = defaultdict(list)

    def announce(self, one: Assertion, near: Neighbours) -> Iterator[Assertion]:
        """Hear an announcement; yield the rumours that it may settle."""
        if is_subject(one.text):
            return
        sought = _less_what(
            is_said=one.label.subtype in _SAID,
            is_contrary=one.is_not_so or not _OUTCOMES.isdisjoint(one.acts),
            is_of_a_deal=any(map(owns, self._scene.beside(one))),
        )
        for rumour, in_words in near.alike(one, sought, Shelf.RUMOURS):
            if self._take(rumour, one, in_words):
                yield rumour
        near.add(one, Shelf.ANNOUNCED)

    def rumour(self, one: Assertion, near: Neighbours) -> None:
        """Hear a rumour."""
        if _IF.match(one.text) or is_subject(one.text) or self._scene.is_past(one):
            return
        sought = _less_what(is_said=True, is_contrary=not one.is_not_so, is_of_a_deal=True)
        for other, in_words in near.alike(one, sought, Shelf.ANNOUNCED):
            self._take(one, other, in_words)
        near.add(one, Shelf.RUMOURS)

    def _take(self, rumour: Assertion, other: Assertion, in_words: float) -> bool:
        """Note what may settle a rumour, whatever is told later; say whether it may."""
        scene = self._scene
        if scene.other_parties(rumour, other):
            return False
        is_contrary = opposes(rumour, other)
        score = in_words + _evidence(rumour, other, scene)
        most = score + SAID_NO_BONUS * is_contrary
        if most < SETTLES and (most + SAME_DEAL_BONUS < SETTLES or not any(map(owns, scene.beside(other)))):
            return False
        first = scene.groups[rumour.group].first
        if other_designator(rumour, other) or not scene.not_before(other, first):
            return False
        if not self._is_same_thing(rumour, other) or _is_aside(rumour, other, in_words):
            return False
        is_no = is_contrary and negates_what_is_told(rumour, other)
        if is_contrary and not is_no and in_words < CONTRARY:
            return False
        score += SAID_NO_BONUS if is_no else 0.0
        found = _Candidate(score, scene.first_told(other.group), rumour, other)
        scene.trail.add(self._like[rumour.group], found)
        return True

    def settling(self, number: int) -> Settling | None:
        """Return what settled a rumour, given by its group's number, by being like it."""
        group = self._scene.groups[number]
        candidates = list(self._candidates(number))
        least = max(SETTLES, max((one.score for one in candidates), default=0.0) - NEARLY)
        last = max((one for one in candidates if one.score >= least), key=lambda one: one.order, default=None)
        if last is None:
            return None
        if _denies(last) or other_date(last.rumour, last.settling):
            later = (one for one in candidates if _overrules(one, last))
            last = max(later, key=lambda one: one.order, default=last)
        first = next((told for told in group.members if same_unit(told, last.settling)), last.rumour)
        status = verdict(first, last.rumour, last.settling)
        return Settling(status, last.settling.group, last.settling, _kind_of_evidence(last))

    def _candidates(self, number: int) -> Iterator[_Candidate]:
        """Yield what may settle a rumour."""
        group = self._scene.groups[number]
        last = next((one for one in reversed(group.members) if self._scene.published(one)), None)
        for one in self._like.get(number, ()):
            if self._scene.may_settle(one.settling, group.first, last):
                deal = self._deals.meant(one.rumour)
                is_deal = deal is not None and _one_clause(deal, one.settling)
                yield one._replace(score=one.score + SAME_DEAL_BONUS) if is_deal else one

    def _is_same_thing(self, rumour: Assertion, other: Assertion) -> bool:
        """Say whether two assertions may tell of one thing.

        Rule: they, or their articles, name somebody in common, or one nobody; they share two words that say
        something, or one and what both do, whom they name or what they count; and of a deal, no other buys.
        """
        scene, shared = self._scene, rumour.bag.keys() & other.bag.keys()
        named = scene.parties(rumour) & scene.parties(other)
        told = sum(not key.startswith(MARK) for key in shared - rumour.named - other.named)
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

    Example: "the yard may be sold" and "the yard will be sold" in one article.
    Must not: "the yard will not be sold", which denies it there.
    Known failures: an article that tells first what was rumoured, and then that it came so.
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

    Example: "may cost 40 crowns" and "will cost 45 crowns" give facts.
    Must not: "may be sold" and "will be sold", alike in words only; "after 40 days" and "for 90 days", which
    are times.
    Known failures: figures of one unit are facts, though they be beside the point ("with 40 boats").
    """
    rumour, settling = one.rumour, one.settling
    if settling.label.subtype in _SAID:
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
    return found + (SAID_SO_BONUS if settling.label.subtype in _SAID else 0.0)


def _denies(one: _Candidate) -> bool:
    return one.settling.denies or opposes(one.rumour, one.settling)


def _overrules(one: _Candidate, denial: _Candidate) -> bool:
    """Say whether the act that was denied, or had another date, was announced on a later day."""
    later = one.date > denial.date and not same_time(one.date, denial.date)
    dated = bool(one.settling.target) or denial.settling.target is None
    told = later and dated and not _denies(one)
    return told and same_act(one.rumour, one.settling) and one.score >= SETTLES
