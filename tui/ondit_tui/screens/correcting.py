"""The box in which a reader says what a claim is, against what was found."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ondit_tui.commands import bindings
from ondit_tui.corrections import Correction
from ondit_tui.messages import Chosen
from ondit_tui.screens.moves import Moves
from ondit_tui.widgets.bars import Footer
from ondit_tui.widgets.cells import safe
from ondit_tui.widgets.form_list import FormList

MOST_SHOWN = 300
KEPT = "What you say is kept in the store beside what was found, and shown as yours."


class CorrectingScreen(Moves, ModalScreen[Correction | None]):
    """What may be said of a claim; ends with what was chosen, or nothing where it was closed.

    Args:
        words: The claim's words.
        offered: What may be said.
    """

    BINDINGS = bindings("correcting")
    AUTO_FOCUS = "FormList"

    def __init__(self, words: str, offered: Sequence[Correction]) -> None:
        super().__init__()
        self._words = words
        self._offered = offered

    def compose(self) -> ComposeResult:
        """Lay the list out in a box, the claim and what will happen below it."""
        with Vertical(classes="box") as box:
            box.border_title = "Correct this claim"
            yield FormList([(one.words, one.note) for one in self._offered])
            yield Static(Content(f"{safe(self._words[:MOST_SHOWN])}\n\n{KEPT}"), classes="shown")
            yield Footer("correcting")

    @property
    def moving(self) -> FormList:
        """The list."""
        return self.query_one(FormList)

    @on(Chosen)
    def action_take(self) -> None:
        """Close, and keep what the cursor is on."""
        self.dismiss(self._offered[self.moving.cursor])

    def action_cancel(self) -> None:
        """Close without saying anything."""
        self.dismiss(None)
