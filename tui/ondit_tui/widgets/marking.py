"""Finding the searched words in what is drawn, so that hits are seen."""

from __future__ import annotations

import re

from ondit_tui.widgets.flow import Piece


def hits_of(search: str) -> re.Pattern[str] | None:
    """Return a pattern that finds the words of a search in a drawn text, none for an empty search."""
    words = sorted(set(re.findall(r"\w+", search)), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE) if words else None


def marked(text: str, hits: re.Pattern[str] | None, ink: str = "") -> list[Piece]:
    """Split a text into pieces, the hits in the ink for hits and the rest in `ink`."""
    if hits is None:
        return [Piece(text, ink)]
    pieces: list[Piece] = []
    at = 0
    for hit in hits.finditer(text):
        if hit.start() > at:
            pieces.append(Piece(text[at : hit.start()], ink))
        pieces.append(Piece(hit.group(), "hit"))
        at = hit.end()
    pieces.append(Piece(text[at:], ink))
    return pieces
