"""The box in which a file is named and its format chosen, before anything is written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ondit.errors import OutputError
from ondit_tui.commands import bindings, key
from ondit_tui.messages import Chosen, Moved
from ondit_tui.screens.moves import Moves, type_into
from ondit_tui.ways import Format
from ondit_tui.widgets.bars import Footer
from ondit_tui.widgets.cells import safe
from ondit_tui.widgets.form_list import FormList

MOST_NUMBERED = 1_000


class What(NamedTuple):
    """Something that can be written.

    Attributes:
        words: What it is.
        stem: What a file of it is called, less its end.
        formats: The formats that it can have.
    """

    words: str
    stem: str
    formats: Sequence[Format]


class Order(NamedTuple):
    """What is to be written where.

    Attributes:
        form: The name of the format.
        what: The number of what is written.
        place: The file; none that is there.
    """

    form: str
    what: int
    place: Path


class SavingScreen(Moves, ModalScreen[Order | None]):
    """Formats, and a file's name; ends with what is to be written, or none where it was closed.

    The name that is offered is that of no file that is there, and follows the format until it is changed.

    Args:
        whats: What can be written, the first at first.
    """

    BINDINGS = bindings("saving")
    AUTO_FOCUS = "FormList"

    def __init__(self, whats: Sequence[What]) -> None:
        super().__init__()
        self._whats = whats
        self._what = 0
        self._offered = ""

    def compose(self) -> ComposeResult:
        """Lay out what is written, the formats and the name in a box."""
        with Vertical(classes="box") as box:
            box.border_title = "Write a file"
            yield Static(Content(""), classes="what")
            yield FormList(self._rows)
            with Horizontal(classes="field"):
                yield Static(Content(" file"), classes="name")
                field = Input(compact=True)
                field.cursor_blink = False
                yield field
            yield Static(Content(""), classes="note told")
            yield Footer("saving")

    def on_mount(self) -> None:
        """Offer a name."""
        self._offer()
        try:
            self._tell(f"in {Path.cwd()}")
        except FileNotFoundError:
            self._tell("in a folder that is not there any more: name another one, too")

    @property
    def moving(self) -> FormList:
        """The formats."""
        return self.query_one(FormList)

    @property
    def field(self) -> Input:
        """The file's name."""
        return self.query_one(Input)

    @on(Moved)
    def moved(self) -> None:
        """Offer a name that ends as the format's files do."""
        self._offer()

    def type_ahead(self, text: str) -> bool:
        """Put a text into the name, where it has the keys."""
        return type_into(self.field, text)

    def action_switch(self) -> None:
        """Write the next thing that can be written, in the format chosen where it has that."""
        chosen = self._format
        self._what = (self._what + 1) % len(self._whats)
        self.moving.show(self._rows)
        self.moving.go(self._formats.index(chosen) if chosen in self._formats else 0)
        self._offer()

    @on(Input.Submitted)
    @on(Chosen)
    def action_write(self) -> None:
        """Close, and write; or say why nothing can be written there."""
        from ondit.export import check_place

        name = self.field.value.strip()
        if not name:
            self._tell("Name a file.")
            return
        place = Path(os.path.expanduser(name))  # noqa: PTH111 - who is not known has no folder
        try:
            check_place(place)
        except OutputError as error:
            self._tell(error.what)
        else:
            self.dismiss(Order(self._format.name, self._what, place))

    def action_cancel(self) -> None:
        """Close without writing anything."""
        self.dismiss(None)

    @property
    def _formats(self) -> Sequence[Format]:
        """The formats that what is written can have."""
        return self._whats[self._what].formats

    @property
    def _format(self) -> Format:
        """The format that is chosen."""
        return self._formats[self.moving.cursor]

    @property
    def _rows(self) -> Sequence[tuple[str, str]]:
        return [(form.words, form.end) for form in self._formats]

    def _offer(self) -> None:
        """Show what is written, and offer a name for it unless one was typed."""
        what = self._whats[self._what]
        others = len(self._whats) - 1
        more = (
            f" · {key('other-batch')} for {self._whats[(self._what + 1) % (others + 1)].words}"
            if others
            else ""
        )
        self.query_one(".what", Static).update(Content(safe(f" {what.words}{more}")))
        if self.field.value == self._offered:
            self._offered = _free(what.stem, self._format.end)
            self.field.value = self._offered

    def _tell(self, words: str) -> None:
        self.query_one(".note", Static).update(Content(safe(words)))


def _free(stem: str, end: str) -> str:
    """Return a name that no file here has: `timeline.csv`, else `timeline-2.csv`."""
    names = (f"{stem}-{number}{end}" if number > 1 else f"{stem}{end}" for number in range(1, MOST_NUMBERED))
    return next((name for name in names if not Path(name).exists()), f"{stem}{end}")
