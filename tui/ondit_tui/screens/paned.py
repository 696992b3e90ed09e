"""A screen of two panes: a list, and beside it what is to be known of what the cursor is on."""

from __future__ import annotations

from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from ondit.errors import OnditError
from ondit_tui.commands import Place, key
from ondit_tui.screens.moves import Moves
from ondit_tui.widgets.bars import Footer, SpaceNotice
from ondit_tui.widgets.search import SearchLine

WIDTHS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]
HEIGHTS = [(0, "-low"), (16, "-high"), (30, "-tall")]


class Paned(Moves, Screen[None]):
    """Both panes are seen at 100 columns and more; below, or zoomed, the one that has the keys.

    Attributes:
        reading: Whether the keys are the right pane's.
    """

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    LEFT: Place
    RIGHT: Place

    reading = False
    _fault = ""
    _sized: Size | None = None

    @property
    def left(self) -> Widget:
        """The list."""
        raise NotImplementedError

    @property
    def right(self) -> Widget:
        """The pane beside it."""
        raise NotImplementedError

    @property
    def can_read(self) -> bool:
        """Whether there is anything in the right pane to give the keys to."""
        raise NotImplementedError

    def tell_fault(self, fault: OnditError | None) -> None:
        """Say what of the story cannot be read any more, once."""
        if fault and fault.what != self._fault:
            self._fault = fault.what
            self.notify(f"{fault.what} {fault.hint}", severity="error", markup=False)

    def give_keys(self, *, reading: bool) -> None:
        """Give the keys to the right pane, or to the list."""
        self.set_reading(reading)
        self.set_focus(self.right if reading else self.left)

    def set_reading(self, reading: bool) -> None:
        """Note whose the keys are."""
        self.reading = reading
        self.set_class(reading, "-reading")

    def action_switch_pane(self) -> None:
        """Give the keys to the other pane."""
        self.give_keys(reading=not self.reading and self.can_read)

    def action_zoom(self) -> None:
        """Give the whole width to the pane that has the keys, or part it again."""
        if self.has_class("-wide"):
            self.toggle_class("-zoomed")
        else:
            words = f"Below 100 columns a pane has the whole width: {key('panes')} shows the other."
            self.notify(words, markup=False)

    def on_resize(self, event: Resize) -> None:
        """Keep the notice about space up to date; what was laid out for a size is not laid out for it again.

        Textual tells a screen once more of a size that the screen has just taken.
        """
        if event.size == self._sized:
            event.prevent_default()
        self._sized = event.size
        self.query_one(SpaceNotice).refresh()

    def on_descendant_focus(self) -> None:
        """Follow the focus where the mouse put it, and name the keys that work there."""
        if self.focused in (self.left, self.right):
            self.set_reading(self.focused is self.right)
        searching = isinstance(self.focused, SearchLine.Field)
        self.name_keys("search" if searching else self.RIGHT if self.reading else self.LEFT)

    def name_keys(self, place: Place) -> None:
        """Have the footer name the keys of a place."""
        self.query_one(Footer).show(place)
