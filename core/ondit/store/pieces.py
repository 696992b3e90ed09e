"""What of a story is kept in one piece each, by name."""

from __future__ import annotations

import sqlite3
from typing import TypeVar

from ondit.store.packing import pack, unpack

T = TypeVar("T")


def read(connection: sqlite3.Connection, name: str, kind: type[T]) -> T | None:
    """Return what is kept by a name; absent where nothing is.

    Raises:
        ValueError: It is damaged, or of another kind.
    """
    kept = connection.execute("SELECT data FROM entry_state WHERE name = ?", (name,)).fetchone()
    return unpack(kept[0], kind) if kept else None


def keep(connection: sqlite3.Connection, name: str, piece: object) -> None:
    """Keep something by a name, in the place of what was kept by it before."""
    connection.execute("INSERT OR REPLACE INTO entry_state VALUES (?, ?)", (name, pack(piece)))
