"""The watching of a store beside the dashboard: begun, paused, asked and ended without waiting for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Protocol

from ondit.errors import OnditError, UsageError

if TYPE_CHECKING:
    from ondit.watch import Event, State, Watcher

Tell = Callable[["Event | None"], object]
"""Is told what happens to a source; without an event, that the watching itself is otherwise than before."""

Make = Callable[[Tell], "tuple[Watcher, Sequence[str]]"]
"""Makes a watcher, not started yet, and says what it watches, in the order of its states."""

SECONDS_BETWEEN = 1.0
"""How often it is looked whether a watcher has ended by itself."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands.

    Attributes:
        given: Its address or path as it was given, by which it is asked and forgotten.
        state: The rest; it names the source as it may be shown.
    """

    given: str
    state: State


class Watch(Protocol):
    """What the dashboard asks of a watching. Nothing of it waits for anything."""

    @property
    def is_paused(self) -> bool:
        """Whether nothing is asked."""

    @property
    def fault(self) -> OnditError | None:
        """Why nothing is watched any more; absent where all is well."""

    def start(self, tell: Tell) -> None:
        """Begin; `tell` is called in other threads."""

    def stop(self) -> None:
        """Begin to end it."""

    def pause(self, *, is_paused: bool) -> None:
        """Ask nothing any more, or go on."""

    def ask(self, given: str | None = None) -> None:
        """Have a source, or all, asked as soon as it may be."""

    def forget(self, given: str) -> None:
        """Watch a source no more."""

    def standings(self) -> Sequence[Standing]:
        """Return how the sources stand, in their order."""


class StoreWatch:
    """The watching of a store's feeds and folders, in a thread of its own that nobody has to wait for.

    Args:
        place: The store's file.
        make: Makes its watcher, again whenever what is watched is another.
    """

    def __init__(self, place: Path, make: Make) -> None:
        self._place, self._make = place, make
        self._works: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._watcher: Watcher | None = None
        self._given: Sequence[str] = ()
        self._is_paused = False
        self._fault: OnditError | None = None
        self._tell: Tell = bool
        self._thread: threading.Thread | None = None

    @property
    def is_paused(self) -> bool:
        """Whether nothing is asked."""
        return self._is_paused

    @property
    def fault(self) -> OnditError | None:
        """Why nothing is watched any more; absent where all is well."""
        return self._fault

    def start(self, tell: Tell) -> None:
        """Begin, once only; `tell` is called in other threads."""
        self._tell = tell
        self._works.put(self._begin)
        self._thread = threading.Thread(target=self._run, name="ondit-watching", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Begin to end it; requests that go on are cut off."""
        self._works.put(None)

    def has_ended(self, seconds: float) -> bool:
        """Wait for the end, so long at the most; say whether it came."""
        if self._thread:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def pause(self, *, is_paused: bool) -> None:
        """Ask nothing any more, or go on."""
        self._is_paused = is_paused
        self._works.put(self._pause)

    def ask(self, given: str | None = None) -> None:
        """Have a source, or all, asked as soon as it may be."""
        self._works.put(lambda: self._watcher.poll_now(given) if self._watcher else None)

    def forget(self, given: str) -> None:
        """Watch a source no more; the others go on from what is remembered of them."""
        self._works.put(lambda: self._forget(given))

    def standings(self) -> Sequence[Standing]:
        """Return how the sources stand, in their order; nothing before it has begun."""
        watcher, given = self._watcher, self._given
        return [Standing(*one) for one in zip(given, watcher.states(), strict=False)] if watcher else ()

    def _run(self) -> None:
        """Do one thing after another, until the end."""
        work: Callable[[], object] | None = bool
        while work is not None:
            try:
                work = self._works.get(timeout=SECONDS_BETWEEN)
            except Empty:
                work = self._see_to_it
            self._attempt(work or self._end)

    def _attempt(self, work: Callable[[], object]) -> None:
        before = self._fault
        try:
            work()
        except OnditError as error:
            self._fault = error
        except Exception as error:  # noqa: BLE001 - told, like any other fault; nobody else can
            what = f"The watching has ended by a fault of Ondit's: {type(error).__name__}."
            self._fault = OnditError(what, "Tell those who make Ondit.")
        if self._fault is not before:
            self._tell(None)

    def _begin(self) -> None:
        watcher, self._given = self._make(self._tell)
        watcher.start()
        self._watcher = watcher
        self._pause()
        self._tell(None)

    def _end(self) -> None:
        watcher, self._watcher = self._watcher, None
        if watcher:
            watcher.stop()

    def _see_to_it(self) -> None:
        if self._watcher and not self._watcher.is_running:
            self._end()

    def _pause(self) -> None:
        if self._watcher and self._is_paused:
            self._watcher.pause()
        elif self._watcher:
            self._watcher.resume()

    def _forget(self, given: str) -> None:
        from ondit_tui.naming import forget

        self._end()
        forget(self._place, given)
        self._begin()


def of_store(place: Path, *, allow_private: bool, full_text: bool) -> StoreWatch:
    """Return the watching of a store's feeds and folders, which has not begun yet.

    Args:
        place: The store's file.
        allow_private: Whether private and loopback addresses may be asked.
        full_text: Whether the pages of articles that feeds only sum up are fetched too.
    """

    def make(tell: Tell) -> tuple[Watcher, Sequence[str]]:
        from ondit.watching import watcher
        from ondit_tui.naming import watched

        given = watched(place)
        if not given:
            raise UsageError("Nothing is watched any more.", "`ondit watch URL FOLDER` watches more.")
        return watcher(place, tell, allow_private=allow_private, full_text=full_text), given

    return StoreWatch(place, make)
