"""A list in which what the cursor is on stays on its line of the screen while others come and go."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from textual.strip import Strip

from ondit_tui.widgets.flow import Line, Piece, wrap
from ondit_tui.widgets.inks import draw
from ondit_tui.widgets.line_list import LineList


class SteadyList(LineList):
    """A list of rows, with blank lines before the first and behind the last where these keep rows in place.

    A subclass says how many rows there are, which row an item stands on, and what a row looks like.

    Attributes:
        lead: How many blank lines stand above the first row.
    """

    lead = 0
    _notice: Sequence[Line] = ()

    @property
    @abstractmethod
    def row_count(self) -> int:
        """How many rows there are, headings counted."""

    @abstractmethod
    def row_of(self, index: int) -> int:
        """Return the row that an item stands on."""

    @abstractmethod
    def item_on(self, row: int) -> int | None:
        """Return the item on a row, none for a heading, or where there is no such row."""

    @abstractmethod
    def compose_row(self, row: int, width: int, *, chosen: bool) -> Line:
        """Return what a row shows."""

    @property
    def line_count(self) -> int:
        """How many lines there are, blank ones above counted."""
        return self.lead + self.row_count

    def line_of(self, index: int) -> int:
        """Return the line that an item stands on."""
        return self.lead + self.row_of(index)

    def item_at(self, line: int) -> int | None:
        """Return the item on a line, none for a heading."""
        return self.item_on(line - self.lead)

    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return what a line shows."""
        return () if line < self.lead else self.compose_row(line - self.lead, width, chosen=chosen)

    def tell(self, notice: Sequence[Line]) -> None:
        """Say something where there are no items."""
        self._notice = notice
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the list, or of the notice where the list is empty."""
        if self.item_count:
            return super().render_line(y)
        width = self.scrollable_content_region.width
        margin = (Piece("  "),)
        lines: list[Line] = [()]
        for line in self._notice:
            lines += wrap(line, width - 2, first=margin, rest=margin)
        return draw(self, lines[y] if y < len(lines) else (), width)

    def go(self, index: int) -> None:
        """Put the cursor on an item; the blank lines above have done their duty."""
        if self.lead:
            y, self.lead = max(0, self.scroll_offset.y - self.lead), 0
            self.changed()
            self.scroll_to(y=y, animate=False, force=True)
        super().go(index)

    def in_place(self) -> tuple[int, int]:
        """Return what is to stay, and its height on the screen: the cursor's item, or the first seen."""
        top, page = self.scroll_offset.y, self.scrollable_content_region.height
        seen = range(top, min(top + page, self.line_count))
        line = self.line_of(self.cursor)
        if line not in seen:
            line = next((other for other in seen if self.item_at(other) is not None), line)
        item = self.item_at(line) or 0
        return item, self.line_of(item) - top

    def stand(self, item: int, height: int) -> None:
        """Draw anew, with an item at a height of the screen, if need be with blank lines beyond an end."""
        row = self.row_of(item)
        self.lead = max(0, height - row)
        top = self.lead + row - height
        page = self.scrollable_content_region.height
        self.spare = max(0, top + page - self.line_count) if top > 0 else 0
        self.changed()
        self.scroll_to(y=top, animate=False, force=True)
