"""What is drawn, as text."""

from __future__ import annotations

from collections.abc import Iterable

from ondit_tui.widgets.flow import Line


def plain(lines: Iterable[Line]) -> str:
    """Return lines as text, without their inks."""
    return "\n".join("".join(piece.text for piece in line) for line in lines)
