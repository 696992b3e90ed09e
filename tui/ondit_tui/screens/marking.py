"""How a dashboard marks entries: at once on the screen, and in the store behind that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from textual import work

from ondit.errors import OnditError
from ondit.following import Followed
from ondit.marks import Mark
from ondit.model import TimelineEntry
from ondit.overrides import anchored
from ondit.timeline import Filter, mentions
from ondit.views import StoryView
from ondit_tui.commands import key
from ondit_tui.marks import Change, Marks
from ondit_tui.messages import Reported
from ondit_tui.screens.watching import Watching


class Marking(Watching):
    """A dashboard whose entries can be marked.

    Attributes:
        marks: Where marks are kept.
    """

    marks = Marks()
    reading = False

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self._on: dict[str, Sequence[Mark]] = {}
        self._taken_off: set[str] = set()
        self._is_told = False

    @property
    def marked(self) -> frozenset[str]:
        """The ids of the entries that are marked."""
        return frozenset(self._on)

    def tell_fault(self, fault: OnditError | None) -> None:
        """Say what of the story cannot be read any more."""
        raise NotImplementedError

    def follow_marks(self, view: StoryView, followed: Followed) -> None:
        """Take over the marks on a later view; those of this session stand where their entries are now."""
        try:
            kept = view.marked
        except OnditError as error:
            self.tell_fault(error)
            kept = {}
        self._taken_off = set(map(followed.now, self._taken_off))
        own = {followed.now(one): marks for one, marks in self._on.items()}
        self._on = {one: marks for one, marks in kept.items() if one not in self._taken_off} | own
        self.timeline.show_marks(self.marked)

    def followed_filter(self, wanted: Filter, followed: Followed) -> Filter:
        """Return a filter for a later view: what is marked and new now passes, too."""
        marked, new = wanted.marked, wanted.new
        return replace(
            wanted,
            marked=None if marked is None else frozenset(map(followed.now, marked)) | self.marked,
            new=None if new is None else frozenset(map(followed.now, new)) | frozenset(self.timeline.new),
        )

    def action_mark(self) -> None:
        """Mark the entry under the cursor or take its mark off, and go on to the next in the list."""
        entry = self.timeline.entry
        if entry is None:
            if self.timeline.item_count:
                self.notify(f"A fold has no mark: {key('open')} shows its entries.", markup=False)
            return
        self.turn_mark(entry)
        if not self.reading:
            self.timeline.move(1)
            self.moved()

    def turn_mark(self, entry: TimelineEntry) -> None:
        """Mark an entry, or take its mark off."""
        if entry.id in self._on:
            self._taken_off.add(entry.id)
            changes = [Change(mark, is_on=False) for mark in self._on.pop(entry.id)]
        else:
            self._taken_off.discard(entry.id)
            changes = [Change(mark, is_on=True) for mark in self._made(entry)]
            self._on[entry.id] = [change.mark for change in changes]
        self.timeline.show_marks(self.marked)
        self._keep(changes)

    def _made(self, entry: TimelineEntry) -> list[Mark]:
        """Return a mark on a place that tells an entry, if it can be on one that no other mark is on."""
        made = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            part = self.view.part(entry) if self.view else None
        except OnditError as error:
            self.tell_fault(error)
            part = None
        if part is None:
            return []
        anchors = [anchored(one, part.article(one.article or "")) for one in mentions(part, entry)]
        taken = {mark.anchor for marks in self._on.values() for mark in marks}
        free = [anchor for anchor in anchors if anchor not in taken]
        return [Mark(anchor, made, entry.id) for anchor in (free or anchors)[:1]]

    def _keep(self, changes: Sequence[Change]) -> None:
        if self.marks.why_not:
            if not self._is_told:
                self.notify(f"Marked until you quit: {self.marks.why_not}.", markup=False)
            self._is_told = True
            return
        for change in changes:
            self.marks.add(change)
        self._write()

    @work(thread=True, group="marks")
    def _write(self) -> None:
        try:
            self.marks.write()
        except OnditError as error:
            told = f"{error.what} {error.hint} What you mark stays marked until you quit."
            self.post_message(Reported(told, failed=True))
