"""The list that everything long is shown in: only the lines on the screen are ever drawn."""

from __future__ import annotations

from abc import abstractmethod

from textual import events
from textual.cache import LRUCache
from textual.geometry import Size, clamp
from textual.strip import Strip

from ondit_tui.messages import Chosen, Moved
from ondit_tui.widgets.flow import Line
from ondit_tui.widgets.inks import Inked, draw
from ondit_tui.widgets.scrolled import Scrolled

CACHED_LINES = 1024


class LineList(Scrolled, Inked, can_focus=True, inherit_bindings=False):
    """Items with a cursor, each on a line of its own.

    A subclass says how many items there are and what a line looks like; where lines lie between that cannot
    be chosen, also how many lines there are and which of them an item stands on. Keys are the screen's: they
    call `move`, `page` and `go`.

    Attributes:
        cursor: The item that the cursor is on.
        height: How many lines an item takes; `line_of` says which is the first.
        spare: How many blank lines can be scrolled to below the last.
    """

    def __init__(self) -> None:
        super().__init__()
        self.cursor = 0
        self.height = 1
        self.spare = 0
        self._strips: LRUCache[tuple[int, int, bool, bool], Strip] = LRUCache(CACHED_LINES)

    @property
    @abstractmethod
    def item_count(self) -> int:
        """How many items can be chosen."""

    @property
    def line_count(self) -> int:
        """How many lines there are, headings counted."""
        return self.item_count

    def line_of(self, index: int) -> int:
        """Return the line that an item stands on."""
        return index

    def item_at(self, line: int) -> int | None:
        """Return the item on a line, none for a heading, or where there is no such line."""
        return line if 0 <= line < self.item_count else None

    @abstractmethod
    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return what a line shows, in at most `width` cells; `chosen` where the cursor is on it."""

    def move(self, by: int) -> None:
        """Move the cursor by a number of items, as far as there are any."""
        self.go(self.cursor + by)

    def page(self, pages: float) -> None:
        """Move the cursor by pages, or parts of one, of what the screen shows."""
        height = max(1, self.scrollable_content_region.height)
        step = max(1, round(abs(pages) * height) - (1 if abs(pages) >= 1 else 0))
        self.move(step if pages > 0 else -step)

    def go(self, index: int) -> None:
        """Put the cursor on an item, or on the last where there are fewer, and bring it into view."""
        before = self.cursor
        self.cursor = clamp(index, 0, max(0, self.item_count - 1))
        self.bring_into_view()
        if self.cursor != before:
            for item in (before, self.cursor) if self.item_count else ():
                for number in range(self.height):
                    self.refresh_line(self.line_of(item) + number)
            self.post_message(Moved(self.cursor))

    def bring_into_view(self) -> None:
        """Scroll just far enough to show the cursor, with the heading above it."""
        if not self.item_count:
            return
        line = self.line_of(self.cursor)
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        lead = line - 1 if line and self.item_at(line - 1) is None else line
        if lead < top:
            self.scroll_to(y=0 if self.cursor == 0 else lead, animate=False)
        elif line + self.height > top + height:
            self.scroll_to(y=line + self.height - height, animate=False)

    def changed(self) -> None:
        """Draw anew: the items are others, or look otherwise."""
        self._strips.clear()
        self._fit()
        self.cursor = clamp(self.cursor, 0, max(0, self.item_count - 1))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line at a height of the screen, from the cache where it was drawn before."""
        width, line = self.scrollable_content_region.width, y + self.scroll_offset.y
        if line >= self.line_count:
            return Strip.blank(width, self.look())
        chosen = self.item_at(line) == self.cursor
        key = (line, width, chosen, self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            ground = ("cursor" if self.has_focus else "cursor-away") if chosen else ""
            strip = draw(self, self.compose_line(line, width, chosen=chosen), width, ground)
            self._strips[key] = strip
        return strip

    def notify_style_update(self) -> None:
        """Forget lines drawn in the colours before."""
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Keep the cursor in view; lines are drawn in any width."""
        self._fit()
        self.bring_into_view()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a double click opens."""
        item = self.item_at(event.y + self.scroll_offset.y)
        if item is None:
            return
        self.go(item)
        if event.chain > 1:
            self.post_message(Chosen(item))

    def _fit(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.line_count + self.spare)
