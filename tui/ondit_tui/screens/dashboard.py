"""The dashboard: where its keys lead, and what it takes in of the story."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from ondit.model import Span, Story
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.commands import Place, bindings, key
from ondit_tui.looking import look_at
from ondit_tui.marks import Marks
from ondit_tui.messages import Chosen, ReadFailed, StoryRead
from ondit_tui.screens import notices
from ondit_tui.screens.boxes import Boxes
from ondit_tui.screens.exporting import Exporting
from ondit_tui.screens.home import Status, Subject
from ondit_tui.screens.means import Means
from ondit_tui.screens.searching import Searching
from ondit_tui.screens.shown_entries import ShownEntries
from ondit_tui.screens.story_reading import StoryReading
from ondit_tui.screens.taking import Outside
from ondit_tui.screens.viewing import Views
from ondit_tui.widgets.bars import Footer, StatusLine
from ondit_tui.widgets.filtering import forms_of_tally

if TYPE_CHECKING:
    from ondit_tui.watch import Watch


class Dashboard(ShownEntries, Boxes, StoryReading, Searching, Exporting):
    """Takes the story's view and the keys; `ondit_tui.screens.shown_entries` draws.

    It is the view of the timeline, and what its other views (`ondit_tui.screens.view`) have in common.
    """

    BINDINGS = bindings("timeline", "detail")

    _state = ""

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
        self.wanted = Filter()
        self.views = Views(self)
        self._is_behind = False

    def on_mount(self) -> None:
        """Show the frame at once, and start reading."""
        self.detail.is_marked = self._is_marked
        self.timeline.tell(notices.READING)
        self.action_reread()

    def on_screen_resume(self) -> None:
        """Show what was wanted on another view."""
        if self._is_behind:
            self._is_behind = False
            self._show_entries()
        self.tell_status()

    @property
    def means(self) -> Means:
        """What the screens of a trail hand on to each other."""
        return Means(
            self.around,
            self._copy,
            self._browse,
            self.turn_place,
            self.is_marked,
            lambda: self.wanted.search,
        )

    @property
    def new(self) -> Collection[str]:
        """The ids of the entries that came in and were not looked at yet."""
        return self.timeline.new

    @property
    def is_watching(self) -> bool:
        """Whether something is watched."""
        return self.watching is not None

    @property
    def subject(self) -> Subject:
        """What the timeline is on."""
        entry, place = self.timeline.entry, self.taken
        source = self.part.article(place.article or "").source.value if self.part and place else None
        speaker = (
            self.detail.account.speech.speaker if self.detail.account and self.detail.account.speech else None
        )
        return Subject(entry.id if entry else None, place.article if place else None, source, speaker)

    def copy_text(self, text: str) -> None:
        """Hand a text to the clipboard, and tell what became of that."""
        self._hand_over(self._copy, text)

    def look(self, view: StoryView, wanted: Filter) -> None:
        """Ask of a view, in a thread, what showing another filter will ask."""
        look_at(view, wanted)

    def take_subject(self, subject: Subject) -> None:
        """Go to the entry that another view is on."""
        entry = self.view.entry(subject.entry) if self.view and subject.entry else None
        if entry and self.timeline.go_entry(entry):
            self.tell_shown()
            self.moved()

    def _is_marked(self, telling: int) -> bool:
        tellings = self.detail.account.tellings if self.detail.account else ()
        return telling < len(tellings) and self.is_marked(tellings[telling].span)

    def is_marked(self, place: Span) -> bool:
        """Say whether a place is marked, or a part of it."""
        return bool(self.marked.at(place))

    def around(self, article: str) -> Story:
        """Return the part of the story, as it is now, that an article is read with."""
        return self.view.around(article) if self.view else Story()

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
        self.views.follow(message.followed)
        self.tell_status(None if message.is_last else notices.LATER)
        if before is not None and before is not message.view:
            self.writing.let_go(before)

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
        opened = self.views.open
        if opened:
            self._is_behind = True
            for view in opened:
                view.bring_up_to_date()
        else:
            self._show_entries()

    def name_keys(self, place: Place) -> None:
        """Have the footer name the keys of a place."""
        self.query_one(Footer).watching = self.watching is not None
        super().name_keys(place)

    def _open_telling(self) -> None:
        account, place = self.detail.account, self.taken
        if self.view and account and place:
            from ondit_tui.screens.opened import open_telling

            open_telling(self, self.means, account, place)

    @property
    def status(self) -> Status:
        """What the status line says."""
        found = notices.tally_of(self.problems) if self.view else ""
        problems = f"{found} ({key('problems')})" if found else ""
        counts = forms_of_tally(self.view.tally) if self.view else ("",)
        behind = notices.behind() if self.is_early and not self._is_going else ""
        words = " · ".join(filter(None, (self._state, behind, self.watch_words)))
        return Status(self._story_title, counts, words, problems)

    def tell_status(self, state: str | None = None) -> None:
        """Show the status anew.

        Args:
            state: What goes on; as before without it, until nothing is read any more.
        """
        if state is not None or not self._is_going:
            self._state = state or ""
        self.query_one(StatusLine).show(*self.status)
        for view in self.views.open:
            view.tell_status()
