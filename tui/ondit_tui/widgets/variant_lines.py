"""The lines of a statement: its variants in order of first appearance, compared, and their stemma."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len

from ondit.model import Statement
from ondit_tui.widgets.account import Telling
from ondit_tui.widgets.beside import beside
from ondit_tui.widgets.cells import fit, safe
from ondit_tui.widgets.diff import diff
from ondit_tui.widgets.flow import BAR, Line, Piece, rule, wrap
from ondit_tui.widgets.pane_lines import Layout
from ondit_tui.widgets.stemma_lines import tree
from ondit_tui.widgets.wording import date_of, moment_of

Comparison = Literal["inline", "beside", "plain"]

COMPARISONS: tuple[Comparison, ...] = ("inline", "beside", "plain")
FEWEST_BESIDE = 60
"""Cells that two columns need: below, they stand inline."""
MARGIN: Line = (Piece("   "),)


@dataclass(frozen=True, slots=True)
class Look:
    """How variants are to be shown.

    Attributes:
        selected: The telling under the cursor.
        base: The telling that the others are compared with.
        comparison: How.
        why: Whether it is said why each is taken for a variant and where it comes from.
    """

    selected: int = 0
    base: int = 0
    comparison: Comparison = "inline"
    why: bool = False


def lay_out(statement: Statement, tellings: Sequence[Telling], look: Look, width: int) -> Layout:
    """Lay a statement's variants out in lines of at most `width` cells.

    Args:
        statement: The statement.
        tellings: Its occurrences, in its order.
        look: How to show them.
        width: Cells in a line.
    """
    lines: list[Line] = [rule("variants, first seen on top", width)]
    rows: list[int] = []
    shown = 0
    for number, telling in enumerate(tellings):
        rows.append(len(lines))
        lines.append(_row(number, telling, look, width))
        lines += _words(telling, tellings[look.base], look, width)
        lines += _reasons(number, telling, statement, tellings, width) if look.why else []
        lines.append(())
        shown = len(lines) if number == look.selected else shown
    lines.append(rule("which comes from which", width))
    lines += tree([_name(one) for one in tellings], statement.stemma, width, look.selected)
    return Layout(tuple(lines), tuple(rows), shown)


def _row(number: int, telling: Telling, look: Look, width: int) -> Line:
    """List a telling: outlet, date, what it is to the statement's wording, how similar."""
    chosen, is_base = number == look.selected, number == look.base
    like = "base" if is_base else telling.variant or "retold"
    tail = f" {date_of(telling.published):>11}  {like:<10}{telling.similarity:>4.0f} "
    room = max(6, width - cell_len(tail) - 3)
    return (
        Piece(f"{BAR if chosen else ' '}{'=' if is_base else ' '} ", "key"),
        Piece(fit(telling.article.source.value, room), "strong" if chosen else "heading"),
        Piece(tail, "" if chosen else "muted"),
    )


def _words(telling: Telling, base: Telling, look: Look, width: int) -> list[Line]:
    if telling is base or look.comparison == "plain":
        return wrap([Piece(safe(telling.text))], width - 1, first=MARGIN, rest=MARGIN)
    if look.comparison == "beside" and width >= FEWEST_BESIDE:
        return [(*MARGIN, *line) for line in beside(base.text, telling.text, width - len(MARGIN[0].text) - 1)]
    changes = diff(base.text, telling.text)
    same = [Piece("the same words", "muted")]
    return wrap(changes or same, width - 1, first=MARGIN, rest=MARGIN)


def _reasons(
    number: int, telling: Telling, statement: Statement, tellings: Sequence[Telling], width: int
) -> list[Line]:
    """Say why a telling is taken for a variant of the statement, and what it comes from."""
    like = f"{telling.variant or 'retold'}, similarity {telling.similarity:.0f}"
    found = [f"to the statement's wording: {like}."]
    found += [
        f"from {_name(tellings[one.parent])}: {one.tie}. {one.reason}"
        for one in statement.stemma
        if one.child == number
    ]
    if telling.quote and telling.quote.suspect:
        found.append(f"suspect: {telling.quote.suspect}")
    lines = (wrap([Piece(words, "muted")], width - 1, first=MARGIN, rest=MARGIN) for words in found)
    return [line for some in lines for line in some]


def _name(telling: Telling) -> str:
    return f"{telling.article.source.value}, {moment_of(telling.published)}"
