"""The detail pane: one entry's account, with a cursor on its tellings, or what is folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ondit.search import Query
from ondit_tui.widgets.account import Account, Telling
from ondit_tui.widgets.detail_lines import Look, lay_out
from ondit_tui.widgets.flow import MARGIN, Line, wrap
from ondit_tui.widgets.pane_lines import Layout
from ondit_tui.widgets.spot_pane import SpotPane


class DetailPane(SpotPane):
    """Shows an account, whose spots are its tellings; the words of the one under the cursor stand below."""

    DEFAULT_CLASSES = "pane"

    def __init__(self) -> None:
        super().__init__()
        self.account: Account | None = None
        self._words: Sequence[Line] = ()
        self._look = Look()
        self._is_moved = False

    @property
    def spots(self) -> int:
        """How many tellings there are."""
        return len(self.account.tellings) if self.account else 0

    @property
    def telling(self) -> Telling | None:
        """The telling that the cursor is on."""
        return self.account.tellings[self.cursor] if self.account and self.spots else None

    def show(self, account: Account | None, hits: Query | None = None, words: Sequence[Line] = ()) -> None:
        """Show another entry from its top, and mark hits in it.

        Selected is the telling whose words are most the entry's: what is read in the list is what is copied.

        Args:
            account: The entry's account; absent where there is no entry.
            hits: What to mark.
            words: What to show where there is no entry.
        """
        self.account, self._words, self._look = account, words, replace(self._look, hits=hits)
        self.cursor, self._is_moved = account.nearest if account else 0, False
        self.lay_anew()
        self.scroll_to(y=0, animate=False)

    def renew(self, account: Account, hits: Query | None = None) -> None:
        """Show a later account of the same entry: the telling selected stays so, on its line of screen."""
        before, told = self.row, self.telling
        spots = [(telling.span.article, telling.span.start) for telling in account.tellings]
        spot = (told.span.article, told.span.start) if told else None
        self.account, self._look = account, replace(self._look, hits=hits)
        self.cursor = spots.index(spot) if spot in spots else 0
        self.lay_anew()
        moved = (self.row or 0) - (before or 0) if self.has_focus and spot in spots else 0
        self.scroll_to(y=self.scroll_offset.y + moved, animate=False)

    def toggle_diff(self) -> None:
        """Show the telling's words plain, or against the statement's."""
        self._look = replace(self._look, diff=not self._look.diff)
        self.lay_anew()

    def lay_out(self, width: int) -> Layout:
        """Return the lines for a width, in cells."""
        if self.account:
            look = replace(self._look, selected=self.cursor, active=self.has_focus)
            return lay_out(self.account, look, width)
        lines = [row for line in self._words for row in wrap(line, width - 1, first=MARGIN, rest=MARGIN)]
        return Layout(tuple(lines), (), len(lines))

    def spot_at(self, line: int) -> int | None:
        """Return the telling on a line; below them stand the words of the one under the cursor."""
        rows = self.laid.rows
        return self.cursor if rows and line > rows[-1] else super().spot_at(line)

    def go(self, index: int) -> None:
        """Put the cursor on a telling, or on the last where there are fewer."""
        self._is_moved = True
        super().go(index)

    def bring_into_view(self) -> None:
        """Show the telling under the cursor; until it has moved, an entry stands from its top."""
        if self._is_moved:
            super().bring_into_view()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the cursor as the one that keys move, or as resting."""
        super().watch_has_focus(has_focus)
        self.lay_anew()
