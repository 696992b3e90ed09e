"""The filters that are saved, each with what it says."""

from __future__ import annotations

from collections.abc import Sequence

from ondit_tui.saved_filters import LONGEST_NAME, SavedFilter
from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.filtering import parts
from ondit_tui.widgets.flow import BAR, Line, Piece
from ondit_tui.widgets.line_list import LineList

SHARE = 3
"""A name takes one of so many parts of the width at the most."""


class SavedList(LineList):
    """Saved filters, a line each.

    Attributes:
        filters: The filters.
        outlets: How many outlets the story has.
    """

    filters: Sequence[SavedFilter] = ()
    outlets = 0

    def show(self, filters: Sequence[SavedFilter], outlets: int) -> None:
        """List filters; the cursor stays where it is."""
        self.filters, self.outlets = filters, outlets
        self.changed()

    @property
    def here(self) -> SavedFilter | None:
        """The filter under the cursor."""
        return self.filters[self.cursor] if self.filters else None

    @property
    def item_count(self) -> int:
        """How many filters there are."""
        return len(self.filters)

    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return a filter's name and what it says."""
        one = self.filters[line]
        names = max(len(other.name) for other in self.filters)
        room = min(names, LONGEST_NAME, width // SHARE)
        return (
            Piece(BAR if chosen else " ", "key"),
            Piece(f" {fit(one.name, room)}  ", "strong" if chosen else ""),
            Piece(fit(words_of(one, self.outlets), width - room - 5), "muted"),
        )


def words_of(one: SavedFilter, outlets: int) -> str:
    """Return what a saved filter asks for: "kind: rumour · confidence ≥ 0.7"."""
    wanted = one.among(frozenset(), frozenset())
    return " · ".join(part.words for part in parts(wanted, outlets)) or "lets everything through"
