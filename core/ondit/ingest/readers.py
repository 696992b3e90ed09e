"""Processes that read inputs for this one, and end with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, redirect_stderr, suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from ondit.ingest.inputs import Input

_T = TypeVar("_T")


class Readers:
    """Some processes, started as they are needed; interrupts from the keyboard are not for them.

    Each holds the end of a pipe whose other end is here. When that is closed, by `close` or because this
    process ended however it ended, they end at once, whatever they are at.

    Args:
        jobs: How many.

    Attributes:
        is_broken: Whether one of them ended by itself; what was begun and not done is lost then.

    Raises:
        OSError: The system gives no processes.
        NotImplementedError: The system has no means for it.
    """

    def __init__(self, jobs: int) -> None:
        context = multiprocessing.get_context("spawn")
        _start_tracker()
        self.is_broken = False
        self._theirs, self._line = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(jobs, context, _live, (self._theirs,))
        self._pending: set[Future[Any]] = set()

    def begin(self, work: Callable[[Input], _T], item: Input) -> Future[_T]:
        """Begin work on an input; the future raises `BrokenExecutor` if a process ended over it.

        Raises:
            OSError: No process could be started.
        """
        begun: Future[_T]
        try:
            with _interrupts_held():
                begun = self._pool.submit(work, item)
        except BrokenExecutor as error:
            begun = Future()
            begun.set_exception(error)
        self._pending.add(begun)
        begun.add_done_callback(self._hear)
        return begun

    def close(self) -> None:
        """End the processes, at once where they are at work, and wait until they are gone."""
        if self._pending:
            self._line.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._line.close()
        self._theirs.close()

    def _hear(self, begun: Future[Any]) -> None:
        self._pending.discard(begun)
        self.is_broken |= not begun.cancelled() and isinstance(begun.exception(), BrokenExecutor)


def _start_tracker() -> None:
    """Start what Python has beside its processes; it needs a true standard error, which a dashboard takes."""
    if sys.platform != "win32":
        from multiprocessing.resource_tracker import ensure_running

        with redirect_stderr(sys.__stderr__):
            ensure_running()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Have processes that are started meanwhile not see interrupts, which they ignore only once they run."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _live(line: Connection) -> None:
    """Make a process ignore interrupts, and end once nobody holds the other end of its pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(line,), daemon=True).start()


def _end_with(line: Connection) -> None:
    with suppress(EOFError, OSError):
        line.recv_bytes()
    os._exit(1)
