"""How a dashboard searches: what is typed filters at once, and Enter keeps it."""

from __future__ import annotations

from dataclasses import replace

from textual import on

from ondit.timeline import Filter
from ondit_tui.screens.boxes import Boxes
from ondit_tui.widgets.search import SearchLine


class Searching(Boxes):
    """A dashboard with a search line.

    Attributes:
        wanted: What is shown of the story.
    """

    wanted = Filter()

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
        self.refine(replace(self.wanted, search=message.text))

    def action_keep_search(self) -> None:
        """Go back to the list, with only the hits of what is typed by now."""
        self.refine(replace(self.wanted, search=self.query_one(SearchLine).text))
        self.timeline.stay()
        self.give_keys(reading=False)

    def action_drop_search(self) -> None:
        """Go back to the list, with everything in it."""
        self.refine(replace(self.wanted, search=""))
        self.give_keys(reading=False)

    def type_ahead(self, text: str) -> bool:
        """Put a text into the search line, where it has the keys."""
        searching = isinstance(self.focused, SearchLine.Field)
        if searching:
            self.query_one(SearchLine).insert(text)
        return searching
