"""What happens where the terminal is lost or the program is asked to end: it ends cleanly, and says how.

A terminal that is gone takes no more of what is drawn for it, and whoever draws would wait for ever. So
nothing is drawn any more: what goes on is ended, and the program with it. What a store was told is there: it
is written in transactions.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], object]

HUNG_UP = 128 + 1
"""The exit code of what ends by SIGHUP."""
TERMINATED = 128 + 15
SECONDS_TO_END = 5.0


@contextmanager
def hanging_up(end: Callable[[], object], leave: Callable[[int], object]) -> Iterator[None]:
    """See to the end of a program whose terminal may be lost, and which may be asked to end.

    Where whoever started the program has it ignore that terminals hang up (`nohup`), it ends only once its
    own is gone. Signals are heard on the main thread only.

    Args:
        end: Ends what goes on; it is waited for, but not for long. Called in a thread of its own.
        leave: Leaves the dashboard with an exit code, while the terminal is there.
    """
    is_over = threading.Event()

    def hang_up() -> None:
        if not is_over.is_set():
            ending = threading.Thread(target=end, daemon=True)
            ending.start()
            ending.join(SECONDS_TO_END)
            os._exit(HUNG_UP)

    handlers: dict[str, Handler] = {
        "SIGHUP": lambda *_: _start(hang_up),
        "SIGTERM": lambda *_: leave(TERMINATED),
    }
    _start(lambda: _wait_for_hang_up(hang_up))
    before = _heard(handlers)
    try:
        yield
    finally:
        is_over.set()
        for number, handler in before.items():
            signal.signal(number, handler)


def _heard(handlers: dict[str, Handler]) -> dict[int, Handler | int | None]:
    """Hear signals that are not ignored, and return who heard them before."""
    before: dict[int, Handler | int | None] = {}
    if threading.current_thread() is threading.main_thread():
        for name, handler in handlers.items():
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, handler)
    return before


def _wait_for_hang_up(hang_up: Callable[[], object]) -> None:
    """Wait until the terminal is gone; where that cannot be waited for, the signal alone tells of it."""
    if hasattr(select, "poll") and sys.__stdin__:
        poll = select.poll()
        poll.register(sys.__stdin__.fileno(), 0)  # a hang-up is told unasked
        if any(told & select.POLLHUP for _, told in poll.poll()):
            hang_up()


def _start(work: Callable[[], object]) -> None:
    threading.Thread(target=work, name="ondit-terminal", daemon=True).start()
