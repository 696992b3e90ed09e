"""Writing to a store: all or nothing, and others are told who does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ondit.schema import transaction
from ondit.store.holding import noted
from ondit.store.troubles import explained


@contextmanager
def writing(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of a `with` block or nothing of it, alone; who waits meanwhile can tell for whom.

    Raises:
        StoreError: Another holds the store, or it cannot be written; it is as it was.
    """
    with explained(path), ExitStack() as behind, transaction(connection):
        behind.enter_context(noted(path))
        yield
