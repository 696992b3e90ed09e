"""The variants of a statement, with a cursor on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ondit.model import Statement
from ondit_tui.widgets.account import Telling
from ondit_tui.widgets.pane_lines import Layout
from ondit_tui.widgets.spot_pane import SpotPane
from ondit_tui.widgets.variant_lines import COMPARISONS, Look, lay_out


class VariantsPane(SpotPane):
    """Shows a statement's variants, compared with one of them.

    Args:
        statement: The statement.
        tellings: Its occurrences, in its order.
        cursor: The number of the one that the cursor is on.
    """

    def __init__(self, statement: Statement, tellings: Sequence[Telling], *, cursor: int = 0) -> None:
        super().__init__(cursor=cursor)
        self.statement, self.tellings = statement, tellings
        self.shown_as = Look()

    @property
    def telling(self) -> Telling:
        """The telling that the cursor is on."""
        return self.tellings[self.cursor]

    def lay_out(self, width: int) -> Layout:
        """Return the lines for a width, in cells."""
        return lay_out(self.statement, self.tellings, replace(self.shown_as, selected=self.cursor), width)

    def compare(self) -> None:
        """Show the words inline, side by side, or plain: the next of these."""
        following = COMPARISONS.index(self.shown_as.comparison) + 1
        self._show(replace(self.shown_as, comparison=COMPARISONS[following % len(COMPARISONS)]))

    def rebase(self) -> None:
        """Compare all with the variant under the cursor."""
        self._show(replace(self.shown_as, base=self.cursor))

    def explain(self) -> None:
        """Say why each is here, or no more."""
        self._show(replace(self.shown_as, why=not self.shown_as.why))

    def _show(self, look: Look) -> None:
        self.shown_as = look
        self.lay_anew()
        self.call_after_refresh(self.bring_into_view)
