"""A story to look at: asked for days, entries and parts, so that it may be larger than memory.

A `StoryView` is what a dashboard needs of a story. `ondit.whole.WholeStory` is one over a story in memory;
`ondit.store.stored.StoredStory` one over a store, of which only what is asked for is read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from ondit.article_list import ArticleView
from ondit.following import Followed
from ondit.listing import Listing
from ondit.lots import ToldClaim
from ondit.marks import Mark
from ondit.model import Kind, Problem, Status, Story, TimelineEntry
from ondit.quoted import QuotedView
from ondit.scoreboard import ScoreView
from ondit.timeline import Filter

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
        """How many entries each speaker says, by name, or by description where there is none."""

    @property
    def marks(self) -> Sequence[Mark]:
        """A reader's marks, as they were when the view was made, in their order; each tells its entry."""

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        """Return the days of which entries pass a filter, in the timeline's order.

        Raises:
            UsageError: The search makes no sense.
        """

    def entries(
        self, wanted: Filter, day: str | None, most: int | None = None, start: int = 0
    ) -> Sequence[TimelineEntry]:
        """Return the entries of a day that pass a filter, in the timeline's order; empty for a day without.

        Args:
            wanted: The filter.
            day: As in `DayCount.published`.
            most: Only so many; all where absent.
            start: The place of the first of them among those that pass, from 0.

        Raises:
            UsageError: The search makes no sense.
        """

    def places(self, wanted: Filter, day: str | None, identifiers: Collection[str]) -> Mapping[str, int]:
        """Return which of a day's entries that pass a filter some entries are, by their ids, from 0.

        Those that do not pass, or stand under another heading, are left out.

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
        that tell it, those of which they are copies or later versions, and all quotes and labels of these.
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
