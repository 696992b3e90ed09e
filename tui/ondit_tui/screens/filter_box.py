"""The box for all that a filter can ask for, and its dates."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from ondit.search import is_date
from ondit.timeline import Filter
from ondit_tui.screens.ticking import Ticking
from ondit_tui.widgets.cells import safe
from ondit_tui.widgets.choices import ChoiceList
from ondit_tui.widgets.choosing import filter_of, listed


class FilterScreen(Ticking):
    """Kinds, statuses, confidence, what is marked or new, sources, speakers and dates."""

    TITLE_WORDS = "Filter"
    NOTE = "Dates: 2022, 2022-05 or 2022-05-23. What is left empty filters nothing."

    def choices(self) -> ChoiceList:
        """Return all but the dates."""
        return listed(self.offer, self.wanted)

    def compose_fields(self) -> ComposeResult:
        """Yield the dates."""
        for name, value in (("from", self.wanted.start), ("to", self.wanted.end)):
            with Horizontal(classes="field"):
                yield Static(Content(f" {name}"), classes="name")
                field = Input(value or "", placeholder="any date", compact=True, id=name, max_length=10)
                field.cursor_blink = False
                yield field

    def ticked_filter(self) -> Filter | None:
        """Return the filter as ticked and written, or say which date makes no sense."""
        start, end = (self.query_one(f"#{name}", Input).value.strip() for name in ("from", "to"))
        wrong = _wrong(start, end)
        if wrong:
            self.query_one(".note", Static).update(Content(safe(wrong)))
            return None
        return replace(filter_of(self.moving, self.offer, self.wanted), start=start or None, end=end or None)


def _wrong(start: str, end: str) -> str:
    """Say what is wrong with two dates; nothing where they can be filtered by."""
    for value in filter(None, (start, end)):
        if not is_date(value):
            return f"“{value}” is not a date: write 2022, 2022-05 or 2022-05-23."
    if start and end and start[: len(end)] > end[: len(start)]:
        return f"from {start} is after to {end}: exchange them."
    return ""
