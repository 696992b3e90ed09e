"""What became of a rumour: confirmed, denied, superseded, expired, or open, and the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ondit.claims.assertions import Assertion
from ondit.claims.grouping import Group
from ondit.claims.likeness import (
    Likeness,
    Sought,
    other_date,
    other_designator,
    other_figure,
    same_act,
    same_unit,
)
from ondit.claims.neighbours import neighbours
from ondit.model import Article, Status
from ondit.periods import period, same_time
from ondit.spans import DAY, day

SETTLES = 0.45
NEARLY = 0.15
BOTH_NAMES_BONUS = 0.2
ONE_NAME_BONUS = 0.1
FIGURE_BONUS = 0.2
SAME_DATE_BONUS = 0.15
OTHER_DATE_BONUS = 0.08
SAID_SO_BONUS = 0.1
FEW_NAMES = 2
CONTRARY = 0.5
SOUGHT = Sought(
    in_words=0.2,
    least=SETTLES - SAID_SO_BONUS,
    date=SAME_DATE_BONUS,
    designator=0.0,
    figure=FIGURE_BONUS,
    act=BOTH_NAMES_BONUS,
    same_polarity=False,
)

_HEDGED = re.compile(r"\b(?:would|could|may|might|if|whether)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settling:
    """What settles a rumour.

    Attributes:
        status: What became of it.
        group: The number of the group of announcements that settles it; absent where its date passed.
        assertion: The assertion that does.
    """

    status: Status
    group: int | None = None
    assertion: Assertion | None = None


def settle(
    groups: Sequence[Group], likeness: Likeness, articles: Mapping[str, Article]
) -> dict[int, Settling]:
    """Find what settled the rumours among some groups.

    Rule: an announcement settles a rumour that was published no later, names something that it names, and is
    like it: in words, and by the same act of the same parties, a figure in the same unit, a date, or because
    it says "confirmed" or "denied". Of those nearly most like it the last one does, unless it denies what a
    later one announces. A denial, or an announcement that says that it is not so, denies it; another date of
    the same act, or another figure in the same unit, supersedes it; any other confirms it. What is only said
    to be so under a condition ("would", "if") settles nothing. A rumour that nothing settles has expired
    where the date that it speaks of lies before the newest article.

    Example: "may buy the yard" is denied by "denied that it will buy the yard", and confirmed by a later
    "will buy the yard".
    Must not: "may buy the yard" is not confirmed by "would support whoever buys the yard".
    Known failures: an announcement in wholly other words settles nothing; one that is alike but speaks of
    something else of the same company settles wrongly.

    Returns:
        What settled a rumour, by its number; rumours that are open are left out.
    """
    official = _Official(groups, likeness, articles)
    newest = max((a.published.value for a in articles.values() if a.published), default="")[:DAY]
    found = {}
    for number, group in enumerate(groups):
        if group.first.label.kind == "rumour":
            settling = _settling(group, official) or _expiry(group, newest)
            if settling:
                found[number] = settling
    return found


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    in_words: float
    date: str
    group: int
    rumour: Assertion
    settling: Assertion

    @property
    def order(self) -> tuple[str, float, int]:
        return (self.date, self.score, -self.group)


class _Official:
    """The announcements of a story that may settle something, and when each was first told."""

    def __init__(self, groups: Sequence[Group], likeness: Likeness, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._near = neighbours(likeness, [one for group in groups for one in group.core])
        self._owners: list[int] = []
        self._first_told = [day(articles[group.first.label.article or ""]) or "" for group in groups]
        for number, group in enumerate(groups):
            if group.first.label.kind == "announcement":
                for one in group.core:
                    if not (_HEDGED.search(one.text) and one.label.subtype is None):
                        self._near.add(one)
                        self._owners.append(number)

    def candidates(self, group: Group) -> Iterator[_Candidate]:
        """Yield what may settle a rumour."""
        for rumour in group.core:
            for place, in_words in self._near.alike(rumour, SOUGHT):
                other = self._near.at(place)
                if other_designator(rumour, other):
                    continue
                if not _not_before(other, group.first, self._articles):
                    continue
                score, owner = in_words + _evidence(rumour, other), self._owners[place]
                one = _Candidate(score, in_words, self._first_told[owner], owner, rumour, other)
                if not (_opposes(one) and in_words < CONTRARY):
                    yield one


def _settling(group: Group, official: _Official) -> Settling | None:
    candidates = list(official.candidates(group))
    least = max(SETTLES, max((one.score for one in candidates), default=0.0) - NEARLY)
    last = max((one for one in candidates if one.score >= least), key=lambda one: one.order, default=None)
    if last is None:
        return None
    if _denies(last):
        last = max(
            (one for one in candidates if _overrules(one, last)), key=lambda one: one.order, default=last
        )
    return Settling(_verdict(last, group), last.group, last.settling)


def _evidence(rumour: Assertion, settling: Assertion) -> float:
    """Return what facts in common add to the likeness of a rumour and what may settle it."""
    found = 0.0
    if same_act(rumour, settling):
        both = len(rumour.names & settling.names)
        found += BOTH_NAMES_BONUS if both >= FEW_NAMES else ONE_NAME_BONUS if both else 0.0
    if same_unit(rumour, settling):
        found += FIGURE_BONUS
    if rumour.target and settling.target:
        found += SAME_DATE_BONUS if same_time(rumour.target, settling.target) else OTHER_DATE_BONUS
    return found + (SAID_SO_BONUS if settling.label.subtype in ("denial", "confirmation") else 0.0)


def _opposes(one: _Candidate) -> bool:
    """Say whether an announcement says that a rumour is not so, without being a denial."""
    return not one.settling.denies and one.settling.is_negated and not one.rumour.is_negated


def _denies(one: _Candidate) -> bool:
    return one.settling.denies or _opposes(one)


def _overrules(one: _Candidate, denial: _Candidate) -> bool:
    """Say whether the act that was denied was announced on a later day."""
    later = one.date > denial.date and not same_time(one.date, denial.date)
    return later and not _denies(one) and same_act(one.rumour, one.settling) and one.score >= SETTLES


def _verdict(one: _Candidate, group: Group) -> Status:
    """Say what an announcement makes of a rumour, by the figure that the rumour gave first."""
    rumour, settling = one.rumour, one.settling
    if _denies(one):
        return "denied"
    moved = other_date(rumour, settling) and bool(rumour.acts & settling.acts)
    first = next((told for told in group.members if same_unit(told, settling)), rumour)
    if moved or other_figure(first, settling) is not None or (rumour.is_negated and not settling.is_negated):
        return "superseded"
    return "confirmed"


def _not_before(a: Assertion, b: Assertion, articles: Mapping[str, Article]) -> bool:
    first, second = (articles[one.label.article or ""].published for one in (a, b))
    if first is None or second is None:
        return False
    return first.value >= second.value or same_time(first.value, second.value)


def _expiry(group: Group, newest: str) -> Settling | None:
    target = next((one.target for one in group.members if one.target), None)
    spoken_of, known = period(target or ""), period(newest)
    return Settling("expired") if spoken_of and known and spoken_of[1] < known[0] else None
