"""Bringing the story of a store up to date in another process, which may be ended at any time.

What it takes is not the dashboard's memory, and the screen waits for none of it. The store is written in
transactions: whatever ends the process, the store is as it was before or as it is after.
"""

from __future__ import annotations

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
from typing import NamedTuple

from ondit import errors
from ondit.errors import OnditError, StoreError
from ondit.progress import Progress, Report

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


def bring_up_to_date(
    place: Path, report: Report, is_stopped: Callable[[], bool], work: Work | None = None
) -> bool:
    """Have another process bring the story of a store up to date; return whether it did, or was stopped.

    Args:
        place: The store's file.
        report: Is told how far it is.
        is_stopped: Says whether to leave off; asked several times a second.
        work: What the process does; a function of a module, called with `place` and whom to tell.

    Raises:
        OnditError: What the work raised, or the process ended of itself.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_live, args=(there, work or keep, place), name="ondit-keeping")
    with here:
        _start(process)
        there.close()
        try:
            return _heard(here, process, place, report, is_stopped)
        finally:
            _end(process)


def keep(place: Path, report: Report) -> None:
    """Bring the story of a store up to date.

    Raises:
        StoreError: The store cannot be read.
    """
    from ondit.collection import story_of
    from ondit.store import open_store

    with open_store(place) as store:
        story_of(store, report=report)


def _heard(
    here: Connection, process: SpawnProcess, place: Path, report: Report, is_stopped: Callable[[], bool]
) -> bool:
    """Hear the process out."""
    while not is_stopped():
        if not here.poll(SECONDS_BETWEEN):
            continue
        try:
            told = here.recv()
        except (EOFError, OSError):
            process.join(SECONDS_TO_END)
            what = f"The story of the store {place} was not brought up to date: its process ended"
            what += f" ({process.exitcode})." if process.exitcode else "."
            raise StoreError(what, "r tries again; what is kept of it is shown meanwhile.") from None
        if isinstance(told, _Failed):
            raise told.error()
        if told is None:
            return True
        report(told)
    return False


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
    """Do the work in the other process, in silence, and tell of it."""
    _live_alone()
    told = _Told(line)
    with suppress(BrokenPipeError):
        try:
            work(place, told.one)
        except OnditError as error:
            line.send(_Failed(type(error).__name__, error.what, error.hint))
        except Exception as error:  # noqa: BLE001 - told, like any other fault; nobody else can
            what = f"The story of the store {place} was not brought up to date: {type(error).__name__}."
            line.send(_Failed("OnditError", what, "It is a fault of Ondit's: tell those who make it."))
        else:
            line.send(None)


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
