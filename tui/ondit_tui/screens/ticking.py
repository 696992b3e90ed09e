"""The screens to tick things in: sources, and what else a filter can ask for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ondit.timeline import Filter
from ondit.views import Tally
from ondit_tui.commands import bindings
from ondit_tui.messages import Chosen
from ondit_tui.screens.moves import Moves
from ondit_tui.widgets.bars import Footer
from ondit_tui.widgets.choices import Choice, ChoiceList
from ondit_tui.widgets.filtering import CONFIDENCES, KINDS
from ondit_tui.widgets.wording import count

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Ticking(Moves, ModalScreen[Filter | None]):
    """A list to tick things in; ends with the filter that they make, or none where it was cancelled."""

    BINDINGS = bindings("choices")
    TITLE_WORDS = ""
    NOTE = ""

    def __init__(self, tally: Tally, wanted: Filter) -> None:
        super().__init__()
        self.tally = tally
        self.wanted = wanted

    def choices(self) -> ChoiceList:
        """Return the list, with what the filter asks for ticked."""
        raise NotImplementedError

    def ticked_filter(self) -> Filter | None:
        """Return the filter as ticked, none where something is amiss and was said."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay the list out in a box, its keys below."""
        with Vertical(classes="box") as box:
            box.border_title = self.TITLE_WORDS
            yield self.choices()
            yield from self.compose_fields()
            yield Static(Content(self.NOTE), classes="note")
            yield Footer("choices")

    def compose_fields(self) -> ComposeResult:
        """Yield what stands below the list."""
        yield from ()

    @property
    def moving(self) -> ChoiceList:
        """The list."""
        return self.query_one(ChoiceList)

    def action_tick(self) -> None:
        """Tick or untick the line under the cursor."""
        self.moving.tick()

    def action_apply(self) -> None:
        """Close, and filter by what is ticked."""
        wanted = self.ticked_filter()
        if wanted is not None:
            self.dismiss(wanted)

    def action_cancel(self) -> None:
        """Close without changing anything."""
        self.dismiss(None)

    @on(Chosen)
    def _tick(self) -> None:
        self.moving.tick()


class SourcesScreen(Ticking):
    """Outlets with how many entries each tells, most first."""

    TITLE_WORDS = "Sources"
    NOTE = "Nothing ticked shows every source."

    def choices(self) -> ChoiceList:
        """Return the outlets, those that tell most first."""
        ordered = sorted(self.tally.outlets.items(), key=lambda told: (-told[1], told[0]))
        return ChoiceList(
            [Choice("", name, name, count(told, "entry", "entries")) for name, told in ordered],
            frozenset(("", name) for name in self.wanted.sources),
        )

    def ticked_filter(self) -> Filter:
        """Return the filter with the ticked outlets."""
        return replace(self.wanted, sources=self.moving.values(""))


class FilterScreen(Ticking):
    """Kinds, confidence and dates."""

    TITLE_WORDS = "Filter"
    NOTE = "Dates: 2022, 2022-05 or 2022-05-23. What is left empty filters nothing."

    def choices(self) -> ChoiceList:
        """Return kinds and steps of confidence."""
        kinds = self.tally.kinds
        steps = [step for step, _ in CONFIDENCES if step <= self.wanted.min_confidence]
        listed = [Choice("kind", kind, kind, count(kinds.get(kind, 0), "entry", "entries")) for kind in KINDS]
        listed += [Choice("confidence", str(step), words, single=True) for step, words in CONFIDENCES]
        ticked = {("kind", kind) for kind in self.wanted.kinds} | {("confidence", str(max(steps)))}
        return ChoiceList(listed, frozenset(ticked))

    def compose_fields(self) -> ComposeResult:
        """Yield the dates."""
        for name, value in (("from", self.wanted.start), ("to", self.wanted.end)):
            with Horizontal(classes="field"):
                yield Static(Content(f" {name}"), classes="name")
                field = Input(value or "", placeholder="any date", compact=True, id=name, max_length=10)
                field.cursor_blink = False
                yield field

    def ticked_filter(self) -> Filter | None:
        """Return the filter as ticked and written, or say which date is none."""
        start, end = (self.query_one(f"#{name}", Input).value.strip() for name in ("from", "to"))
        for value in filter(None, (start, end)):
            if not is_date(value):
                words = f"“{value}” is no date: write 2022, 2022-05 or 2022-05-23."
                self.query_one(".note", Static).update(Content(words))
                return None
        step = max(map(float, self.moving.values("confidence")))
        kinds = frozenset(kind for kind in KINDS if kind in self.moving.values("kind"))
        return replace(self.wanted, kinds=kinds, min_confidence=step, start=start or None, end=end or None)

    @on(Input.Submitted)
    def _submit(self) -> None:
        self.action_apply()


def is_date(text: str) -> bool:
    """Say whether a text is a date of day, month or year granularity that a calendar has."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True
