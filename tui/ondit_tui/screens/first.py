"""The first run: nothing is kept yet; what can be done about that, in three lines."""

from __future__ import annotations

import os
import re
from glob import iglob

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from ondit_tui import config
from ondit_tui.commands import bindings, key
from ondit_tui.screens.finding import HelpScreen
from ondit_tui.widgets.bars import Footer, StatusLine
from ondit_tui.widgets.cells import safe
from ondit_tui.widgets.flow import Line, Piece
from ondit_tui.widgets.page import Page

_ADDRESS = re.compile(r"https?://\S", re.IGNORECASE)


class FirstScreen(Screen[list[str]]):
    """Offers to add something and to look at the samples; ends with what to add, nothing for the samples."""

    BINDINGS = bindings("first")
    AUTO_FOCUS = "Page"

    def __init__(self) -> None:
        super().__init__()
        self._early = ""

    def compose(self) -> ComposeResult:
        """Lay out the lines, the field, what is wrong with what was typed, and the keys."""
        yield StatusLine()
        yield Page(lines())
        with Horizontal(classes="field"):
            yield Static(Content(" add"), classes="name")
            field = Input(placeholder="articles/  news.jsonl  https://…", compact=True)
            field.cursor_blink = False
            yield field
        yield Static(Content(""), classes="note")
        yield Footer("first")

    def on_mount(self) -> None:
        """Name the program."""
        self.query_one(StatusLine).show("Ondit", ("",))

    def action_add(self) -> None:
        """Open the field."""
        self.add_class("-adding")
        self.set_focus(self.query_one(Input))

    def action_sample(self) -> None:
        """Look at the samples."""
        self.dismiss([])

    def action_cancel(self) -> None:
        """Close the field."""
        self._say("" if self.has_class("-adding") else f"Nothing is open. {key('quit')} quits.")
        self.remove_class("-adding")
        self.set_focus(self.query_one(Page))

    def action_help(self) -> None:
        """Show every key."""
        self.app.push_screen(HelpScreen())

    def type_ahead(self, text: str) -> bool:
        """Put a text into the field, where it is open."""
        if self.has_class("-adding"):
            self.query_one(Input).insert_text_at_cursor(text)
        return self.has_class("-adding")

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        typed = event.value.strip()
        path = os.path.expanduser(typed)  # noqa: PTH111 - an address is no path
        there = os.path.lexists(path) or any(iglob(path))  # noqa: PTH207 - of any folder
        if typed and (there or _ADDRESS.match(typed)):
            self.dismiss([path])
        else:
            self._say(f"There is no file or folder “{typed}”." if typed else "Type a path or an address.")

    def _say(self, words: str) -> None:
        self.query_one(".note", Static).update(Content(safe(words)))


def lines() -> list[Line]:
    """Return what is to be read on the first run."""
    settings = config.now()
    here = settings.where or str(config.NAME)
    return [
        (),
        (Piece("Nothing is kept yet.", "strong"),),
        (),
        _offer(key("add"), "add files, folders, feeds or web pages: a store keeps them, and opens again"),
        _offer(key("sample"), "look at the sample stories"),
        _offer(
            key("help"), f"every key; settings are in {here}" + ("" if settings.is_there else " (none yet)")
        ),
    ]


def _offer(pressed: str, words: str) -> Line:
    return (Piece(f"{pressed:<4}", "key"), Piece(safe(words)))
