"""The registry's commands as a list, for the help and the palette."""

from __future__ import annotations

from collections.abc import Sequence

from ondit_tui.commands import Command
from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.flow import Line, Piece
from ondit_tui.widgets.grouped_list import GroupedList

KEYS_WIDTH = 12


class CommandList(GroupedList):
    """Commands with their keys and what they do, under their groups' headings.

    Those whose keys are not the usual ones are marked `*`.
    """

    commands: Sequence[Command] = ()

    def show(self, commands: Sequence[Command]) -> None:
        """Show other commands, in the order given, the cursor on the first."""
        self.commands = commands
        self.lay_out([command.group for command in commands])
        self.cursor = 0
        self.changed()
        self.scroll_to(y=0, animate=False)

    @property
    def here(self) -> Command | None:
        """The command that the cursor is on."""
        return self.commands[self.cursor] if self.commands else None

    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return a heading, or a command with its keys."""
        row = self.rows[line]
        if isinstance(row, str):
            return (Piece(f" {row}", "heading"),)
        command = self.commands[row]
        return (
            Piece("▌" if chosen else " ", "key"),
            Piece(f" {command.shown_keys:<{KEYS_WIDTH}}{'*' if command.usual else ' '}", "key"),
            Piece(fit(command.help, width - KEYS_WIDTH - 3), "strong" if chosen else ""),
        )
