"""How far the reading is, on one line of standard error, and only on a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ondit.progress import Progress, Report
from ondit_tui.pace import Pace

SECONDS_BETWEEN = 0.1
_USUAL_COLUMNS = 80
_ERASE = "\r\x1b[K"


@contextmanager
def progress() -> Iterator[Report | None]:
    """Hand out what draws the line, none where there is no terminal; the line is erased at the end."""
    if not sys.stderr.isatty():
        yield None
        return
    line = _Line()
    try:
        yield line.show
    finally:
        line.erase()


class _Line:
    def __init__(self) -> None:
        self._drawn = time.monotonic()
        self._pace = Pace()
        self._stands = False

    def show(self, told: Progress) -> None:
        now = time.monotonic()
        is_first = told.stage == "reading" and not told.done and not told.articles and not self._stands
        if now - self._drawn < SECONDS_BETWEEN and told.stage != "matching" and not is_first:
            return
        from ondit_tui.widgets.cells import fit

        sys.stderr.write(_ERASE + fit(self._pace.words(told), _columns() - 1).rstrip())
        sys.stderr.flush()
        self._drawn, self._stands = now, True

    def erase(self) -> None:
        if self._stands:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()


def _columns() -> int:
    """Return the width of standard error's terminal: standard output may be a file meanwhile."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL_COLUMNS
    except OSError:
        return _USUAL_COLUMNS
