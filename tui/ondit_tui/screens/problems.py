"""What could not be read, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from ondit.model import Problem
from ondit_tui.commands import bindings
from ondit_tui.screens.moves import Moves
from ondit_tui.widgets.bars import Footer
from ondit_tui.widgets.flow import Line, Piece
from ondit_tui.widgets.page import Page


class ProblemsScreen(Moves, ModalScreen[None]):
    """Each problem with its input, its line and a hint; behind them the notes, by which nothing is lost."""

    BINDINGS = bindings("page")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = sorted(problems, key=lambda problem: problem.is_note)

    def compose(self) -> ComposeResult:
        """Lay the problems out in a box."""
        with Vertical(classes="box tall") as box:
            box.border_title = "Problems"
            yield Page([line for problem in self.problems for line in told(problem)])
            yield Footer("page")

    @property
    def moving(self) -> Page:
        """The text."""
        return self.query_one(Page)

    def action_cancel(self) -> None:
        """Close."""
        self.dismiss(None)


def told(problem: Problem) -> list[Line]:
    """Return a problem in three paragraphs: where, what and what to do, and a gap."""
    where = problem.input if problem.line is None else f"{problem.input}, line {problem.line}"
    return [(Piece(where, "strong"),), (Piece(problem.what), Piece(f" {problem.hint}", "muted")), ()]
