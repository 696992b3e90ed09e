"""Claims made of groups, with what became of them; only those are made again that changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ondit.claims.assertions import Assertion
from ondit.claims.batches import Batches
from ondit.claims.grouping import Group
from ondit.claims.life import history, standing
from ondit.claims.showing import less_dateline
from ondit.claims.verdicts import Settling
from ondit.model import Article, Claim
from ondit.spans import told_order

HALF = 0.5
FEWEST = 2
LONGER = 1.3


class Finishing:
    """Claims with their status, what they contradict, their life and their standing."""

    def __init__(
        self, batches: Batches, wordings: Mapping[str, str], articles: Mapping[str, Article]
    ) -> None:
        self._batches = batches
        self._wordings = wordings
        self._articles = articles
        self._claims: list[Claim] = []
        self._settled: dict[int, Settling] = {}

    def claims(self, newest: str) -> tuple[Claim, ...]:
        """Return the claims of all groups, where the newest article is of a day."""
        groups = self._batches.groups
        touched = self._batches.touched | self._batches.settlements.look(newest)
        self._batches.touched.clear()
        changed = self._judge({number for number in touched if 0 <= number < len(groups)})
        del self._claims[len(groups) :]
        for number in changed:
            made = _claim(groups[number], self._wordings, self._articles)
            self._claims[number : number + 1] = [made]
        for number in changed:
            self._claims[number] = self._finished(number)
        return tuple(self._claims)

    def _judge(self, touched: Collection[int]) -> list[int]:
        """Find what became of some groups; return these, and those to which it matters, in order."""
        groups = self._batches.groups
        rumours = sorted(number for number in touched if groups[number].first.label.kind == "rumour")
        found = self._batches.settlements.judge(rumours)
        for number in touched:
            self._settled.pop(number, None)
        self._settled |= found
        contrary = (other for number in touched for other in self._batches.contradictions.of(number))
        return sorted({*touched, *contrary})

    def _finished(self, number: int) -> Claim:
        claim, settling = self._claims[number], self._settled.get(number)
        by = settling.group if settling else None
        contrary = self._batches.contradictions.standing(number, self._settled)
        if settling or contrary:
            claim = replace(
                claim,
                status=settling.status if settling else "open",
                settled_by=self._claims[by].id if by is not None else None,
                evidence=settling.evidence if settling and by is not None else None,
                contradicts=tuple(sorted(self._claims[other].id for other in contrary)),
            )
        told = (settling.assertion.span,) if settling and settling.assertion else ()
        return replace(
            claim,
            history=history(claim, settling, told, self._articles),
            standing=standing(claim, self._articles),
        )


def _claim(group: Group, wordings: Mapping[str, str], articles: Mapping[str, Article]) -> Claim:
    first, members = group.first, group.members
    best = max(members, key=_sureness)
    shown = first.shown
    mark = f"{first.span.article}\0{first.span.start}\0{shown}"
    told = sorted(
        (one.span for one in (*members, *group.retold)), key=lambda span: told_order(span, articles)
    )
    return Claim(
        id="c-" + hashlib.sha256(mark.encode()).hexdigest()[:10],
        text=_wording(members, wordings) or _told(best, members),
        kind=first.label.kind,
        status="open",
        target=group.target,
        mentions=tuple(told),
        subtype=first.label.subtype,
        confidence=best.label.confidence,
    )


def _told(best: Assertion, members: Sequence[Assertion]) -> str:
    """Return the words of the member that is surest; of another, where that cannot stand alone and it can.

    "which will result in a launch in July" is told with all of its sentence, whose beginning says something
    else; "their first phone will arrive in July" needs no more than itself.
    """
    if best.is_whole:
        return best.shown
    whole = [one for one in members if one.is_whole and one.label.kind == best.label.kind]
    return max(whole, key=_sureness, default=best).shown


def _sureness(one: Assertion) -> tuple[float, bool, int]:
    return one.label.confidence, bool(one.target), len(one.bag)


def _wording(members: Sequence[Assertion], wordings: Mapping[str, str]) -> str | None:
    """Return the text of the statement that carries at least half of a claim told more than once.

    Absent where that tells more than the claim does: of a sentence that makes two claims, each has its part.
    """
    counts = Counter(one.statement for one in members if one.statement)
    statement, count = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    if count < max(FEWEST, HALF * len(members)):
        return None
    longest = max(one.span.end - one.span.start for one in members if one.statement == statement)
    text = less_dateline(wordings[statement])
    return text if len(text) <= LONGER * longest else None
