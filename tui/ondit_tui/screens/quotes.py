"""The view of quotes: who says what, those quoted most first, and who has it in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from ondit.errors import OnditError
from ondit.listing import Group, Listing, size
from ondit.model import Span, Story
from ondit.speakers import Quotation, Speaker
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.commands import bindings
from ondit_tui.screens.home import Subject
from ondit_tui.screens.opened import open_article, open_telling
from ondit_tui.screens.view import ViewScreen
from ondit_tui.view_commands import ViewName
from ondit_tui.ways import Batch, excerpts, found
from ondit_tui.widgets import quote_lines
from ondit_tui.widgets.account import Telling
from ondit_tui.widgets.flow import Line
from ondit_tui.widgets.pane_lines import Layout
from ondit_tui.widgets.quote_account import QuoteAccount, quote_account
from ondit_tui.widgets.wording import count


class QuotesScreen(ViewScreen[Quotation]):
    """Lists quotations by speakers, and tells who has each."""

    NAME: ClassVar[ViewName] = "quotes"
    ITEM = ("quote", "quotes")
    item_lines = 2
    LEGEND = "x3 outlets that have these words · ! suspect: may not be the speaker's words"
    BINDINGS = bindings("view", "pane", "quotes")

    _listing: Listing[Quotation] | None = None
    _known: QuoteAccount | None = None
    _name: str | None = None

    def ask(self, view: StoryView, wanted: Filter) -> Listing[Quotation]:
        """Return the quotations of which a quote passes."""
        return view.quoted.listing(counting(wanted))

    def make_ready(self, view: StoryView, wanted: Filter) -> None:
        """Know the listing, whose headings are the speakers' names."""
        super().make_ready(view, wanted)
        self._listing = self.ask(view, wanted)

    def id_of(self, item: Quotation) -> str:
        """Return the id of its quote."""
        return item.id

    def heading(self, group: Group, width: int) -> Line:
        """Return the heading of a speaker."""
        return quote_lines.heading(group, self._speaker(group.key), width)

    def row(self, item: Quotation, number: int, width: int, *, chosen: bool) -> Line:
        """Return a quotation's words, or when and where they were told."""
        if number:
            return quote_lines.told_row(item, width, chosen=chosen)
        is_marked = item.id in self.home.marked.quotations
        return quote_lines.words_row(item, width, self._hits, chosen=chosen, is_marked=is_marked)

    def part_of(self, view: StoryView, item: Quotation) -> Story:
        """Return what it is told from, and gather what is known of it."""
        part = view.quoted.part(item)
        spot = self._listing.place(item.id) if self._listing else None
        self._name = self._listing.groups[spot.group].key if spot and self._listing else None
        self._known = quote_account(part, item, view.quoted.speaker(self._name))
        return part

    def lay(self, item: Quotation, width: int, cursor: int) -> Layout:
        """Lay out who has it, in which words."""
        if self._known is None or self._known.said.id != item.id:
            return Layout((), (), 0)
        return quote_lines.lay_out(self._known, width, cursor, self._hits)

    def place_of(self, item: Quotation, spot: int) -> Span | None:
        """Return where a telling stands."""
        telling = self._telling(spot)
        return telling.span if telling else item.quote

    def subject_of(self, item: Quotation) -> Subject:
        """Return the article and the outlet of the telling that the pane's cursor is on, and the speaker."""
        telling = self._telling(self.right.cursor)
        article = telling.article if telling else None
        source = article.source.value if article else item.outlet
        return Subject(None, article.id if article else item.quote.article, source, self._name)

    def sought(self, subject: Subject) -> str | None:
        """Return the first quotation of the speaker that another view is on."""
        if subject.speaker is None or self._listing is None:
            return None
        for number, group in enumerate(self._listing.groups):
            if group.key == subject.speaker:
                return self._listing.items(number, 0, 1)[0].id
        return None

    def preview(self, item: Quotation) -> tuple[str, Sequence[str]]:
        """Return its words, and the outlet that has them first."""
        return f"“{item.text}”", (item.outlet,)

    def turn_mark(self, item: Quotation) -> None:
        """Mark a quotation, or take its marks off."""
        self.home.turn_quotation(item)

    def open_spot(self, item: Quotation, spot: int) -> None:  # noqa: ARG002 - what is known is the item's
        """Open the statement that carries a telling, or its article."""
        telling = self._telling(spot)
        if telling is None or self._known is None:
            return
        if self._known.account:
            open_telling(self, self.home.means, self._known.account, telling.span)
        else:
            open_article(self, self.home.means, telling.span)

    def batch_passing(self, view: StoryView, wanted: Filter, words: str, stem: str) -> Batch:
        """Return who has what was said and passes."""
        from ondit.export import excerpts_of_quotations

        many = size(self.ask(view, wanted))
        told = f"{words}: {count(many, 'quote')}"
        return excerpts(lambda: excerpts_of_quotations(view.quoted, wanted), told, many, stem, "Quotes")

    def batch_of(self, view: StoryView, item: Quotation) -> Batch:
        """Return who has what was said."""
        from ondit.export import excerpts_of_quotation

        told = tuple(excerpts_of_quotation(view.quoted.part(item), item))
        return found(told, "this quote", "telling", "quote")

    def _telling(self, spot: int) -> Telling | None:
        tellings = self._known.tellings if self._known else ()
        return tellings[spot] if spot < len(tellings) else None

    def _speaker(self, name: str | None) -> Speaker | None:
        try:
            return self.view.quoted.speaker(name) if self.view else None
        except OnditError:  # a heading stands without; what is below it will say why
            return None


def counting(wanted: Filter) -> Filter:
    """Return what of a filter counts for quotations."""
    everything = Filter()
    return replace(
        wanted,
        kinds=everything.kinds,
        statuses=everything.statuses,
        min_confidence=0.0,
        new=None,
    )
