"""Which line of the timeline shows what: headings, entries, and at the end of long days what folds them.

How many lines a day takes follows from how many entries it has: none of them is looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ondit_tui.widgets.wording import day_of

SPANS = {4: "that year", 7: "that month"}


class DayLines(NamedTuple):
    """What a day takes.

    Attributes:
        published: The day, as in `DayCount.published`.
        size: How many entries it has.
        standing: How many of them are shown where it is folded.
    """

    published: str | None
    size: int
    standing: int

    @property
    def folds(self) -> int:
        """How many entries can be folded."""
        return self.size - self.standing


class Heading(NamedTuple):
    """A day's heading, and how many entries the day has, folded ones counted."""

    words: str
    entries: int


class Place(NamedTuple):
    """An entry: the number of its day, and which of the day's entries that are shown it is."""

    day: int
    at: int


class Fold(NamedTuple):
    """The last line of a long day: it folds the day, or unfolds it.

    Attributes:
        day: The day, as in `DayCount.published`.
        folds: How many entries it folds.
        is_open: Whether they are shown.
    """

    day: str | None
    folds: int
    is_open: bool

    @property
    def words(self) -> str:
        """What it says: "12 more that day"."""
        if self.is_open:
            return f"fold {self.folds:,} of them again"
        return f"{self.folds:,} more {SPANS.get(len(self.day), 'that day') if self.day else 'undated'}"


Row = Place | Heading | Fold
"""What stands on a line."""


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
        days: The days, in order; each has one entry at the least.
        heads: The line of each day's heading.
        firsts: The first item of each day.
        opened: Whether each day shows all its entries.
        line_count: How many lines there are.
        folded: How many entries are not shown.
    """

    days: Sequence[DayLines] = ()
    heads: Sequence[int] = ()
    firsts: Sequence[int] = ()
    opened: Sequence[bool] = ()
    line_count: int = 0
    folded: int = 0

    @property
    def item_count(self) -> int:
        """How many items there are."""
        return self.line_count - len(self.days)

    def day_at(self, line: int) -> int:
        """Return the number of the day that a line belongs to."""
        return bisect_right(self.heads, line) - 1

    def day_of(self, item: int) -> int:
        """Return the number of the day that an item belongs to."""
        return bisect_right(self.firsts, item) - 1

    def line_of(self, item: int) -> int:
        """Return the line that an item stands on."""
        return item + self.day_of(item) + 1

    def last_of(self, number: int) -> int:
        """Return the last item of a day: its fold, where it has one."""
        is_last = number + 1 == len(self.days)
        return (self.item_count if is_last else self.firsts[number + 1]) - 1

    def item_at(self, line: int) -> int | None:
        """Return the item on a line, none for a heading, or where there is no such line."""
        if not 0 <= line < self.line_count:
            return None
        number = self.day_at(line)
        return None if line == self.heads[number] else line - number - 1

    def at(self, line: int) -> Row:
        """Return what stands on a line."""
        number = self.day_at(line)
        day, at = self.days[number], line - self.heads[number] - 1
        if at < 0:
            return Heading(day_of(day.published), day.size)
        if at < (day.size if self.opened[number] else day.standing):
            return Place(number, at)
        return Fold(day.published, day.folds, self.opened[number])


def arrange(days: Sequence[DayLines], is_open: Callable[[str | None], bool]) -> Rows:
    """Arrange days in lines: a heading, the entries that are shown, and a fold where some fold."""
    heads: list[int] = []
    opened: list[bool] = []
    lines = folded = 0
    for published, size, standing in days:
        heads.append(lines)
        folds = size - standing
        if not folds:
            opened.append(True)
            lines += 1 + size
        elif is_open(published):
            opened.append(True)
            lines += 2 + size
        else:
            opened.append(False)
            lines += 2 + standing
            folded += folds
    firsts = [head - number for number, head in enumerate(heads)]
    return Rows(days, heads, firsts, opened, lines, folded)
