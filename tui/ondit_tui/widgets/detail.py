"""The detail pane: one entry's account, with a cursor on its tellings, or what is folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import events
from textual.geometry import Size, clamp
from textual.strip import Strip

from ondit.search import Query
from ondit_tui.widgets.account import Account, Telling
from ondit_tui.widgets.detail_lines import MARGIN, Layout, Look, lay_out
from ondit_tui.widgets.flow import Line, wrap
from ondit_tui.widgets.inks import INKS, Inked, draw
from ondit_tui.widgets.scrolled import Scrolled

NOTHING = Layout((), (), 0)


class DetailPane(Scrolled, Inked, can_focus=True, inherit_bindings=False):
    """Shows an account; `move` goes from telling to telling, as a list's cursor does."""

    COMPONENT_CLASSES = INKS
    DEFAULT_CLASSES = "pane"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.account: Account | None = None
        self._words: Sequence[Line] = ()
        self._look = Look()
        self._layout = NOTHING

    @property
    def telling(self) -> Telling | None:
        """The telling that the cursor is on."""
        return self.account.tellings[self._look.selected] if self.account and self.account.tellings else None

    def show(self, account: Account | None, hits: Query | None = None, words: Sequence[Line] = ()) -> None:
        """Show another entry from its top, and mark hits in it.

        Selected is the telling whose words are most the entry's: what is read in the list is what is copied.

        Args:
            account: The entry's account; absent where there is no entry.
            hits: What to mark.
            words: What to show where there is no entry.
        """
        nearest = account.nearest if account else 0
        self.account, self._look, self._words = (
            account,
            replace(self._look, selected=nearest, hits=hits),
            words,
        )
        self._arrange()
        self.scroll_to(y=0, animate=False)

    def renew(self, account: Account, hits: Query | None = None) -> None:
        """Show a later account of the same entry: the telling selected stays so, on its line of screen."""
        before, told = self._line_of_selected(), self.telling
        spots = [(telling.span.article, telling.span.start) for telling in account.tellings]
        spot = (told.span.article, told.span.start) if told else None
        selected = spots.index(spot) if spot in spots else 0
        self.account, self._look = account, replace(self._look, selected=selected, hits=hits)
        self._arrange()
        moved = self._line_of_selected() - before if self._look.active and spot in spots else 0
        self.scroll_to(y=self.scroll_offset.y + moved, animate=False)

    def move(self, by: int) -> None:
        """Select another telling, as far as there are any, and bring its words into view."""
        self.go(self._look.selected + by)

    def go(self, index: int) -> None:
        """Select a telling, or the last where there are fewer."""
        last = len(self.account.tellings) - 1 if self.account else 0
        self._look = replace(self._look, selected=clamp(index, 0, max(0, last)))
        self._arrange()
        self._bring_into_view()

    def page(self, pages: float) -> None:
        """Scroll by pages, or parts of one."""
        self.scroll_to(y=self.scroll_offset.y + round(pages * self.size.height), animate=False)

    def toggle_diff(self) -> None:
        """Show the telling's words plain, or against the statement's."""
        self._look = replace(self._look, diff=not self._look.diff)
        self._arrange()

    def render_line(self, y: int) -> Strip:
        """Draw the line at a height of the screen."""
        width, line = self.scrollable_content_region.width, y + self.scroll_offset.y
        if line >= len(self._layout.lines):
            return Strip.blank(width, self.look())
        chosen = line in self._layout.rows and self._layout.rows.index(line) == self._look.selected
        ground = ("cursor" if self.has_focus else "cursor-away") if chosen else ""
        return draw(self, self._layout.lines[line], width, ground)

    def on_resize(self) -> None:
        """Lay the lines out anew for the new width."""
        self._arrange()

    def on_focus(self) -> None:
        """Show the cursor as the one that keys move."""
        self._look = replace(self._look, active=True)
        self._arrange()

    def on_blur(self) -> None:
        """Show the cursor as resting."""
        self._look = replace(self._look, active=False)
        self._arrange()

    def on_click(self, event: events.Click) -> None:
        """Select the telling under the mouse."""
        line = event.y + self.scroll_offset.y
        if line in self._layout.rows:
            self.go(self._layout.rows.index(line))

    def _line_of_selected(self) -> int:
        return self._layout.rows[self._look.selected] if self._layout.rows else 0

    def _arrange(self) -> None:
        width = self.scrollable_content_region.width
        if self.account and width:
            self._layout = lay_out(self.account, self._look, width)
        elif width:
            lines = [row for line in self._words for row in wrap(line, width - 1, first=MARGIN, rest=MARGIN)]
            self._layout = Layout(tuple(lines), (), len(lines))
        self.virtual_size = Size(width, len(self._layout.lines))
        self.refresh()

    def _bring_into_view(self) -> None:
        """Scroll so that the telling's words end in view, its row too where both fit."""
        if not self._layout.rows:
            return
        height, row = self.scrollable_content_region.height, self._layout.rows[self._look.selected]
        top = max(self.scroll_offset.y, self._layout.shown - height)
        self.scroll_to(y=min(top, row), animate=False)
