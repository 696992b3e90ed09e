"""The pane beside the list of a view: what is to be known of an item, with a cursor on what leads on."""

from __future__ import annotations

from collections.abc import Callable

from ondit_tui.widgets.pane_lines import Layout
from ondit_tui.widgets.spot_pane import SpotPane

Lay = Callable[[int, int], Layout]
"""Lays lines out for a width in cells, and for the number of the spot that the cursor is on."""


def nothing(width: int, cursor: int) -> Layout:  # noqa: ARG001 - as any other lays out
    """Lay out nothing."""
    return Layout((), (), 0)


class ItemPane(SpotPane):
    """Shows what a `Lay` lays out."""

    DEFAULT_CLASSES = "pane"

    def __init__(self) -> None:
        super().__init__()
        self._lay: Lay = nothing

    def show(self, lay: Lay) -> None:
        """Show another item from its top."""
        self._lay, self.cursor = lay, 0
        self.lay_anew()
        self.scroll_to(y=0, animate=False)

    def renew(self, lay: Lay) -> None:
        """Show a later state of the same item, from where the reader is."""
        self._lay = lay
        self.lay_anew()

    def move(self, by: int) -> None:
        """Go to another spot; where that under the cursor lies below what is seen, first to that."""
        if self.is_below:
            super().bring_into_view()
        else:
            super().move(by)

    @property
    def is_below(self) -> bool:
        """Whether the spot under the cursor lies below what is seen."""
        last = self.scroll_offset.y + self.scrollable_content_region.height
        return self.cursor < len(self.laid.rows) and self.laid.rows[self.cursor] >= last

    def bring_into_view(self) -> None:
        """Show the spot under the cursor; until it has moved, an item stands from its top."""
        if self.cursor:
            super().bring_into_view()

    def lay_out(self, width: int) -> Layout:
        """Return the lines for a width, in cells."""
        return self._lay(width, self.cursor)
