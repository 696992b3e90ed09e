"""The dashboard: the timeline, the detail of the entry under the cursor, and what is filtered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from ondit.errors import OnditError
from ondit.following import Followed
from ondit.model import Span, Story, TimelineEntry
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.commands import bindings, key
from ondit_tui.marks import Marks
from ondit_tui.messages import Chosen, Moved, ReadFailed, StoryRead
from ondit_tui.screens import notices
from ondit_tui.screens.moves import Movable
from ondit_tui.screens.opened import Means, open_telling
from ondit_tui.screens.problems import tally_of
from ondit_tui.screens.reading import Reading
from ondit_tui.screens.searching import Searching
from ondit_tui.screens.taking import Outside, Taking
from ondit_tui.watch import Watch
from ondit_tui.widgets import folded
from ondit_tui.widgets.account import account
from ondit_tui.widgets.bars import FilterLine, Footer, Preview, SpaceNotice, StatusLine
from ondit_tui.widgets.day_strip import DayStrip, days_by_kind
from ondit_tui.widgets.detail import DetailPane
from ondit_tui.widgets.filtering import Hidden, forms_of_tally, summary
from ondit_tui.widgets.flow import Line
from ondit_tui.widgets.marking import hits_of
from ondit_tui.widgets.search import SearchLine
from ondit_tui.widgets.timeline_list import TimelineList
from ondit_tui.widgets.timeline_rows import Fold

WIDTHS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]
HEIGHTS = [(0, "-low"), (16, "-high"), (30, "-tall")]


class Dashboard(Searching, Reading, Taking):
    """Takes the story's view and the keys; the widgets only draw what they are shown.

    `reading` is whether the keys are the detail's. At 100 columns and more both panes are seen; below,
    the one that has the keys.
    """

    _state = _fault = ""
    _hidden: Hidden | None = None

    BINDINGS = bindings("timeline", "detail")
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = "TimelineList"

    def __init__(
        self,
        title: str,
        *,
        read: Callable[[], object],
        stop: Callable[[], object],
        copy: Outside,
        browse: Outside,
        watch: Watch | None = None,
        marks: Marks | None = None,
    ) -> None:
        super().__init__(copy, browse)
        self.marks = marks or Marks()
        self.watching = watch
        self._story_title = title
        self._read = read
        self._stop = stop
        self._shown: TimelineEntry | Fold | None = None
        self.wanted = Filter()
        self.reading = False

    def compose(self) -> ComposeResult:
        """Lay out status, filter, panes, preview and footer from top to bottom."""
        yield SpaceNotice()
        yield StatusLine()
        yield FilterLine()
        yield DayStrip()
        yield SearchLine()
        with Horizontal(id="panes"):
            yield TimelineList()
            yield DetailPane()
        yield Preview()
        yield Footer()

    def on_mount(self) -> None:
        """Show the frame at once, and start reading."""
        self.timeline.tell(notices.READING)
        self.action_reread()

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

    @on(StoryRead)
    def take_story(self, message: StoryRead) -> None:
        """Show a story that was read, with the filters as they are."""
        before, self.view = self.view, message.view
        if message.wanted and before is None and self.wanted == Filter():
            self.wanted = message.wanted
        self._is_going = self.is_early = not message.is_last
        self.follow(message)
        self.follow_marks(message.view, message.followed)
        self.wanted = self.followed_filter(self.wanted, message.followed)
        self._show_entries(message.followed if before else None)
        self.tell_status(None if message.is_last else notices.LATER)
        if before is not None and before is not message.view:
            before.close()

    @on(ReadFailed)
    def tell_failure(self, message: ReadFailed) -> None:
        """Say what could not be read; a story that was read before stays."""
        self._is_going = False
        self.read_if_due()
        self.tell_status("nothing was read" if self.view is None else "")
        error = message.error
        if self.view is None:
            self.timeline.tell(notices.failure(error))
        else:
            self.notify(f"{error.what} {error.hint}", severity="error", markup=False)

    @on(Moved)
    def moved(self) -> None:
        """Show what is under the cursor, unless it is shown already."""
        if self.timeline.here != self._shown:
            self._show_entry()

    @on(Chosen)
    def action_open(self) -> None:
        """Give the keys to the detail; unfold what is folded under the cursor, or fold it again.

        From the detail, open the selected telling's statement, or its article where no statement has it.
        """
        if self.reading:
            self._open_telling()
        elif self.timeline.entry:
            self.timeline.stay()
            self.give_keys(reading=True)
        elif self.timeline.here:
            self.action_fold_day()

    def action_switch_pane(self) -> None:
        """Give the keys to the other pane."""
        self.give_keys(reading=not self.reading and self.timeline.entry is not None)

    def action_back(self) -> None:
        """Close the detail, then clear the search, then the filters; one a time."""
        if self.reading:
            self.give_keys(reading=False)
        elif self.wanted.search:
            self.refine(replace(self.wanted, search=""))
        elif self.wanted != Filter():
            self.refine(Filter())
        else:
            self.notify(f"Nothing is open or filtered. {key('quit')} quits.", markup=False)

    def action_diff(self) -> None:
        """Show the words plain, or against the statement's."""
        self.detail.toggle_diff()

    def refine(self, wanted: Filter) -> None:
        """Show what another filter lets through."""
        self.wanted = wanted
        self._show_entries()

    def on_resize(self) -> None:
        """Keep the notice about space up to date."""
        self.query_one(SpaceNotice).refresh()

    def on_descendant_focus(self) -> None:
        """Follow the focus where the mouse put it, and name the keys that work there."""
        if isinstance(self.focused, TimelineList | DetailPane):
            self.set_reading(self.focused is self.detail)
        searching = isinstance(self.focused, SearchLine.Field)
        footer = self.query_one(Footer)
        footer.watching = self.watching is not None
        footer.show("search" if searching else "detail" if self.reading else "timeline")

    def _open_telling(self) -> None:
        account, place = self.detail.account, self.taken
        if self.view and account and place:
            means = Means(self.view.around, self._copy, self._browse)
            open_telling(self, means, account, place)

    def give_keys(self, *, reading: bool) -> None:
        """Give the keys to the detail, or to the timeline."""
        self.set_reading(reading)
        self.set_focus(self.detail if reading else self.timeline)

    def set_reading(self, reading: bool) -> None:
        """Note whose the keys are, the detail's or the timeline's."""
        self.reading = reading
        self.set_class(reading, "-reading")

    def tell_status(self, state: str | None = None) -> None:
        """Show the status anew.

        Args:
            state: What goes on; as before without it, until nothing is read any more.
        """
        if state is not None or not self._is_going:
            self._state = state or ""
        found = tally_of(self.problems) if self.view else ""
        problems = f"{found} ({key('problems')})" if found else ""
        counts = forms_of_tally(self.view.tally) if self.view else ("",)
        behind = notices.behind() if self.is_early and not self._is_going else ""
        words = " · ".join(filter(None, (self._state, behind, self.watch_words)))
        self.query_one(StatusLine).show(self._story_title, counts, words, problems)

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

    def tell_fault(self, fault: OnditError | None) -> None:
        """Say what of the story cannot be read any more, once."""
        if fault and fault.what != self._fault:
            self._fault = fault.what
            self.notify(f"{fault.what} {fault.hint}", severity="error", markup=False)
