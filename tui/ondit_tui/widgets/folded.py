"""What is folded, in words: nothing is ever held back without being told."""

from __future__ import annotations

from collections.abc import Sequence

from ondit.model import TimelineEntry
from ondit_tui.commands import key
from ondit_tui.widgets.flow import Line, Piece
from ondit_tui.widgets.timeline_rows import Fold
from ondit_tui.widgets.wording import mark

MOST_LISTED = 40
TEXT_LENGTH = 300
REASON = (
    "Those that stand matter as much or more (outlets, first with it, a principal's word, settled);"
    " of what matters as much, the surer stand."
)


def tally_of(folded: int) -> str:
    """Return what the filter line says of entries that are not shown; nothing where all are."""
    return f" · {folded:,} folded ({key('fold-all')})" if folded else ""


def hint_of(fold: Fold) -> str:
    """Return what the keys do on a fold."""
    does = "folds them again" if fold.is_open else "shows them in their places"
    return f"{key('open')} {does}; {key('fold-all')} folds or unfolds every day."


def lines_of(fold: Fold, first: Sequence[TimelineEntry]) -> list[Line]:
    """Tell what a fold holds: how much, why just that, and its first entries.

    Args:
        fold: The fold.
        first: The first `MOST_LISTED` entries that it folds.

    Returns:
        Lines of any width, to be wrapped.
    """
    lines: list[Line] = [
        (Piece(fold.words, "heading"),),
        (),
        (Piece(f"{REASON} {hint_of(fold)}", "muted"),),
        (),
    ]
    for entry in first:
        sign, ink = mark(entry.kind, entry.subtype)
        lines.append((Piece(f"{sign.split()[0]} ", ink), Piece(entry.text[:TEXT_LENGTH])))
    rest = fold.folds - len(first)
    return [*lines, (Piece(f"… and {rest:,} more", "muted"),)] if rest > 0 else lines
