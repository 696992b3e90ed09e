"""The search line: what is typed filters at once."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from ondit_tui.commands import bindings


class SearchLine(Horizontal):
    """A line to type in, seen only while it has the keys."""

    class Changed(Message):
        """Other words are searched for."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Field(Input):
        """Where the words are typed; the arrows move the list below."""

        BINDINGS = bindings("search")

        def on_blur(self) -> None:
            """Hide the line, unless it is the whole terminal that lost the focus."""
            if self.parent is not None and self.app.app_focus:
                self.parent.remove_class("-open")

    def compose(self) -> ComposeResult:
        """Lay out the mark and the field."""
        yield Static(Content(" /"), classes="name")
        field = self.Field(compact=True, select_on_focus=False)
        field.cursor_blink = False
        yield field

    def open(self, text: str) -> None:
        """Show the line with the words searched for so far."""
        self.add_class("-open")
        self._field.value = text
        self._field.cursor_position = len(text)
        self.screen.set_focus(self._field)

    @property
    def text(self) -> str:
        """What is typed."""
        return self._field.value

    def insert(self, text: str) -> None:
        """Type a text."""
        self._field.insert_text_at_cursor(text)

    @property
    def _field(self) -> Input:
        return self.query_one(self.Field)

    @on(Input.Changed)
    def _change(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))
