"""Text with spots that a cursor goes to, one after the other."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.geometry import Size, clamp
from textual.strip import Strip

from ondit_tui.messages import Chosen, Moved
from ondit_tui.widgets.flow import Piece
from ondit_tui.widgets.inks import Inked, draw
from ondit_tui.widgets.pane_lines import Layout
from ondit_tui.widgets.scrolled import Scrolled
from ondit_tui.widgets.timeline_lines import MARKED

AHEAD = 2
"""How many lines above the cursor are kept in view."""


class SpotPane(Scrolled, Inked, can_focus=True, inherit_bindings=False):
    """Lines to read; a subclass lays them out, and says on which of them the spots are.

    Attributes:
        cursor: The number of the spot that the cursor is on.
        is_marked: Says whether a spot is marked, by its number.
    """

    SIGN_AT: ClassVar[int] = -1
    """In which cell of a marked spot's line its sign stands, from the left, or below 0 from the right."""

    def __init__(self, *, cursor: int = 0) -> None:
        super().__init__()
        self.cursor = cursor
        self.laid = Layout((), (), 0)
        self.is_marked: Callable[[int], bool] = lambda _: False

    @property
    def spots(self) -> int:
        """How many spots there are."""
        return len(self.laid.rows)

    @property
    def row(self) -> int | None:
        """The line that the spot under the cursor is on, as it is laid out."""
        return self.laid.rows[self.cursor] if self.cursor < len(self.laid.rows) else None

    @abstractmethod
    def lay_out(self, width: int) -> Layout:
        """Return the lines for a width, in cells."""

    def move(self, by: int) -> None:
        """Go to another spot, as far as there are any."""
        self.go(self.cursor + by)

    def page(self, pages: float) -> None:
        """Scroll by pages, or parts of one."""
        self.scroll_to(y=self.scroll_offset.y + round(pages * self.size.height), animate=False)

    def go(self, index: int) -> None:
        """Put the cursor on a spot, or on the last where there are fewer."""
        before = self.cursor
        self.cursor = clamp(index, 0, max(0, self.spots - 1))
        self.lay_anew()
        self.bring_into_view()
        if self.cursor != before:
            self.post_message(Moved(self.cursor))

    def lay_anew(self) -> None:
        """Lay the lines out anew: something looks otherwise."""
        width = self.scrollable_content_region.width
        if width:
            self.laid = self.lay_out(width)
            self.virtual_size = Size(width, len(self.laid.lines))
            self.refresh()

    def bring_into_view(self) -> None:
        """Scroll so that the spot under the cursor is seen from its beginning, with a little above it."""
        row, height = self.row, self.scrollable_content_region.height
        if row is None:
            return
        end = max(row + 1, min(self.laid.shown, row + height - AHEAD))
        top = max(self.scroll_offset.y, end - height)
        self.scroll_to(y=min(top, max(0, row - AHEAD)), animate=False)

    def render_line(self, y: int) -> Strip:
        """Draw the line at a height of the screen."""
        width, line = self.scrollable_content_region.width, y + self.scroll_offset.y
        if line >= len(self.laid.lines):
            return Strip.blank(width, self.look())
        ground = ("cursor" if self.has_focus else "cursor-away") if line == self.row else ""
        strip = draw(self, self.laid.lines[line], width, ground)
        return self._signed(strip, ground) if self._is_marked(line) else strip

    def _is_marked(self, line: int) -> bool:
        """Say whether a spot that begins on a line is marked."""
        return any(row == line and self.is_marked(spot) for spot, row in enumerate(self.laid.rows))

    def _signed(self, strip: Strip, ground: str) -> Strip:
        """Return a line with the sign of a mark in its place."""
        width = strip.cell_length
        at = self.SIGN_AT % width
        sign = draw(self, (Piece(MARKED, "key"),), 1, ground)
        return Strip.join([strip.crop(0, at), sign, strip.crop(at + 1, width)])

    def on_resize(self) -> None:
        """Lay the lines out for the new width, with the cursor in view."""
        self.lay_anew()
        self.call_after_refresh(self.bring_into_view)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the spot under the mouse, or above it; a double click opens."""
        spot = self.spot_at(event.y + self.scroll_offset.y)
        if spot is not None:
            self.go(spot)
            if event.chain > 1:
                self.post_message(Chosen(self.cursor))

    def spot_at(self, line: int) -> int | None:
        """Return the spot on a line, or the one above it; absent above the first."""
        above = [number for number, row in enumerate(self.laid.rows) if row <= line]
        return above[-1] if above else None
