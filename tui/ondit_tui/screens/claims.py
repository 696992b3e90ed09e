"""The view of claims: what became of each, those first that matter most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from textual import work

from ondit.errors import OnditError
from ondit.listing import Group, Listing, size
from ondit.lots import ToldClaim
from ondit.model import Claim, Span, Story
from ondit.timeline import Filter, id_of
from ondit.views import StoryView
from ondit_tui.commands import bindings, key
from ondit_tui.corrections import Correction, keep, offered
from ondit_tui.screens.correcting import CorrectingScreen
from ondit_tui.screens.home import Subject
from ondit_tui.screens.opened import open_article, open_telling
from ondit_tui.screens.view import ViewScreen
from ondit_tui.view_commands import ViewName
from ondit_tui.ways import Batch, excerpts, found
from ondit_tui.widgets import claim_lines
from ondit_tui.widgets.claim_account import ClaimAccount, Lead, claim_account
from ondit_tui.widgets.flow import Line
from ondit_tui.widgets.life_line import LEGEND, Axis, axis_of
from ondit_tui.widgets.marking import hits_of
from ondit_tui.widgets.pane_lines import Layout
from ondit_tui.widgets.wording import count

MOST_MARKED = 9
"""With how many of the marked claims one can be said to be one."""
MOST_OTHERS = 8
"""How many claims that settle or contradict one are shown with their articles."""


class ClaimsScreen(ViewScreen[ToldClaim]):
    """Lists claims in lots, and tells the life of each."""

    NAME: ClassVar[ViewName] = "claims"
    ITEM = ("claim", "claims")
    item_lines = 2
    LEGEND = LEGEND
    BINDINGS = bindings("view", "pane", "claims")

    _axis: Axis | None = None
    _explains = False
    _gathered: tuple[Story, ClaimAccount] | None = None

    def ask(self, view: StoryView, wanted: Filter) -> Listing[ToldClaim]:
        """Return the claims whose entries pass."""
        return view.claims(wanted)

    def make_ready(self, view: StoryView, wanted: Filter) -> None:
        """Draw all lives on one axis: from the first day of what passes to the last."""
        self._axis = axis_of(day.published for day in view.days(wanted))
        self._hits = hits_of(wanted.search)

    def id_of(self, item: ToldClaim) -> str:
        """Return the id of the claim's entry."""
        return item.entry.id

    def heading(self, group: Group, width: int) -> Line:
        """Return the heading of a lot."""
        return claim_lines.heading(group, self._axis, width)

    def row(self, item: ToldClaim, number: int, width: int, *, chosen: bool) -> Line:
        """Return a claim's words, or its life."""
        if number:
            return claim_lines.life_row(item, self._axis, width, chosen=chosen)
        return claim_lines.text_row(
            item,
            width,
            self._hits,
            chosen=chosen,
            is_new=item.entry.id in self.home.new,
            is_marked=item.entry.id in self.home.marked.entries,
        )

    def part_of(self, view: StoryView, item: ToldClaim) -> Story:
        """Return what the claim is told from, with the articles of what settles or contradicts it."""
        part = view.part(item.entry)
        others = [one.id for one in part.claims if one.id != item.claim.id][:MOST_OTHERS]
        known = {article.id: article for article in part.articles}
        for other in others:
            entry = view.entry(id_of(other))
            if entry:
                known |= {article.id: article for article in view.part(entry).articles}
        return Story(
            articles=tuple(known[name] for name in sorted(known)),
            statements=part.statements,
            quotes=part.quotes,
            labels=part.labels,
            claims=part.claims,
            timeline=part.timeline,
        )

    def lay(self, item: ToldClaim, width: int, cursor: int) -> Layout:
        """Lay out the claim's life."""
        return claim_lines.lay_out(self._known(item), width, cursor, explains=self._explains, hits=self._hits)

    def place_of(self, item: ToldClaim, spot: int) -> Span | None:
        """Return where a sentence of the claim's life stands."""
        lead = self._lead(item, spot)
        return lead.place if lead and lead.outlet else None

    def subject_of(self, item: ToldClaim) -> Subject:
        """Return the claim's entry, and the article that the pane's cursor is on."""
        lead = self._lead(item, self.right.cursor)
        return Subject(item.entry.id, lead.place.article if lead else None, lead.outlet if lead else None)

    def sought(self, subject: Subject) -> str | None:
        """Return the entry that another view is on."""
        return subject.entry

    def preview(self, item: ToldClaim) -> tuple[str, Sequence[str]]:
        """Return the claim's words, and who tells it."""
        return item.entry.text, item.entry.sources

    def open_spot(self, item: ToldClaim, spot: int) -> None:
        """Open the statement or the article of a sentence; go to what settles or contradicts the claim."""
        lead = self._lead(item, spot)
        if lead is None:
            return
        if lead.entry is None:
            open_telling(self, self.home.means, self._known(item).account, lead.place)
        elif not self.step_to(lead.entry):
            open_article(self, self.home.means, lead.place)

    def batch_passing(self, view: StoryView, wanted: Filter, words: str, stem: str) -> Batch:
        """Return what tells the claims that pass."""
        from ondit.export import excerpts_of_claims

        many = size(self.ask(view, wanted))
        told = f"{words}: {count(many, 'claim')}"
        return excerpts(lambda: excerpts_of_claims(view, wanted), told, many, stem, "Claims")

    def batch_of(self, view: StoryView, item: ToldClaim) -> Batch:
        """Return what tells a claim."""
        from ondit.export import excerpts_of_entry

        told = tuple(excerpts_of_entry(view.part(item.entry), item.entry))
        return found(told, "this claim", "telling", "claim")

    def action_explain(self) -> None:
        """Say why a claim is labelled and settled so, or no more."""
        self._explains = not self._explains
        self.right.lay_anew()

    def action_correct(self) -> None:
        """Choose what is to be said of the claim, against what was found."""
        here, place = self.left.here, self.home.marks.place
        if here is None or self.part is None:
            return
        if place is None:
            why = self.home.marks.why_not
            self.notify(f"What you say of a claim cannot be kept: {why}.", severity="warning", markup=False)
            return
        claim = next(one for one in self.part.claims if one.id == here.claim.id)
        spot = self.place_of(here, self.right.cursor) if self.reading else None
        said = offered(self.part, claim, spot, self._marked_besides(claim), datetime.now(UTC))
        if not said:
            words = f"Only rumours have a status. {key('mark')} marks another claim that is one with this."
            self.notify(words, markup=False)
            return
        self.app.push_screen(
            CorrectingScreen(claim.text, said), lambda chosen: self._correct(place, claim, chosen)
        )

    def _marked_besides(self, claim: Claim) -> list[tuple[Story, Claim]]:
        """Return the other claims that are marked, each with the part of the story that it is told from."""
        found = []
        for name in sorted(self.home.marked.entries)[:MOST_MARKED] if self.view else ():
            entry = self.view.entry(name) if self.view else None
            if self.view and entry and entry.claim not in (None, claim.id):
                part = self.view.part(entry)
                found += [(part, one) for one in part.claims if one.id == entry.claim]
        return found

    def _correct(self, place: Path, claim: Claim, chosen: Correction | None) -> None:
        if chosen:
            self._write(place, claim, chosen)

    @work(thread=True, group="corrections")
    def _write(self, place: Path, claim: Claim, chosen: Correction) -> None:
        """Keep in a thread what was said: the store may be written by another."""
        try:
            keep(place, claim, chosen)
        except OnditError as error:
            self.app.call_from_thread(
                self.notify, f"{error.what} {error.hint}", severity="error", markup=False
            )
        else:
            self.app.call_from_thread(self._kept, chosen)

    def _kept(self, chosen: Correction) -> None:
        """Say so, and have the claims follow."""
        words = "Kept as yours" if chosen.override else "Taken back"
        self.notify(f"{words}: the claims are brought up to date.", markup=False)
        self.home.action_reread()

    def turn_mark(self, item: ToldClaim) -> None:
        """Mark a claim, or take its marks off."""
        self.home.turn_entry(item.entry)

    def _lead(self, item: ToldClaim, spot: int) -> Lead | None:
        leads = self._known(item).leads if self.part else ()
        return leads[spot] if spot < len(leads) else None

    def _known(self, item: ToldClaim) -> ClaimAccount:
        """Return the account of the claim that the part of the story is of; it is gathered once."""
        part = self.part or Story()
        if self._gathered is None or self._gathered[0] is not part:
            self._gathered = part, claim_account(part, item)
        return self._gathered[1]
