"""A view of the story beside the timeline: where the keys lead from what it shows.

A new view is a subclass that says what to ask (`ask`), how an item looks in the list (`row`) and in the pane
beside it (`lay`), and what is opened from there; `ondit_tui.screens.viewing` makes it.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TypeVar

from textual import on

from ondit.model import TimelineEntry
from ondit_tui.commands import Command, Place, key
from ondit_tui.messages import Chosen
from ondit_tui.screens.away import Away
from ondit_tui.screens.exporting import ExportingItems
from ondit_tui.screens.finding import HelpScreen
from ondit_tui.screens.home import Home, Subject
from ondit_tui.screens.palette import PaletteScreen
from ondit_tui.screens.shown_items import ShownItems
from ondit_tui.widgets.bars import Footer

T = TypeVar("T")


class ViewScreen(ShownItems[T], ExportingItems[T], Away):
    """A view that items are opened from, that is gone back from, and that is gone to from another.

    Args:
        home: The dashboard, which holds the story and its filter.
    """

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self._trail: list[str] = []

    @abstractmethod
    def subject_of(self, item: T) -> Subject:
        """Return what other views know an item by."""

    @abstractmethod
    def sought(self, subject: Subject) -> str | None:
        """Return the id of the item that another view is on; absent where that is none of these."""

    @abstractmethod
    def open_spot(self, item: T, spot: int) -> None:
        """Open what a spot of the pane leads to."""

    def open_item(self, item: T) -> None:  # noqa: ARG002 - others open it
        """Open what the list's cursor is on: here, the pane beside it."""
        self.give_keys(reading=True)

    @property
    def subject(self) -> Subject:
        """What the view is on, for another to go to."""
        here = self.left.here
        return self.subject_of(here) if here is not None else Subject()

    def take_subject(self, subject: Subject) -> None:
        """Go to what another view is on, where that is listed."""
        self.bring_up_to_date()
        self._go_to(subject)

    @on(Chosen)
    def action_open(self) -> None:
        """Open what the cursor is on."""
        here = self.left.here
        if here is None:
            return
        self.stay()
        if self.reading:
            self.open_spot(here, self.right.cursor)
        else:
            self.open_item(here)

    def action_back(self) -> None:
        """Go back to the list, then clear the search, then go to where this view was opened from."""
        if self._trail:
            self.left.find(self._trail.pop())
            self.moved()
        elif self.reading:
            self.give_keys(reading=False)
        elif self.wanted.search:
            self.refine(replace(self.wanted, search=""))
        else:
            self.app.pop_screen()

    def step_to(self, identifier: str) -> bool:
        """Go on to another item, from which Esc comes back; return whether it is listed."""
        here = self.left.here
        if here is None or not self.left.find(identifier):
            return False
        self._trail.append(self.id_of(here))
        self.moved()
        return True

    def turn_mark(self, item: T) -> None:
        """Mark an item of the list, or take its marks off."""
        raise NotImplementedError

    def turn_mark_at(self, item: T, spot: int) -> None:
        """Mark what a spot of the pane stands for, or take its marks off."""
        place = self.place_of(item, spot)
        if place is None:
            self.notify("No words of an article stand here: there is nothing to mark.", markup=False)
        else:
            self.home.turn_place(place)

    def action_mark(self) -> None:
        """Mark what the cursor is on, or take its marks off; in the list, go on to the next."""
        here = self.left.here
        if here is None:
            return
        if self.reading:
            self.turn_mark_at(here, self.right.cursor)
        elif not self.has_marks:
            words = f"A {self.ITEM[0]} has no mark: {key('panes')} goes to what can be marked."
            self.notify(words, markup=False)
            return
        else:
            self.turn_mark(here)
        self.show_marks()
        if not self.reading:
            self.left.move(1)
            self.moved()

    def action_heading(self, by: int) -> None:
        """Go to the next heading down, or up."""
        self.left.to_heading(by)
        self.moved()

    def action_help(self) -> None:
        """Show every key."""
        self.app.push_screen(HelpScreen(self._places, watching=self.home.is_watching), self._run)

    def action_palette(self) -> None:
        """Find a command or an entry."""
        watching = self.home.is_watching
        self.app.push_screen(
            PaletteScreen(lambda: self.home.view, self._places, watching=watching), self._run
        )

    def name_keys(self, place: Place) -> None:
        """Have the footer name the keys of a place, and the view's own."""
        footer = self.query_one(Footer)
        footer.watching = self.home.is_watching
        footer.show(place, *(() if place == "search" else (self.NAME,)))

    @property
    def _places(self) -> tuple[Place, ...]:
        return (self.LEFT, self.RIGHT, self.NAME)

    async def _run(self, chosen: Command | TimelineEntry | None) -> None:
        if isinstance(chosen, Command):
            await self.run_action(chosen.action)
        elif chosen and not self._go_to(Subject(entry=chosen.id)):
            await self.run_action("app.view('timeline')")
            self.home.go_to(chosen)

    def _go_to(self, subject: Subject) -> bool:
        """Go to what the story tells of elsewhere; return whether that is listed here."""
        sought = self.sought(subject)
        is_there = sought is not None and self.left.find(sought)
        if is_there:
            self.moved()
        return is_there
