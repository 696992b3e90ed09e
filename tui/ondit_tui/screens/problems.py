"""What could not be read, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from ondit.model import Problem
from ondit.text import clean
from ondit_tui.commands import bindings
from ondit_tui.messages import Moved
from ondit_tui.screens.moves import Moves
from ondit_tui.screens.notices import tally_of
from ondit_tui.widgets.bars import Footer
from ondit_tui.widgets.problem_list import ProblemHead, ProblemList, ProblemSentence, sentence_of


class ProblemsScreen(Moves, ModalScreen[None]):
    """Problems as a table, as they came; behind them the notes, by which nothing is lost.

    Args:
        problems: The problems.
        copy: Takes a text along, and tells what became of that.
    """

    BINDINGS = bindings("problems")
    AUTO_FOCUS = "ProblemList"

    def __init__(self, problems: Sequence[Problem], copy: Callable[[str], None]) -> None:
        super().__init__()
        self.problems = sorted(problems, key=lambda problem: problem.is_note)
        self._copy = copy

    def compose(self) -> ComposeResult:
        """Lay the table out in a box, below it the sentence of the problem under the cursor."""
        with Vertical(classes="box tall wide") as box:
            box.border_title = tally_of(self.problems).capitalize()
            yield ProblemHead()
            yield ProblemList(self.problems)
            yield ProblemSentence()
            yield Footer("problems")

    def on_mount(self) -> None:
        """Show the first sentence."""
        self.moved()

    @property
    def moving(self) -> ProblemList:
        """The table."""
        return self.query_one(ProblemList)

    @on(Moved)
    def moved(self) -> None:
        """Show the sentence of the problem under the cursor."""
        self.query_one(ProblemSentence).show(self.moving.here)

    def action_copy(self) -> None:
        """Copy the sentence of the problem under the cursor."""
        here = self.moving.here
        if here:
            self._copy(clean(sentence_of(here)))

    def action_cancel(self) -> None:
        """Close."""
        self.dismiss(None)
