"""The timeline: entries under day headings, newest first seen on top, long days folded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.strip import Strip

from ondit.folding import STANDING, Day, fold
from ondit.model import TimelineEntry
from ondit.search import Query
from ondit_tui.messages import Moved
from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.flow import Line, Piece, wrap
from ondit_tui.widgets.inks import draw_all
from ondit_tui.widgets.line_list import LineList
from ondit_tui.widgets.marking import marked
from ondit_tui.widgets.timeline_rows import Fold, Folds, Heading, Rows, arrange
from ondit_tui.widgets.wording import MARK_WIDTH, mark

BAR, THIN_BAR = "▌", " "
OUTLETS_WIDTH = 4
NARROWEST_TEXT = 24
FOLD_MARKS = ("+", "−")


class _Spot(NamedTuple):
    """What the cursor is to find again: an entry by its id, or a day's fold by the day."""

    entry: str | None
    day: str | None = None


class TimelineList(LineList):
    """The entries that the filter lets through, or a notice where there are none.

    Of long days only the most important entries stand, above a line that unfolds the rest.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.entries: Sequence[TimelineEntry] = ()
        self._gone_to: _Spot | None = None
        self._hits: Query | None = None
        self._notice: Sequence[Line] = ()
        self._folds = Folds()
        self._rows = Rows()

    @property
    def here(self) -> TimelineEntry | Fold | None:
        """What the cursor is on: an entry, or what folds a day."""
        row = self._rows.lines[self.line_of(self.cursor)] if self.entries else None
        return self.entries[row] if isinstance(row, int) else row if isinstance(row, Fold) else None

    @property
    def entry(self) -> TimelineEntry | None:
        """The entry that the cursor is on."""
        return self.here if isinstance(self.here, TimelineEntry) else None

    @property
    def folded(self) -> int:
        """How many entries are not shown."""
        return self._rows.folded

    def show(
        self,
        entries: Sequence[TimelineEntry],
        hits: Query | None = None,
        notice: Sequence[Line] = (),
        *,
        folding: bool = True,
    ) -> None:
        """Show other entries, in the order given; the cursor goes to the entry last gone to.

        Where that is not among them, the cursor stays on its entry, or goes to the first; it returns once the
        entry last gone to is listed again, and unfolds its day.

        Args:
            entries: What to list.
            hits: What to mark in their texts.
            notice: What to say where there are no entries.
            folding: Whether long days are folded.
        """
        here = self._spot()
        self.entries, self._hits, self._notice = entries, hits, notice
        places = {entry.id: place for place, entry in enumerate(entries)}
        self._rows = arrange(fold(entries, STANDING if folding else len(entries)), self._folds.is_open)
        gone_to = places.get(self._gone_to.entry or "") if self._gone_to else None
        if gone_to is not None and self._is_folded(gone_to):
            self._folds.turn(self._day_of(self._rows.item_of[gone_to]).published)
            self._rows = arrange(self._rows.days, self._folds.is_open)
        found = self._find(self._gone_to, places)
        self.cursor = found if found is not None else self._find(here, places) or 0
        self.spare = 0
        self.changed()
        self.call_after_refresh(self.bring_into_view)

    def go(self, index: int) -> None:
        """Put the cursor on an item, and remember it for when a filter hides and shows it again."""
        super().go(index)
        self.stay()

    def stay(self) -> None:
        """Remember what is under the cursor as what was last gone to."""
        self._gone_to = self._spot()

    def day(self, by: int) -> None:
        """Move to the first entry of the next heading down (1), or of the one up (-1)."""
        if not self.entries:
            return
        line, heads = self.line_of(self.cursor), self._rows.heads
        here = self._rows.day_at(line)
        if by < 0 and line > heads[here] + 1:
            by += 1
        target = min(max(here + by, 0), len(heads) - 1)
        if by > 0 and target == here:
            return
        self.go(self._rows.first_of(target))

    def turn_day(self) -> bool:
        """Unfold the cursor's day, or fold it again; return whether it can be folded."""
        day = self._day_of(self.cursor) if self.entries else None
        if day is None or not day.folded:
            return False
        self._in_place(lambda: self._folds.turn(day.published))
        return True

    def turn_all(self) -> bool:
        """Unfold every day, or fold them again where none is folded; return whether any can be."""
        if not any(day.folded for day in self._rows.days):
            return False
        self._in_place(lambda: self._folds.turn_all(opens=self.folded > 0))
        return True

    @property
    def item_count(self) -> int:
        """How many entries and folds there are to choose."""
        return len(self._rows.items)

    @property
    def line_count(self) -> int:
        """How many lines entries, folds and headings take."""
        return len(self._rows.lines)

    def line_of(self, index: int) -> int:
        """Return the line that an item stands on."""
        return self._rows.items[index]

    def item_at(self, line: int) -> int | None:
        """Return the item on a line, none for a heading."""
        return self._rows.item_at(line)

    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return a heading, an entry, or what folds a day."""
        row = self._rows.lines[line]
        if isinstance(row, Heading):
            return heading(row.words, row.entries, width)
        if isinstance(row, Fold):
            return fold_line(row, width, chosen=chosen)
        return entry_line(self.entries[row], width, chosen=chosen, hits=self._hits)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the list, or of the notice where the list is empty."""
        if self.entries:
            return super().render_line(y)
        width = self.scrollable_content_region.width
        margin = (Piece("  "),)
        lines: list[Line] = [()]
        for line in self._notice:
            lines += wrap(line, width - 2, first=margin, rest=margin)
        return draw_all(self, [lines[y] if y < len(lines) else ()], width)[0]

    def _is_folded(self, place: int) -> bool:
        """Say whether an entry is not shown."""
        return isinstance(self._rows.lines[self.line_of(self._rows.item_of[place])], Fold)

    def _day_of(self, item: int) -> Day:
        return self._rows.days[self._rows.day_at(self.line_of(item))]

    def _in_place(self, change: Callable[[], None]) -> None:
        """Fold or unfold, while what the cursor is on stays where it is on the screen."""
        here, spot = self.here, self._spot()
        height = self.line_of(self.cursor) - self.scroll_offset.y
        change()
        self._rows = arrange(self._rows.days, self._folds.is_open)
        self.cursor = self._find(spot, {entry.id: place for place, entry in enumerate(self.entries)}) or 0
        top = self.line_of(self.cursor) - height
        self.spare = max(0, top + self.scrollable_content_region.height - self.line_count) if top > 0 else 0
        self.changed()
        self.scroll_to(y=top, animate=False, force=True)
        self.bring_into_view()
        self.stay()
        if self.here != here:
            self.post_message(Moved(self.cursor))

    def _spot(self) -> _Spot | None:
        here = self.here
        return _Spot(here.id) if isinstance(here, TimelineEntry) else _Spot(None, here.day) if here else None

    def _find(self, spot: _Spot | None, places: dict[str, int]) -> int | None:
        """Return where to find what the cursor was on: the entry, its day's fold, or the fold's day."""
        if spot is None:
            return None
        if spot.entry is not None:
            place = places.get(spot.entry)
            return None if place is None else self._rows.item_of[place]
        days = [day.published for day in self._rows.days]
        return self._rows.last_of(days.index(spot.day)) if spot.day in days else None


def heading(day: str, entries: int, width: int) -> Line:
    """Return a day's heading: "Mon 23 May 2022 · 5", and a rule."""
    words = f" {day} · {entries:,} "
    return (Piece(words, "heading"), Piece("─" * max(0, width - len(words) - 1), "rule"))


def entry_line(entry: TimelineEntry, width: int, *, chosen: bool = False, hits: Query | None = None) -> Line:
    """Return an entry in one line of `width` cells: mark, outlets, text, and what became of a rumour."""
    words, ink = mark(entry.kind, entry.subtype)
    outlets = f"x{len(entry.sources)}"
    status = entry.status if entry.kind == "rumour" and entry.status else ""
    room = width - MARK_WIDTH - max(OUTLETS_WIDTH, len(outlets)) - 5
    if status and room - len(status) - 2 < NARROWEST_TEXT:
        status = ""
    if status:
        room -= len(status) + 2
    text = marked(fit(entry.text, room), hits, "strong" if chosen else "")
    return (
        Piece(f"{BAR if chosen else THIN_BAR}", "key"),
        Piece(f"{words:<{MARK_WIDTH}} ", ink),
        Piece(f"{outlets:>{OUTLETS_WIDTH}}  ", "muted"),
        *text,
        *((Piece(f"  {status}", "muted"),) if status else ()),
    )


def fold_line(fold: Fold, width: int, *, chosen: bool = False) -> Line:
    """Return what folds a day in one line of `width` cells, its words under the entries' texts."""
    indent = MARK_WIDTH + OUTLETS_WIDTH + 3
    return (
        Piece(f"{BAR if chosen else THIN_BAR}", "key"),
        Piece(f"{FOLD_MARKS[fold.is_open]:<{indent}}", "muted"),
        Piece(fit(fold.words, width - indent - 2), "strong" if chosen else "muted"),
    )
