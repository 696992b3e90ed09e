"""A list of ways and formats, of which the cursor's is the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.flow import BAR, Line, Piece
from ondit_tui.widgets.grouped_list import GroupedList

NOTE_WIDTH = 18


class FormList(GroupedList):
    """Names, each with a note on its right.

    Args:
        rows: What each is called, and its note.
    """

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._show(rows)

    def show(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show other rows; the cursor stays where it is, as far down as there are any."""
        self._show(rows)
        self.cursor = min(self.cursor, len(rows) - 1)
        self.changed()

    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return a name with its note."""
        words, note = self._rows[line]
        return (
            Piece(BAR if chosen else " ", "key"),
            Piece(f" {fit(words, width - NOTE_WIDTH - 3)} ", "strong" if chosen else ""),
            Piece(fit(note, NOTE_WIDTH), "muted"),
        )

    def _show(self, rows: Sequence[tuple[str, str]]) -> None:
        self._rows = rows
        self.lay_out([""] * len(rows))
