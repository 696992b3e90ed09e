"""Ctrl+c while inputs are read: what was read is kept."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from ondit_tui.outcome import say


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Hand out what says whether ctrl+c was pressed; pressed again, it ends the program.

    Where signals cannot be taken (another thread), ctrl+c does what it did before.
    """
    stopped = threading.Event()

    def stop(*_: int | FrameType | None) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()
        say("Stopping; what was read is kept. Ctrl+c again ends at once.")

    if threading.current_thread() is not threading.main_thread():
        yield stopped.is_set
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped.is_set
    finally:
        signal.signal(signal.SIGINT, before)
