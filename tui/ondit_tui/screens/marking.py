"""How a dashboard marks what it shows: at once on the screen, and in the store behind that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual import work

from ondit.errors import OnditError
from ondit.following import Followed
from ondit.marked import Marked
from ondit.marks import Mark, whole_article
from ondit.model import Span, TimelineEntry
from ondit.overrides import Anchor, anchored
from ondit.timeline import Filter, mentions
from ondit.views import StoryView
from ondit_tui.commands import key
from ondit_tui.marks import Change, Marks
from ondit_tui.screens.watching import Watching
from ondit_tui.widgets.detail import DetailPane

if TYPE_CHECKING:
    from ondit.speakers import Quotation

Make = Callable[[StoryView], Mark | None]
"""Returns a mark on what is to be marked, absent where it can be on no place."""


class Marking(Watching):
    """A dashboard on which entries, quotations, articles and places can be marked.

    Attributes:
        marks: Where marks are kept.
        marked: The marks that there are, and what they are on.
    """

    marks = Marks()
    reading = False

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.marked = Marked()
        self._taken_off: set[Anchor] = set()
        self._is_told = False

    @property
    def taken(self) -> Span | None:
        """The place that is selected in the detail."""
        raise NotImplementedError

    def tell_fault(self, fault: OnditError | None) -> None:
        """Say what of the story cannot be read any more."""
        raise NotImplementedError

    def follow_marks(self, view: StoryView, followed: Followed) -> None:
        """Take over the marks on a later view; those of this session stand where their entries are now."""
        try:
            kept = view.marks
        except OnditError as error:
            self.tell_fault(error)
            kept = ()
        known = {mark.anchor: _following(mark, followed) for mark in self.marked.marks}
        for mark in kept:
            if mark.anchor not in self._taken_off and (mark.entry or mark.anchor not in known):
                known[mark.anchor] = mark
        self.marked = Marked(known.values(), lambda anchor: self._quotation_at(view, anchor))
        self.show_marks()

    def show_marks(self) -> None:
        """Show what is marked in the timeline and in the detail."""
        self.timeline.show_marks(self.marked.entries)
        self.query(DetailPane).refresh()

    def followed_filter(self, wanted: Filter, followed: Followed) -> Filter:
        """Return a filter for a later view: what is marked and new now passes, too."""
        marked, new = wanted.marked, wanted.new
        return replace(
            wanted,
            marked=None if marked is None else frozenset(map(followed.now, marked)) | self.marked.ids,
            new=None if new is None else frozenset(map(followed.now, new)) | frozenset(self.timeline.new),
        )

    def action_mark(self) -> None:
        """Mark the entry under the cursor, or take its marks off; in the detail, the telling selected."""
        entry = self.timeline.entry
        if entry is None:
            if self.timeline.item_count:
                self.notify(f"A fold has no mark: {key('open')} shows its entries.", markup=False)
        elif self.reading and self.taken:
            self.turn_place(self.taken, entry)
        else:
            self.turn_entry(entry, self.taken)
            self.timeline.move(1)
            self.moved()

    def turn_entry(self, entry: TimelineEntry, place: Span | None = None) -> None:
        """Mark an entry, at a place that tells it, or take its marks off.

        Args:
            entry: The entry.
            place: The place to mark; where it is absent or has a mark, the entry's first that has none.
        """

        def make(view: StoryView) -> Mark | None:
            part = view.part(entry)
            spans = (*((place,) if place else ()), *mentions(part, entry))
            anchors = [anchored(one, part.article(one.article or "")) for one in spans]
            taken = {mark.anchor for mark in self.marked.marks}
            free = [anchor for anchor in anchors if anchor not in taken]
            return next((Mark(anchor, _now(), entry.id) for anchor in free or anchors), None)

        self._turn(self.marked.entries.get(entry.id, ()), make)

    def turn_place(self, place: Span, entry: TimelineEntry | None = None) -> None:
        """Mark a place, or take the marks off that share a character with it.

        Args:
            place: The place.
            entry: The entry that is told there; where absent, it is looked for.
        """
        self._turn(self.marked.at(place), lambda view: _mark_at(view, place, entry))

    def turn_quotation(self, said: Quotation) -> None:
        """Mark a quotation, at its quote, or take its marks off."""
        self._turn(self.marked.quotations.get(said.id, ()), lambda view: _mark_at(view, said.quote))

    def turn_article(self, identifier: str) -> None:
        """Mark an article, or take off its mark and those of the places in it."""
        marks = self.marked.articles.get(identifier, ())
        self._turn(marks, lambda _: Mark(whole_article(identifier), _now()))
        if len(marks) > 1:
            self.notify(f"{len(marks):,} marks were in this article: all are taken off.", markup=False)

    def _turn(self, marks: Sequence[Mark], make: Make) -> None:
        """Take marks off; where there are none, make one."""
        if marks:
            self._taken_off.update(mark.anchor for mark in marks)
            self.marked = self.marked.without(marks)
            changes = [Change(mark, is_on=False) for mark in marks]
        else:
            made = self._made(make)
            self._taken_off.difference_update(mark.anchor for mark in made)
            self.marked = self.marked.with_marks(made)
            changes = [Change(mark, is_on=True) for mark in made]
        self.show_marks()
        self._keep(changes)

    def _made(self, make: Make) -> list[Mark]:
        try:
            mark = make(self.view) if self.view else None
        except OnditError as error:
            self.tell_fault(error)
            return []
        return [mark] if mark else []

    def _quotation_at(self, view: StoryView, place: Anchor) -> str | None:
        try:
            return view.quoted.quotation_at(place)
        except OnditError as error:
            self.tell_fault(error)
            return None

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
            self.app.notify(told, severity="warning", markup=False)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _following(mark: Mark, followed: Followed) -> Mark:
    return replace(mark, entry=followed.now(mark.entry)) if mark.entry else mark


def _mark_at(view: StoryView, place: Span, entry: TimelineEntry | None = None) -> Mark | None:
    """Return a mark on a place, with the entry that it is on."""
    article = view.published.article(place.article or "")
    if article is None:
        return None
    entry = entry or view.published.entry_at(place)
    return Mark(anchored(place, article), _now(), entry.id if entry else None)
