"""The moves that only a timeline answers to: by day, folding and unfolding."""

from __future__ import annotations

from textual.screen import Screen

from ondit.timeline import Filter
from ondit_tui.screens.moves import Moves
from ondit_tui.widgets.timeline_list import TimelineList


class TimelineMoves(Moves, Screen[None]):
    """A screen with a timeline: its days and its folds."""

    wanted = Filter()

    @property
    def timeline(self) -> TimelineList:
        """The list of entries."""
        return self.query_one(TimelineList)

    def stay(self) -> None:
        """Take what the cursor is on as what was gone to."""
        self.timeline.stay()

    def tell_shown(self) -> None:
        """Say what is shown of how much."""

    def action_day(self, by: int) -> None:
        """Go to the next day heading down, or up."""
        self.timeline.day(by)
        self.moved()

    def action_fold_day(self) -> None:
        """Unfold the cursor's day, or fold it again."""
        self._follow(self.timeline.turn_day(), "This day is not long enough to be folded.")

    def action_fold_all(self) -> None:
        """Unfold every day, or fold them all again."""
        self._follow(self.timeline.turn_all(), "No day is long enough to be folded.")

    def _follow(self, turned: bool, otherwise: str) -> None:
        if turned:
            self.tell_shown()
            self.moved()
        elif self.wanted.search:
            self.notify("A search shows all that it finds: nothing is folded.", markup=False)
        else:
            self.notify(otherwise, markup=False)
