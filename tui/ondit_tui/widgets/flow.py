"""Lines of inked pieces, and their wrapping to a width in cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from rich.cells import cell_len

from ondit_tui.widgets.cells import chunks, fit, safe

_IDEOGRAPH = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60"
_SPLIT = re.compile(f"[ {_IDEOGRAPH}]")
_TOKEN = re.compile(f" +|[{_IDEOGRAPH}]|[^ {_IDEOGRAPH}]+")


class Piece(NamedTuple):
    """A stretch of a line in one ink.

    Attributes:
        text: Safe to draw once it is in a line made by `wrap`.
        ink: The name of its look (see `inks`); empty for plain text.
    """

    text: str
    ink: str = ""


BAR = "▌"
"""What stands before the line that the cursor is on: colour is never the only mark."""
Line = tuple[Piece, ...]
BLOCKS = " ▁▂▃▄▅▆▇█"
"""What bars are drawn of, from nothing to a whole cell."""
MARGIN: Line = (Piece(" "),)
"""What stands before the lines of panes and boxes."""
_Token = tuple[str, str, int]
"""Blanks, or what is not to be broken where it fits: its text, its ink, and how many cells it takes."""


def wrap(pieces: Iterable[Piece], width: int, *, first: Line = (), rest: Line = ()) -> list[Line]:
    """Break pieces into lines of at most `width` cells, between words where words fit.

    Args:
        pieces: What is to be drawn, in any length.
        width: Cells in a line, the margins counted.
        first: What the first line starts with.
        rest: What the other lines start with, in `width` cells the same as `first`.

    Returns:
        At least one line.
    """
    room = max(1, width - max(line_width(first), line_width(rest)))
    lines: list[list[_Token]] = [[]]
    used, is_parted = 0, True
    for token in _tokens(pieces, room):
        text, _, size = token
        blank = text.isspace()
        # A break takes the place of blanks: none at the end of a line, none at the start of the next.
        if used + size > room and not blank:
            begun = [] if is_parted else _begun(lines[-1], token, room)
            if lines[-1] and lines[-1][-1][0].isspace():
                lines[-1].pop()
            lines.append(begun)
            used = sum(cells for _, _, cells in begun)
        is_parted = blank
        if blank and (used + size > room or (not used and len(lines) > 1)):
            continue
        lines[-1].append(token)
        used += size
    return [(*(rest if number else first), *_joined(line)) for number, line in enumerate(lines)]


def line_width(line: Sequence[Piece]) -> int:
    """Count the cells that a line takes."""
    return sum(cell_len(piece.text) for piece in line)


def rule(words: str, width: int) -> Line:
    """Return the line of a heading: its words, cut where they do not fit, and a rule behind them."""
    shown = fit(words, min(cell_len(safe(words)), max(1, width - 4))).rstrip()
    return (Piece(f" {shown} ", "heading"), Piece("─" * max(0, width - cell_len(shown) - 3), "rule"))


def _begun(line: list[_Token], token: _Token, room: int) -> list[_Token]:
    """Take off a line, and return, the beginning of the word that a token goes on with, in another ink."""
    at, used = len(line), token[2]
    if not _SPLIT.match(token[0]):
        while at and not _SPLIT.match(line[at - 1][0]):
            at -= 1
            used += line[at][2]
    if not at or used > room:
        return []
    word, line[at:] = line[at:], []
    return word


def _tokens(pieces: Iterable[Piece], room: int) -> Iterator[_Token]:
    for text, ink in pieces:
        drawn = safe(text)
        is_plain = drawn.isascii()
        for token in _TOKEN.findall(drawn):
            size = len(token) if is_plain else cell_len(token)
            if size <= room:
                yield token, ink, size
            else:
                for part in chunks(token, room):
                    yield part, ink, cell_len(part)


def _joined(line: Sequence[_Token]) -> list[Piece]:
    runs = groupby(line, key=itemgetter(1))
    return [Piece("".join([text for text, _, _ in run]), ink) for ink, run in runs]
