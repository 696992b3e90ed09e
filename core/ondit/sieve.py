"""Which entries of a story in memory pass a filter: a byte an entry, and parts of filters are combined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import Field, fields, replace
from functools import cached_property
from itertools import compress, groupby

from ondit.folding import day_of
from ondit.kept import Kept
from ondit.model import Story, TimelineEntry
from ondit.places import Places
from ondit.search import parse
from ondit.search.stories import passing
from ondit.search.texts import passing_all
from ondit.selecting import SaidBy, conditions
from ondit.timeline import Filter
from ondit.views import DayCount

KEPT = 16
"""Of how many filters, and parts of them, is kept what passes: a byte an entry each."""
_PARTS: Sequence[Field[object]] = fields(Filter)


class Sieve:
    """Finds what passes, day by day.

    Args:
        story: The story.
        spoken: Asked who is quoted where entries are told, where a filter names speakers.

    Attributes:
        entries: The story's entries, those of a day beside one another, the days in the timeline's order.
    """

    def __init__(self, story: Story, spoken: SaidBy) -> None:
        self._story, self._days = _by_days(story)
        self._spoken = spoken
        self.entries = self._story.timeline
        self._kept: Kept[Filter, bytes] = Kept(KEPT)

    @cached_property
    def places(self) -> Places[TimelineEntry]:
        """Where the entries stand, by their ids."""
        return Places(self.entries)

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        """Return the days of which entries pass, with how many.

        Raises:
            UsageError: The search makes no sense.
        """
        count = self.passing(wanted).count
        return [DayCount(day, n) for day, (start, end) in self._days.items() if (n := count(1, start, end))]

    def of_day(self, wanted: Filter, day: str | None) -> Sequence[TimelineEntry]:
        """Return the entries of a day that pass; empty for a day without.

        Raises:
            UsageError: The search makes no sense.
        """
        start, end = self._days.get(day, (0, 0))
        entries, passing = self.entries[start:end], self.passing(wanted)[start:end]
        return entries if passing.count(1) == len(entries) else list(compress(entries, passing))

    def places_of(self, wanted: Filter, day: str | None, identifiers: Iterable[str]) -> Mapping[str, int]:
        """Return which of a day's entries that pass some entries are, by their ids, from 0.

        Raises:
            UsageError: The search makes no sense.
        """
        start, end = self._days.get(day, (0, 0))
        passing = self.passing(wanted)
        known = ((one, self.places.place(one)) for one in identifiers)
        return {
            one: passing.count(1, start, at)
            for one, at in known
            if at is not None and start <= at < end and passing[at]
        }

    def passing(self, wanted: Filter) -> bytes:
        """Return 1 for each entry that passes, and 0 for each that does not.

        Raises:
            UsageError: The search makes no sense.
        """
        return self._kept.of(wanted, self._passing)

    def _passing(self, wanted: Filter) -> bytes:
        parts = list(_parts(wanted))
        if len(parts) > 1:
            return passing_all(map(self.passing, parts), len(self.entries))
        if wanted.search:
            return passing(self._story, parse(wanted.search))
        for attribute, passes in conditions(wanted, self._spoken):
            return bytes(map(passes, map(attribute, self.entries)))
        return b"\1" * len(self.entries)


def _parts(wanted: Filter) -> Iterator[Filter]:
    """Yield a filter for each part of a filter, with only that."""
    for part in _PARTS:
        asked = getattr(wanted, part.name)
        if asked != part.default:
            yield replace(Filter(), **{part.name: asked})


def _by_days(story: Story) -> tuple[Story, Mapping[str | None, tuple[int, int]]]:
    """Return a story with the entries of a day beside one another, and where each day starts and ends."""
    days: dict[str | None, list[TimelineEntry]] = {}
    runs = 0
    for day, run in groupby(story.timeline, key=day_of):
        days.setdefault(day, []).extend(run)
        runs += 1
    if runs > len(days):
        story = replace(story, timeline=tuple(entry for of in days.values() for entry in of))
    places: dict[str | None, tuple[int, int]] = {}
    start = 0
    for day, of in days.items():
        places[day] = (start, start + len(of))
        start += len(of)
    return story, places
