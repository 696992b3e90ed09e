"""Turns of sources, each in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


class Turns:
    """Has work done in threads, each of which ends with its work.

    A thread that went on would keep, for as long as it lives, what libraries keep for a thread: the parser of
    XML keeps every name that it ever met, so that a feed with ever new names would fill the memory.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: set[threading.Thread] = set()

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Begin some work; what it returns or raises comes in the future."""
        told: Future[T] = Future()
        told.set_running_or_notify_cancel()
        thread = threading.Thread(target=self._do, args=(work, told), name="ondit-turn", daemon=True)
        with self._lock:
            self._running.add(thread)
        thread.start()
        return told

    def wait(self) -> None:
        """Wait until all work is done."""
        with self._lock:
            running = list(self._running)
        for thread in running:
            thread.join()

    def _do(self, work: Callable[[], T], told: Future[T]) -> None:
        try:
            found = work()
        except BaseException as error:  # noqa: BLE001 - it is whoever asks for the result that it is told to
            told.set_exception(error)
        else:
            told.set_result(found)
        with self._lock:
            self._running.discard(threading.current_thread())
