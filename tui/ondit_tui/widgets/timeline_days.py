"""The days of a timeline that pass a filter: counted at once, their entries read when they are asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from ondit import folding
from ondit.errors import OnditError
from ondit.folding import day_of
from ondit.model import TimelineEntry
from ondit.timeline import Filter
from ondit.views import DayCount, StoryView
from ondit_tui.widgets.day_entries import DayEntries
from ondit_tui.widgets.timeline_rows import DayLines

Entries = Sequence[TimelineEntry]
T = TypeVar("T")
NONE: Sequence[Any] = ()

KEPT_DAYS = 32
"""How many days' entries are kept, however many these are: more than a screen shows."""
KEPT_ENTRIES = 20_000
"""How many entries are kept beyond that."""
KEPT_STANDING = 1_000
"""Of how many days those that stand are kept."""


class Days:
    """The days of a view's timeline that pass a filter.

    Args:
        view: The story; absent, there is no day.
        wanted: The filter.
        folding: Whether long days are folded.
        held: An entry that is listed although the filter holds it back.

    Attributes:
        fault: Why something could not be read, where that was so.
    """

    def __init__(
        self,
        view: StoryView | None = None,
        wanted: Filter | None = None,
        *,
        folding: bool = True,
        held: TimelineEntry | None = None,
    ) -> None:
        self._view, self._wanted, self._folding = view, wanted or Filter(), folding
        self._entries: OrderedDict[int, Entries] = OrderedDict()
        self._standing: OrderedDict[int, Entries] = OrderedDict()
        self._stand_too: dict[int, Entries] = {}
        self._held: TimelineEntry | None = None
        self.fault: OnditError | None = None
        self._days = list(self._asked(lambda view: view.days(self._wanted), NONE))
        self._number()
        if held and self.is_filtered and not self.has(held):
            self._hold(held)

    @property
    def count(self) -> int:
        """How many entries there are."""
        return sum(day.entries for day in self._days)

    @property
    def is_filtered(self) -> bool:
        """Whether the filter may hold something back."""
        return self._wanted != Filter()

    @property
    def lines(self) -> list[DayLines]:
        """What each day takes, in their order."""
        sizes = {size for _, size in self._days}
        standing = {size: folding.STANDING if self._folds(size) else size for size in sizes}
        lines = [DayLines(day, size, standing[size]) for day, size in self._days]
        for number, stand in self._stand_too.items():
            lines[number] = lines[number]._replace(standing=len(stand))
        return lines

    def number(self, day: str | None) -> int | None:
        """Return the number of a day, absent where no entry of it passes."""
        return self._numbers.get(day)

    def entries(self, number: int) -> Entries:
        """Return the entries of a day."""
        found = self._entries.get(number)
        if found is None:
            found = self._entries[number] = self._read(number)
            self._forget()
        self._entries.move_to_end(number)
        return found

    def standing(self, number: int) -> Entries:
        """Return those of a day that are shown where it is folded, in their order."""
        if number in self._stand_too:
            return self._stand_too[number]
        if not self._folds(self._days[number].entries):
            return self.entries(number)
        found = self._standing.get(number)
        if found is None:
            found = self._standing_in(number)
            self._standing[number] = found
            if len(self._standing) > KEPT_STANDING:
                self._standing.popitem(last=False)
        return found

    def folded(self, number: int, most: int) -> Entries:
        """Return the first of those that are folded where a day is."""
        stand = {entry.id for entry in self.standing(number)}
        day, first = self._days[number].published, most + len(stand)
        entries = self._asked(lambda view: view.entries(self._wanted, day, first), NONE)
        return [entry for entry in entries if entry.id not in stand][:most]

    def place(self, number: int, identifier: str) -> int | None:
        """Return which of a day's entries one is; absent where the filter holds it back."""
        return self.places(number, [identifier]).get(identifier)

    def places(self, number: int, identifiers: Collection[str]) -> Mapping[str, int]:
        """Return which of a day's entries some are, by their ids, less those that the filter holds back."""
        day = self._days[number].published
        if self._held and day_of(self._held) == day:
            places = {entry.id: place for place, entry in enumerate(self.entries(number))}
            return {one: places[one] for one in identifiers if one in places}
        return self._asked(lambda view: view.places(self._wanted, day, identifiers), {})

    def stands_at(self, number: int, identifier: str) -> int | None:
        """Return which of those that stand an entry is; absent where it does not."""
        return _place(self.standing(number), identifier)

    def has(self, entry: TimelineEntry) -> bool:
        """Say whether an entry of the view is listed."""
        number = self.number(day_of(entry))
        return number is not None and self.place(number, entry.id) is not None

    def keep(self, entries: Iterable[TimelineEntry]) -> None:
        """Let entries stand that would be folded; those that are not listed make no difference."""
        kept: dict[int, set[str]] = {}
        for entry in entries if self._folding else ():
            number = self.number(day_of(entry))
            if number is not None:
                kept.setdefault(number, set()).add(entry.id)
        for number, identifiers in kept.items():
            entries_ = self.entries(number)
            if folding.folds(len(entries_)):
                stand = {entry.id for entry in self._standing_in(number)} | identifiers
                self._stand_too[number] = [
                    entries_[place] for place in sorted(self.places(number, stand).values())
                ]

    def _standing_in(self, number: int) -> Entries:
        day = self._days[number].published
        if self._held and day_of(self._held) == day:
            entries = self.entries(number)
            return [entries[place] for place in folding.standing(entries)]
        return self._asked(lambda view: view.standing(self._wanted, day), NONE)

    def _number(self) -> None:
        self._numbers: Mapping[str | None, int] = {day: n for n, (day, _) in enumerate(self._days)}

    def _folds(self, size: int) -> bool:
        return self._folding and folding.folds(size)

    def _read(self, number: int) -> Entries:
        """Read a day, with the entry that is held in its place."""
        day, held = self._days[number].published, self._held
        if held is None or day_of(held) != day:
            return DayEntries(
                self._days[number].entries,
                lambda start, most: self._asked(lambda v: v.entries(self._wanted, day, most, start), NONE),
            )
        listed = {entry.id for entry in self._asked(lambda view: view.entries(self._wanted, day), NONE)}
        listed.add(held.id)
        everything = self._asked(lambda view: view.entries(Filter(), day), NONE)
        return [entry for entry in everything if entry.id in listed]

    def _hold(self, held: TimelineEntry) -> None:
        """Count an entry in that the filter holds back, on its day."""
        self._held = held
        number = self.number(day_of(held))
        if number is None:
            number = self._before(day_of(held))
            self._days.insert(number, DayCount(day_of(held), 0))
            self._number()
        day, size = self._days[number]
        self._days[number] = DayCount(day, size + 1)
        self._entries.clear()
        self.keep([held])

    def _before(self, wanted: str | None) -> int:
        """Return how many of the days stand above another one."""
        above = 0
        for day, _ in self._asked(lambda view: view.days(Filter()), NONE):
            if day == wanted:
                break
            above += day in self._numbers
        return above

    def _asked(self, ask: Callable[[StoryView], T], otherwise: T) -> T:
        """Return what the view answers; something else where it cannot be read any more."""
        try:
            return ask(self._view) if self._view else otherwise
        except OnditError as error:
            self.fault = error
            return otherwise

    def _forget(self) -> None:
        """Keep no more than is sensible, the days that were asked for last."""
        kept = sum(map(_held, self._entries.values())) if len(self._entries) > KEPT_DAYS else 0
        while len(self._entries) > KEPT_DAYS and kept > KEPT_ENTRIES:
            kept -= _held(self._entries.popitem(last=False)[1])


def _held(entries: Entries) -> int:
    return entries.held if isinstance(entries, DayEntries) else len(entries)


def _place(entries: Entries, identifier: str) -> int | None:
    return next((place for place, entry in enumerate(entries) if entry.id == identifier), None)
