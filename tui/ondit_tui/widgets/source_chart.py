"""What an outlet tells over time: a bar for each stretch of days, beside what all tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ondit.periods import period
from ondit.views import DayCount
from ondit_tui.widgets.flow import BLOCKS, MARGIN, Line, Piece
from ondit_tui.widgets.life_line import Axis, axis_line, axis_of

LABEL = 7
HEIGHT = 2
"""How many lines the bars of the outlet take."""


def chart(days: Mapping[str, Sequence[DayCount]], width: int) -> list[Line]:
    """Draw a row of bars for each series, one above the other, on one axis of days.

    What is dated by its month or its year only is left out; a row's highest bar is its highest number, which
    is told beside it.

    Args:
        days: The entries of each day, by the name of the series; the first is drawn highest.
        width: In cells.
    """
    dated = {name: [day for day in some if _day(day) is not None] for name, some in days.items()}
    axis = axis_of(day.published for some in dated.values() for day in some)
    if axis is None:
        return []
    widest = max(sum(day.entries for day in some) for some in dated.values())
    room = max(1, width - LABEL - len(MARGIN[0].text) - len(f" {widest:,}") - 1)
    lines: list[Line] = [()]
    for number, (name, some) in enumerate(dated.items()):
        cells = buckets(some, axis, room)
        most = max(cells, default=0)
        height = HEIGHT if number == 0 else 1
        ink = "announcement" if number == 0 else "muted"
        for level in reversed(range(height)):
            label = f"{name:<{LABEL}}" if not level else " " * LABEL
            told = f" {most:,}" if level == height - 1 else ""
            bars = "".join(_block(cell, most, level, height) for cell in cells)
            lines.append((*MARGIN, Piece(label, "muted"), Piece(bars, ink), Piece(told, "muted")))
    return [*lines, (*MARGIN, Piece(" " * LABEL), *axis_line(axis, room))]


def buckets(days: Sequence[DayCount], axis: Axis, width: int) -> list[int]:
    """Return how many entries fall on each of so many cells of an axis."""
    cells = [0] * max(1, width)
    for day in days:
        ordinal = _day(day)
        if ordinal is not None:
            cells[axis.at(ordinal, len(cells))] += day.entries
    return cells


def _day(day: DayCount) -> int | None:
    days = period(day.published or "")
    return days[0].toordinal() if days and days[0] == days[1] else None


def _block(number: int, most: int, level: int, height: int) -> str:
    """Return the part of a bar that lies on a line, from 0 at the bottom: what is there at all is seen."""
    steps = len(BLOCKS) - 1
    size = max(1, round(number * height * steps / most)) if number else 0
    return BLOCKS[max(0, min(steps, size - level * steps))]
