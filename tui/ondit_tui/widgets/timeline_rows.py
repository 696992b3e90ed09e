"""Which line of the timeline shows what: headings, entries, and at the end of long days what folds them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from ondit.folding import Day
from ondit_tui.widgets.wording import day_of

SPANS = {4: "that year", 7: "that month"}


class Heading(NamedTuple):
    """A day's heading, and how many entries the day has, folded ones counted."""

    words: str
    entries: int


class Fold(NamedTuple):
    """The last line of a long day: it folds the day, or unfolds it.

    Attributes:
        day: The day, as in `Day.published`.
        folds: The places of the entries that it folds.
        is_open: Whether they are shown.
    """

    day: str | None
    folds: Sequence[int]
    is_open: bool

    @property
    def words(self) -> str:
        """What it says: "12 more that day"."""
        if self.is_open:
            return f"fold {len(self.folds):,} of them again"
        return f"{len(self.folds):,} more {SPANS.get(len(self.day), 'that day') if self.day else 'undated'}"


Row = int | Heading | Fold
"""What stands on a line: an entry, by its place, or something else."""


class Folds:
    """Which days a reader has unfolded."""

    def __init__(self) -> None:
        self._opens = False
        self._others: frozenset[str | None] = frozenset()

    def is_open(self, day: str | None) -> bool:
        """Say whether a day is unfolded."""
        return self._opens != (day in self._others)

    def turn(self, day: str | None) -> None:
        """Unfold a day, or fold it again."""
        self._others ^= {day}

    def turn_all(self, *, opens: bool) -> None:
        """Unfold every day, or fold them all again."""
        self._opens, self._others = opens, frozenset()


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of a timeline; its items are those that can be chosen, entries and folds.

    Attributes:
        lines: What stands on each line.
        items: The line of each item.
        item_of: The item of each entry, by its place; the fold's where it is folded.
        days: The days, in order.
        heads: The line of each day's heading.
        folded: How many entries are not shown.
    """

    lines: Sequence[Row] = ()
    items: Sequence[int] = ()
    item_of: Sequence[int] = ()
    days: Sequence[Day] = ()
    heads: Sequence[int] = ()
    folded: int = 0

    def day_at(self, line: int) -> int:
        """Return the number of the day that a line belongs to."""
        return bisect_right(self.heads, line) - 1

    def first_of(self, number: int) -> int:
        """Return the first item of a day."""
        return self.item_at(self.heads[number] + 1) or 0

    def last_of(self, number: int) -> int:
        """Return the last item of a day: its fold, where it has one."""
        end = self.heads[number + 1] if number + 1 < len(self.heads) else len(self.lines)
        return self.item_at(end - 1) or 0

    def item_at(self, line: int) -> int | None:
        """Return the item on a line, none for a heading."""
        if not 0 <= line < len(self.lines) or isinstance(self.lines[line], Heading):
            return None
        return line - self.day_at(line) - 1


def standing_too(days: Sequence[Day], places: AbstractSet[int]) -> list[Day]:
    """Return days of which some entries stand that would be folded.

    Args:
        days: The days.
        places: The places of these entries in the timeline.
    """
    return [
        Day(
            day.published,
            sorted({*day.standing, *places & set(day.folded)}),
            [place for place in day.folded if place not in places],
        )
        if not places.isdisjoint(day.folded)
        else day
        for day in days
    ]


def arrange(days: Sequence[Day], is_open: Callable[[str | None], bool]) -> Rows:
    """Arrange days in lines: a heading, the entries that are shown, and a fold where some fold."""
    lines: list[Row] = []
    heads: list[int] = []
    item_of = [0] * sum(day.size for day in days)
    folded = 0
    for day in days:
        heads.append(len(lines))
        lines.append(Heading(day_of(day.published), day.size))
        opened = is_open(day.published)
        shown = sorted((*day.standing, *day.folded)) if opened and day.folded else day.standing
        for place in shown:
            item_of[place] = len(lines) - len(heads)
            lines.append(place)
        if day.folded:
            if not opened:
                folded += len(day.folded)
                for place in day.folded:
                    item_of[place] = len(lines) - len(heads)
            lines.append(Fold(day.published, day.folded, opened))
    items = [line for line, row in enumerate(lines) if not isinstance(row, Heading)]
    return Rows(lines, items, item_of, days, heads, folded)
