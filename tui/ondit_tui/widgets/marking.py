"""Finding what is searched for in what is drawn, so that hits are seen."""

from __future__ import annotations

from rich.cells import cell_len

from ondit.errors import UsageError
from ondit.search import Query, hits, parse
from ondit_tui.widgets.cells import ELLIPSIS, fit, safe
from ondit_tui.widgets.flow import Piece

LONGEST_LOOK = 4_000
"""In how many letters of a text a hit is looked for that its line is to show."""
_LEFT_OUT = f"{ELLIPSIS} "


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


def marked_line(text: str, width: int, wanted: Query | None, ink: str = "") -> list[Piece]:
    """Return a text in one line of exactly `width` cells, as `marked` does.

    Where the first thing that a search wants stands too far behind to be seen, the line begins before that.
    """
    return marked(fit(_with_hit(text, width, wanted), width), wanted, ink)


def _with_hit(text: str, width: int, wanted: Query | None) -> str:
    found = hits(wanted, text[:LONGEST_LOOK]) if wanted else []
    if not found or cell_len(safe(text[: found[0].end])) < width:
        return text
    hit = found[0]
    start = text.rfind(" ", 0, max(0, hit.start - width // 3)) + 1
    room = width - len(_LEFT_OUT)
    start = hit.start if cell_len(safe(text[start : hit.end])) > room - 1 else start
    filling = text.find(" ", max(0, len(text) - room - 1)) + 1
    if 0 < filling < start and cell_len(safe(text[filling:])) <= room:
        start = filling
    return f"{_LEFT_OUT}{text[start:]}" if start else text
