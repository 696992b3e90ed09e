"""What a store watches: feeds and folders, and what is remembered of each."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ondit.store.troubles import sensible
from ondit.store.writing import writing


class File(NamedTuple):
    """A file that was read.

    Attributes:
        path: Its name, which may hold what is no text.
        size: Its bytes.
        changed: When it was changed last, as the file system tells.
    """

    path: str
    size: int
    changed: int


class Watched:
    """The feeds and folders that a store watches. SQLite's errors are passed on; spoilt names are damage.

    What is watched no more is not remembered either.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def sources(self) -> list[str]:
        """Return the addresses of feeds and the paths of folders, in the order in which they were named."""
        names = self._connection.execute("SELECT name FROM watched ORDER BY place, name")
        with sensible(self._path):
            return [os.fsdecode(name) for (name,) in names]

    def watch(self, sources: Iterable[str]) -> None:
        """Watch feeds and folders from now on, behind those that are."""
        last = self._connection.execute("SELECT coalesce(max(place), 0) FROM watched").fetchone()[0]
        rows = ((os.fsencode(name), last + number) for number, name in enumerate(sources, start=1))
        with writing(self._path, self._connection):
            self._connection.executemany("INSERT OR IGNORE INTO watched (name, place) VALUES (?, ?)", rows)

    def forget(self, source: str) -> bool:
        """Watch a feed or folder no more, and return whether it was watched."""
        with writing(self._path, self._connection):
            gone = self._connection.execute("DELETE FROM watched WHERE name = ?", (os.fsencode(source),))
            return gone.rowcount > 0

    def is_watched(self, source: str) -> bool:
        """Return whether a feed or folder is watched."""
        row = self._connection.execute("SELECT 1 FROM watched WHERE name = ?", (os.fsencode(source),))
        return row.fetchone() is not None

    def record(self, name: str) -> str | None:
        """Return what is remembered of a feed or folder, as it was given."""
        row = self._connection.execute("SELECT record FROM watched WHERE name = ?", (os.fsencode(name),))
        found = row.fetchone()
        return found[0] if found and isinstance(found[0], str) else None

    def keep_record(self, name: str, record: str) -> None:
        """Remember something of a feed or folder that is watched."""
        with writing(self._path, self._connection):
            self._connection.execute(
                "UPDATE watched SET record = ? WHERE name = ?", (record, os.fsencode(name))
            )

    def files(self, folder: str) -> list[File]:
        """Return the files of a folder that were read."""
        rows = self._connection.execute(
            "SELECT path, size, changed FROM watched_file WHERE folder = ?", (os.fsencode(folder),)
        )
        with sensible(self._path):
            return [File(os.fsdecode(path), size, changed) for path, size, changed in rows]

    def keep_files(self, folder: str, files: Iterable[File]) -> None:
        """Remember these files of a folder as read, beside or instead of what is remembered of them."""
        name = os.fsencode(folder)
        rows = [(os.fsencode(file.path), file.size, file.changed, name) for file in files]
        with writing(self._path, self._connection):
            self._connection.executemany(
                "INSERT OR REPLACE INTO watched_file SELECT name, ?, ?, ? FROM watched WHERE name = ?",
                rows,
            )
