"""Bringing the story of a store up to date in another process, which may be ended at any time.

What it takes is not the dashboard's memory, and the screen waits for none of it. The store is written in
transactions: whatever ends the process, the store is as it was before or as it is after.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.process import parent_process
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ondit import errors
from ondit.errors import OnditError, StoreError
from ondit.progress import Progress, Report

if TYPE_CHECKING:
    from ondit.resuming import Resuming

SECONDS_BETWEEN = 0.1
"""How often it is told how far the work is, and looked whether it is to be left off."""
SECONDS_ALONE = 1.0
"""How often the process looks whether anyone waits for it still."""
SECONDS_TO_END = 5.0

Work = Callable[[Path, Report], object]


class _Failed(NamedTuple):
    """An error on its way from one process to the other."""

    kind: str
    what: str
    hint: str

    def error(self) -> OnditError:
        """Return the error."""
        kind = getattr(errors, self.kind, OnditError)
        error: OnditError = kind(self.what, self.hint)
        return error


class Keeping:
    """Another process that brings the story of a store up to date, as often as it is asked to.

    What it worked out for the story spares it most of the work when it is asked again. It begins when it is
    asked first, and ends with whoever asks.

    Args:
        place: The store's file.
        work: What the process does; called with `place` and whom to tell; can be sent to a process.

    Attributes:
        place: The store's file.
    """

    def __init__(self, place: Path, work: Work | None = None) -> None:
        self.place = place
        self._work = work or Keep()
        self._line: Connection | None = None
        self._process: SpawnProcess | None = None
        self._one_at_a_time = threading.Lock()
        atexit.register(self.end)  # before multiprocessing waits for all processes to end of themselves

    def bring_up_to_date(self, report: Report, is_stopped: Callable[[], bool]) -> bool:
        """Have the story brought up to date; return whether it was, or the work was left off.

        Args:
            report: Is told how far it is.
            is_stopped: Says whether to leave off; asked several times a second. The process is ended, then.

        Raises:
            OnditError: What the work raised, or the process ended of itself.
        """
        with self._one_at_a_time:
            is_done = False
            try:
                line = self._asked()
                is_done = self._heard(line, report, is_stopped)
            finally:
                if not is_done:
                    self._end()
            return is_done

    def end(self) -> None:
        """End the process, once it is asked for nothing any more; it begins anew when it is asked again."""
        if self._one_at_a_time.acquire(timeout=SECONDS_TO_END):
            try:
                self._end()
            finally:
                self._one_at_a_time.release()

    def _end(self) -> None:
        if self._line:
            self._line.close()
        if self._process:
            _end(self._process)
        self._line = self._process = None

    def _asked(self) -> Connection:
        """Ask the process to begin, and return the line to it."""
        if self._line is None or not (self._process and self._process.is_alive()):
            self._end()
            context = multiprocessing.get_context("spawn")
            self._line, there = context.Pipe()
            arguments = (there, self._work, self.place)
            self._process = context.Process(target=_live, args=arguments, name="ondit-keeping")
            _start(self._process)
            there.close()
        with suppress(BrokenPipeError):  # then hearing it out tells how it ended
            self._line.send(None)
        return self._line

    def _heard(self, line: Connection, report: Report, is_stopped: Callable[[], bool]) -> bool:
        """Hear the process out."""
        while not is_stopped():
            if not line.poll(SECONDS_BETWEEN):
                continue
            try:
                told = line.recv()
            except (EOFError, OSError):
                raise self._ended() from None
            if isinstance(told, _Failed):
                raise told.error()
            if told is None:
                return True
            report(told)
        return False

    def _ended(self) -> StoreError:
        code = None
        if self._process:
            self._process.join(SECONDS_TO_END)
            code = self._process.exitcode
        what = f"The story of the store {self.place} was not brought up to date: its process ended"
        hint = "r tries again; what is kept of it is shown meanwhile."
        return StoreError(what + (f" ({code})." if code else "."), hint)


class Keep:
    """Brings the story of a store up to date; while it is small, most of the work is spared the next time."""

    def __init__(self) -> None:
        self._resuming: Resuming | None = None

    def __call__(self, place: Path, report: Report) -> None:
        """Bring it up to date.

        Raises:
            StoreError: The store cannot be read.
        """
        from ondit.resuming import Resuming
        from ondit.store import open_store

        self._resuming = self._resuming or Resuming()
        with open_store(place) as store:
            self._resuming.story(store, report)

    def leave(self) -> None:
        """Leave for other processes what was worked out, where that is worth it."""
        if self._resuming:
            self._resuming.leave()


def _start(process: SpawnProcess) -> None:
    """Start a process, and what Python has beside its processes, which needs a true standard error."""
    with redirect_stderr(sys.__stderr__):
        process.start()


def _end(process: SpawnProcess) -> None:
    """End a process, and those that it started, unless it has ended."""
    if process.is_alive():
        with suppress(OSError, AttributeError):
            os.killpg(process.pid or 0, signal.SIGKILL)
        process.kill()
    process.join(SECONDS_TO_END)
    if process.exitcode is not None:
        process.close()


def _live(line: Connection, work: Work, place: Path) -> None:
    """Do the work in the other process, in silence, each time that it is asked for, and tell of it."""
    _live_alone()
    with suppress(EOFError, OSError):  # nobody asks any more
        while True:
            line.recv()
            line.send(_done(line, work, place))
            if isinstance(work, Keep):
                work.leave()  # which nobody waits for


def _done(line: Connection, work: Work, place: Path) -> _Failed | None:
    """Do the work, and return what it failed by, if it did."""
    told = _Told(line)
    try:
        work(place, told.one)
    except OnditError as error:
        return _Failed(type(error).__name__, error.what, error.hint)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - told, like any other fault; nobody else can
        what = f"The story of the store {place} was not brought up to date: {type(error).__name__}."
        return _Failed("OnditError", what, "It is a fault of Ondit's: tell those who make it.")
    return None


def _live_alone() -> None:
    """Keep off the terminal and its keys, and end with whoever waits for this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    if hasattr(os, "setsid"):
        with suppress(OSError):
            os.setsid()
    # No thread where a timer does: work is shared with a fork of this process only where it has none.
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, lambda *_: _end_if_alone())
        signal.setitimer(signal.ITIMER_REAL, SECONDS_ALONE, SECONDS_ALONE)
    else:
        threading.Thread(target=_look, daemon=True).start()


def _look() -> None:
    while True:
        time.sleep(SECONDS_ALONE)
        _end_if_alone()


def _end_if_alone() -> None:
    parent = parent_process()
    if parent is None or not parent.is_alive():
        if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)  # those that it started, too
        os._exit(1)


class _Told:
    """Tells how far the work is, a few times a second."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._stage = ""
        self._at = 0.0

    def one(self, progress: Progress) -> None:
        """Tell of one step, unless one was told just before."""
        now = time.monotonic()
        if progress.stage != self._stage or now - self._at >= SECONDS_BETWEEN:
            self._stage, self._at = progress.stage, now
            self._line.send(progress)
