"""A story to look at: asked for days, entries and parts, so that it may be larger than memory.

A `StoryView` is what a dashboard needs of a story. `WholeStory` is one over a story in memory;
`ondit.store.stored.StoredStory` one over a store, of which only what is asked for is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import chain, groupby
from typing import NamedTuple, Protocol

from ondit.article_list import ArticleView, WholeArticles
from ondit.folding import STANDING, day_of, standing
from ondit.following import Followed, follow
from ondit.listing import Listing, WholeListing
from ondit.lots import ToldClaim, in_lots
from ondit.marks import Mark, marked
from ondit.model import Claim, Kind, Problem, Status, Story, TimelineEntry
from ondit.parts import Parts
from ondit.quoted import QuotedView, WholeQuoted
from ondit.scoreboard import ScoreView, WholeScores
from ondit.search import parse
from ondit.search.stories import found_entries, words_of_entries
from ondit.selecting import sift, spoken
from ondit.timeline import Filter

__all__ = ["DayCount", "StoryView", "Tally", "WholeStory", "day_of"]

KEPT_FILTERS = 8
"""Of how many filters is kept what passes: of one, of each kind in it, and of its parts."""


class DayCount(NamedTuple):
    """A heading of a timeline.

    Attributes:
        published: The day, or the month or year where no more is known; absent of what has no date.
        entries: How many of its entries pass.
    """

    published: str | None
    entries: int


class Tally(NamedTuple):
    """What a story holds.

    Attributes:
        articles: How many articles.
        entries: How many entries its timeline has.
        outlets: How many entries each outlet tells; 0 for one that tells none, by name.
        kinds: How many entries are of each kind.
        statuses: How many rumours have become what.
    """

    articles: int
    entries: int
    outlets: Mapping[str, int]
    kinds: Mapping[Kind, int]
    statuses: Mapping[Status, int]


class StoryView(Protocol):
    """A story that is asked for what is to be shown.

    A view is of one state of its story: what it answers stays the same, whatever is added meanwhile to what
    it reads from. It may be asked from several threads at once.
    """

    @property
    def tally(self) -> Tally:
        """What it holds."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be read, and notes."""

    @property
    def speakers(self) -> Mapping[str, int]:
        """Where how many entries are told each speaker is quoted, by name."""

    @property
    def marked(self) -> Mapping[str, Sequence[Mark]]:
        """The marks on each entry that has any, by its id, as they were when the view was made."""

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        """Return the days of which entries pass a filter, in the timeline's order.

        Raises:
            UsageError: The search makes no sense.
        """

    def entries(self, wanted: Filter, day: str | None, most: int | None = None) -> Sequence[TimelineEntry]:
        """Return the entries of a day that pass a filter, in the timeline's order; empty for a day without.

        Args:
            wanted: The filter.
            day: As in `DayCount.published`.
            most: Only so many, the first; all where absent.

        Raises:
            UsageError: The search makes no sense.
        """

    def standing(self, wanted: Filter, day: str | None) -> Sequence[TimelineEntry]:
        """Return those of a day's entries that stand where it is folded (`ondit.folding`), in their order.

        All of them, where the day is not long enough to be folded.

        Raises:
            UsageError: The search makes no sense.
        """

    def followed(self, before: StoryView) -> Followed:
        """Say what became of the entries of an earlier view of the same story (`ondit.following`).

        Of a view of which nothing is known any more every entry is the one of its id, and none is new.
        """

    def entry(self, identifier: str) -> TimelineEntry | None:
        """Return the entry of an id, absent where there is none."""

    def near(self, word: str, most: int) -> Sequence[str]:
        """Return the beginnings nearest to a folded word that words of entries have (`search.nearest`)."""

    def claims(self, wanted: Filter) -> Listing[ToldClaim]:
        """Return the claims whose entries pass a filter, in their lots (`ondit.lots`), by their entries' ids.

        Raises:
            UsageError: The search makes no sense.
        """

    def part(self, entry: TimelineEntry) -> Story:
        """Return the part of the story that an entry's account needs, and only that.

        It holds the entry, its claim and statement, the claims that settle or contradict it, the articles
        that tell it and those of which they are copies, and all quotes and labels of these articles.
        """

    @property
    def quoted(self) -> QuotedView:
        """What is quoted in it, by speakers."""

    @property
    def published(self) -> ArticleView:
        """Its articles, by the day they were published."""

    @property
    def scoreboard(self) -> ScoreView:
        """What each outlet told in it, beside the others."""

    def around(self, article: str) -> Story:
        """Return the part of the story that an article is read with.

        It holds the article, its quotes, labels and dates, its matches, whose rows may be 0, and the
        articles that these lead to.

        Args:
            article: Its id, of an article that the story has.
        """

    def close(self) -> None:
        """Let go of what it reads from; it is asked for nothing any more. Twice does no harm."""


class WholeStory:
    """A view of a story that is in memory.

    Args:
        story: The story.
        marks: A reader's marks.
    """

    def __init__(self, story: Story, marks: Sequence[Mark] = ()) -> None:
        self.story = story
        self._marks = marks
        self._by_day = lru_cache(KEPT_FILTERS)(self._days_of)
        self._by_lot = lru_cache(KEPT_FILTERS)(self._lots_of)

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be read, and notes."""
        return self.story.problems

    @cached_property
    def tally(self) -> Tally:
        """What it holds."""
        told = Counter(name for entry in self.story.timeline for name in entry.sources)
        names = {article.source.value for article in self.story.articles} | told.keys()
        kinds = Counter(entry.kind for entry in self.story.timeline)
        outlets = {name: told[name] for name in sorted(names)}
        statuses = Counter(one.status for one in self.story.timeline if one.kind == "rumour" and one.status)
        return Tally(len(self.story.articles), len(self.story.timeline), outlets, kinds, statuses)

    @cached_property
    def speakers(self) -> Mapping[str, int]:
        """Where how many entries are told each speaker is quoted, by name."""
        return dict(sorted(Counter(name for names in self._spoken.values() for name in names).items()))

    @cached_property
    def marked(self) -> Mapping[str, Sequence[Mark]]:
        """The marks on each entry that has any, by its id."""
        return marked(self.story, self._marks)

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        """Return the days of which entries pass a filter, in the timeline's order.

        Raises:
            UsageError: The search makes no sense.
        """
        return [DayCount(day, len(entries)) for day, entries in self._by_day(wanted).items()]

    def entries(self, wanted: Filter, day: str | None, most: int | None = None) -> Sequence[TimelineEntry]:
        """Return the entries of a day that pass a filter, in the timeline's order; empty for a day without.

        Raises:
            UsageError: The search makes no sense.
        """
        found = self._by_day(wanted).get(day, ())
        return found if most is None else found[:most]

    def standing(self, wanted: Filter, day: str | None) -> Sequence[TimelineEntry]:
        """Return those of a day's entries that stand where it is folded, in their order.

        Raises:
            UsageError: The search makes no sense.
        """
        entries = self.entries(wanted, day)
        return [entries[place] for place in standing(entries, STANDING)]

    def followed(self, before: StoryView) -> Followed:
        """Say what became of the entries of an earlier view."""
        return follow(before.story, self.story) if isinstance(before, WholeStory) else Followed()

    def entry(self, identifier: str) -> TimelineEntry | None:
        """Return the entry of an id, absent where there is none."""
        return self._entries.get(identifier)

    def near(self, word: str, most: int) -> Sequence[str]:
        """Return the beginnings nearest to a folded word that words of entries have."""
        from ondit.search.nearest import near

        return near(word, self._vocabulary.split(), most)

    def claims(self, wanted: Filter) -> Listing[ToldClaim]:
        """Return the claims whose entries pass a filter, in their lots, by their entries' ids.

        Raises:
            UsageError: The search makes no sense.
        """
        return self._by_lot(wanted)

    def part(self, entry: TimelineEntry) -> Story:
        """Return the part of the story that an entry's account needs, and only that."""
        return self._parts.of(entry)

    @cached_property
    def quoted(self) -> WholeQuoted:
        """What is quoted in it, by speakers."""
        return WholeQuoted(self.story)

    @cached_property
    def published(self) -> WholeArticles:
        """Its articles, by the day they were published."""
        return WholeArticles(self.story, lambda: self._spoken)

    @cached_property
    def scoreboard(self) -> WholeScores:
        """What each outlet told in it, beside the others."""
        return WholeScores(self.story)

    def around(self, article: str) -> Story:  # noqa: ARG002 - the whole holds every part
        """Return the part of the story that an article is read with: here, all of it."""
        return self.story

    def close(self) -> None:
        """Let go of nothing: a story in memory is nobody else's to wait for."""

    @cached_property
    def _vocabulary(self) -> str:
        return " ".join(words_of_entries(self.story))

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self.story)

    @cached_property
    def _entries(self) -> Mapping[str, TimelineEntry]:
        return {entry.id: entry for entry in self.story.timeline}

    def _days_of(self, wanted: Filter) -> Mapping[str | None, Sequence[TimelineEntry]]:
        kinds = Filter(kinds=wanted.kinds)
        if wanted.kinds and wanted != kinds:  # all kinds together are kept, and asked for one by one
            return self._of_days(self._by_day(replace(wanted, kinds=frozenset())), kinds)
        if wanted == Filter() or wanted.search:
            found: dict[str | None, list[TimelineEntry]] = defaultdict(list)
            passing = self._sifted(found_entries(self.story, parse(wanted.search)), wanted)
            for day, entries in groupby(passing, key=day_of):
                found[day] += entries
            return found
        return self._of_days(self._all, wanted)

    def _of_days(
        self, days: Mapping[str | None, Sequence[TimelineEntry]], wanted: Filter
    ) -> Mapping[str | None, Sequence[TimelineEntry]]:
        sifted = ((day, self._sifted(entries, wanted)) for day, entries in days.items())
        return {day: entries for day, entries in sifted if entries}

    def _sifted(self, entries: Sequence[TimelineEntry], wanted: Filter) -> Sequence[TimelineEntry]:
        return sift(entries, wanted, lambda: self._spoken)

    @cached_property
    def _spoken(self) -> Mapping[str, Collection[str]]:
        return spoken(self.story)

    def _lots_of(self, wanted: Filter) -> Listing[ToldClaim]:
        passing = chain.from_iterable(self._by_day(wanted).values())
        return WholeListing(in_lots(passing, self._claims), lambda told: told.entry.id)

    @cached_property
    def _claims(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.story.claims}

    @cached_property
    def _all(self) -> Mapping[str | None, Sequence[TimelineEntry]]:
        return self._days_of(Filter())
