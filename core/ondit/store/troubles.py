"""What SQLite reports, in sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ondit.errors import StoreError

_TROUBLES = (
    (
        "SQLITE_BUSY",
        "is in use by another program that writes to it",
        "Wait until it is done, then try again.",
    ),
    (
        "SQLITE_LOCKED",
        "is in use by another program that writes to it",
        "Wait until it is done, then try again.",
    ),
    ("SQLITE_READONLY", "may not be written to", "Ask for the right to write, or use a store elsewhere."),
    ("SQLITE_FULL", "cannot grow: the disk is full", "Make room, then try again; nothing was lost."),
    ("SQLITE_CANTOPEN", "cannot be opened", "Check the folder, its name and your right to write there."),
    ("SQLITE_PERM", "may not be opened", "Ask for the right to read and write it."),
    ("SQLITE_NOTADB", "is not a store", "Name another file."),
    ("SQLITE_CORRUPT", "is damaged", "Bring it back from a backup, or read the articles into a new store."),
)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences; wrong use of the connection is no such error."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        for known, what, hint in _TROUBLES:
            if name.startswith(known):
                raise StoreError(f"The store {path} {what}.", hint) from error
        raise StoreError(
            f"The store {path} cannot be used: {error}.", "Check the file and the disk."
        ) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"The store {path} cannot keep a text with half a character.", "Clean it first."
        ) from error
