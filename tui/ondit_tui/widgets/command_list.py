"""The registry's commands as a list, for the help and the palette, and below them entries of the story."""

from __future__ import annotations

from collections.abc import Sequence

from ondit.model import TimelineEntry
from ondit_tui.commands import Command
from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.flow import Line, Piece
from ondit_tui.widgets.grouped_list import GroupedList
from ondit_tui.widgets.timeline_lines import entry_line
from ondit_tui.widgets.wording import date_of

KEYS_WIDTH = 12
DATE_WIDTH = 13
ENTRIES = "Entries"


class CommandList(GroupedList):
    """Commands with their keys and what they do, under their groups' headings; then entries with their days.

    Those commands whose keys are not the usual ones are marked `*`.
    """

    commands: Sequence[Command] = ()
    entries: Sequence[TimelineEntry] = ()

    def show(self, commands: Sequence[Command], entries: Sequence[TimelineEntry] = ()) -> None:
        """Show others, in the order given, the cursor on the first."""
        self.commands, self.entries = commands, entries
        self.lay_out([*(command.group for command in commands), *(ENTRIES for _ in entries)])
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
    def here(self) -> Command | TimelineEntry | None:
        """What the cursor is on."""
        if self.cursor < len(self.commands):
            return self.commands[self.cursor]
        at = self.cursor - len(self.commands)
        return self.entries[at] if at < len(self.entries) else None

    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return a heading, a command with its keys, or an entry."""
        row = self.rows[line]
        if isinstance(row, str):
            return (Piece(f" {row}", "heading"),)
        if row >= len(self.commands):
            return self._entry(self.entries[row - len(self.commands)], width, chosen=chosen)
        command = self.commands[row]
        return (
            Piece("▌" if chosen else " ", "key"),
            Piece(f" {command.shown_keys:<{KEYS_WIDTH}}{'*' if command.usual else ' '}", "key"),
            Piece(fit(command.help, width - KEYS_WIDTH - 3), "strong" if chosen else ""),
        )

    def _entry(self, entry: TimelineEntry, width: int, *, chosen: bool) -> Line:
        day = Piece(f"{date_of(entry.published):>{DATE_WIDTH}} ", "muted")
        return (*entry_line(entry, width - DATE_WIDTH - 1, chosen=chosen), day)
