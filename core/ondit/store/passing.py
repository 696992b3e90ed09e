"""Which entries of a store's timeline pass a filter, day by day, without the entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import accumulate, compress

from ondit.folding import STANDING, folds
from ondit.store.lookup import Lookup
from ondit.store.sifting import Sieve, day_passes, of_days, undated
from ondit.store.state import State
from ondit.timeline import Filter
from ondit.views import KEPT_FILTERS, DayCount


class Passing:
    """What passes of a timeline; of the last filters it is kept.

    What a filter says of days is asked of the headings, and all else of the entries' columns. Every question
    may read the store.

    Args:
        lookup: Knows the timeline's order, and the columns.
        sieve: Sifts its entries.
        kept: What is kept of it in one piece.
    """

    def __init__(self, lookup: Lookup, sieve: Sieve, kept: State) -> None:
        self._lookup, self._sieve, self._state = lookup, sieve, kept
        self._of = lru_cache(KEPT_FILTERS)(self._read)
        self._counts = lru_cache(KEPT_FILTERS)(self._count)

    @cached_property
    def places(self) -> Mapping[str | None, tuple[int, int]]:
        """Where the entries of each day begin and end in the timeline, in its order."""
        ends = list(accumulate(count for _, count in self._state.days))
        return {day: (end - count, end) for (day, count), end in zip(self._state.days, ends, strict=True)}

    def counts(self, wanted: Filter) -> Sequence[DayCount]:
        """Return the days of which entries pass, in the timeline's order.

        Raises:
            UsageError: The search makes no sense.
            ValueError: What is kept is damaged.
        """
        return self._counts(wanted)

    def rows(self, wanted: Filter, day: str | None) -> list[int]:
        """Return the rows of a day's entries that pass, in their order; none for a day without.

        Raises:
            UsageError: The search makes no sense.
            ValueError: What is kept is damaged.
        """
        if day not in self.places or not day_passes(wanted)(day):
            return []
        start, end = self.places[day]
        return list(compress(self._lookup.order.rows(start, end), self._of(undated(wanted))[start:end]))

    def places_of(self, wanted: Filter, day: str | None, rows: Iterable[int]) -> Mapping[int, int]:
        """Return which of a day's entries that pass some are, from 0, by their rows.

        Raises:
            UsageError: The search makes no sense.
            ValueError: What is kept is damaged.
        """
        if day not in self.places or not day_passes(wanted)(day):
            return {}
        start, end = self.places[day]
        passing = self._of(undated(wanted))
        known = ((row, self._lookup.order.place(row)) for row in rows)
        return {
            row: passing.count(1, start, at)
            for row, at in known
            if at is not None and start <= at < end and passing[at]
        }

    def standing(self, wanted: Filter, day: str | None) -> list[int]:
        """Return the rows of those that stand where their day is folded (`ondit.folding`), in their order.

        Raises:
            UsageError: The search makes no sense.
            ValueError: What is kept is damaged.
        """
        rows = self.rows(wanted, day)
        if not folds(len(rows), STANDING):
            return rows
        matters, sure = self._lookup.values("importance"), self._lookup.values("confidence")
        ranked = ((-matters[row], -sure[row], at) for at, row in enumerate(rows))
        return [rows[at] for at in sorted(at for *_, at in nsmallest(STANDING, ranked))]

    def shown(self, wanted: Filter) -> bytes:
        """Return for each entry in the order of the timeline whether it passes, as 0 or 1.

        Raises:
            UsageError: The search makes no sense.
            ValueError: What is kept is damaged.
        """
        days = ((day, start, end) for day, (start, end) in self.places.items())
        return of_days(wanted, self._of(undated(wanted)), days)

    def _count(self, wanted: Filter) -> Sequence[DayCount]:
        """Return the days of which entries pass."""
        if wanted == Filter():
            return [DayCount(*day) for day in self._state.days]
        passes, passing = day_passes(wanted), self._of(undated(wanted))
        counted = ((day, passing.count(1, *place)) for day, place in self.places.items() if passes(day))
        return [DayCount(day, entries) for day, entries in counted if entries]

    def _read(self, wanted: Filter) -> bytes:
        """Return the same, of all days."""
        passing = self._sieve.passing(wanted)
        if passing is None:
            return b"\x01" * self._state.entries
        return self._lookup.order.arranged(passing)
