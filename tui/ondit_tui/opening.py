"""Opening the dashboard, where there is a terminal to open it on."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any

from ondit_tui.hanging_up import hanging_up

if TYPE_CHECKING:
    from ondit_tui.app import Load, OnditApp
    from ondit_tui.handing import Choose
    from ondit_tui.marks import Marks
    from ondit_tui.watch import StoreWatch

TERMINAL = "/dev/tty"
DRIVER = "TEXTUAL_DRIVER"
"""What says that something else than a terminal shows what Textual draws."""
SECONDS_TO_END = 2.0
"""How long is waited for what goes on to end, once the dashboard is left."""


def possible() -> bool:
    """Say whether there is a terminal that can show the dashboard and hand it keys.

    Where standard input is a file or a pipe that has been read, the keys come from the terminal itself.
    """
    return is_served() or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and _has_keys())


def is_served() -> bool:
    """Say whether the dashboard is one of those behind a page: then the server gives it its keys."""
    return DRIVER in os.environ


def dashboard(
    load: Load,
    title: str,
    *,
    wanted: Choose | None = None,
    watch: StoreWatch | None = None,
    marks: Marks | None = None,
    told: Sequence[str] = (),
) -> int:
    """Open the dashboard on what `load` reads, and return its exit code once it is left.

    Args:
        load: Reads.
        title: What is read.
        wanted: Says of what is read what to show at first; all where absent.
        watch: Watches meanwhile; its end is waited for, but not for long.
        marks: Where marks are kept; until it is left, where absent.
        told: Sentences to show at the start.
    """
    app = _app(load, title=title, wanted=wanted, watch=watch, marks=marks, told=told)
    _run(app, watch)
    return app.return_code or 0


def first_run() -> list[str] | None:
    """Ask what to look at, where nothing is kept yet: what to add, nothing for samples; absent to leave."""
    from ondit.model import Story
    from ondit.whole import WholeStory

    app = _app(lambda *_: WholeStory(Story()), title="Ondit", is_first_run=True)
    _run(app, None)
    return app.return_value


def _app(load: Load, **options: Any) -> OnditApp:
    """Return the dashboard as it is set, with keys to come from the terminal."""
    if not (is_served() or sys.stdin.isatty()):
        _take_keys_from_terminal()
    from ondit_tui import colours, config
    from ondit_tui.app import OnditApp
    from ondit_tui.commands import COMMANDS

    settings = config.load(config.place(), COMMANDS)
    return OnditApp(
        load, config=settings, few_colours=not is_served() and colours.are_few(os.environ), **options
    )


def _run(app: OnditApp, watch: StoreWatch | None) -> None:
    """Run the dashboard until it is left, and what goes on until it has ended, or the program with it."""
    import asyncio

    loop = asyncio.new_event_loop()

    def leave(code: int) -> None:
        loop.call_soon_threadsafe(partial(app.exit, return_code=code))

    def end() -> bool:
        if watch:
            watch.stop()
        return watch is None or watch.has_ended(SECONDS_TO_END)

    with nullcontext() if is_served() else hanging_up(end, leave):
        app.run(loop=loop)
    if not end() or app.is_at_work:  # nobody waits for what it finds, and no thread is ended from outside
        os._exit(app.return_code or 0)
    loop.close()


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
