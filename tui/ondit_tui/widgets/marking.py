"""Finding what is searched for in what is drawn, so that hits are seen."""

from __future__ import annotations

from ondit.errors import UsageError
from ondit.search import Query, hits, parse
from ondit_tui.widgets.flow import Piece


def hits_of(search: str) -> Query | None:
    """Return what to mark of a search: none for one without words, or one that makes no sense."""
    try:
        query = parse(search)
    except UsageError:
        return None
    return query if query.wanted else None


def marked(text: str, wanted: Query | None, ink: str = "") -> list[Piece]:
    """Split a text into pieces, what a search wants in the ink for hits and the rest in `ink`."""
    if wanted is None:
        return [Piece(text, ink)]
    pieces: list[Piece] = []
    at = 0
    for hit in hits(wanted, text):
        if hit.start > at:
            pieces.append(Piece(text[at : hit.start], ink))
        pieces.append(Piece(text[hit.start : hit.end], "hit"))
        at = hit.end
    pieces.append(Piece(text[at:], ink))
    return pieces
