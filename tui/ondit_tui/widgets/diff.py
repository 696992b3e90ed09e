"""A variant's words against the statement's, with markers that need no colour."""

from __future__ import annotations

from ondit_tui.widgets.flow import Piece


def diff(wording: str, variant: str) -> list[Piece] | None:
    """Return the variant with what it adds as `{+added+}` and what it leaves out as `[-left out-]`.

    Words are compared without case and punctuation; punctuation is the variant's.

    Returns:
        Pieces in reading order; none where the words are the same.
    """
    from ondit.matching import align  # slow to come, and needed only where words differ

    edits = align(wording, variant)
    if all(edit.op == "equal" for edit in edits):
        return None
    pieces: list[Piece] = []
    at = 0
    for edit in edits:
        end = edit.right.end
        if edit.op == "equal":
            pieces.append(Piece(variant[at:end]))
        else:
            start = max(at, edit.right.start)
            pieces.append(Piece(variant[at:start]))
            pieces += _change(
                wording[edit.left.start : edit.left.end], variant[start:end], pieces, variant[end : end + 1]
            )
        at = max(at, end)
    pieces.append(Piece(variant[at:]))
    return [piece for piece in pieces if piece.text]


def _change(gone: str, come: str, before: list[Piece], after: str) -> list[Piece]:
    """Mark one change, parted by spaces from the words around it."""
    marks: list[Piece] = []
    if gone:
        ahead = "".join(piece.text for piece in before[-2:])
        if ahead and not come and not ahead[-1].isspace():
            marks.append(Piece(" "))
        marks.append(Piece(f"[-{gone}-]", "left-out"))
    if gone and come:
        marks.append(Piece(" "))
    if come:
        marks.append(Piece(f"{{+{come}+}}", "added"))
    elif after.isalnum():
        marks.append(Piece(" "))
    return marks
