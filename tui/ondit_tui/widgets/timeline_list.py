"""The timeline: entries under day headings, newest first seen on top, long days folded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from textual.strip import Strip

from ondit.folding import STANDING, Day, fold
from ondit.model import TimelineEntry
from ondit.search import Query
from ondit_tui.messages import Moved
from ondit_tui.widgets.flow import Line, Piece, wrap
from ondit_tui.widgets.inks import draw_all
from ondit_tui.widgets.steady_list import SteadyList
from ondit_tui.widgets.timeline_lines import entry_line, fold_line, heading
from ondit_tui.widgets.timeline_rows import Fold, Folds, Heading, Row, Rows, arrange, standing_too


class _Spot(NamedTuple):
    """What the cursor is to find again: an entry by its id, or a day's fold by the day."""

    entry: str | None
    day: str | None = None


class TimelineList(SteadyList):
    """The entries that the filter lets through, or a notice where there are none.

    Of long days only the most important entries stand, above a line that unfolds the rest.

    Attributes:
        entries: The entries, folded ones too.
        new: The ids of entries that are marked as new.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.entries: Sequence[TimelineEntry] = ()
        self.new: set[str] = set()
        self._gone_to: _Spot | None = None
        self._hits: Query | None = None
        self._notice: Sequence[Line] = ()
        self._folds = Folds()
        self._kept: set[str] = set()
        self._rows = Rows()

    @property
    def here(self) -> TimelineEntry | Fold | None:
        """What the cursor is on: an entry, or what folds a day."""
        row = self._row(self.cursor) if self.entries else None
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
        self._kept.clear()
        places = self._take(entries, hits, notice, folding=folding)
        gone_to = places.get(self._gone_to.entry or "") if self._gone_to else None
        if gone_to is not None and self._is_folded(gone_to):
            self._folds.turn(self._day_of(self._rows.item_of[gone_to]).published)
            self._rows = arrange(self._rows.days, self._folds.is_open)
        found = self._find(self._gone_to, places)
        self.cursor = found if found is not None else self._find(here, places) or 0
        self.lead = self.spare = 0
        self.changed()
        self.call_after_refresh(self.bring_into_view)

    def renew(
        self,
        entries: Sequence[TimelineEntry],
        hits: Query | None = None,
        notice: Sequence[Line] = (),
        *,
        folding: bool = True,
        became: Mapping[str, str] | None = None,
    ) -> None:
        """Show the entries of a later reading, and move nothing: what the cursor is on keeps its screen line.

        It is not folded away either. Where it is gone, the cursor goes to its neighbour, on the same line.
        What a reader has scrolled to away from the cursor stays, too.

        Args:
            entries: What to list.
            hits: What to mark in their texts.
            notice: What to say where there are no entries.
            folding: Whether long days are folded.
            became: The id of an entry now, by its id before, where that is another.
        """
        if not self.entries or not entries:
            self.show(entries, hits, notice, folding=folding)
            return
        now = became or {}
        ids = {entry.id for entry in entries}
        cursor, (anchor, height) = self.cursor, self.in_place()
        spots = {item: self._later(item, ids, now) for item in {cursor, anchor}}
        if self._gone_to and self._gone_to.entry:
            self._gone_to = _Spot(now.get(self._gone_to.entry, self._gone_to.entry))
        self._kept |= {spot.entry for spot in spots.values() if spot and spot.entry}
        places = self._take(entries, hits, notice, folding=folding)
        found = {item: self._find(spot, places) or 0 for item, spot in spots.items()}
        self.cursor = found[cursor]
        self.stand(found[anchor], height)

    def see(self) -> bool:
        """Mark the entry under the cursor as new no more; return whether it was."""
        if self.entry is None or self.entry.id not in self.new:
            return False
        self.new.discard(self.entry.id)
        self.changed()
        return True

    def go_new(self) -> bool:
        """Go to the next new entry, from the last to the first, and unfold its day; return whether one is."""
        items = sorted(
            (self._rows.item_of[place], place)
            for place, entry in enumerate(self.entries)
            if entry.id in self.new
        )
        if not items:
            return False
        on_fold = isinstance(self.here, Fold)
        behind = (place for item, place in items if item > self.cursor or (item == self.cursor and on_fold))
        place = next(behind, items[0][1])
        if self._is_folded(place):
            day = self._day_of(self._rows.item_of[place])
            self._in_place(lambda: self._folds.turn(day.published))
        self.go(self._rows.item_of[place])
        return True

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
        line, heads = self._rows.items[self.cursor], self._rows.heads
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
    def row_count(self) -> int:
        """How many lines entries, folds and headings take."""
        return len(self._rows.lines)

    def row_of(self, index: int) -> int:
        """Return the row that an item stands on."""
        return self._rows.items[index]

    def item_on(self, row: int) -> int | None:
        """Return the item on a row, none for a heading."""
        return self._rows.item_at(row)

    def compose_row(self, row: int, width: int, *, chosen: bool) -> Line:
        """Return a heading, an entry, or what folds a day."""
        shown = self._rows.lines[row]
        if isinstance(shown, Heading):
            return heading(shown.words, shown.entries, width)
        if isinstance(shown, Fold):
            new = sum(self.entries[place].id in self.new for place in shown.folds) if self.new else 0
            return fold_line(shown, width, chosen=chosen, new=0 if shown.is_open else new)
        entry = self.entries[shown]
        return entry_line(entry, width, chosen=chosen, hits=self._hits, is_new=entry.id in self.new)

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
        return isinstance(self._row(self._rows.item_of[place]), Fold)

    def _row(self, item: int) -> Row:
        return self._rows.lines[self._rows.items[item]]

    def _day_of(self, item: int) -> Day:
        return self._rows.days[self._rows.day_at(self._rows.items[item])]

    def _take(
        self, entries: Sequence[TimelineEntry], hits: Query | None, notice: Sequence[Line], *, folding: bool
    ) -> dict[str, int]:
        """Arrange other entries, and return their places by their ids."""
        self.entries, self._hits, self._notice = entries, hits, notice
        places = {entry.id: place for place, entry in enumerate(entries)}
        days = fold(entries, STANDING if folding else len(entries))
        kept = {places[identifier] for identifier in self._kept if identifier in places}
        self._rows = arrange(standing_too(days, kept) if kept else days, self._folds.is_open)
        return places

    def _in_place(self, change: Callable[[], None]) -> None:
        """Fold or unfold, while what the cursor is on stays where it is on the screen."""
        here, spot = self.here, self._spot()
        height = self.line_of(self.cursor) - self.scroll_offset.y
        change()
        self._rows = arrange(self._rows.days, self._folds.is_open)
        self.cursor = self._find(spot, {entry.id: place for place, entry in enumerate(self.entries)}) or 0
        self.stand(self.cursor, min(height, self._rows.items[self.cursor]))
        self.bring_into_view()
        self.stay()
        if self.here != here:
            self.post_message(Moved(self.cursor))

    def _later(self, item: int, ids: Collection[str], now: Mapping[str, str]) -> _Spot | None:
        """Return where an item is found in a later reading: itself, or the nearest below, or above."""
        row = self._row(item)
        if not isinstance(row, int):
            return _Spot(None, row.day) if isinstance(row, Fold) else None
        around = (*range(row, len(self.entries)), *range(row - 1, -1, -1))
        later = (now.get(self.entries[place].id, self.entries[place].id) for place in around)
        return next((_Spot(identifier) for identifier in later if identifier in ids), None)

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
