"""How any view of a story is searched: what is typed filters as soon as it is found; Enter keeps it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from threading import Lock

from textual import on, work
from textual.screen import Screen
from textual.worker import WorkerCancelled, get_current_worker

from ondit.errors import OnditError
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.commands import key
from ondit_tui.messages import Found
from ondit_tui.widgets.line_list import LineList
from ondit_tui.widgets.search import SearchLine


class Searching(Screen[None]):
    """A screen with a search line.

    Attributes:
        view: What is searched.
        wanted: What is shown of it.
    """

    view: StoryView | None = None
    wanted = Filter()

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._one_search = Lock()

    def refine(self, wanted: Filter) -> None:
        """Show what another filter lets through."""
        raise NotImplementedError

    def look(self, view: StoryView, wanted: Filter) -> None:
        """Ask of a view, in a thread, what showing another filter will ask, so that it is answered at once.

        Raises:
            OnditError: The view cannot be read, or the search makes no sense.
        """
        raise NotImplementedError

    def stay(self) -> None:
        """Take what the cursor is on as what was gone to."""
        raise NotImplementedError

    @property
    def left(self) -> LineList:
        """The list."""
        raise NotImplementedError

    def moved(self) -> None:
        """Show what is under the cursor."""
        raise NotImplementedError

    def give_keys(self, *, reading: bool) -> None:
        """Give the keys to the pane beside the list, or to the list."""
        raise NotImplementedError

    def set_reading(self, reading: bool) -> None:
        """Note whose the keys are, the pane's or the list's."""
        raise NotImplementedError

    def action_search(self) -> None:
        """Open the search line."""
        self.set_reading(False)
        self.query_one(SearchLine).open(self.wanted.search)

    def action_hit(self, by: int) -> None:
        """Go to another hit, round and round: all that is listed is one."""
        if not self.wanted.search:
            self.notify(f"Nothing is searched for yet: {key('search')} searches.", markup=False)
        elif self.left.item_count:
            self.left.go((self.left.cursor + by) % self.left.item_count)
            self.moved()

    @on(SearchLine.Changed)
    def _search(self, message: SearchLine.Changed) -> None:
        wanted = replace(self.wanted, search=message.text)
        if self.view is None:
            self.refine(wanted)
        else:
            self._find(self.view, wanted)

    @work(thread=True, exclusive=True, group="search")
    def _find(self, view: StoryView, wanted: Filter) -> None:
        """Find in a thread what a search finds, one a time; of several that wait, only the newest."""
        worker = get_current_worker()
        with self._one_search:
            if not worker.is_cancelled:
                with suppress(OnditError):  # who shows it asks again, and tells
                    self.look(view, wanted)
        if not worker.is_cancelled:
            self.post_message(Found(wanted.search))

    @on(Found)
    def _show_found(self, message: Found) -> None:
        line = self.query_one(SearchLine)
        if line.is_open and message.search == line.text:
            self.refine(replace(self.wanted, search=message.search))

    async def action_keep_search(self) -> None:
        """Go back to the list, with only the hits of what is typed by now, once these are found."""
        wanted = replace(self.wanted, search=self.query_one(SearchLine).text)
        if self.view and wanted != self.wanted:
            with suppress(WorkerCancelled):
                await self._find(self.view, wanted).wait()
        self.refine(wanted)
        self.stay()
        self.give_keys(reading=False)

    def action_drop_search(self) -> None:
        """Go back to the list, with everything in it."""
        self.workers.cancel_group(self, "search")
        self.refine(replace(self.wanted, search=""))
        self.give_keys(reading=False)

    def type_ahead(self, text: str) -> bool:
        """Put a text into the search line, where it has the keys."""
        searching = isinstance(self.focused, SearchLine.Field)
        if searching:
            self.query_one(SearchLine).insert(text)
        return searching
