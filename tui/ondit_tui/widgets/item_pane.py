"""The pane beside the list of a view: what is to be known of an item, with a cursor on what leads on."""

from __future__ import annotations

from collections.abc import Callable

from ondit_tui.widgets.detail_lines import Layout
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

    def lay_out(self, width: int) -> Layout:
        """Return the lines for a width, in cells."""
        return self._lay(width, self.cursor)
