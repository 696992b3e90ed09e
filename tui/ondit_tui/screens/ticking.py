"""The boxes to tick things in: any list of choices, narrowed by typing; and the outlets in one."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ondit.timeline import Filter
from ondit_tui.commands import bindings, key
from ondit_tui.messages import Chosen
from ondit_tui.screens.moves import Moves, type_into
from ondit_tui.widgets.bars import Footer
from ondit_tui.widgets.choices import ChoiceList
from ondit_tui.widgets.choosing import Offer, of_sources

AROUND = 12
"""Lines of a box that are not its list's, at the most."""
SHARE = 0.9
"""How much of the screen's height a box may take."""


class Ticking(Moves, ModalScreen[Filter | None]):
    """A list to tick things in; ends with the filter that they make, or none where it was cancelled.

    Args:
        offer: What there is to tick.
        wanted: The filter so far.
    """

    BINDINGS = bindings("choices")
    AUTO_FOCUS = "ChoiceList"
    TITLE_WORDS = ""
    NOTE = ""

    def __init__(self, offer: Offer, wanted: Filter) -> None:
        super().__init__()
        self.offer = offer
        self.wanted = wanted

    def choices(self) -> ChoiceList:
        """Return the list, with what the filter asks for ticked."""
        raise NotImplementedError

    def ticked_filter(self) -> Filter | None:
        """Return the filter as ticked, none where something is amiss and was said."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay the list out in a box, what narrows it above and its keys below."""
        choices = self.choices()
        is_long = choices.line_count > SHARE * self.app.size.height - AROUND
        with Vertical(classes="box tall" if is_long else "box") as box:
            box.border_title = self.TITLE_WORDS
            field = Input(
                placeholder=f"{key('narrow')} narrows the list to what you type", compact=True, id="narrow"
            )
            field.cursor_blink = False
            yield field
            yield choices
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

    @property
    def narrowing(self) -> Input:
        """The field whose words narrow the list."""
        return self.query_one("#narrow", Input)

    def type_ahead(self, text: str) -> bool:
        """Put a text into the field that narrows the list, where it has the keys."""
        return type_into(self.narrowing, text)

    def action_narrow(self) -> None:
        """Type words that narrow the list."""
        self.set_focus(self.narrowing)

    def action_tick(self) -> None:
        """Tick or untick the line under the cursor."""
        self.moving.tick()

    def action_untick(self) -> None:
        """Untick all."""
        self.moving.untick()

    def action_apply(self) -> None:
        """Close, and filter by what is ticked; from the field that narrows, go back to the list."""
        if self.focused is self.narrowing:
            self.moving.narrow(self.narrowing.value)
            self.set_focus(self.moving)
            return
        wanted = self.ticked_filter()
        if wanted is not None:
            self.dismiss(wanted)

    def action_cancel(self) -> None:
        """List all again where the list is narrowed; else close without changing anything."""
        if self.narrowing.value:
            self.narrowing.value = ""
            self.moving.narrow("")
            self.set_focus(self.moving)
        else:
            self.dismiss(None)

    @on(Input.Changed, "#narrow")
    def _narrow(self, event: Input.Changed) -> None:
        self.moving.narrow(event.value)

    @on(Input.Submitted)
    def _submit(self) -> None:
        self.action_apply()

    @on(Chosen)
    def _tick(self) -> None:
        self.moving.tick()


class SourcesScreen(Ticking):
    """Outlets with how many entries each tells, most first."""

    TITLE_WORDS = "Sources"
    NOTE = "Nothing ticked shows every source."

    def choices(self) -> ChoiceList:
        """Return the outlets, those that tell most first."""
        ticked = frozenset(("", name) for name in self.wanted.sources)
        return ChoiceList([one._replace(group="") for one in of_sources(self.offer.tally)], ticked)

    def ticked_filter(self) -> Filter:
        """Return the filter with the ticked outlets."""
        return replace(self.wanted, sources=self.moving.values(""))
