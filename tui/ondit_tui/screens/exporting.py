"""What a dashboard can write into a file, and the views that it is written from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.screens.taking import Taking
from ondit_tui.ways import Batch, found, shown

if TYPE_CHECKING:
    from ondit_tui.widgets.timeline_list import TimelineList


class Exporting(Taking):
    """A screen with a timeline that can be written into a file, whole or in parts.

    Attributes:
        view: What is shown.
        wanted: The filter that it is shown by.
        reading: Whether the keys are the detail's.
    """

    view: StoryView | None = None
    wanted: Filter
    reading: bool

    @property
    def marked(self) -> frozenset[str]:
        """The ids of the entries that are marked."""
        raise NotImplementedError

    @property
    def timeline(self) -> TimelineList:
        """The timeline."""
        raise NotImplementedError

    def batches(self) -> Sequence[Batch]:
        """Return what can be written: in the detail its entry, then what is shown, then what is marked."""
        view = self.view
        if view is None or not view.tally.entries:
            return ()
        some = [shown(view, self.wanted, "what is shown", self.timeline.entry_count, "timeline")]
        if self.marked:
            marked = Filter(marked=self.marked)
            some.append(shown(view, marked, "what is marked", len(self.marked), "marked"))
        entry = self.timeline.entry if self.reading else None
        if self.part and entry:
            from ondit.export import excerpts_of_entry

            told = tuple(excerpts_of_entry(self.part, entry))
            some.insert(0, found(told, "this entry", "telling", "entry"))
        return some
