"""How much was first told when: bars on a time axis, the kinds upon each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ondit.export.casefile.axis import Axis
from ondit.model import Kind
from ondit.periods import period
from ondit.views import DayCount

KINDS: tuple[Kind, ...] = ("announcement", "rumour", "neither")
"""From the bottom up."""
HIGHEST, WIDEST, GAP = 34.0, 28.0, 1.0


class Bar(NamedTuple):
    """How many entries of a kind were first told in a stretch of time."""

    kind: Kind
    x: float
    y: float
    width: float
    height: float


def count(
    days: Mapping[Kind, Sequence[DayCount]], axis: Axis, base: float, most: int
) -> tuple[list[Bar], int]:
    """Count entries in equal stretches of time; what is known to a month or a year counts in its middle.

    Args:
        days: How many entries of each kind were first told on each day.
        axis: The axis.
        base: On which height the bars stand.
        most: In how many stretches at the most; none is shorter than a day.

    Returns:
        The bars, and how many entries the highest stands for.
    """
    number = min(most, (axis.last - axis.first).days + 1)
    width = (axis.end - axis.start) / number
    counts: dict[int, Counter[Kind]] = {}
    for kind in KINDS:
        for day in days.get(kind, ()):
            spanned = period(day.published or "")
            if spanned:
                at = min(number - 1, int((axis.between(spanned) - axis.start) / width))
                counts.setdefault(at, Counter())[kind] += day.entries
    highest = max((one.total() for one in counts.values()), default=0)
    bars = []
    for at, some in sorted(counts.items()):
        x, y = axis.start + at * width + max(0.0, width - WIDEST) / 2, base
        for kind in KINDS:
            if some[kind]:
                height = some[kind] / highest * HIGHEST
                y -= height
                bars.append(
                    Bar(kind, round(x, 2), round(y, 2), round(min(width, WIDEST) - GAP, 2), round(height, 2))
                )
    return bars, highest
