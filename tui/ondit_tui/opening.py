"""Opening the dashboard, where there is a terminal to open it on."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ondit_tui.app import Load

TERMINAL = "/dev/tty"


def possible() -> bool:
    """Say whether there is a terminal that can show the dashboard and hand it keys.

    Where standard input is a file or a pipe that has been read, the keys come from the terminal itself.
    """
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and _has_keys()


def dashboard(load: Load, title: str) -> int:
    """Open the dashboard on what `load` reads, and return its exit code once it is left."""
    if not sys.stdin.isatty():
        _take_keys_from_terminal()
    from ondit_tui.app import OnditApp

    app = OnditApp(load, title=title)
    loop = asyncio.new_event_loop()
    app.run(loop=loop)
    if app.is_at_work:  # nobody waits for what it finds, and a thread cannot be ended from outside
        os._exit(app.return_code or 0)
    loop.close()
    return app.return_code or 0


def _has_keys() -> bool:
    if sys.stdin is not None and sys.stdin.isatty():
        return True
    try:
        os.close(os.open(TERMINAL, os.O_RDWR))
    except OSError:
        return False
    return sys.stdin is not None


def _take_keys_from_terminal() -> None:
    terminal = os.open(TERMINAL, os.O_RDWR)
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
