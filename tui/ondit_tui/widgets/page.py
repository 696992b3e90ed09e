"""Text to be read by scrolling, wrapped to the width that there is."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ondit_tui.widgets.flow import MARGIN, Line, wrap
from ondit_tui.widgets.inks import Inked, draw


class Page(ScrollView, Inked, can_focus=True, inherit_bindings=False):
    """Paragraphs of pieces; only what the screen shows is drawn."""

    def __init__(self, paragraphs: Sequence[Line]) -> None:
        super().__init__()
        self._paragraphs = paragraphs
        self._lines: list[Line] = []

    def render_line(self, y: int) -> Strip:
        """Draw the line at a height of the screen."""
        width, line = self.scrollable_content_region.width, y + self.scroll_offset.y
        return draw(self, self._lines[line] if line < len(self._lines) else (), width)

    def on_resize(self) -> None:
        """Wrap anew."""
        width = self.scrollable_content_region.width
        self._lines = [
            line for pieces in self._paragraphs for line in wrap(pieces, width - 1, first=MARGIN, rest=MARGIN)
        ]
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()
