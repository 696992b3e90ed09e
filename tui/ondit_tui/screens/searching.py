"""How a dashboard searches: what is typed filters as soon as it is found, beside it; Enter keeps it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from threading import Lock

from textual import on, work
from textual.worker import WorkerCancelled, get_current_worker

from ondit.errors import OnditError
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.looking import look_at
from ondit_tui.messages import Found
from ondit_tui.screens.boxes import Boxes
from ondit_tui.widgets.search import SearchLine


class Searching(Boxes):
    """A dashboard with a search line.

    Attributes:
        wanted: What is shown of the story.
    """

    wanted = Filter()

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self._one_search = Lock()

    def give_keys(self, *, reading: bool) -> None:
        """Give the keys to the detail, or to the timeline."""
        raise NotImplementedError

    def set_reading(self, reading: bool) -> None:
        """Note whose the keys are, the detail's or the timeline's."""
        raise NotImplementedError

    def action_search(self) -> None:
        """Open the search line."""
        self.set_reading(False)
        self.query_one(SearchLine).open(self.wanted.search)

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
                    look_at(view, wanted)
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
        self.timeline.stay()
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
