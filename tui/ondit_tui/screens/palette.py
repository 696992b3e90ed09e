"""The palette: commands by their words, and below them entries of the story, found beside the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Lock

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.worker import WorkerCancelled, get_current_worker

from ondit.errors import OnditError
from ondit.search.nearest import Nearest, nearest
from ondit.views import StoryView
from ondit_tui.commands import Command, Place, commands_in, matching
from ondit_tui.screens.finding import FindScreen
from ondit_tui.widgets.cells import safe
from ondit_tui.widgets.wording import count, day_of

MOST_ENTRIES = 50


class PaletteScreen(FindScreen):
    """Lists what can be run where it was opened, and entries that hold what is typed.

    Args:
        view: Returns the story as it is by now; nothing while there is none.
        places: Where it was opened.
        watching: Whether something is watched.
    """

    TITLE_WORDS = "Commands and entries"

    def __init__(
        self,
        view: Callable[[], StoryView | None],
        places: Sequence[Place] = ("timeline", "detail"),
        *,
        watching: bool,
    ) -> None:
        super().__init__(places, watching=watching)
        self._view = view
        self._one_search = Lock()
        self._found = ""

    def commands(self) -> list[Command]:
        """Return what can be run where this was opened."""
        return commands_in(*self.places, watching=self.watching)

    def compose_notes(self) -> ComposeResult:
        """Yield what tells how much was found."""
        yield Static(Content(""), classes="note")

    def list_found(self, text: str) -> None:
        """List the commands that hold every word of a text, and have entries looked for."""
        self.moving.show(matching(text, self.commands()), self.moving.entries)
        view = self._view()
        if view and text.strip():
            self._look_for(view, text)
        else:
            self.workers.cancel_group(self, "palette")
            self._take(text, Nearest(()), None)

    async def settle(self, text: str) -> None:
        """Wait until the entries that hold a text are listed."""
        view = self._view()
        if view and text.strip() and self._found != text:
            with suppress(WorkerCancelled):
                await self._look_for(view, text).wait()

    @work(thread=True, exclusive=True, group="palette")
    def _look_for(self, view: StoryView, text: str) -> None:
        """Find entries in a thread, one text after the other; of several that wait, only the newest."""
        worker = get_current_worker()
        found, fault = Nearest(()), None
        with self._one_search:
            if worker.is_cancelled:
                return
            try:
                found = nearest(view, text, MOST_ENTRIES)
            except OnditError as error:
                fault = error
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take, text, found, fault)

    def _take(self, text: str, found: Nearest, fault: OnditError | None) -> None:
        """Show what was found for a text, and say how much that is."""
        self._found = text
        self.moving.follow(found.entries)
        words = f"{fault.what} {fault.hint}" if fault else self._tally(text, found)
        self.query_one(".note", Static).update(Content(safe(words)))

    def _tally(self, text: str, found: Nearest) -> str:
        if not text.strip():
            return "Type words of a command or of an entry, or a date to go to."
        if not self.moving.here:
            return "No command and no entry has these words."
        many = f"the first {MOST_ENTRIES} entries" if len(found.entries) == MOST_ENTRIES else None
        words = count(len(self.moving.commands), "command")
        if self._view():
            words += f", {many or count(len(found.entries), 'entry', 'entries')}"
        if found.day:
            return f"{words} of {day_of(found.day)}"
        return f"{words}, spelt {', '.join(f'“{one}…”' for one in found.instead)}" if found.instead else words
