"""How far something long is, on one line of standard error, and only on a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ondit.progress import Progress, Report
from ondit_tui.pace import Pace

SECONDS_BETWEEN = 0.1
_USUAL_COLUMNS = 80
_ERASE = "\r\x1b[K"


@contextmanager
def line() -> Iterator[Callable[[str], None] | None]:
    """Hand out what draws words on the line, none where there is no terminal; it is erased at the end."""
    if not sys.stderr.isatty():
        yield None
        return
    is_drawn = False

    def draw(words: str) -> None:
        from ondit_tui.widgets.cells import fit

        nonlocal is_drawn
        is_drawn = True
        sys.stderr.write(_ERASE + fit(words, _columns() - 1).rstrip())
        sys.stderr.flush()

    try:
        yield draw
    finally:
        if is_drawn:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()


@contextmanager
def progress() -> Iterator[Report | None]:
    """Hand out what draws how far a reading is, none where there is no terminal."""
    with line() as draw:
        yield _Reading(draw).show if draw else None


class _Reading:
    """Draws how far a reading is, a few times a second."""

    def __init__(self, draw: Callable[[str], None]) -> None:
        self._draw = draw
        self._drawn = time.monotonic()
        self._pace = Pace()
        self._is_begun = False

    def show(self, told: Progress) -> None:
        now = time.monotonic()
        is_first = told.stage == "reading" and not told.done and not told.articles and not self._is_begun
        if now - self._drawn >= SECONDS_BETWEEN or told.stage == "matching" or is_first:
            self._draw(self._pace.words(told))
            self._drawn, self._is_begun = now, True


def _columns() -> int:
    """Return the width of standard error's terminal: standard output may be a file meanwhile."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL_COLUMNS
    except OSError:
        return _USUAL_COLUMNS
