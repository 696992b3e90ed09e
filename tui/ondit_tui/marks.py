"""Where a reader's marks are kept: in the store that is shown, or until the dashboard is left."""

from __future__ import annotations

import threading
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ondit.errors import StoreError

if TYPE_CHECKING:
    from ondit.marks import Mark
    from ondit_tui.asked import Asked

NO_STORE = "there is no store to keep it in"
READ_ONLY = "the store is only read"


class Change(NamedTuple):
    """A mark that was made, or taken off."""

    mark: Mark
    is_on: bool


class Marks:
    """Keeps marks in a store, in the order in which they were made and taken off.

    Args:
        place: The store's file; absent where marks are not kept.
        why_not: Why they are not kept, as part of a sentence.
        is_read_only: Whether nothing at all is to be kept.
    """

    def __init__(
        self, place: Path | None = None, why_not: str = NO_STORE, *, is_read_only: bool = False
    ) -> None:
        self.is_read_only = is_read_only
        self._place = place
        self._waiting: deque[Change] = deque()
        self._one_at_a_time = threading.Lock()
        self.why_not = "" if place else why_not

    @property
    def place(self) -> Path | None:
        """The store's file; absent where marks are not kept."""
        return self._place

    def add(self, change: Change) -> None:
        """Have a change written with the next writing."""
        if self._place:
            self._waiting.append(change)

    def write(self) -> None:
        """Write what waits; from any thread, one at a time.

        Raises:
            StoreError: It cannot be written; nothing waits any more.
        """
        with self._one_at_a_time:
            if self._waiting and self._place:
                try:
                    self._write(self._place)
                finally:
                    self._waiting.clear()

    def _write(self, place: Path) -> None:
        from ondit.store import open_store

        if not place.is_file():
            raise StoreError(f"There is no store {place} any more.", "Make it anew: `ondit add PATH`.")
        with open_store(place) as store:
            while self._waiting:
                mark, is_on = self._waiting[0]
                if is_on:
                    store.mark(mark)
                else:
                    store.unmark(mark.anchor)
                self._waiting.popleft()


def of(asked: Asked) -> Marks:
    """Return where the marks on what was asked for are kept."""
    if asked.paths or asked.store is None:
        return Marks(is_read_only=asked.read_only)
    return Marks(None, READ_ONLY, is_read_only=True) if asked.read_only else Marks(asked.store)


def kept(asked: Asked) -> list[Mark]:
    """Return the marks that are kept on what was asked for.

    Raises:
        StoreError: They cannot be read.
    """
    from ondit.store import open_store

    if asked.paths or asked.store is None:
        return []
    with open_store(asked.store, read_only=asked.read_only) as store:
        return store.marks()
