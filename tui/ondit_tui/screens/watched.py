"""What is watched: how each source stands, and what can be done about it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ondit_tui.commands import bindings, key
from ondit_tui.screens.moves import Moves
from ondit_tui.watch import Watch
from ondit_tui.widgets.bars import Footer
from ondit_tui.widgets.cells import safe
from ondit_tui.widgets.watched_list import WatchedList

SECONDS_BETWEEN = 1.0
"""How often what is shown is brought up to date."""


class WatchedScreen(Moves, ModalScreen[None]):
    """The sources that are watched; each can be asked now, and forgotten."""

    BINDINGS = bindings("watched")

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch
        self._forgotten: set[str] = set()
        self._in_doubt: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list, what is to be said, and the keys in a box."""
        with Vertical(classes="box tall") as box:
            box.border_title = "Watched"
            yield WatchedList()
            yield Static(Content(""), classes="note")
            yield Footer("watched", watching=True)

    def on_mount(self) -> None:
        """Show how all stand, now and from now on."""
        self.refresh_states()
        self.set_interval(SECONDS_BETWEEN, self.refresh_states)

    @property
    def moving(self) -> WatchedList:
        """The list."""
        return self.query_one(WatchedList)

    def moved(self) -> None:
        """Ask no more about a source that the cursor has left."""
        self._say("")

    def refresh_states(self) -> None:
        """Show how the sources stand now."""
        standings = [one for one in self._watch.standings() if one.given not in self._forgotten]
        self.moving.show(standings, is_paused=self._watch.is_paused)
        if self._in_doubt is None:
            fault = self._watch.fault
            paused = f"Paused: {key('pause')} goes on." if self._watch.is_paused else ""
            self._note(f"{fault.what} {fault.hint}" if fault else paused)

    def action_pause(self) -> None:
        """Pause, or go on."""
        self._watch.pause(is_paused=not self._watch.is_paused)
        self._say("")

    def action_ask_one(self) -> None:
        """Ask the source under the cursor."""
        here = self.moving.here
        if here:
            self._watch.ask(here.given)
            self._say("")
            self.notify(asked(is_paused=self._watch.is_paused), markup=False)

    def action_forget(self) -> None:
        """Forget the source under the cursor, once it was asked whether that is meant."""
        here = self.moving.here
        if here is None:
            return
        if self._in_doubt == here.given:
            self._forgotten.add(here.given)
            self._watch.forget(here.given)
            self._say("")
        else:
            self._say(f"{key('forget')} again forgets it, its articles stay; any move keeps it.", here.given)

    def action_cancel(self) -> None:
        """Close."""
        self.dismiss(None)

    def _say(self, words: str, in_doubt: str | None = None) -> None:
        self._in_doubt = in_doubt
        self._note(words)
        self.refresh_states()

    def _note(self, words: str) -> None:
        self.query_one(".note", Static).update(Content(safe(words)))


def asked(*, is_paused: bool) -> str:
    """Say what asking now does."""
    if is_paused:
        return f"It is asked once the watching goes on: {key('pause')}."
    return "Asked as soon as may be; no feed more than once a minute."
