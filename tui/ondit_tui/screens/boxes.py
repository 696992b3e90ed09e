"""The boxes that open over a dashboard: filters, problems, keys and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ondit.errors import OnditError
from ondit.model import TimelineEntry
from ondit.timeline import Filter
from ondit_tui.commands import Command
from ondit_tui.screens.marking import Marking
from ondit_tui.widgets.filtering import CONFIDENCES, next_confidence, next_kind

if TYPE_CHECKING:
    from ondit_tui.saved_filters import SavedFilter
    from ondit_tui.screens.ticking import Ticking


class Boxes(Marking):
    """A dashboard whose filters, problems and commands are chosen in boxes."""

    def refine(self, wanted: Filter) -> None:
        """Show what another filter lets through."""
        raise NotImplementedError

    def copy_text(self, text: str) -> None:
        """Hand a text to the clipboard, and tell what became of that."""
        raise NotImplementedError

    def action_sources(self) -> None:
        """Choose sources."""
        from ondit_tui.screens.ticking import SourcesScreen

        self._choose(SourcesScreen)

    def action_filter(self) -> None:
        """Choose all that a filter can ask for."""
        from ondit_tui.screens.filter_box import FilterScreen

        self._choose(FilterScreen)

    def action_cycle_kind(self) -> None:
        """Show the next kind only, or all again."""
        self.refine(next_kind(self.wanted))

    def action_confidence(self, by: int) -> None:
        """Raise the least confidence by a step, or lower it."""
        wanted = next_confidence(self.wanted, by)
        if wanted != self.wanted:
            self.refine(wanted)
        elif by > 0:
            self.notify(f"{CONFIDENCES[-1]:g} is the highest step.", markup=False)
        else:
            self.notify("Every confidence is let through.", markup=False)

    def action_saved(self) -> None:
        """Use, save and delete filters under names."""
        from ondit_tui import saved_filters
        from ondit_tui.screens.saved import SavedScreen

        if self.view:
            outlets, is_read_only = len(self.view.tally.outlets), self.marks.is_read_only
            box = SavedScreen(self.wanted, outlets, saved_filters.place(), is_read_only=is_read_only)
            self.app.push_screen(box, self._take_saved)

    def action_problems(self) -> None:
        """List what could not be read."""
        from ondit_tui.screens.problems import ProblemsScreen

        if self.problems:
            self.app.push_screen(ProblemsScreen(self.problems, self.copy_text))
        else:
            self.notify("Everything was read: no problems.", markup=False)

    def action_help(self) -> None:
        """Show every key."""
        from ondit_tui.screens.finding import HelpScreen

        self.app.push_screen(HelpScreen(watching=self.watching is not None), self._run)

    def action_palette(self) -> None:
        """Find a command or an entry."""
        from ondit_tui.screens.palette import PaletteScreen

        self.app.push_screen(PaletteScreen(lambda: self.view, watching=self.watching is not None), self._run)

    def go_to(self, entry: TimelineEntry) -> None:
        """Go to an entry, also where the filters hold it back: they are cleared, then."""
        if not self.timeline.go_entry(entry):
            self.refine(Filter())
            is_there = self.timeline.go_entry(entry)
            words = "The filters held it back: they are cleared." if is_there else "It is not there any more."
            self.notify(words, markup=False)
        self.tell_shown()
        self.moved()

    def _choose(self, box: type[Ticking]) -> None:
        from ondit_tui.widgets.choosing import Offer

        if self.view is None:
            return
        try:
            new = frozenset(self.timeline.new)
            offer = Offer(self.view.tally, self.view.speakers, self.marked, new)
        except OnditError as error:
            self.tell_fault(error)
        else:
            self.app.push_screen(box(offer, self.wanted), self._take_filter)

    def _take_filter(self, wanted: Filter | None) -> None:
        if wanted is not None:
            self.refine(wanted)

    def _take_saved(self, saved: SavedFilter | None) -> None:
        if saved is not None:
            marked = self.marked.ids if saved.marked else frozenset()
            self.refine(saved.among(marked, frozenset(self.timeline.new)))

    async def _run(self, chosen: Command | TimelineEntry | None) -> None:
        if isinstance(chosen, Command):
            await self.run_action(chosen.action)
        elif chosen:
            self.go_to(chosen)
