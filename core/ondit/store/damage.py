"""What happens where what a store keeps of its story turns out to be damaged: it is told, and found anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ondit.errors import StoreError
from ondit.store import Store
from ondit.store.indexed import CORRUPT_INDEX
from ondit.store.opening import connect
from ondit.store.troubles import explained


@contextmanager
def sound(path: Path, wait: float, note: Callable[[], object]) -> Iterator[None]:
    """Turn what SQLite says of a story, and what makes no sense, into sentences; damage ends the story.

    Args:
        path: The store.
        wait: Seconds to wait for a writer.
        note: Called where the story is damaged.

    Raises:
        StoreError: The story is damaged, and will be found anew, or the store cannot be read.
    """
    with explained(path):
        try:
            yield
        except (ValueError, LookupError, TypeError, OverflowError) as error:
            note()
            raise _forgotten(path, wait) from error
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") != CORRUPT_INDEX:
                raise
            note()
            raise _forgotten(path, wait) from error


def _forgotten(path: Path, wait: float) -> StoreError:
    """See that the story is found anew, and return what to say."""
    with suppress(StoreError), Store(path, connect(path, wait)) as store:
        store.forget_story()
    return StoreError(
        f"What the store {path} keeps of its story is damaged; its articles are there.",
        "Open it again: the story is found anew, which may take a while.",
    )
