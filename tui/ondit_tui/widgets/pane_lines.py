"""What all panes are laid out of: their lines and spots, titles, and named facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ondit.model import Event, TimelineEntry
from ondit_tui.widgets.flow import MARGIN, Line, Piece, wrap
from ondit_tui.widgets.wording import confidence_words, kind_words, mark

LABEL = 11
"""How many cells the name of a fact has."""
_STEPS = {"zombie": "told again all the same"}


@dataclass(frozen=True, slots=True)
class Layout:
    """A pane's lines, and where its spots stand in them.

    Attributes:
        lines: From top to bottom.
        rows: For each spot, the line that it begins on.
        shown: The line after what is shown of the spot under the cursor.
    """

    lines: tuple[Line, ...]
    rows: tuple[int, ...]
    shown: int


def spotted(lines: Sequence[Line], rows: Sequence[int], cursor: int) -> Layout:
    """Return lines as they are laid out whose spots take all that stands up to the next one."""
    shown = rows[cursor + 1] if cursor + 1 < len(rows) else len(lines)
    return Layout(tuple(lines), tuple(rows), shown)


def title(entry: TimelineEntry) -> Line:
    """Return what an entry is, by mark and words, and how sure that is."""
    word, ink = mark(entry.kind, entry.subtype)
    confidence = Piece(f"  confidence {confidence_words(entry.confidence)}", "muted")
    return (*MARGIN, Piece(word.split()[0] + " ", ink), Piece(kind_words(entry), ink), confidence)


def fact(name: str, words: str, width: int, *, label: str = "muted", ink: str = "") -> list[Line]:
    """Return a fact in lines of at most `width` cells, its name before the first.

    Args:
        name: What it is.
        words: What is known of it.
        width: In cells.
        label: The ink of the name.
        ink: The ink of the words.
    """
    named = f"{name:<{LABEL}}"
    first, rest = (*MARGIN, Piece(named, label)), (*MARGIN, Piece(" " * len(named)))
    return wrap([Piece(words, ink)], width - 1, first=first, rest=rest)


def step_words(event: Event) -> str:
    """Return what happened in a claim's life."""
    return _STEPS.get(event.step, event.step)
