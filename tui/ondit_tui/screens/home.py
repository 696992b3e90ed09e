"""What the views of a story have in common: the story, its filter, and what can be done with both."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ondit.marked import Marked
from ondit.model import Span, TimelineEntry
from ondit.timeline import Filter
from ondit.views import StoryView

if TYPE_CHECKING:
    from ondit.speakers import Quotation
    from ondit_tui.marks import Marks
    from ondit_tui.screens.means import Means
    from ondit_tui.screens.taking import Writing


class Status(NamedTuple):
    """What the status line says; as `StatusLine.show` takes it."""

    title: str
    counts: tuple[str, ...]
    state: str
    problems: str


class Subject(NamedTuple):
    """What a view is on, by ids and names, so that another can go to the same.

    Attributes:
        entry: The id of an entry of the timeline.
        article: The id of an article.
        source: The name of an outlet.
        speaker: The name of a speaker.
    """

    entry: str | None = None
    article: str | None = None
    source: str | None = None
    speaker: str | None = None


class Home(Protocol):
    """The dashboard, as its other views know it."""

    wanted: Filter
    view: StoryView | None
    writing: Writing
    marks: Marks

    @property
    def means(self) -> Means:
        """What the screens of a trail hand on to each other."""

    @property
    def status(self) -> Status:
        """What the status line says."""

    @property
    def marked(self) -> Marked:
        """The marks that there are, and what they are on."""

    @property
    def new(self) -> Collection[str]:
        """The ids of the entries that came in and were not looked at yet."""

    @property
    def is_watching(self) -> bool:
        """Whether something is watched."""

    def refine(self, wanted: Filter) -> None:
        """Show what another filter lets through."""

    def go_to(self, entry: TimelineEntry) -> None:
        """Go to an entry of the timeline, also where the filters hold it back."""

    def turn_entry(self, entry: TimelineEntry, place: Span | None = None) -> None:
        """Mark an entry, at a place that tells it, or take its marks off."""

    def turn_place(self, place: Span) -> None:
        """Mark a place, or take the marks off that share a character with it."""

    def turn_quotation(self, said: Quotation) -> None:
        """Mark a quotation, or take its marks off."""

    def turn_article(self, identifier: str) -> None:
        """Mark an article, or take off its mark and those of the places in it."""

    def action_reread(self) -> None:
        """Read the inputs again."""
