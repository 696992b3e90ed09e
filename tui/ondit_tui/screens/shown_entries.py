"""What the dashboard shows: the timeline, and beside it the detail of the entry under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from ondit.errors import OnditError
from ondit.following import Followed
from ondit.model import Span, Story, TimelineEntry
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.commands import Place
from ondit_tui.messages import Moved
from ondit_tui.screens import notices
from ondit_tui.screens.moves import Movable
from ondit_tui.screens.paned import Paned
from ondit_tui.screens.taking import Taking
from ondit_tui.screens.watching import Watching
from ondit_tui.widgets import folded
from ondit_tui.widgets.account import account
from ondit_tui.widgets.bars import FilterLine, Footer, Preview, SpaceNotice, StatusLine
from ondit_tui.widgets.day_strip import DayStrip, days_by_kind
from ondit_tui.widgets.detail import DetailPane
from ondit_tui.widgets.filtering import Hidden, summary
from ondit_tui.widgets.flow import Line
from ondit_tui.widgets.marking import hits_of
from ondit_tui.widgets.search import SearchLine
from ondit_tui.widgets.timeline_list import TimelineList
from ondit_tui.widgets.timeline_rows import Fold
from ondit_tui.widgets.view_line import ViewLine


class ShownEntries(Paned, Watching, Taking):
    """Asks the story's view what passes the filter; the widgets only draw what they are shown."""

    LEFT: Place = "timeline"
    RIGHT: Place = "detail"
    AUTO_FOCUS = "TimelineList"

    _hidden: Hidden | None = None
    _shown: TimelineEntry | Fold | None = None

    def compose(self) -> ComposeResult:
        """Lay out status, filter, panes, preview and footer from top to bottom."""
        yield SpaceNotice()
        yield StatusLine()
        yield ViewLine("timeline")
        yield FilterLine()
        yield DayStrip()
        yield SearchLine()
        with Horizontal(id="panes"):
            yield TimelineList()
            yield DetailPane()
        yield Preview()
        yield Footer()

    @property
    def left(self) -> TimelineList:
        """The timeline."""
        return self.timeline

    @property
    def right(self) -> DetailPane:
        """The detail."""
        return self.detail

    @property
    def can_read(self) -> bool:
        """Whether the timeline's cursor is on an entry."""
        return self.timeline.entry is not None

    @property
    def detail(self) -> DetailPane:
        """The pane beside it."""
        return self.query_one(DetailPane)

    @property
    def taken(self) -> Span | None:
        """The place of the telling that is selected in the detail."""
        telling = self.detail.telling
        return telling.span if telling else None

    @property
    def moving(self) -> Movable:
        """The pane that the keys move."""
        return self.detail if self.reading else self.timeline

    @on(Moved)
    def moved(self) -> None:
        """Show what is under the cursor, unless it is shown already."""
        if self.timeline.here != self._shown:
            self._show_entry()

    def _show_entries(self, followed: Followed | None = None) -> None:
        """Show what passes the filter; behind a later reading, so that nothing moves."""
        if self.view is None:
            return
        stays = False
        try:
            if followed:
                stays = self.timeline.renew(self.view, self.wanted, followed)
            else:
                self.timeline.show(self.view, self.wanted)
        except OnditError as error:
            self.tell_fault(error)
        if not self.timeline.item_count:
            fault = self.timeline.fault
            self.timeline.tell(notices.failure(fault) if fault else self._notice(self.view))
        self.tell_shown()
        self.query_one(DayStrip).show(partial(days_by_kind, self.view, self.wanted))
        self._show_entry(stays=stays)

    def _notice(self, view: StoryView) -> Sequence[Line]:
        if self.watching and not view.tally.articles and not self.problems:
            return notices.waiting()
        return notices.nothing(view, self.wanted, self.hidden(view))

    def tell_shown(self) -> None:
        """Say what is shown of how much, and how much is folded."""
        if self.view:
            words = summary(self.wanted, self.timeline.entry_count, self.hidden(self.view))
            forms = [form + folded.tally_of(self.timeline.folded) for form in words]
            self.query_one(FilterLine).show(forms, filtered=self.wanted != Filter())

    def hidden(self, view: StoryView) -> Hidden:
        """Return what counts how many entries the parts of a filter hide."""
        if self._hidden is None or self._hidden.view is not view:
            self._hidden = Hidden(view)
        return self._hidden

    def _show_entry(self, *, stays: bool = False) -> None:
        """Show what is under the cursor; where that `stays` as it was shown, from where the reader is."""
        if self.timeline.see():
            self.tell_status()
        self._shown = here = self.timeline.here
        fold, entry = (here, None) if isinstance(here, Fold) else (None, here)
        self.part = self._part_of(entry)
        shown = account(self.part, entry) if self.part and entry else None
        words = folded.lines_of(fold, self.timeline.folded_here(folded.MOST_LISTED)) if fold else ()
        if stays and shown:
            self.detail.renew(shown, hits_of(self.wanted.search))
        else:
            self.detail.show(shown, hits_of(self.wanted.search), words)
        self.query_one(DayStrip).point(fold.day if fold else entry.published if entry else None)
        text = entry.text if entry else folded.hint_of(fold) if fold else ""
        self.query_one(Preview).show(text, entry.sources if entry else ())
        if entry is None and self.reading:
            self.give_keys(reading=False)
        self.tell_fault(self.timeline.fault)

    def _part_of(self, entry: TimelineEntry | None) -> Story | None:
        try:
            return self.view.part(entry) if self.view and entry else None
        except OnditError as error:
            self.tell_fault(error)
            return None
