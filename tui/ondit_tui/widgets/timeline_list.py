"""The timeline: entries under day headings, newest first seen on top."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.strip import Strip

from ondit.model import TimelineEntry
from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.flow import Line, Piece, wrap
from ondit_tui.widgets.inks import draw_all
from ondit_tui.widgets.line_list import LineList
from ondit_tui.widgets.marking import marked
from ondit_tui.widgets.wording import MARK_WIDTH, day_of, mark

BAR, THIN_BAR = "▌", " "
OUTLETS_WIDTH = 4
NARROWEST_TEXT = 24


class TimelineList(LineList):
    """The entries that the filter lets through, or a notice where there are none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.entries: Sequence[TimelineEntry] = ()
        self._gone_to: str | None = None
        self._hits: re.Pattern[str] | None = None
        self._notice: Sequence[Line] = ()
        self._days: list[tuple[str, int]] = []
        self._rows: list[int] = []
        self._line_of: list[int] = []

    @property
    def entry(self) -> TimelineEntry | None:
        """The entry that the cursor is on."""
        return self.entries[self.cursor] if self.entries else None

    def show(
        self,
        entries: Sequence[TimelineEntry],
        hits: re.Pattern[str] | None = None,
        notice: Sequence[Line] = (),
    ) -> None:
        """Show other entries, in the order given; the cursor goes to the entry last gone to.

        Where that is not among them, the cursor stays on its entry, or goes to the first; it returns once the
        entry last gone to is listed again.

        Args:
            entries: What to list.
            hits: What to mark in their texts.
            notice: What to say where there are no entries.
        """
        here = self.entry.id if self.entry else None
        self.entries, self._hits, self._notice = entries, hits, notice
        self._arrange()
        places = {entry.id: index for index, entry in enumerate(entries)}
        self.cursor = places.get(self._gone_to or "", places.get(here or "", 0))
        self.changed()
        self.call_after_refresh(self.bring_into_view)

    def go(self, index: int) -> None:
        """Put the cursor on an entry, and remember it for when a filter hides and shows it again."""
        super().go(index)
        self.stay()

    def stay(self) -> None:
        """Remember the entry under the cursor as the one last gone to."""
        self._gone_to = self.entry.id if self.entry else None

    def day(self, by: int) -> None:
        """Move to the first entry of the next heading down (1), or of the one up (-1)."""
        if not self.entries:
            return
        line = self.line_of(self.cursor)
        heads = [row for row, item in enumerate(self._rows) if item < 0]
        here = max(number for number, head in enumerate(heads) if head < line)
        if by < 0 and line > heads[here] + 1:
            by += 1
        target = min(max(here + by, 0), len(heads) - 1)
        if by > 0 and target == here:
            return
        self.go(self._rows[heads[target] + 1])

    @property
    def item_count(self) -> int:
        """How many entries there are."""
        return len(self.entries)

    @property
    def line_count(self) -> int:
        """How many lines entries and headings take."""
        return len(self._rows)

    def line_of(self, index: int) -> int:
        """Return the line that an entry stands on."""
        return self._line_of[index]

    def item_at(self, line: int) -> int | None:
        """Return the entry on a line, none for a heading."""
        return self._rows[line] if 0 <= line < len(self._rows) and self._rows[line] >= 0 else None

    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return a heading or an entry."""
        row = self._rows[line]
        if row < 0:
            return heading(*self._days[-row - 1], width)
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

    def _arrange(self) -> None:
        self._days, self._rows, self._line_of = [], [], []
        words: dict[str | None, str] = {}
        for index, entry in enumerate(self.entries):
            key = entry.published[:10] if entry.published else None
            day = words.setdefault(key, day_of(key))
            if not self._days or self._days[-1][0] != day:
                self._days.append((day, 0))
                self._rows.append(-len(self._days))
            self._days[-1] = (day, self._days[-1][1] + 1)
            self._line_of.append(len(self._rows))
            self._rows.append(index)


def heading(day: str, entries: int, width: int) -> Line:
    """Return a day's heading: "Mon 23 May 2022 · 5", and a rule."""
    words = f" {day} · {entries:,} "
    return (Piece(words, "heading"), Piece("─" * max(0, width - len(words) - 1), "rule"))


def entry_line(
    entry: TimelineEntry, width: int, *, chosen: bool = False, hits: re.Pattern[str] | None = None
) -> Line:
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
