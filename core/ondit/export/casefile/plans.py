"""The measures of the picture, and the shapes that outlets are drawn as."""

from __future__ import annotations

from dataclasses import dataclass

SHAPES: tuple[tuple[str, str], ...] = (
    ("circle", "M-4.6 0a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0-9.2 0z"),
    ("square", "M-4.2-4.2h8.4v8.4h-8.4z"),
    ("triangle", "M0-5.4L5.2 4H-5.2z"),
    ("diamond", "M0-5.8L5.8 0L0 5.8L-5.8 0z"),
    ("downward triangle", "M0 5.4L5.2-4H-5.2z"),
    ("cross", "M-1.7-5.2h3.4v3.5h3.5v3.4h-3.5v3.5h-3.4v-3.5h-3.5v-3.4h3.5z"),
    ("star", "M0 -6.2L1.5 -2.1L5.9 -1.9L2.5 0.8L3.6 5L0 2.6L-3.6 5L-2.5 0.8L-5.9 -1.9L-1.5 -2.1z"),
    ("hourglass", "M-4.8-5H4.8L-4.8 5H4.8z"),
    ("ring", "M-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0z"),
)
"""Paths around a point that outlets are drawn as, those that tell most claims first; all others as rings."""
OTHERS = len(SHAPES) - 1


@dataclass(frozen=True, slots=True)
class Plan:
    """The measures of a picture, in its own units.

    Attributes:
        width: Of the whole.
        start: Where the time axis begins.
        end: Where it ends.
        undated: Where what has no date stands, in the middle of its column.
        row: How high a claim is.
        line: How far below a row's top its marks stand.
        label: How wide a claim's words are at the most.
        beside: Whether they stand beside the marks; else above them.
        ticks: How many days are named at the most.
        bars: How many bars the days are counted in.
    """

    width: int
    start: int
    end: int
    undated: int
    row: int
    line: int
    label: int
    beside: bool
    ticks: int
    bars: int


WIDE = Plan(1000, 356, 838, 866, 22, 11, 330, True, 7, 60)
NARROW = Plan(360, 8, 322, 343, 42, 29, 270, False, 3, 30)
