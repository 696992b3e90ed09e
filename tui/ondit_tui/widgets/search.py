"""The search line: what is typed filters at once."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from ondit.errors import UsageError
from ondit.search import parse, unfinished, without_last
from ondit_tui.commands import bindings
from ondit_tui.widgets.cells import safe

HINT = "words  “a phrase”  merg*  -without  source: speaker: kind: status: from: to:"


class SearchLine(Vertical):
    """A line to type in, seen only while it has the keys; below it stands what makes no sense.

    The word that is being typed is the beginning of one. What makes no sense, as a field without its value
    yet, is left out, so that the list shows what the rest finds.
    """

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
            for line in self.ancestors if self.app.app_focus else ():
                line.remove_class("-open")

    def __init__(self) -> None:
        super().__init__()
        self._found = ""

    def compose(self) -> ComposeResult:
        """Lay out the mark and the field, and a line for what is wrong with it."""
        with Horizontal():
            yield Static(Content(" /"), classes="name")
            field = self.Field(compact=True, select_on_focus=False, placeholder=HINT)
            field.cursor_blink = False
            yield field
        yield Static(Content(""), classes="wrong")

    def open(self, text: str) -> None:
        """Show the line with the search so far, as it was typed."""
        self.add_class("-open")
        typed = text.removesuffix("*")
        self._field.value = typed if unfinished(typed) == text else text
        self._field.cursor_position = len(self._field.value)
        self.screen.set_focus(self._field)

    @property
    def is_open(self) -> bool:
        """Whether it has the keys."""
        return self.has_class("-open")

    @property
    def text(self) -> str:
        """What is searched for by what is typed: always a search that makes sense."""
        return understood(self._field.value, self._found)[0]

    def insert(self, text: str) -> None:
        """Type a text."""
        self._field.insert_text_at_cursor(text)

    @property
    def _field(self) -> Input:
        return self.query_one(self.Field)

    @on(Input.Changed)
    def _change(self, event: Input.Changed) -> None:
        event.stop()
        self._found, wrong = understood(event.value, self._found)
        self.query_one(".wrong", Static).update(Content(safe(wrong)))
        self.set_class(bool(wrong), "-wrong")
        self.post_message(self.Changed(self._found))


def understood(typed: str, before: str) -> tuple[str, str]:
    """Return what to search for while something is typed, and a sentence on what makes no sense in it.

    Args:
        typed: What stands in the line.
        before: What was searched for before, which goes on where nothing else makes sense.
    """
    wrong = ""
    for text in (unfinished(typed), without_last(typed)):
        try:
            parse(text)
        except UsageError as error:
            wrong = wrong or f"{error.what} {error.hint}"
        else:
            return (text if text.strip() else "", wrong)
    return before, wrong
