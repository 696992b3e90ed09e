"""What pure functions gave, kept for the next build: a story that grows costs what is new."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar, TypeVarTuple

R = TypeVar("R")
Of = TypeVarTuple("Of")

_NOTHING: Any = object()


class Keep(Protocol):
    """Asks a function; may give what it gave before for equal arguments."""

    def __call__(self, work: Callable[[*Of], R], /, *of: *Of) -> R:
        """Return what a function gives.

        Args:
            work: A pure function, always the same object: no lambda, no bound method.
            of: All that it is made of: values that can be hashed, by which the result is known again.
        """


def anew(work: Callable[[*Of], R], /, *of: *Of) -> R:
    """Ask a function and keep nothing."""
    return work(*of)


class LastBuild:
    """Keeps what functions gave in the last build, and nothing older; for one build at a time.

    A result is found again by equal arguments, so that a build with it gives what one without it gives.
    Results are handed out more than once: nobody may change them.
    """

    def __init__(self) -> None:
        self._before: dict[tuple[Hashable, ...], Any] = {}
        self._now: dict[tuple[Hashable, ...], Any] = {}

    def __call__(self, work: Callable[[*Of], R], /, *of: *Of) -> R:
        """Return what a function gives, or gave."""
        key = (work, *of)
        found = self._now.get(key, _NOTHING)
        if found is _NOTHING:
            found = self._before.get(key, _NOTHING)
            if found is _NOTHING:
                found = work(*of)
            self._now[key] = found
        return found  # type: ignore[no-any-return]

    def turn(self) -> None:
        """Forget, behind a build, what it did not ask for."""
        self._before, self._now = self._now, {}
