"""The days of a story at a glance: a row a kind, a mark a day, more ink for more entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ondit.errors import OnditError
from ondit.model import Kind
from ondit.spans import DAY
from ondit.timeline import Filter
from ondit.views import DayCount, StoryView
from ondit_tui.widgets.bars import Bar
from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.filtering import KINDS
from ondit_tui.widgets.flow import BLOCKS, Line, Piece
from ondit_tui.widgets.wording import count, date_of, mark

Days = Mapping[Kind, Sequence[DayCount]]
NAMES: dict[Kind, str] = {"announcement": "ANN", "rumour": "rum?", "neither": "rest"}
NAME_WIDTH = 6
HERE = "▾"


@dataclass(frozen=True, slots=True)
class Strip:
    """A stretch of time in columns.

    Attributes:
        first: The first day.
        days: How many days a column stands for.
        columns: How many there are.
        counts: How many entries of each kind each column has.
        apart: Entries whose day is not known: they stand in no column.
    """

    first: date
    days: int
    columns: int
    counts: Mapping[Kind, Sequence[int]]
    apart: int

    def column(self, published: str | None) -> int | None:
        """Return the column of a day, absent for what is no day of the stretch."""
        day = _day(published)
        place = (day - self.first).days // self.days if day else -1
        return place if 0 <= place < self.columns else None

    @property
    def last(self) -> date:
        """The last day of the last column."""
        return date.fromordinal(self.first.toordinal() + self.days * self.columns - 1)


class Numbers(dict[str | None, int]):
    """The numbers of days, counted as `date.toordinal` does, by how they are written; 0 of what is no day."""

    def __missing__(self, published: str | None) -> int:
        """Read a day once: that takes longer than all else of a strip."""
        day = _day(published)
        self[published] = number = day.toordinal() if day else 0
        return number


def strip_of(days: Days, width: int, numbers: Numbers | None = None) -> Strip | None:
    """Put the days of each kind into columns; absent where no day is known.

    Days stand at their distance in time, so that a quiet week is seen; where they are more than there are
    columns, a column stands for several, all for as many. Of what has only a month or a year the day is not
    known.

    Args:
        days: The days of each kind, and how many entries they have.
        width: How many columns there may be; 1 and up.
        numbers: The days that were read before.
    """
    known = Numbers() if numbers is None else numbers
    numbered = {kind: [known[row[0]] for row in rows] for kind, rows in days.items()}
    every = [day for found in numbered.values() for day in found if day]
    if not every:
        return None
    first = min(every)
    span = max(every) - first + 1
    each = -(-span // max(1, width))
    columns = -(-span // each)
    counts = {kind: [0] * columns for kind in days}
    for kind, found in numbered.items():
        counted = counts[kind]
        for day, row in zip(found, days[kind], strict=True):
            if day:
                counted[(day - first) // each] += row[1]
    whole = sum(row.entries for rows in days.values() for row in rows)
    apart = whole - sum(map(sum, counts.values()))
    return Strip(date.fromordinal(first), each, columns, counts, apart)


def days_by_kind(view: StoryView, wanted: Filter) -> Days:
    """Return the days of what a filter lets through, kind by kind; none where they cannot be read."""
    kinds = wanted.kinds or KINDS
    try:
        return {kind: view.days(replace(wanted, kinds=frozenset({kind}))) for kind in KINDS if kind in kinds}
    except OnditError:  # the list, which asks the same, tells what is wrong
        return {}


class DayStrip(Bar):
    """Shows a strip, with a mark over the day that the cursor is on."""

    here: str | None = None
    _ask: Callable[[], Days] = dict
    _days: Days | None = None
    _strip: tuple[int, Strip | None] | None = None

    def __init__(self) -> None:
        super().__init__()
        self._numbers = Numbers()

    def show(self, ask: Callable[[], Days]) -> None:
        """Show other days: what is asked for them is asked once they are drawn."""
        self._ask, self._days, self._strip = ask, None, None
        self.refresh()

    def point(self, published: str | None) -> None:
        """Put the mark over another day."""
        if published != self.here:
            self.here = published
            self.refresh()

    def compose_lines(self, width: int) -> Sequence[Line]:
        """Return a line with the stretch and the mark, and one a kind."""
        strip = self._strip_in(width - NAME_WIDTH - 1)
        if strip is None:
            return [(Piece(fit(" no entry has a day", width), "muted"),)]
        return [_head(strip, self.here, width), *(_row(strip, kind) for kind in KINDS)]

    def _strip_in(self, width: int) -> Strip | None:
        """Return the strip in so many columns; it is another only for other days, or another width."""
        if self._strip is None or self._strip[0] != width:
            if self._days is None:
                self._days = self._ask()
            self._strip = (width, strip_of(self._days, width, self._numbers))
        return self._strip[1]


def _head(strip: Strip, here: str | None, width: int) -> Line:
    """Say from when to when and what stands apart, on the side of the mark that has more room."""
    first, last = (date_of(day.isoformat()) for day in (strip.first, strip.last))
    words = f" {first} to {last}" if first != last else f" {first}"
    if strip.days > 1:
        words += f", {strip.days} days a mark"
    if strip.apart:
        words += f", {count(strip.apart, 'entry', 'entries')} without a day"
    column = strip.column(here)
    if column is None:
        return (Piece(fit(words, width), "muted"),)
    at = NAME_WIDTH + column
    if 2 * at > width:
        return (Piece(fit(words, at - 1) + " ", "muted"), Piece(HERE, "key"))
    return (Piece(" " * at), Piece(HERE, "key"), Piece(fit(words, width - at - 1), "muted"))


def _row(strip: Strip, kind: Kind) -> Line:
    most = max((number for counts in strip.counts.values() for number in counts), default=1)
    marks = "".join(_inked(number, most) for number in strip.counts.get(kind, ()))
    return (Piece(f" {NAMES[kind]:<{NAME_WIDTH - 1}}", "muted"), Piece(marks, mark(kind, None)[1]))


def _inked(number: int, most: int) -> str:
    """Return a mark as high as a number's share of the most; a lowest one for what is not none."""
    full = len(BLOCKS) - 1
    return BLOCKS[0] if not number else BLOCKS[max(1, round(full * number / most))]


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:DAY]) if published and len(published) >= DAY else None
    except ValueError:
        return None
