"""The boxes that open over a dashboard: filters, problems, keys and commands."""

from __future__ import annotations

from ondit.timeline import Filter
from ondit_tui.commands import Command
from ondit_tui.screens.finding import FindScreen, HelpScreen
from ondit_tui.screens.problems import ProblemsScreen
from ondit_tui.screens.ticking import FilterScreen, SourcesScreen
from ondit_tui.screens.watching import Watching


class Boxes(Watching):
    """A dashboard whose filters, problems and commands are chosen in boxes."""

    def refine(self, wanted: Filter) -> None:
        """Show what another filter lets through."""
        raise NotImplementedError

    def action_sources(self) -> None:
        """Choose sources."""
        if self.view:
            self.app.push_screen(SourcesScreen(self.view.tally, self.wanted), self._take_filter)

    def action_filter(self) -> None:
        """Choose kinds, confidence and dates."""
        if self.view:
            self.app.push_screen(FilterScreen(self.view.tally, self.wanted), self._take_filter)

    def action_problems(self) -> None:
        """List what could not be read."""
        if self.problems:
            self.app.push_screen(ProblemsScreen(self.problems))
        else:
            self.notify("Everything was read: no problems.", markup=False)

    def action_help(self) -> None:
        """Show every key."""
        self.app.push_screen(HelpScreen(watching=self.watching is not None), self._run)

    def action_palette(self) -> None:
        """Find a command."""
        self.app.push_screen(FindScreen(watching=self.watching is not None), self._run)

    def _take_filter(self, wanted: Filter | None) -> None:
        if wanted is not None:
            self.refine(wanted)

    async def _run(self, command: Command | None) -> None:
        if command is not None:
            await self.run_action(command.action)
