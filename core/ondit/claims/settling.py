"""What became of a rumour: confirmed, denied, superseded, expired, or open, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ondit.claims.assertions import Assertion
from ondit.claims.deals import Deals
from ondit.claims.grouping import Group
from ondit.claims.launches import Launches
from ondit.claims.likeness import Likeness
from ondit.claims.naming import Naming
from ondit.claims.resembling import Resembling
from ondit.claims.scene import Scene
from ondit.claims.verdicts import Settling, money, same_money, sum_verdict, verdict
from ondit.forking import mapped
from ondit.model import Article, Evidence, Status
from ondit.periods import period
from ondit.spans import DAY

SHARED_FROM = 2_000


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
    rumours = [number for number, group in enumerate(groups) if group.first.label.kind == "rumour"]
    settled = mapped(
        lambda number: story.settling(groups[number]) or _expiry(groups[number], newest),
        rumours,
        pack=lambda settling: settling and _packed(settling, groups),
        unpack=lambda _, row: row and _unpacked(row, groups),
        least=SHARED_FROM,
    )
    return {number: settling for number, settling in zip(rumours, settled, strict=True) if settling}


_Row = tuple[Status, int | None, int | None, Evidence]


def _packed(settling: Settling, groups: Sequence[Group]) -> _Row:
    """Return what settles a rumour by its place in its group instead of itself."""
    place = None
    if settling.group is not None:
        members = groups[settling.group].members
        place = next(place for place, one in enumerate(members) if one is settling.assertion)
    return settling.status, settling.group, place, settling.evidence


def _unpacked(row: _Row, groups: Sequence[Group]) -> Settling:
    status, group, place, evidence = row
    if group is None or place is None:
        return Settling(status, group, None, evidence)
    return Settling(status, group, groups[group].members[place], evidence)


class _Story:
    """What a story announces, by what it may settle."""

    def __init__(self, scene: Scene, likeness: Likeness) -> None:
        self._scene = scene
        self._naming, self._launches, self._deals = Naming(scene), Launches(scene), Deals(scene)
        self._alike = Resembling(scene, likeness, self._deals)

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


def _expiry(group: Group, newest: str) -> Settling | None:
    target = next((one.target for one in group.members if one.target), None)
    spoken_of, known = period(target or ""), period(newest)
    return Settling("expired") if spoken_of and known and spoken_of[1] < known[0] else None
