"""What a dashboard and its views can write into a file."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from ondit.marked import Marked
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.screens.taking import Taking

if TYPE_CHECKING:
    from ondit_tui.screens.home import Home, Status
    from ondit_tui.view_commands import ViewName
    from ondit_tui.ways import Batch
    from ondit_tui.widgets.item_list import ItemList
    from ondit_tui.widgets.timeline_list import TimelineList

T = TypeVar("T")

SHOWN, MARKED = "what is shown", "what is marked"


class Exporting(Taking):
    """A screen with a timeline that can be written into a file, whole or in parts.

    Attributes:
        view: What is shown.
        wanted: The filter that it is shown by.
        reading: Whether the keys are the detail's.
        marked: The marks that there are.
    """

    view: StoryView | None = None
    wanted: Filter
    reading: bool
    marked: Marked

    @property
    def status(self) -> Status:
        """What the status line says."""
        raise NotImplementedError

    @property
    def timeline(self) -> TimelineList:
        """The timeline."""
        raise NotImplementedError

    def batches(self) -> Sequence[Batch]:
        """Return what can be written: what is shown, what is marked, the entry; in the detail that first."""
        from ondit_tui.case_files import with_case_file
        from ondit_tui.ways import found, shown

        view = self.view
        if view is None or not view.tally.entries:
            return ()
        listed = shown(view, self.wanted, SHOWN, self.timeline.entry_count, "timeline")
        some = [with_case_file(listed, view, self.wanted, self.status.title)]
        if self.marked.entries:
            marked = Filter(marked=self.marked.ids)
            batch = shown(view, marked, MARKED, len(self.marked.entries), "marked")
            some.append(with_case_file(batch, view, marked, self.status.title))
        entry = self.timeline.entry
        if self.part and entry:
            from ondit.export import excerpts_of_entry

            told = tuple(excerpts_of_entry(self.part, entry))
            only = Filter(marked=frozenset({entry.id}))
            batch = with_case_file(
                found(told, "this entry", "telling", "entry"), view, only, self.status.title
            )
            some.insert(0 if self.reading else len(some), batch)
        return some


class ExportingItems(Taking, Generic[T]):
    """A view whose items can be written into a file, all that are shown or some of them.

    Attributes:
        home: The dashboard.
        view: What is shown.
        wanted: The filter that it is shown by.
        reading: Whether the keys are the pane's.
    """

    NAME: ClassVar[ViewName]
    has_marks = True
    """Whether what it lists can be marked."""
    home: Home
    view: StoryView | None
    wanted: Filter
    reading: bool

    @property
    def left(self) -> ItemList[T]:
        """The list."""
        raise NotImplementedError

    @abstractmethod
    def batch_passing(self, view: StoryView, wanted: Filter, words: str, stem: str) -> Batch:
        """Return what of a story passes a filter, as it is written.

        Args:
            view: The story.
            wanted: The filter.
            words: What it is, as in "what is shown".
            stem: What a file of it is called, less its end.
        """

    @abstractmethod
    def batch_of(self, view: StoryView, item: T) -> Batch:
        """Return an item as it is written."""

    def batches(self) -> Sequence[Batch]:
        """Return what can be written: what is shown, what is marked, the item; in the pane that first."""
        from ondit_tui.case_files import with_case_file

        view, here = self.view, self.left.here
        if view is None:
            return ()
        listed = self.batch_passing(view, self.wanted, SHOWN, self.NAME)
        some = [with_case_file(listed, view, self.wanted, self.home.status.title)]
        if self.home.marked.marks and self.has_marks:
            some.append(self.batch_passing(view, Filter(marked=self.home.marked.ids), MARKED, "marked"))
        if here is not None:
            some.insert(0 if self.reading else len(some), self.batch_of(view, here))
        return [one for one in some if one.size]
