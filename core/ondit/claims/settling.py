"""What became of a rumour: confirmed, denied, superseded, expired, or open, and the sentence that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ondit.claims.assertions import Assertion
from ondit.claims.deals import Deals
from ondit.claims.grouping import Group
from ondit.claims.launches import Launches
from ondit.claims.naming import Naming
from ondit.claims.neighbours import Neighbours
from ondit.claims.resembling import Resembling
from ondit.claims.scene import Scene, is_hedged
from ondit.claims.verdicts import Settling, money, same_money, sum_verdict, verdict
from ondit.forking import mapped
from ondit.model import Evidence, Status
from ondit.periods import period

SHARED_FROM = 2_000


class Settlements:
    """What became of the rumours of a story, as it is told.

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
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._naming, self._launches, self._deals = Naming(scene), Launches(scene), Deals(scene)
        self._alike = Resembling(scene, self._deals)
        self._ending: dict[date, list[Assertion]] = defaultdict(list)
        self._newest = ""

    def hear(self, told: Sequence[Assertion], near: Neighbours) -> set[int]:
        """Hear what was told last, in order; return the groups of rumours that it may settle."""
        touched: set[int] = set()
        talks: set[str | None] = set()
        for one in told:
            is_core = one in self._scene.groups[one.group].core
            if one.label.kind == "rumour":
                self._rumour(one, near, is_core=is_core)
            elif is_core and not is_hedged(one):
                rumours = [*self._naming.announce(one), *self._alike.announce(one, near)]
                touched.update(rumour.group for rumour in rumours)
                talks.update(talk.label.article for talk in self._deals.announce(one))
                self._launches.announce(one)
        return touched.union(one.group for article in talks for one in self._scene.told[article])

    def _rumour(self, one: Assertion, near: Neighbours, *, is_core: bool) -> None:
        self._deals.rumour(one)
        if spoken_of := period(one.target or ""):
            self._scene.trail.add(self._ending[spoken_of[1]], one)
        if is_core:
            self._naming.rumour(one)
            self._launches.rumour(one)
            self._alike.rumour(one, near)

    def look(self, newest: str) -> set[int]:
        """See how things stand after all that was heard; return the groups to which that matters."""
        self._deals.look()
        touched = {one.group for one in self._launches.look()}
        before, now = period(self._newest), period(newest)
        low, high = sorted((before[0] if before else date.min, now[0] if now else date.min))
        for end, told in self._ending.items():
            if low <= end < high:
                touched.update(one.group for one in told)
        self._newest = newest
        return touched

    def forget(self) -> None:
        """Forget what was seen, for what was told last is told anew."""
        self._launches.forget()

    def judge(self, numbers: Sequence[int]) -> dict[int, Settling]:
        """Find what settled some rumours, given by the numbers of their groups; open ones are left out."""
        groups = self._scene.groups
        settled = mapped(
            lambda number: self._settling(number) or _expiry(groups[number], self._newest),
            numbers,
            pack=lambda settling: settling and _packed(settling, groups),
            unpack=lambda _, row: row and _unpacked(row, groups),
            least=SHARED_FROM,
        )
        return {number: settling for number, settling in zip(numbers, settled, strict=True) if settling}

    def _settling(self, number: int) -> Settling | None:
        """Return what settled a rumour: its name, its date, the deal that it speaks of, or what is alike."""
        group = self._scene.groups[number]
        return self._by_fact(group) or self._with_sum(self._alike.settling(number), group)

    def _by_fact(self, group: Group) -> Settling | None:
        for one in group.core:
            if named := self._naming.confirming(one):
                return Settling("confirmed", named.group, named)
            if dated := self._launches.settling(one):
                return Settling(verdict(one, one, dated), dated.group, dated)
            if agreed := self._deals.settling(one):
                deal, status = agreed
                return Settling(status, deal.group, deal)
        return None

    def _with_sum(self, settling: Settling | None, group: Group) -> Settling | None:
        """Let a sum be settled by a sum: the one that is announced in the clause that is alike, if any.

        Rule: a rumour of a price is no longer confirmed by an announcement that gives none.

        Example: "may pay $40 million for Tolmar" is not confirmed by "will take over Tolmar".
        Must not: "will not pay for Tolmar" denies it, though it gives no sum.
        Known failures: a sum that is told in a currency of its own ("60 million crowns") leaves it open.
        """
        first = next((one for one in group.members if money(one)), None)
        if first is None:
            return settling
        is_denied = settling is not None and settling.status == "denied"
        found = self._sum_of(first, settling.assertion if settling else self._deal_of(group))
        if found is None:
            return settling if is_denied else None
        status = sum_verdict(first, found)
        return settling if is_denied and status == "confirmed" else Settling(status, found.group, found)

    def _deal_of(self, group: Group) -> Assertion | None:
        return next((deal for deal in map(self._deals.meant, group.core) if deal), None)

    def _sum_of(self, first: Assertion, told: Assertion | None) -> Assertion | None:
        """Return the sum like a rumour's that is announced where something is told."""
        beside = self._scene.beside(told) if told else ()
        return next((one for one in beside if same_money(first, one)), None)


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


def _expiry(group: Group, newest: str) -> Settling | None:
    spoken_of, known = period(group.target or ""), period(newest)
    return Settling("expired") if spoken_of and known and spoken_of[1] < known[0] else None
