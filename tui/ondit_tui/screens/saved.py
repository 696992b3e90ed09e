"""The box of saved filters: use one, save the filter of the moment, delete one."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ondit.errors import OnditError
from ondit.text import clean
from ondit.timeline import Filter
from ondit_tui import saved_filters
from ondit_tui.commands import bindings, key
from ondit_tui.messages import Chosen
from ondit_tui.saved_filters import LONGEST_NAME, SavedFilter
from ondit_tui.screens.moves import Moves, type_into
from ondit_tui.widgets.bars import Footer
from ondit_tui.widgets.cells import safe
from ondit_tui.widgets.saved_list import SavedList

ONLY_READ = "Nothing is written here: what is saved can only be used."


class SavedScreen(Moves, ModalScreen[SavedFilter | None]):
    """Saved filters; ends with the one to filter by, or none where it was closed.

    Args:
        wanted: The filter of the moment.
        outlets: How many outlets the story has.
        place: The file that they are kept in.
        is_read_only: Whether they are only used.
    """

    BINDINGS = bindings("filters")
    AUTO_FOCUS = "SavedList"

    def __init__(self, wanted: Filter, outlets: int, place: Path, *, is_read_only: bool = False) -> None:
        super().__init__()
        self._is_read_only = is_read_only
        self._wanted, self._outlets, self._place = wanted, outlets, place
        self._in_doubt: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list, the field for a name, what is to be said, and the keys in a box."""
        with Vertical(classes="box tall") as box:
            box.border_title = "Saved filters"
            yield SavedList()
            with Horizontal(classes="field"):
                yield Static(Content(" name"), classes="name")
                words = f"{key('save-filter')} saves the filter of the moment: type its name"
                field = Input(placeholder=words, compact=True, id="name", max_length=LONGEST_NAME)
                field.cursor_blink = False
                yield field
            yield Static(Content(""), classes="note told")
            yield Footer("filters")

    def on_mount(self) -> None:
        """List what is saved."""
        self._list()

    @property
    def moving(self) -> SavedList:
        """The list."""
        return self.query_one(SavedList)

    @property
    def field(self) -> Input:
        """The field for a name."""
        return self.query_one("#name", Input)

    def type_ahead(self, text: str) -> bool:
        """Put a text into the field for a name, where it has the keys."""
        return type_into(self.field, text)

    def moved(self) -> None:
        """Ask no more about a filter that the cursor has left."""
        self._say("")

    def action_use(self) -> None:
        """Close, and filter by what is under the cursor; from the field, save."""
        if self.focused is self.field:
            self._save()
        elif self.moving.here:
            self.dismiss(self.moving.here)

    def action_save(self) -> None:
        """Type a name for the filter of the moment."""
        if self._is_read_only:
            self._say(ONLY_READ)
        elif self._wanted == Filter():
            self._say("Nothing is filtered: there is nothing to save.")
        else:
            self._say("")
            self.set_focus(self.field)

    def action_delete(self) -> None:
        """Delete the filter under the cursor, once it was asked whether that is meant."""
        here = self.moving.here
        if here is None:
            return
        if self._is_read_only:
            self._say(ONLY_READ)
            return
        if self._in_doubt != here.name:
            self._say(f"{key('delete-saved')} again deletes “{here.name}”; any move keeps it.", here.name)
            return
        try:
            saved_filters.delete(self._place, here.name)
        except OnditError as error:
            self._say(f"{error.what} {error.hint}")
        else:
            self._list(f"“{here.name}” is deleted.")

    def action_cancel(self) -> None:
        """Go back to the list from the field; else close."""
        if self.focused is self.field:
            self.field.value = ""
            self.set_focus(self.moving)
        else:
            self.dismiss(None)

    @on(Input.Submitted)
    @on(Chosen)
    def _chosen(self) -> None:
        self.action_use()

    def _save(self) -> None:
        name = " ".join(clean(self.field.value).split())
        if not name:
            self._say("It needs a name.")
            return
        try:
            saved_filters.save(self._place, saved_filters.named(name, self._wanted))
        except OnditError as error:
            self._say(f"{error.what} {error.hint}")
            return
        self.field.value = ""
        self.set_focus(self.moving)
        self._list(f"“{name}” is saved.", name)

    def _list(self, told: str = "", name: str | None = None) -> None:
        """List what is saved, and say something; put the cursor on the filter of a name."""
        try:
            found = saved_filters.load(self._place)
        except OnditError as error:
            found, told = (), f"{error.what} {error.hint}"
        self.moving.show(found, self._outlets)
        at = next((number for number, one in enumerate(found) if one.name == name), None)
        if at is not None:
            self.moving.go(at)
        self._say(told or ("" if found else "Nothing is saved yet."))

    def _say(self, words: str, in_doubt: str | None = None) -> None:
        self._in_doubt = in_doubt
        self.query_one(".note", Static).update(Content(safe(words)))
