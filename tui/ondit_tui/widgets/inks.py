"""The looks that text can have, by name, and the strips that are drawn with them.

Their colours stand in `app.tcss`, one class an ink, so that every theme gives its own; what an ink tells is
always told by words or shape as well.
"""

from __future__ import annotations

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


class Inked(Widget):
    """A widget that draws in inks; what each looks like is worked out once for every theme.

    The inks are the app's, which has them as its component classes: those of each widget would be worked out
    for each anew, whenever anything about it changes.
    """

    ALLOW_SELECT = False

    _looks: dict[tuple[str, str], Style] | None = None

    def look(self, name: str = "", ground: str = "") -> Style:
        """Return the style of an ink on the ground of another; the widget's own for empty names."""
        if self._looks is None:
            self._looks = {}
        found = self._looks.get((name, ground))
        if found is None:
            found = self.rich_style
            for one in filter(None, (ground, name)):
                found += self.app.get_component_styles(f"ink--{one}").partial_rich_style
            self._looks[name, ground] = found
        return found

    def notify_style_update(self) -> None:
        """Forget the looks of the colours before."""
        self._looks = None
        super().notify_style_update()


def draw(widget: Inked, line: Line, width: int, ground: str = "") -> Strip:
    """Draw a line of safe pieces as a strip of exactly `width` cells on the widget's background.

    Args:
        widget: Whose component classes give the colours.
        line: What to draw; it is cut where it is too long.
        width: In cells.
        ground: The ink of the whole line, under the pieces' own.
    """
    base = widget.look(ground=ground)
    segments = [Segment(piece.text, widget.look(piece.ink, ground)) for piece in line]
    return Strip(segments, line_width(line)).adjust_cell_length(width, base)
