"""What is told, batch by batch: what was told first does not change when more is told."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ondit.claims.assertions import Assertion
from ondit.claims.contradictions import Contradictions
from ondit.claims.grouping import Group, Grouping, Meant
from ondit.claims.kinship import Kinship
from ondit.claims.likeness import Likeness
from ondit.claims.neighbours import Few, Neighbours, grown
from ondit.claims.reading import Read
from ondit.claims.scene import Scene
from ondit.claims.settling import Settlements
from ondit.claims.trail import Trail
from ondit.claims.weighing import Weighing
from ondit.claims.wordings import Day, Footing, Wordings, day_of
from ondit.matching.vocabulary import Vocabulary
from ondit.model import Article

FEWEST = 1_000


class _Batch(NamedTuple):
    """What is told together, and how much was told before it.

    Attributes:
        day: Its last day.
        articles: Its articles, and what statements tell of each.
        size: How many assertions of rumours and announcements it tells.
        before: How many of those were told before.
        row: How many assertions were, with those that only retell.
        trail: How long the trail was.
        names: The names that were not known before.
        touched: The groups that it changed, or whose rumours it may settle.
    """

    day: Day
    articles: Mapping[str, Footing]
    size: int
    before: int
    row: int
    trail: int
    names: frozenset[str]
    touched: set[int]


class Batches:
    """Assertions grouped in order of telling, in batches of whole days that tell a thousand of them or more.

    Within a batch, words weigh and names are known by all that is told up to its end, and a clause that is
    neither can tell again what is told up to its end. So nothing that is told later changes a batch: when
    more is told on a day, the batches from that day on are taken back and told anew, and so is the last one
    as long as it is not full.

    Attributes:
        groups: The groups, in order of first telling.
        settlements: What became of rumours.
        contradictions: Which groups contradict each other.
        touched: The groups that changed, or whose rumours may have been settled otherwise; some may be gone.
    """

    def __init__(self, articles: Mapping[str, Article], wordings: Wordings, meant: Meant) -> None:
        self._wordings = wordings
        self._batches: list[_Batch] = []
        self._trail = Trail()
        self._weighing = Weighing()
        self._near: Neighbours = Few(Likeness(Vocabulary(())))
        self._names: set[str] = set()
        self._row = 0
        self._kinship = Kinship(articles)
        self._grouping = Grouping(self._trail, meant, self._kinship)
        self.groups: Sequence[Group] = self._grouping.groups
        self._scene = Scene(self.groups, self._grouping.told_in, articles, self._trail)
        self.settlements = Settlements(self._scene)
        self.contradictions = Contradictions(self._scene, self._kinship)
        self.touched: set[int] = set()

    @property
    def is_told(self) -> bool:
        """Whether anything is told."""
        return bool(self._batches)

    def rests(self, read: Read) -> bool:
        """Say whether statements still tell of an article what they did when it was told, if it was."""
        place = bisect_left(self._batches, day_of(read.told.article), key=lambda batch: batch.day)
        if place == len(self._batches):
            return True
        batch = self._batches[place]
        return batch.articles.get(read.told.article.id) == self._wordings.footing(read, batch.day)

    def back(self, day: Day) -> Day | None:
        """Take back what must be told anew when a day is; return the last day that stays told, if any."""
        while self._batches and (self._batches[-1].day >= day or self._batches[-1].size < FEWEST):
            self._undo(self._batches.pop())
        return self._batches[-1].day if self._batches else None

    def tell(self, days: Iterable[tuple[Day, Sequence[Read]]]) -> None:
        """Tell what was told on some days, later than all before, in their order."""
        reads: list[Read] = []
        day = None
        for day, more in days:
            reads += more
            if sum(len(read.assertions) for read in reads) >= FEWEST:
                self._tell(day, reads)
                reads = []
        if day and reads:
            self._tell(day, reads)

    def _tell(self, day: Day, reads: Sequence[Read]) -> None:
        told = [one for read in reads for one in read.assertions]
        others = [one for read in reads for one in (*read.retelling, *self._wordings.retelling(read, day))]
        footings = {read.told.article.id: self._wordings.footing(read, day) for read in reads}
        names = frozenset(name for one in told for name in one.own_names) - self._names
        before, row, opened = len(self._weighing), self._row, len(self.groups)
        self._batches.append(_Batch(day, footings, len(told), before, row, len(self._trail), names, set()))
        self._names |= names
        likeness = self._read([*told, *others], self._weighing.add(told))
        self._group(told, others, day, likeness)
        for number in range(opened, len(self.groups)):
            self.contradictions.open(number, likeness)
        touched = {one.group for one in (*told, *others) if one.group >= 0}
        touched.update(
            other for number in range(opened, len(self.groups)) for other in self.contradictions.of(number)
        )
        touched |= self.settlements.hear(told, self._near)
        self._batches[-1].touched.update(touched)
        self.touched |= touched

    def _read(self, every: Sequence[Assertion], likeness: Likeness) -> Likeness:
        for row, one in enumerate(every, self._row):
            one.row = row
            one.name(self._names)
        self._row += len(every)
        self._near = grown(self._near, len(every))
        self._near.weigh(likeness)
        self._near.read(every)
        return likeness

    def _group(
        self, told: Iterable[Assertion], others: Iterable[Assertion], day: Day, likeness: Likeness
    ) -> None:
        for one in told:
            self._grouping.add(one, self._wordings.carried(one, day), self._near, likeness)
            if one.label.kind == "announcement":
                self._scene.hear(one)
        for one in others:
            self._grouping.retell(one, self._wordings.carried(one, day), self._near)
            if one.group >= 0:
                self._scene.hear(one)

    def _undo(self, batch: _Batch) -> None:
        self.touched |= batch.touched
        self._trail.back(batch.trail)
        self._near.back(batch.row)
        self._weighing.back(batch.before)
        self._row = batch.row
        self._names -= batch.names
        self._scene.forget(batch.articles)
        self._kinship.forget(batch.articles)
        self.contradictions.forget(batch.articles)
        self.settlements.forget()
