"""A story in memory, to look at."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from itertools import chain, compress

from ondit.article_list import WholeArticles
from ondit.folding import STANDING, standing
from ondit.following import Followed, follow
from ondit.kept import Kept
from ondit.listing import Listing, NumberedListing
from ondit.lots import ToldClaim, in_lots
from ondit.marks import Mark, by_entry
from ondit.model import Problem, Story, TimelineEntry
from ondit.parts import Parts
from ondit.quoted import WholeQuoted
from ondit.scoreboard import WholeScores
from ondit.search.stories import words_of_entries
from ondit.selecting import spoken
from ondit.sieve import Sieve
from ondit.timeline import Filter
from ondit.views import KEPT_FILTERS, DayCount, StoryView, Tally

WORDS = 10_000
"""How many of the words of its entries are kept as one string: one each takes five times the room."""


class WholeStory:
    """A view (`ondit.views.StoryView`) of a story that is in memory.

    Args:
        story: The story.
        marks: A reader's marks.
    """

    def __init__(self, story: Story, marks: Sequence[Mark] = ()) -> None:
        self.story = story
        self._marks = marks
        self._spoken = cache(partial(spoken, story))
        self._sieve = Sieve(story, self._spoken)
        self._days: Kept[Filter, Sequence[DayCount]] = Kept(KEPT_FILTERS)
        self._by_lot: Kept[Filter, Listing[ToldClaim]] = Kept(KEPT_FILTERS)

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
        """How many entries each speaker says, by name, or by description where there is none."""
        return dict(sorted(Counter(name for names in self._spoken().values() for name in names).items()))

    @cached_property
    def marks(self) -> Sequence[Mark]:
        """A reader's marks in their order, each with the entry that it is on."""
        found = by_entry(self.story, self._marks)
        on_entries = {mark.anchor: mark for some in found.values() for mark in some}
        return [on_entries.get(mark.anchor, replace(mark, entry=None)) for mark in self._marks]

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        """Return the days of which entries pass a filter, in the timeline's order.

        Raises:
            UsageError: The search makes no sense.
        """
        return self._days.of(wanted, self._sieve.days)

    def entries(
        self, wanted: Filter, day: str | None, most: int | None = None, start: int = 0
    ) -> Sequence[TimelineEntry]:
        """Return the entries of a day that pass a filter, in the timeline's order; empty for a day without.

        Raises:
            UsageError: The search makes no sense.
        """
        found = self._sieve.of_day(wanted, day)
        return found[start : None if most is None else start + most]

    def places(self, wanted: Filter, day: str | None, identifiers: Collection[str]) -> Mapping[str, int]:
        """Return which of a day's entries that pass a filter some entries are, by their ids, from 0.

        Raises:
            UsageError: The search makes no sense.
        """
        return self._sieve.places_of(wanted, day, identifiers)

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
        return self._sieve.places.find(identifier)

    def near(self, word: str, most: int) -> Sequence[str]:
        """Return the beginnings nearest to a folded word that words of entries have."""
        from ondit.search.nearest import near

        return near(word, chain.from_iterable(map(str.split, self._vocabulary)), most)

    def claims(self, wanted: Filter) -> Listing[ToldClaim]:
        """Return the claims whose entries pass a filter, in their lots, by their entries' ids.

        Raises:
            UsageError: The search makes no sense.
        """
        return self._by_lot.of(wanted, self._lots_of)

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
        return WholeArticles(self.story, self._spoken)

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
    def _vocabulary(self) -> Sequence[str]:
        """The words of its entries in alphabetical order, `WORDS` of them joined by spaces."""
        words = sorted(words_of_entries(self.story))
        return [" ".join(words[start : start + WORDS]) for start in range(0, len(words), WORDS)]

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self.story)

    def _lots_of(self, wanted: Filter) -> Listing[ToldClaim]:
        passes, entries, claims = self._sieve.passing(wanted), self._sieve.entries, self._parts.claims
        groups = {
            lot: array("L", compress(numbers, map(passes.__getitem__, numbers)))
            for lot, numbers in self._lots.items()
        }

        def told(number: int) -> ToldClaim:
            return ToldClaim(entries[number], claims.get(entries[number].claim))

        return NumberedListing(groups, told, self._sieve.places.place)

    @cached_property
    def _lots(self) -> Mapping[str | None, Sequence[int]]:
        return in_lots(self._sieve.entries, self._parts.claims)
