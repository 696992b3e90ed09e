"""The looks that text can have, by name, and the strips that are drawn with them.

Their colours stand in `app.tcss`, one class an ink, so that every theme gives its own; what an ink tells is
always told by words or shape as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from ondit_tui.widgets.flow import Line, line_width

INKS: set[str] = {
    f"ink--{name}"
    for name in (
        "announcement",
        "rumour",
        "denial",
        "confirmation",
        "muted",
        "strong",
        "heading",
        "rule",
        "hit",
        "added",
        "left-out",
        "warning",
        "key",
        "cursor",
        "cursor-away",
    )
}


def ink(widget: Widget, name: str) -> Style:
    """Return the style that an ink adds to a widget's own; none for the empty name."""
    return widget.get_component_rich_style(f"ink--{name}", partial=True) if name else Style.null()


def draw(widget: Widget, line: Line, width: int, ground: str = "") -> Strip:
    """Draw a line of safe pieces as a strip of exactly `width` cells on the widget's background.

    Args:
        widget: Whose component classes give the colours; they include `INKS`.
        line: What to draw; it is cut where it is too long.
        width: In cells.
        ground: The ink of the whole line, under the pieces' own.
    """
    base = widget.rich_style + ink(widget, ground)
    segments = [Segment(piece.text, base + ink(widget, piece.ink)) for piece in line]
    return Strip(segments, line_width(line)).adjust_cell_length(width, base)


def draw_all(widget: Widget, lines: Sequence[Line], width: int) -> list[Strip]:
    """Draw lines as strips of exactly `width` cells."""
    return [draw(widget, line, width) for line in lines]
