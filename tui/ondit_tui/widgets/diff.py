"""A variant's words against the statement's, with markers that need no colour."""

from __future__ import annotations

from ondit_tui.widgets.flow import Piece


def diff(wording: str, variant: str) -> list[Piece] | None:
    """Return the variant with what it adds as `{+added+}` and what it leaves out as `[-left out-]`.

    Words are compared without case and punctuation; punctuation is the variant's.

    Returns:
        Pieces in reading order; none where the words are the same.
    """
    from ondit.matching.changes import changes  # slow to come, and needed only where words differ

    found = changes(wording, variant)
    if all(change.op == "same" for change in found):
        return None
    pieces = []
    for op, text, is_apart in found:
        gap = " " if is_apart else ""
        if op == "same":
            pieces.append(Piece(gap + text))
        elif op == "added":
            pieces.append(Piece(f"{gap}{{+{text}+}}", "added"))
        else:
            pieces.append(Piece(f"{gap}[-{text}-]", "left-out"))
    return pieces
