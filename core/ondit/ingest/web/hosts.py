"""Turns at a host: few requests at a time, and as slowly as its robots.txt asks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ondit.ingest.web.deadline import Deadline


@dataclass(slots=True)
class _Host:
    slots: threading.Semaphore
    next_at: float = 0.0


class Hosts:
    """Gives turns, shared by all threads of a client."""

    def __init__(self, parallel: int, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._parallel = parallel
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, name: str, pause: float, deadline: Deadline) -> Iterator[None]:
        """Wait for a turn at a host, and have it within; the wait does not count for the deadline.

        Args:
            name: The host.
            pause: Seconds from this request to the next one.
            deadline: That of the fetch.
        """
        with self._lock:
            host = self._hosts.setdefault(name, _Host(threading.Semaphore(self._parallel)))
        with deadline.paused():
            host.slots.acquire()
        try:
            with deadline.paused():
                self._wait(host, pause)
            yield
        finally:
            host.slots.release()

    def _wait(self, host: _Host, pause: float) -> None:
        with self._lock:
            now = self._clock()
            start = max(now, host.next_at)
            host.next_at = start + pause
        if start > now:
            self._sleep(start - now)
