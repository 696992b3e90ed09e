"""Text made safe to draw, and cut to a number of terminal cells.

Everything that an article says passes `safe` on its way to the screen, although it was cleaned when it was
read: what reaches the terminal must not depend on who filled the story.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

from ondit.text import clean

ELLIPSIS = "…"
MOST_MARKS = 3

_SPACE = re.compile(r"[\t\n\u2028\u2029]")
_UNDRAWN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
    "|(?<=[\u2190-\u2bff\U0001f000-\U0001faff])\u200d"
)
_MARK = frozenset({"Mn", "Me"})


def safe(text: str) -> str:
    """Return a text as it may be drawn: one line, no control, bidi or invisible characters.

    What terminals and measuring tables give different widths (joined emoji, variation selectors) is
    drawn in its plain form, and a character carries at most three combining marks, so that columns align.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _UNDRAWN.sub("", _SPACE.sub(" ", clean(text)))
    return text if text.isascii() else _few_marks(text)


def fit(text: str, width: int) -> str:
    """Return a safe text cut or padded to exactly `width` cells; a cut ends in an ellipsis."""
    if width <= 0:
        return ""
    # No character is wider than two cells, nor carries more than three marks: the rest is never seen.
    drawn = safe(text[: 8 * (width + 1) * (MOST_MARKS + 1)])
    if cell_len(drawn) <= width:
        return drawn + " " * (width - cell_len(drawn))
    cut = set_cell_size(drawn, width - 1).rstrip() + ELLIPSIS
    return cut + " " * (width - cell_len(cut))


def chunks(text: str, width: int) -> Iterator[str]:
    """Yield a safe text in parts of at most `width` cells, each of one character at least."""
    if len(text) * 2 <= width or cell_len(text) <= width:
        yield text
        return
    start = used = 0
    for at, character in enumerate(text):
        size = cell_len(character)
        if used + size > width and at > start:
            yield text[start:at]
            start, used = at, 0
        used += size
    yield text[start:]


def _few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in _MARK else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
