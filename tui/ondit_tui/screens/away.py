"""What can be done on every view, and is done by the dashboard, wherever the reader is."""

from __future__ import annotations

from textual.screen import Screen

from ondit_tui.screens.home import Home


class Away(Screen[None]):
    """A screen whose actions are the dashboard's."""

    home: Home

    def action_sources(self) -> None:
        """Choose sources."""
        self.home.action_sources()

    def action_filter(self) -> None:
        """Choose kinds, confidence and dates."""
        self.home.action_filter()

    def action_cycle_kind(self) -> None:
        """Show the next kind only, or all again."""
        self.home.action_cycle_kind()

    def action_confidence(self, by: int) -> None:
        """Raise the least confidence by a step, or lower it."""
        self.home.action_confidence(by)

    def action_saved(self) -> None:
        """Choose a saved filter, or save this one."""
        self.home.action_saved()

    def action_problems(self) -> None:
        """List what could not be read."""
        self.home.action_problems()

    def action_reread(self) -> None:
        """Read the inputs again."""
        self.home.action_reread()

    def action_stop(self) -> None:
        """Leave off reading."""
        self.home.action_stop()

    def action_watched(self) -> None:
        """List what is watched."""
        self.home.action_watched()

    def action_pause(self) -> None:
        """Pause the watching, or go on."""
        self.home.action_pause()

    def action_ask_all(self) -> None:
        """Have all that is watched asked now."""
        self.home.action_ask_all()
