"""Ctrl+c while inputs are read: what was read is kept."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from ondit_tui.outcome import say


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Hand out what says whether ctrl+c was pressed; pressed again, it ends the program.

    Where signals cannot be taken (another thread), ctrl+c does what it did before; where whoever started the
    program has it ignore them (`nohup`, a script's `&`), it still does.
    """
    stopped = threading.Event()

    def stop(*_: int | FrameType | None) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()
        with suppress(OSError, RuntimeError):  # a line may be interrupted while it is written itself
            if sys.stderr.isatty():
                sys.stderr.write("\n")  # off the line of progress and what the terminal echoes of the key
            say("Stopping; what was read is kept. Ctrl+c again ends at once.")

    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before in (signal.SIG_IGN, None):
        yield stopped.is_set
        return
    signal.signal(signal.SIGINT, stop)
    try:
        yield stopped.is_set
    finally:
        signal.signal(signal.SIGINT, before)
