"""The life of a claim as a line: each step in its place, however wide the line is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import build_story
from ondit.model import Claim, Event, Step
from ondit_tui.widgets.flow import Line, line_width
from ondit_tui.widgets.life_line import (
    LEGEND,
    SIGNS,
    Axis,
    axis_line,
    axis_of,
    dates_of,
    life_line,
    span_of,
)


def claim(*steps: tuple[Step, str | None]) -> Claim:
    return replace(build_story().claims[0], history=tuple(Event(step, day, ()) for step, day in steps))


def drawn(line: Line) -> str:
    return "".join(piece.text for piece in line)


def life(width: int, *steps: tuple[Step, str | None]) -> str:
    told = claim(*steps)
    axis = axis_of(dates_of(told))
    assert axis
    return drawn(life_line(told, axis, width + 2))


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        ([("first seen", "2025-05-01"), ("repeated", "2025-05-06"), ("denied", "2025-05-11")], "●────•────✕"),
        (
            [("first seen", "2025-05-01"), ("confirmed", "2025-05-06"), ("zombie", "2025-05-11")],
            "●────✓    !",
        ),
        ([("first seen", "2025-05-01"), ("superseded", "2025-05-11")], "●─────────»"),
        ([("first seen", "2025-05-01"), ("repeated", "2025-05-11")], "●─────────•"),
        ([("first seen", "2025-05-01"), ("expired", "2025-05-11")], "●─────────┤"),
    ],
)
def test_a_line_goes_from_where_a_claim_was_seen_to_where_it_ended(
    steps: list[tuple[Step, str | None]], line: str
) -> None:
    assert life(11, *steps) == f"{line}  "


def test_what_was_told_on_no_known_day_is_told_behind_the_line() -> None:
    assert life(11, ("first seen", "2025-05-01"), ("repeated", None)) == "●           ?"


def test_of_steps_that_fall_together_the_one_that_settles_is_seen() -> None:
    told = claim(("first seen", "2025-05-01"), ("repeated", "2025-05-01"), ("denied", "2025-05-01"))
    assert drawn(life_line(told, Axis(0, 10**6), 5)).strip(" ─?") == "✕"


def test_a_life_without_days_says_so() -> None:
    assert drawn(life_line(claim(("first seen", None)), Axis(1, 2), 12)) == "undated     "
    assert axis_of(dates_of(claim(("first seen", None)))) is None


def test_a_month_lies_in_its_middle() -> None:
    told = claim(("first seen", "2025-05"))
    axis = axis_of(["2025-05-01", "2025-05-31"])
    assert axis
    assert drawn(life_line(told, axis, 33)).index("●") == 15


def test_an_axis_names_its_ends_where_they_fit() -> None:
    axis = axis_of(["2025-05", "2025-06-02T09:00:00Z", None, "soon"])
    assert axis
    assert span_of(axis) == "1 May to 2 Jun 2025"
    assert drawn(axis_line(axis, 30)).split("─")[0] == "1 May 2025 "
    assert drawn(axis_line(axis, 9)) == "─" * 9


def test_the_legend_explains_every_sign_and_fits_80_columns() -> None:
    assert len(LEGEND) <= 79
    assert all(sign in LEGEND for sign, _ in SIGNS.values())


_DAYS = st.none() | st.dates().map(lambda day: day.isoformat()) | st.sampled_from(("2025", "2025-05", "x"))


@given(st.lists(st.tuples(st.sampled_from(list(SIGNS)), _DAYS), max_size=9), st.integers(1, 200))
def test_a_line_is_as_wide_as_it_is_asked_for(steps: list[tuple[Step, str | None]], width: int) -> None:
    told = claim(*steps)
    axis = axis_of(["2025-05-01", "2025-06-01", *dates_of(told)])
    assert axis
    assert line_width(life_line(told, axis, width)) == width
    assert line_width(axis_line(axis, width)) <= max(width, 24)
    elsewhere = Axis(axis.first + 5, axis.first + 6)
    assert line_width(life_line(told, elsewhere, width)) == width
