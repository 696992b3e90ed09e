"""The timeline as it is listed: what each item is, where an entry is found, and what lies around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice
from typing import NamedTuple

from ondit.folding import day_of
from ondit.model import TimelineEntry
from ondit_tui.widgets.timeline_days import Days
from ondit_tui.widgets.timeline_rows import Fold, Place, arrange

MOST_NEIGHBOURS = 500
"""How far away, down or up, a neighbour is looked for."""


class Spot(NamedTuple):
    """What is to be found again: an entry by its id and day, or a day's fold by the day alone."""

    entry: str | None
    day: str | None


def spot_of(what: TimelineEntry | Fold) -> Spot:
    """Return where an entry or a fold is to be found again."""
    return Spot(None, what.day) if isinstance(what, Fold) else Spot(what.id, day_of(what))


class Listed:
    """Days arranged in lines.

    Args:
        days: The days.
        is_open: Says whether a day is unfolded.
    """

    def __init__(self, days: Days, is_open: Callable[[str | None], bool]) -> None:
        self.days = days
        self.rows = arrange(days.lines, is_open)

    def arranged(self, is_open: Callable[[str | None], bool]) -> Listed:
        """Return the same days with others of them unfolded."""
        return Listed(self.days, is_open)

    def at(self, item: int) -> TimelineEntry | Fold | None:
        """Return an item: an entry, or what folds a day; absent where there is none."""
        if not 0 <= item < self.rows.item_count:
            return None
        row = self.rows.at(self.rows.line_of(item))
        return self.entry_at(row) if isinstance(row, Place) else row if isinstance(row, Fold) else None

    def entry_at(self, place: Place) -> TimelineEntry | None:
        """Return the entry in a place; absent where the view gives fewer than it counted."""
        is_open = self.rows.opened[place.day]
        entries = self.days.entries(place.day) if is_open else self.days.standing(place.day)
        return next(iter(entries[place.at : place.at + 1]), None)

    def find(self, spot: Spot | None) -> int | None:
        """Return the item of an entry, of its day's fold where it is folded, or of a fold.

        A day that is folded no more has no fold: its last entry stands for it.
        """
        number = self.days.number(spot.day) if spot else None
        if spot is None or number is None:
            return None
        if spot.entry is None:
            return self.rows.last_of(number)
        if not self.rows.opened[number]:
            at = self.days.stands_at(number, spot.entry)
            if at is None and self.days.place(number, spot.entry) is not None:
                return self.rows.last_of(number)
        else:
            at = self.days.place(number, spot.entry)
        return None if at is None else self.rows.firsts[number] + at

    def is_folded(self, spot: Spot | None) -> bool:
        """Say whether an entry is listed, but not shown."""
        number = self.days.number(spot.day) if spot else None
        return (
            spot is not None
            and number is not None
            and spot.entry is not None
            and not self.rows.opened[number]
            and self.days.stands_at(number, spot.entry) is None
            and self.days.place(number, spot.entry) is not None
        )

    def around(self, item: int) -> Iterator[TimelineEntry]:
        """Yield the entry of an item, then those below it, then those above it, folded ones too.

        Where there are many, only those that are not far.
        """
        here = self.at(item)
        number = self.rows.day_of(item)
        place = self.days.place(number, here.id) if isinstance(here, TimelineEntry) else None
        if place is None:
            return
        day = self.days.entries(number)
        below = (self.days.entries(n) for n in range(number + 1, len(self.rows.days)))
        above = (reversed(self.days.entries(n)) for n in range(number - 1, -1, -1))
        near = day[place : place + MOST_NEIGHBOURS]
        yield from islice(chain(near, chain.from_iterable(below)), MOST_NEIGHBOURS)
        near = day[max(0, place - MOST_NEIGHBOURS) : place]
        yield from islice(chain(reversed(near), chain.from_iterable(above)), MOST_NEIGHBOURS)

    def next_of(self, identifiers: Mapping[str, str | None], item: int) -> Spot | None:
        """Return where the next of some entries is, behind an item; behind the last comes the first.

        Args:
            identifiers: The entries' ids, each with the heading that it stands under.
            item: Behind a fold, what it folds comes first.
        """
        numbers = sorted({n for day in set(identifiers.values()) if (n := self.days.number(day)) is not None})
        here, on_fold = self.rows.day_of(item), isinstance(self.at(item), Fold)
        for number in numbers:
            for at, spot in self._of_day(number, identifiers) if number >= here else ():
                if at > item or (at == item and on_fold):
                    return spot
        found = (spot for number in numbers for _, spot in self._of_day(number, identifiers))
        return next(found, None)

    def folded_of(self, number: int, identifiers: Mapping[str, str | None]) -> int:
        """Return how many of some entries are folded where a day is."""
        day = self.rows.days[number].published
        ids = {one for one, of in identifiers.items() if of == day}
        if ids and self.days.is_filtered:
            ids &= self.days.places(number, ids).keys()
        return len(ids - {entry.id for entry in self.days.standing(number)}) if ids else 0

    def _of_day(self, number: int, identifiers: Mapping[str, str | None]) -> list[tuple[int, Spot]]:
        """Return the items of some of a day's entries, in their order."""
        day, first, last = (
            self.rows.days[number].published,
            self.rows.firsts[number],
            self.rows.last_of(number),
        )
        own = [one for one, of in identifiers.items() if of == day]
        found = [(first + at, one) for one, at in self.days.places(number, own).items()]
        if not self.rows.opened[number]:
            stand = {entry.id: first + at for at, entry in enumerate(self.days.standing(number))}
            found = [(stand.get(one, last), one) for _, one in found]
        return sorted(((item, Spot(one, day)) for item, one in found), key=lambda pair: pair[0])
