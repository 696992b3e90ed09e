"""Text with spots that a cursor goes to, one after the other."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.geometry import Size, clamp
from textual.strip import Strip

from ondit_tui.messages import Chosen, Moved
from ondit_tui.widgets.detail_lines import Layout
from ondit_tui.widgets.flow import Piece
from ondit_tui.widgets.inks import INKS, Inked, draw
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

    COMPONENT_CLASSES = INKS
    SIGN_AT: ClassVar[int] = -1
    """In which cell of a marked spot's line its sign stands, from the left, or below 0 from the right."""

    def __init__(self, *, cursor: int = 0) -> None:
        super().__init__()
        self.cursor = cursor
        self.laid = Layout((), (), 0)
        self.is_marked: Callable[[int], bool] = lambda _: False

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
        self.cursor = clamp(index, 0, max(0, len(self.laid.rows) - 1))
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
        if not self.laid.rows:
            return
        row, height = self.laid.rows[self.cursor], self.scrollable_content_region.height
        end = max(row + 1, min(self.laid.shown, row + height - AHEAD))
        top = max(self.scroll_offset.y, end - height)
        self.scroll_to(y=min(top, max(0, row - AHEAD)), animate=False)

    def render_line(self, y: int) -> Strip:
        """Draw the line at a height of the screen."""
        width, line = self.scrollable_content_region.width, y + self.scroll_offset.y
        if line >= len(self.laid.lines):
            return Strip.blank(width, self.rich_style)
        is_chosen = bool(self.laid.rows) and line == self.laid.rows[self.cursor]
        ground = ("cursor" if self.has_focus else "cursor-away") if is_chosen else ""
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
        line = event.y + self.scroll_offset.y
        above = [number for number, row in enumerate(self.laid.rows) if row <= line]
        if above:
            self.go(above[-1])
            if event.chain > 1:
                self.post_message(Chosen(self.cursor))
