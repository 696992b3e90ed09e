"""The view of sources: what each outlet had first, what it repeated, and how its rumours turned out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ondit.errors import OnditError
from ondit.listing import Group, Listing, WholeListing, every, size
from ondit.model import Span, Story
from ondit.scoreboard import Score, narrowed
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.commands import bindings
from ondit_tui.screens.home import Subject
from ondit_tui.screens.opened import open_telling
from ondit_tui.screens.view import ViewScreen
from ondit_tui.view_commands import ViewName
from ondit_tui.ways import Batch, shown, tabled
from ondit_tui.widgets import source_lines
from ondit_tui.widgets.account import account
from ondit_tui.widgets.flow import Line
from ondit_tui.widgets.pane_lines import Layout
from ondit_tui.widgets.source_account import Lead, SourceAccount, source_account
from ondit_tui.widgets.source_lines import COLUMNS, LEGEND, Column, told_of
from ondit_tui.widgets.wording import count


class ScoreboardScreen(ViewScreen[Score]):
    """Lists outlets with their figures, and shows what lies behind them."""

    NAME: ClassVar[ViewName] = "sources"
    ITEM = ("source", "sources")
    has_marks = False
    LEGEND = LEGEND
    BINDINGS = bindings("view", "pane", "sources")

    _by: Column = "first"
    _most = 0
    _known: SourceAccount | None = None

    def ask(self, view: StoryView, wanted: Filter) -> Listing[Score]:
        """Return the outlets that a filter names, by a column."""
        scores = narrowed(view.scoreboard.scores, wanted)
        if self._by != "source":
            scores = sorted(scores, key=COLUMNS[self._by].order)
        else:
            scores = sorted(scores, key=lambda one: one.record.source.casefold())
        return WholeListing({None: scores}, self.id_of)

    def make_ready(self, view: StoryView, wanted: Filter) -> None:
        """Know how long the longest bar is."""
        super().make_ready(view, wanted)
        self._most = max((told_of(one.record) for one in view.scoreboard.scores), default=0)

    def id_of(self, item: Score) -> str:
        """Return the outlet's name."""
        return item.record.source

    def heading(self, group: Group, width: int) -> Line:  # noqa: ARG002 - all outlets are one group
        """Return the titles of the columns."""
        return source_lines.heading(width, self._by)

    def row(self, item: Score, number: int, width: int, *, chosen: bool) -> Line:  # noqa: ARG002 - it has one
        """Return an outlet's line."""
        return source_lines.row(item, self._most, width, chosen=chosen)

    def part_of(self, view: StoryView, item: Score) -> Story:
        """Gather what is known of an outlet, and return what its first entry is told from."""
        self._known = source_account(view, item)
        return view.part(self._known.leads[0].entry) if self._known.leads else Story()

    def lay(self, item: Score, width: int, cursor: int) -> Layout:
        """Lay out what an outlet told."""
        if self._known is None or self._known.score != item:
            return Layout((), (), 0)
        return source_lines.lay_out(self._known, width, cursor)

    def place_of(self, item: Score, spot: int) -> Span | None:  # noqa: ARG002 - what is known is the item's
        """Return where the outlet tells an entry."""
        lead = self._lead(spot)
        return self._place(lead) if lead else None

    def subject_of(self, item: Score) -> Subject:
        """Return the entry that the pane's cursor is on, and the outlet."""
        lead = self._lead(self.right.cursor)
        return Subject(lead.entry.id if lead else None, None, item.record.source, None)

    def sought(self, subject: Subject) -> str | None:
        """Return the outlet that another view is on."""
        return subject.source

    def preview(self, item: Score) -> tuple[str, Sequence[str]]:
        """Return how an outlet's rumours turned out."""
        return f"{item.record.source}: {source_lines.settled(item.record)}", ()

    def open_spot(self, item: Score, spot: int) -> None:  # noqa: ARG002 - what is known is the item's
        """Open the statement of an entry, or the outlet's article where none carries it."""
        lead = self._lead(spot)
        place = self._place(lead) if lead else None
        if lead and place and self.part:
            open_telling(self, self.home.means, account(self.part, lead.entry), place)

    def batch_passing(self, view: StoryView, wanted: Filter, words: str, stem: str) -> Batch:
        """Return the outlets with their figures as a table, in the order in which they are listed."""
        from ondit.export import table_of_scores

        listing = self.ask(view, wanted)
        many = size(listing)
        told = f"{words}: {count(many, 'source')}"
        return tabled(lambda: table_of_scores(every(listing)), told, many, stem, "Sources")

    def batch_of(self, view: StoryView, item: Score) -> Batch:
        """Return what an outlet tells."""
        name = item.record.source
        told = view.tally.outlets.get(name, 0)
        return shown(view, Filter(sources=frozenset({name})), "this source", told, "source")

    def turn_mark_at(self, item: Score, spot: int) -> None:  # noqa: ARG002 - what is known is the item's
        """Mark the entry of a spot where the outlet tells it, or take its marks off."""
        lead = self._lead(spot)
        if lead:
            self.home.turn_entry(lead.entry, self._place(lead))

    def is_marked_at(self, item: Score, spot: int) -> bool:  # noqa: ARG002 - what is known is the item's
        """Say whether the entry of a spot is marked."""
        lead = self._lead(spot)
        return lead is not None and lead.entry.id in self.home.marked.entries

    def action_sort(self, by: int) -> None:
        """Sort by the next column that is shown, or by the one before."""
        shown: list[Column] = ["source", *source_lines.columns_for(self.left.scrollable_content_region.width)]
        at = shown.index(self._by) if self._by in shown else 0
        self._by = shown[(at + by) % len(shown)]
        here = self.left.here
        self._asked = None
        self.bring_up_to_date()
        if here is not None:
            self.left.find(self.id_of(here))
            self.moved()

    def _lead(self, spot: int) -> Lead | None:
        leads = self._known.leads if self._known else ()
        return leads[spot] if spot < len(leads) else None

    def _place(self, lead: Lead) -> Span | None:
        """Return where the outlet tells an entry, else who told it first does; of that part it is then."""
        try:
            self.part = self.view.part(lead.entry) if self.view else None
        except OnditError as error:
            self.tell_fault(error)
            return None
        tellings = account(self.part, lead.entry).tellings if self.part else ()
        name = self._known.score.record.source if self._known else ""
        own = [one for one in tellings if one.article.source.value == name]
        return next((one.span for one in (*own, *tellings)), None)
