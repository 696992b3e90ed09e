"""Two wordings side by side: on the left what the other lacks, on the right what it has more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from ondit_tui.widgets.flow import Line, Piece, line_width, wrap

BETWEEN = " │ "


def beside(wording: str, variant: str, width: int) -> list[Line]:
    """Return two wordings in two columns of lines, `width` cells together.

    What only the left has stands as `[-left out-]`, what only the right has as `{+added+}`.
    """
    left, right = _sides(wording, variant)
    room = (width - len(BETWEEN)) // 2
    rows = zip_longest(wrap(left, room), wrap(right, width - len(BETWEEN) - room), fillvalue=())
    return [(*_padded(a, room), Piece(BETWEEN, "rule"), *b) for a, b in rows]


def _sides(wording: str, variant: str) -> tuple[list[Piece], list[Piece]]:
    """Return both wordings whole, what only one of them has marked."""
    from ondit.matching import align

    edits = [edit for edit in align(wording, variant) if edit.op != "equal"]
    gone = [edit.left for edit in edits if edit.left.start < edit.left.end]
    come = [edit.right for edit in edits if edit.right.start < edit.right.end]
    return (
        _marked(wording, [(span.start, span.end) for span in gone], "[--]", "left-out"),
        _marked(variant, [(span.start, span.end) for span in come], "{++}", "added"),
    )


def _marked(text: str, spans: Sequence[tuple[int, int]], marks: str, ink: str) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for start, end in spans:
        pieces.append(Piece(text[at:start]))
        pieces.append(Piece(f"{marks[:2]}{text[start:end]}{marks[2:]}", ink))
        at = end
    pieces.append(Piece(text[at:]))
    return [piece for piece in pieces if piece.text]


def _padded(line: Line, width: int) -> Line:
    return (*line, Piece(" " * (width - line_width(line))))
