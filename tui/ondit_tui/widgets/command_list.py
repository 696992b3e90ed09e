"""The registry's commands as a list, for the help and the palette, and below them signs or entries."""

from __future__ import annotations

from collections.abc import Sequence

from ondit.model import TimelineEntry
from ondit_tui.commands import Command
from ondit_tui.signs import Sign
from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.flow import BAR, Line, Piece
from ondit_tui.widgets.grouped_list import GroupedList
from ondit_tui.widgets.timeline_lines import entry_line
from ondit_tui.widgets.wording import date_of

KEYS_WIDTH = 12
DATE_WIDTH = 13
ENTRIES = "Entries"


class CommandList(GroupedList):
    """Commands with their keys and what they do, under their groups' headings.

    Below them stand signs with what they mean, or entries with their days. Those commands whose keys are not
    the usual ones are marked `*`.
    """

    commands: Sequence[Command] = ()
    signs: Sequence[Sign] = ()
    entries: Sequence[TimelineEntry] = ()

    def show(
        self,
        commands: Sequence[Command],
        entries: Sequence[TimelineEntry] = (),
        signs: Sequence[Sign] = (),
    ) -> None:
        """Show others, in the order given, the cursor on the first: commands, signs, entries."""
        self.commands, self.signs, self.entries = commands, signs, entries
        groups = [*(one.group for one in commands), *(one.group for one in signs)]
        self.lay_out([*groups, *(ENTRIES for _ in entries)])
        self.cursor = 0
        self.changed()
        self.scroll_to(y=0, animate=False)

    def follow(self, entries: Sequence[TimelineEntry]) -> None:
        """Show other entries below the same commands; the cursor stays on what it was moved to."""
        here, at, top = self.here, self.cursor, self.scroll_offset.y
        self.show(self.commands, entries)
        if isinstance(here, Command):
            self.cursor = at
            self.scroll_to(y=top, animate=False)
        elif at and here in entries:
            self.go(len(self.commands) + entries.index(here))

    @property
    def here(self) -> Command | Sign | TimelineEntry | None:
        """What the cursor is on."""
        return self._at(self.cursor) if 0 <= self.cursor < self.item_count else None

    def _at(self, index: int) -> Command | Sign | TimelineEntry:
        for of in (self.commands, self.signs):
            if index < len(of):
                return of[index]
            index -= len(of)
        return self.entries[index]

    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return a heading, a command with its keys, a sign with its meaning, or an entry."""
        row = self.rows[line]
        if isinstance(row, str):
            return (Piece(f" {row}", "heading"),)
        item = self._at(row)
        if isinstance(item, TimelineEntry):
            return self._entry(item, width, chosen=chosen)
        is_set = isinstance(item, Command) and item.usual
        led_by = item.shown_keys if isinstance(item, Command) else item.sign
        return (
            Piece(BAR if chosen else " ", "key"),
            Piece(f" {fit(led_by, KEYS_WIDTH)}{'*' if is_set else ' '}", "key"),
            Piece(fit(item.help, width - KEYS_WIDTH - 3), "strong" if chosen else ""),
        )

    def _entry(self, entry: TimelineEntry, width: int, *, chosen: bool) -> Line:
        day = Piece(f"{date_of(entry.published):>{DATE_WIDTH}} ", "muted")
        return (*entry_line(entry, width - DATE_WIDTH - 1, chosen=chosen), day)
