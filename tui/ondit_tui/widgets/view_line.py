"""The line that names the views of a story, and which of them is shown."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from ondit_tui.commands import key
from ondit_tui.view_commands import VIEW_KEYS, ViewName
from ondit_tui.widgets.bars import Bar
from ondit_tui.widgets.flow import Line, Piece, line_width


class ViewLine(Bar):
    """All views with their keys; the one that is shown stands in brackets."""

    def __init__(self, shown: ViewName) -> None:
        super().__init__()
        self.shown = shown

    async def on_click(self, event: events.Click) -> None:
        """Show the view that is named there."""
        at = 0
        for name in VIEW_KEYS:
            at += line_width(self._named(name))
            if event.x < at:
                await self.screen.run_action(f"app.view('{name}')")
                return

    def compose_lines(self, width: int) -> Sequence[Line]:  # noqa: ARG002 - it is shorter than any screen
        """Return the line."""
        return [tuple(piece for name in VIEW_KEYS for piece in self._named(name))]

    def _named(self, name: ViewName) -> Line:
        pressed = key(f"view-{name}")
        if name == self.shown:
            return (Piece("[", "key"), Piece(f"{pressed} {name}", "strong"), Piece("]", "key"))
        return (Piece(f" {pressed}", "key"), Piece(f" {name} ", "muted"))
