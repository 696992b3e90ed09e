"""The variants of a statement: in order, compared with any of them, told why and from where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conftest import build_story
from drawn import plain
from ondit.model import Descent, Statement
from ondit_tui.widgets.account import Telling, account
from ondit_tui.widgets.flow import line_width
from ondit_tui.widgets.variant_lines import COMPARISONS, Look, lay_out

STORY = build_story()
ENTRY = next(entry for entry in STORY.timeline if entry.statement)


def variants() -> tuple[Statement, list[Telling]]:
    """Return a statement with a stemma, and its tellings."""
    statement = next(one for one in STORY.statements if one.id == ENTRY.statement)
    told = {(one.span.article, one.span.start): one for one in account(STORY, ENTRY).tellings}
    tellings = [told[one.article, one.start] for one in statement.occurrences]
    edge = Descent(1, 0, "credited", "It names its source.")
    return replace(statement, stemma=(edge,)), tellings


def shown(look: Look, width: int = 90) -> str:
    return plain(lay_out(*variants(), look, width).lines)


def test_variants_stand_in_order_of_first_appearance_above_their_stemma() -> None:
    statement, tellings = variants()
    laid = lay_out(statement, tellings, Look(), 90)
    assert len(laid.rows) == len(statement.occurrences) > 1
    for row, telling in zip(laid.rows, tellings, strict=True):
        assert telling.article.source.value in plain([laid.lines[row]])
    assert "└─ " in plain(laid.lines[laid.rows[-1] :])


def test_each_is_compared_with_the_base_that_was_chosen() -> None:
    first, other = shown(Look()), shown(Look(base=1))
    assert "{+" in first + other or "[-" in first + other
    assert first != other
    assert first.count("base") == other.count("base") == 1


def test_two_columns_need_room_and_else_stand_inline() -> None:
    assert " │ " in shown(Look(comparison="beside"), 100)
    assert shown(Look(comparison="beside"), 50) == shown(Look(), 50)


def test_plain_words_are_those_of_the_articles() -> None:
    _, tellings = variants()
    told = "".join(shown(Look(comparison="plain")).split())
    assert all("".join(telling.text.split()) in told for telling in tellings)


def test_why_names_the_likeness_and_the_edge_with_its_reason() -> None:
    assert "It names its source." not in shown(Look())
    told = " ".join(shown(Look(why=True)).split())
    assert "credited. It names its source." in told
    assert "similarity 100" in told
    laid = lay_out(*variants(), Look(why=True), 90)
    first, second = (plain(laid.lines[laid.rows[at] : laid.rows[at + 1]]) for at in (0, 1))
    assert "It names its source." in " ".join(second.split())
    assert "It names its source." not in " ".join(first.split())


@pytest.mark.parametrize("comparison", COMPARISONS)
@pytest.mark.parametrize("width", [40, 58, 80, 140])
def test_no_line_is_too_long(comparison: str, width: int) -> None:
    look = Look(comparison=comparison, why=True)  # type: ignore[arg-type]
    assert all(line_width(line) <= width for line in lay_out(*variants(), look, width).lines)
