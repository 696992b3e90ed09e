"""How long one fetch may take, whatever its servers do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

from ondit.errors import InputError


class StoppedError(InputError):
    """Somebody ended the fetch."""


def stopped() -> StoppedError:
    """Return what to say of a fetch that somebody ended."""
    return StoppedError("Fetching it was stopped.", "Give its address again to read it.")


class Deadline:
    """A point in time that moves on only while we wait of our own choice; or at once, if all is stopped."""

    def __init__(self, seconds: float, clock: Callable[[], float], stop: Event) -> None:
        self._seconds = seconds
        self._clock = clock
        self._stop = stop
        self._end = clock() + seconds

    def left(self) -> float:
        """Return the seconds that are left, more than none.

        Raises:
            InputError: None are; `StoppedError` if somebody ended it.
        """
        if self._stop.is_set():
            raise stopped()
        left = self._end - self._clock()
        if left <= 0:
            raise InputError(
                f"The server had not sent all of it after {self._seconds:g} seconds.",
                "Try again later; if it is very large, download it and give the file's name.",
            )
        return left

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Do not count the time that passes within."""
        start = self._clock()
        try:
            yield
        finally:
            self._end += self._clock() - start
