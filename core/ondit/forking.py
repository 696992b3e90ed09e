"""Work that is shared with a second process, which has everything that this one has: for great amounts."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from queue import Queue
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

SHARED_FROM = 8_000
AT_ONCE = 2_000
AHEAD_AT_ONCE = 64
MOST_AHEAD = 256


def may_fork() -> bool:
    """Say whether a second process is of use and harms nothing: two processors, and no other thread here."""
    known = getattr(os, "sched_getaffinity", None)
    return known is not None and len(known(0)) > 1 and threading.active_count() == 1


def mapped(
    work: Callable[[T], R],
    items: Sequence[T],
    *,
    pack: Callable[[R], Any],
    unpack: Callable[[T, Any], R],
    least: int | None = None,
) -> list[R]:
    """Return what some work gives of each item; where they are many, another process does the latter half.

    Args:
        work: What is done; it may be of any kind, for the process is a fork of this one.
        items: What it is done with.
        pack: Makes of a result something to pickle, best without what the item holds already.
        unpack: Makes the result of its item and that.
        least: How many items are many; 8,000 where absent.
    """
    if len(items) < (SHARED_FROM if least is None else least) or not may_fork():
        return [work(item) for item in items]
    middle = (len(items) + 1) // 2
    here, helper = _started(_help, work, items[middle:], pack)
    found = [work(item) for item in items[:middle]]
    with here:
        found += _taken(here, work, items[middle:], unpack)
    helper.join()
    return found


def ahead(
    work: Callable[[T], R],
    items: Sequence[T],
    *,
    pack: Callable[[R], Any],
    unpack: Callable[[T, Any], R],
    least: int,
) -> Iterator[R]:
    """Yield what some work gives of each item; where they are many, another process works ahead of who asks.

    Where that does not live to give all, the rest is done here.

    Args:
        work: What is done, as in `mapped`; so are the others.
        items: What it is done with, in order.
        pack: Makes of a result something to pickle.
        unpack: Makes the result of its item and that.
        least: How many items are many.
    """
    if len(items) < least or not may_fork():
        yield from map(work, items)
        return
    here, helper = _started(_work_ahead, work, items, pack)
    given = 0
    try:
        while given < len(items):
            try:
                some = pickle.loads(here.recv_bytes())  # noqa: S301 - our own process wrote it
            except (EOFError, OSError):
                break
            given += len(some)
            yield from map(unpack, items[given - len(some) : given], some)
        yield from map(work, items[given:])
    finally:
        here.close()
        helper.join()


def _started(target: Callable[..., None], *given: Any) -> tuple[Any, Any]:
    """Start a fork of this process that has the end of a pipe; return the other end, and the process."""
    import multiprocessing

    here, there = multiprocessing.Pipe(duplex=False)

    def work() -> None:
        here.close()  # else its own copy of this end keeps it waiting to be read when nobody is left to read
        target(there, *given)

    helper = multiprocessing.get_context("fork").Process(target=work, daemon=True)
    helper.start()
    there.close()
    return here, helper


def _work_ahead(there: Any, work: Callable[[T], R], items: Sequence[T], pack: Callable[[R], Any]) -> None:
    """Do the work in the other process, no further ahead of who takes it than `MOST_AHEAD` pieces."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pieces: Queue[bytes | None] = Queue(MOST_AHEAD)
    is_wanted = threading.Event()
    is_wanted.set()

    def send() -> None:
        while (piece := pieces.get()) is not None:
            try:
                there.send_bytes(piece)
            except OSError:
                is_wanted.clear()

    sender = threading.Thread(target=send)
    sender.start()
    for first in range(0, len(items), AHEAD_AT_ONCE):
        if not is_wanted.is_set():
            break
        some = [pack(work(item)) for item in items[first : first + AHEAD_AT_ONCE]]
        pieces.put(pickle.dumps(some, pickle.HIGHEST_PROTOCOL))
    pieces.put(None)
    sender.join()


def _help(there: Any, work: Callable[[T], R], items: Sequence[T], pack: Callable[[R], Any]) -> None:
    """Do the work in the other process; what it gives is packed at once, for it takes less room so.

    Ctrl+c is the first process's to answer.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    packed = [
        pickle.dumps([pack(work(item)) for item in items[first : first + AT_ONCE]], pickle.HIGHEST_PROTOCOL)
        for first in range(0, len(items), AT_ONCE)
    ]
    with suppress(OSError):  # nobody asks for the rest any more
        for some in packed:
            there.send_bytes(some)


def _taken(here: Any, work: Callable[[T], R], items: Sequence[T], unpack: Callable[[T, Any], R]) -> list[R]:
    """Return what the other process did, and do what it did not live to give."""
    found: list[R] = []
    try:
        while len(found) < len(items):
            some = pickle.loads(here.recv_bytes())  # noqa: S301 - our own process wrote it
            found += [unpack(item, row) for item, row in zip(items[len(found) :], some, strict=False)]
    except (EOFError, OSError):
        found += [work(item) for item in items[len(found) :]]
    return found
