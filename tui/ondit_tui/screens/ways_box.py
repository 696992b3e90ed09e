"""The box of ways to copy: what each gives is seen before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ondit_tui.commands import bindings
from ondit_tui.messages import Chosen, Moved
from ondit_tui.screens.moves import Moves
from ondit_tui.ways import Way, ways
from ondit_tui.widgets.bars import Footer
from ondit_tui.widgets.cells import safe
from ondit_tui.widgets.form_list import FormList

if TYPE_CHECKING:
    from ondit.export import Excerpt

MOST_SHOWN = 400
"""Characters of what will be copied that are shown."""


class Taken(NamedTuple):
    """What was chosen.

    Attributes:
        way: The way.
        text: What it gives.
        into_file: Whether it is to be written into a file.
    """

    way: Way
    text: str
    into_file: bool


class WaysScreen(Moves, ModalScreen[Taken | None]):
    """Ways to take an excerpt along; ends with the one that was chosen, or none where it was closed.

    Args:
        excerpt: What is taken.
    """

    BINDINGS = bindings("ways")
    AUTO_FOCUS = "FormList"

    def __init__(self, excerpt: Excerpt) -> None:
        super().__init__()
        self._excerpt = excerpt
        self._ways = ways()

    def compose(self) -> ComposeResult:
        """Lay the list out in a box, what will be taken below it."""
        with Vertical(classes="box") as box:
            box.border_title = "Copy"
            yield FormList([(way.words, "") for way in self._ways])
            yield Static(Content(""), classes="shown")
            yield Footer("ways")

    def on_mount(self) -> None:
        """Show what the first way gives."""
        self.moved()

    @property
    def moving(self) -> FormList:
        """The list."""
        return self.query_one(FormList)

    @on(Moved)
    def moved(self) -> None:
        """Show what the way under the cursor gives."""
        lines = self._text[:MOST_SHOWN].splitlines() or ["This article gives no web address."]
        self.query_one(".shown", Static).update(Content("\n".join(safe(line) for line in lines)))

    @on(Chosen)
    def action_take(self) -> None:
        """Close, and copy in this way."""
        self._end(into_file=False)

    def action_save(self) -> None:
        """Close, and write this into a file."""
        self._end(into_file=True)

    def action_cancel(self) -> None:
        """Close without taking anything."""
        self.dismiss(None)

    @property
    def _text(self) -> str:
        return self._ways[self.moving.cursor].text(self._excerpt)

    def _end(self, *, into_file: bool) -> None:
        if self._text:
            self.dismiss(Taken(self._ways[self.moving.cursor], self._text, into_file))
        else:
            self.notify("There is nothing to copy in this way.", severity="warning", markup=False)
