"""What could not be read, as a table: a line each, and below it the whole sentence of the cursor's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from ondit.model import Problem
from ondit_tui.commands import key
from ondit_tui.widgets.bars import Bar
from ondit_tui.widgets.cells import ELLIPSIS, fit, safe
from ondit_tui.widgets.flow import BAR, MARGIN, Line, Piece, wrap
from ondit_tui.widgets.line_list import LineList

SIGNS = {False: "!", True: "·"}
"""The sign of what is lost, and of a note, by which nothing is."""
NOTE = "Nothing is lost by this. "
LINE_WIDTH = 7
_GAP = "  "


class Columns(NamedTuple):
    """How many cells the columns have that share what is left."""

    input: int
    what: int
    hint: int


class ProblemHead(Bar):
    """The titles of the columns."""

    def compose_lines(self, width: int) -> Sequence[Line]:
        """Return the line."""
        columns = columns_for(width - 1)  # one is the list's scroll bar's
        titles = (
            fit("input", columns.input),
            f"{'line':>{LINE_WIDTH}}",
            fit("what went wrong", columns.what),
            fit("what to do", columns.hint),
        )
        return [(Piece("   "), Piece(_GAP.join(titles), "heading"))]


class ProblemList(LineList):
    """Problems, one a line.

    Args:
        problems: The problems, in their order.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = problems

    @property
    def here(self) -> Problem | None:
        """The problem that the cursor is on."""
        return self.problems[self.cursor] if self.cursor < len(self.problems) else None

    @property
    def item_count(self) -> int:
        """How many problems there are."""
        return len(self.problems)

    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return a problem in one line: how its input's name ends, the line, what went wrong, what to do."""
        problem, columns = self.problems[line], columns_for(width)
        number = f"{problem.line:,}" if problem.line is not None else ""
        ink = "muted" if problem.is_note else ""
        return (
            Piece(BAR if chosen else " ", "key"),
            Piece(f"{SIGNS[problem.is_note]} ", "muted" if problem.is_note else "warning"),
            Piece(ending(problem.input, columns.input), "strong" if chosen else ink),
            Piece(f"{_GAP}{number:>{LINE_WIDTH}}{_GAP}", "muted"),
            Piece(fit(problem.what, columns.what), ink),
            Piece(_GAP + fit(problem.hint, columns.hint), "muted"),
        )


class ProblemSentence(Bar):
    """The whole sentence of a problem."""

    problem: Problem | None = None

    def show(self, problem: Problem | None) -> None:
        """Show another problem's."""
        self.problem = problem
        self.refresh()

    def compose_lines(self, width: int) -> Sequence[Line]:
        """Return a rule, where it went wrong, what did, and what to do, as far as there is room."""
        rule = (Piece("─" * width, "rule"),)
        if self.problem is None:
            return [rule]
        problem, height = self.problem, self.size.height - 1
        note = NOTE if problem.is_note else ""
        told = [
            Piece(safe(f"{place_of(problem)}: "), "strong"),
            Piece(safe(problem.what)),
            Piece(safe(f" {note}{problem.hint}"), "muted"),
        ]
        lines = wrap(told, width - 1, first=MARGIN, rest=MARGIN)
        if len(lines) > height:
            more = fit(f" {ELLIPSIS} {key('copy-problem')} copies all of it", width)
            lines = [*lines[: height - 1], (Piece(more, "muted"),)]
        return [rule, *lines]


def columns_for(width: int) -> Columns:
    """Return how wide the columns are in a list of so many cells."""
    room = max(0, width - 3 - LINE_WIDTH - 3 * len(_GAP) - 1)
    name, what = room * 26 // 100, room * 42 // 100
    return Columns(name, what, room - name - what)


def place_of(problem: Problem) -> str:
    """Return where something went wrong: "old.jsonl, line 4"."""
    return problem.input if problem.line is None else f"{problem.input}, line {problem.line:,}"


def sentence_of(problem: Problem) -> str:
    """Return all that is told of a problem, to take along."""
    return f"{place_of(problem)}: {problem.what} {problem.hint}"


def ending(name: str, width: int) -> str:
    """Return a safe name in exactly `width` cells; of one that is too long, how it ends."""
    drawn = safe(name[-8 * (width + 1) :])
    if len(drawn) == len(name) and cell_len(drawn) <= width:
        return fit(drawn, width)
    while drawn and cell_len(drawn) >= width:
        drawn = drawn[1:]
    return fit(f"{ELLIPSIS}{drawn}", width)
