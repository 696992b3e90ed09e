"""The life of a claim as a line on a time axis: first seen, repeated, settled, told again, expired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ondit.model import Claim, Event, Step
from ondit.periods import period
from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.flow import Line, Piece
from ondit_tui.widgets.wording import date_of

SIGNS: Mapping[Step, tuple[str, str]] = {
    "first seen": ("●", "strong"),
    "repeated": ("•", ""),
    "confirmed": ("✓", "confirmation"),
    "denied": ("✕", "denial"),
    "superseded": ("»", "denial"),
    "zombie": ("!", "warning"),
    "expired": ("┤", "muted"),
}
"""How each step is drawn, and its ink; of those that fall together the one listed latest is seen."""

UNDATED = "?"
LEGEND = "● first • repeated ✓ confirmed ✕ denied » superseded ! again ┤ expired ? no day"
_SETTLING = ("confirmed", "denied", "superseded", "expired")
_ORDER: tuple[Step, ...] = (
    "repeated",
    "first seen",
    "zombie",
    "expired",
    "superseded",
    "denied",
    "confirmed",
)


class Axis(NamedTuple):
    """The days that a line of events spans, as ordinals, both ends included."""

    first: int
    last: int

    def at(self, day: float, width: int) -> int:
        """Return the cell of a day among `width`; what lies beyond an end falls on it."""
        share = (day - self.first) / max(1, self.last - self.first)
        return round(min(1.0, max(0.0, share)) * (width - 1))


def axis_of(dates: Iterable[str | None]) -> Axis | None:
    """Return the axis that some dates span, whatever their granularity; absent where none is known."""
    periods = [found for one in dates if (found := period(one or ""))]
    if not periods:
        return None
    return Axis(min(a for a, _ in periods).toordinal(), max(b for _, b in periods).toordinal())


def dates_of(claim: Claim) -> list[str | None]:
    """Return when the steps of a claim's life were."""
    return [event.published for event in claim.history]


def life_line(claim: Claim, axis: Axis, width: int) -> Line:
    """Draw a claim's life in `width` cells: a line from where it was first seen to where it ended.

    It ends where the claim was settled or expired, else with the last day that it was told on. Behind it a
    sign stands for what was told on a day that is not known.
    """
    room = max(1, width - 2)
    placed = [
        (axis.at(day, room), event.step) for event in claim.history if (day := _middle(event)) is not None
    ]
    if not placed:
        return (Piece(fit("undated", width), "muted"),)
    begin = min(at for at, _ in placed)
    ends = [at for at, step in placed if step in _SETTLING]
    end = ends[0] if ends else max(at for at, _ in placed)
    cells = [("─" if begin <= at <= end else " ", "rule") for at in range(room)]
    for at, step in sorted(placed, key=lambda one: _ORDER.index(one[1])):
        cells[at] = SIGNS[step]
    undated = UNDATED if any(event.published is None for event in claim.history) else ""
    return (*(Piece(sign, ink) for sign, ink in cells), Piece(f" {undated:<1}"[: width - room], "muted"))


def span_of(axis: Axis) -> str:
    """Return in words what an axis spans: "6 May to 3 Nov 2025", "3 Nov 2025 to 2 Feb 2026"."""
    first, last = _ends(axis)
    if first == last:
        return first
    year = last[-5:]
    return f"{first.removesuffix(year)} to {last}"


def axis_line(axis: Axis, width: int) -> Line:
    """Name the ends of an axis in `width` cells, with a rule between."""
    first, last = _ends(axis)
    if first == last:
        return (Piece(f"{first} ", "muted"), Piece("─" * max(0, width - len(first) - 1), "rule"))
    rule = width - len(first) - len(last) - 2
    if rule < 1:
        return (Piece("─" * width, "rule"),)
    return (Piece(f"{first} ", "muted"), Piece("─" * rule, "rule"), Piece(f" {last}", "muted"))


def _ends(axis: Axis) -> tuple[str, str]:
    first, last = (date_of(date.fromordinal(one).isoformat()) for one in axis)
    return first, last


def _middle(event: Event) -> float | None:
    days = period(event.published or "")
    return (days[0].toordinal() + days[1].toordinal()) / 2 if days else None
