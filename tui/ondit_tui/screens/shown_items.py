"""What a view of the story shows: a list of what is asked, and beside it what the cursor is on."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from ondit.errors import OnditError
from ondit.following import Followed
from ondit.listing import Group, Listing, size
from ondit.model import Span, Story
from ondit.search import Query
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.commands import Place
from ondit_tui.messages import Moved
from ondit_tui.screens import notices
from ondit_tui.screens.home import Home
from ondit_tui.screens.paned import Paned
from ondit_tui.screens.searching import Searching
from ondit_tui.screens.taking import Taking
from ondit_tui.view_commands import ViewName
from ondit_tui.widgets.bars import FilterLine, Footer, Legend, Preview, SpaceNotice, StatusLine
from ondit_tui.widgets.filtering import Hidden, summary
from ondit_tui.widgets.flow import Line
from ondit_tui.widgets.item_list import PAGE, ItemList
from ondit_tui.widgets.item_pane import ItemPane, nothing
from ondit_tui.widgets.marking import hits_of
from ondit_tui.widgets.pane_lines import Layout
from ondit_tui.widgets.search import SearchLine
from ondit_tui.widgets.view_line import ViewLine

T = TypeVar("T")


class ShownItems(Paned, Searching, Taking, Generic[T]):
    """Asks what there is to list, and draws it; `ondit_tui.screens.view` says where its keys lead.

    Args:
        home: The dashboard, which holds the story and its filter.
    """

    NAME: ClassVar[ViewName]
    ITEM: ClassVar[tuple[str, str]]
    """How one item is called, and how several are."""
    item_lines = 1
    """How many lines an item takes in the list."""
    LEGEND: ClassVar[str] = ""
    """What the signs mean, in a line above the footer; none where empty."""
    LEFT: Place = "view"
    RIGHT: Place = "pane"

    def __init__(self, home: Home) -> None:
        super().__init__(home.means.copy, home.means.browse)
        self.home = home
        self.writing = home.writing
        self._list: ItemList[T] = ItemList(self)
        self._pane = ItemPane()
        self._pane.is_marked = self._is_marked
        self._asked: Filter | None = None
        self._shown: T | None = None
        self._hits: Query | None = None
        self._hidden: Hidden | None = None

    @abstractmethod
    def ask(self, view: StoryView, wanted: Filter) -> Listing[T]:
        """Return what the view lists of a story.

        Raises:
            OnditError: It cannot be read.
        """

    def make_ready(self, view: StoryView, wanted: Filter) -> None:  # noqa: ARG002 - others need both
        """Make ready what all rows are drawn with."""
        self._hits = hits_of(wanted.search)

    @abstractmethod
    def id_of(self, item: T) -> str:
        """Return what its listing knows an item by."""

    @abstractmethod
    def heading(self, group: Group, width: int) -> Line:
        """Return a group's heading."""

    @abstractmethod
    def row(self, item: T, number: int, width: int, *, chosen: bool) -> Line:
        """Return one of an item's lines, by its number from 0."""

    @abstractmethod
    def part_of(self, view: StoryView, item: T) -> Story:
        """Return the part of the story that an item is told from."""

    @abstractmethod
    def lay(self, item: T, width: int, cursor: int) -> Layout:
        """Lay out what is to be known of an item, of which `part` is the part of the story."""

    @abstractmethod
    def place_of(self, item: T, spot: int) -> Span | None:
        """Return the place of an article that a spot of the pane stands for; absent where it is none."""

    def is_marked_at(self, item: T, spot: int) -> bool:
        """Say whether what a spot of the pane stands for is marked."""
        place = self.place_of(item, spot)
        return place is not None and bool(self.home.marked.at(place))

    @abstractmethod
    def preview(self, item: T) -> tuple[str, Sequence[str]]:
        """Return what is shown of an item where the pane has no room: its text, and who tells it."""

    def compose(self) -> ComposeResult:
        """Lay out status, views, filter, panes, preview and footer from top to bottom."""
        yield SpaceNotice()
        yield StatusLine()
        yield ViewLine(self.NAME)
        yield FilterLine()
        yield SearchLine()
        with Horizontal(id="panes"):
            yield self.left
            yield self.right
        yield Preview()
        if self.LEGEND:
            yield Legend(self.LEGEND)
        yield Footer(self.LEFT)

    def on_mount(self) -> None:
        """Give the keys to the list."""
        self.set_focus(self.left)

    def on_screen_resume(self) -> None:
        """Show the story as it is now, with the marks that there are."""
        self.bring_up_to_date()
        self.show_marks()

    @property
    def left(self) -> ItemList[T]:
        """The list."""
        return self._list

    @property
    def right(self) -> ItemPane:
        """The pane beside it."""
        return self._pane

    @property
    def moving(self) -> ItemList[T] | ItemPane:
        """The pane that the keys move."""
        return self.right if self.reading else self.left

    @property
    def can_read(self) -> bool:
        """Whether there is anything in the right pane to give the keys to."""
        return self.left.here is not None

    @property
    def taken(self) -> Span | None:
        """The place of an article that the pane's cursor is on."""
        here = self.left.here
        return self.place_of(here, self.right.cursor) if here is not None else None

    def bring_up_to_date(self, followed: Followed | None = None) -> None:
        """Show what the story is now, through the filter as it is now, unless it is shown already.

        Args:
            followed: What became of the story's entries, where it has grown before the reader's eyes.
        """
        self.tell_status()
        view, wanted = self.home.view, self.home.wanted
        if view is None or (view is self.view and wanted == self._asked):
            return
        is_new = view is not self.view
        self.view, self._asked, self.wanted = view, wanted, wanted
        try:
            listing = self.ask(view, wanted)
            self.make_ready(view, wanted)
        except OnditError as error:
            self.tell_fault(error)
            return
        if is_new or self._hidden is None:
            self._hidden = Hidden(view, self.ITEM, lambda part: size(self.ask(view, part)))
        hidden = self._hidden
        if followed is not None and is_new:
            self.left.renew(listing, followed)
        else:
            self.left.show(listing)
        if not self.left.item_count:
            self.left.tell(notices.nothing_listed(wanted, hidden))
        forms = summary(wanted, self.left.item_count, hidden)
        self.query_one(FilterLine).show(forms, filtered=wanted != Filter())
        self._show_item(stays=followed is not None)

    def show_marks(self) -> None:
        """Draw anew what may have been marked, or is marked no more."""
        self.left.changed()
        self.right.refresh()

    def follow(self, followed: Followed) -> None:
        """Note what became of entries while the view is not open."""
        self.left.follow(followed)

    def tell_status(self) -> None:
        """Show the status anew."""
        for line in self.query(StatusLine):
            line.show(*self.home.status)

    def look(self, view: StoryView, wanted: Filter) -> None:
        """Ask of a view, in a thread, what showing another filter will ask."""
        listing = self.ask(view, wanted)
        if listing.groups:
            listing.items(0, 0, PAGE)

    def refine(self, wanted: Filter) -> None:
        """Show what another filter lets through, in every view."""
        self.home.refine(wanted)

    def stay(self) -> None:
        """Take what the cursor is on as what was gone to."""
        self.left.go(self.left.cursor)

    @on(Moved)
    def moved(self) -> None:
        """Show what is under the cursor, unless it is shown already."""
        here, shown = self.left.here, self._shown
        if (None if here is None else self.id_of(here)) != (None if shown is None else self.id_of(shown)):
            self._show_item()

    def _show_item(self, *, stays: bool = False) -> None:
        """Show what is under the cursor; where that `stays` as it was, from where the reader is."""
        here, before = self.left.here, self._shown
        self._shown = here
        is_same = here is not None and before is not None and self.id_of(here) == self.id_of(before)
        try:
            self.part = self.part_of(self.view, here) if self.view and here is not None else None
        except OnditError as error:
            self.part = None
            self.tell_fault(error)
        if here is None or self.part is None:
            self.right.show(nothing)
        elif stays and is_same:
            self.right.renew(lambda width, cursor: self.lay(here, width, cursor))
        else:
            self.right.show(lambda width, cursor: self.lay(here, width, cursor))
        self.query_one(Preview).show(*(self.preview(here) if here is not None else ("", ())))
        if here is None and self.reading:
            self.give_keys(reading=False)
        self.tell_fault(self.left.fault)

    def _is_marked(self, spot: int) -> bool:
        return self._shown is not None and self.is_marked_at(self._shown, spot)
