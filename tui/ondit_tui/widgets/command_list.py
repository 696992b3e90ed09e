"""The registry's commands as a list, for the help and the palette."""

from __future__ import annotations

from collections.abc import Sequence

from ondit_tui.commands import Command
from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.flow import Line, Piece
from ondit_tui.widgets.line_list import LineList

KEYS_WIDTH = 12


class CommandList(LineList):
    """Commands with their keys and what they do, under their groups' headings."""

    commands: Sequence[Command] = ()
    _rows: Sequence[int | str] = ()

    def show(self, commands: Sequence[Command]) -> None:
        """Show other commands, in the order given, the cursor on the first."""
        rows: list[int | str] = []
        for index, command in enumerate(commands):
            if not index or commands[index - 1].group != command.group:
                rows.append(command.group)
            rows.append(index)
        self.commands, self._rows = commands, rows
        self.cursor = 0
        self.changed()
        self.scroll_to(y=0, animate=False)

    @property
    def item_count(self) -> int:
        """How many commands there are."""
        return len(self.commands)

    @property
    def line_count(self) -> int:
        """How many lines commands and headings take."""
        return len(self._rows)

    def line_of(self, index: int) -> int:
        """Return the line that a command stands on."""
        return self._rows.index(index)

    def item_at(self, line: int) -> int | None:
        """Return the command on a line, none for a heading."""
        row = self._rows[line] if 0 <= line < len(self._rows) else None
        return row if isinstance(row, int) else None

    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return a heading, or a command with its keys."""
        row = self._rows[line]
        if isinstance(row, str):
            return (Piece(f" {row}", "heading"),)
        command = self.commands[row]
        return (
            Piece("▌" if chosen else " ", "key"),
            Piece(f" {command.shown_keys:<{KEYS_WIDTH}} ", "key"),
            Piece(fit(command.help, width - KEYS_WIDTH - 3), "strong" if chosen else ""),
        )
