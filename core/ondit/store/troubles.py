"""What SQLite reports, in sentences."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ondit.errors import StoreError, UsageError
from ondit.store.holding import holder
from ondit.text import shown

LEAST_ROOM = 1 << 16
"""Bytes without which SQLite cannot even begin to write."""

_BUSY = ("is in use by another program that writes to it", "Wait until it is done, then try again.")
_FULL = ("cannot grow: the disk is full", "Make room, then try again; nothing was lost.")
_READ_ONLY = ("may not be written to", "Ask for the right to write, or use a store elsewhere.")
_DAMAGED = ("is damaged", "`ondit doctor --repair --store {path}` saves what can be saved.")
_SPOILT_LETTERS = ("decode to UTF-8", "user-defined function")  # what is no text is given to none of ours
_TROUBLES = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_PROTOCOL": _BUSY,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_CANTOPEN": ("cannot be opened", "Check the folder, its name and your right to write there."),
    "SQLITE_PERM": ("may not be opened", "Ask for the right to read and write it."),
    "SQLITE_NOTADB": ("is not a store", "Name another file."),
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_IOERR_CORRUPTFS": _DAMAGED,
    "SQLITE_CONSTRAINT": _DAMAGED,
    "SQLITE_IOERR": ("cannot be read or written: the disk fails", "Check the disk, then `ondit doctor`."),
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences; wrong use of the connection is no such error.

    Raises:
        StoreError: SQLite told an error, or a text cannot be kept.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise _told(path, error) from error
    except UnicodeDecodeError as error:
        raise damaged(path) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"The store {path} cannot keep a text with half a character.", "Clean it first."
        ) from error


@contextmanager
def sensible(path: Path) -> Iterator[None]:
    """Say that a store is damaged where what it holds makes no sense: nothing such was ever put into it."""
    try:
        yield
    except (UsageError, TypeError, ValueError) as error:
        raise damaged(path) from error


def damaged(path: Path) -> StoreError:
    """Return what to say of a store that is damaged."""
    what, hint = _DAMAGED
    return StoreError(f"The store {path} {what}.", hint.format(path=path))


def _told(path: Path, error: sqlite3.Error) -> StoreError:
    name = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith("SQLITE_") and not name.startswith("SQLITE_ERROR"):
        known = [one for one in _TROUBLES if name.startswith(one)]
    else:
        known = ["SQLITE_CORRUPT"] if any(one in str(error) for one in _SPOILT_LETTERS) else []
    if not known:
        return StoreError(
            f"The store {path} cannot be used: {shown(str(error))}.", "Check the file and the disk."
        )
    what, hint = _TROUBLES[max(known, key=len)]
    if (what, hint) == _BUSY and (writer := holder(path)):
        what = f"is written to by {writer}"
    elif (what, hint) == _READ_ONLY and not has_room(path):
        what, hint = _FULL
    return StoreError(f"The store {path} {what}.", hint.format(path=path))


def has_room(path: Path) -> bool:
    """Say whether there is room beside a store for SQLite to begin to write."""
    try:
        return shutil.disk_usage(path.parent).free >= LEAST_ROOM
    except OSError:
        return True
