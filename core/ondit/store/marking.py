"""A reader's marks in a store, and on which entries of the story that is kept they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from ondit.marks import Mark, by_entry
from ondit.model import Story
from ondit.overrides import Anchor
from ondit.store import pieces

_NAME = "marked"
_PLACE = "start = ? AND stop = ? AND article = ?"


def keep(connection: sqlite3.Connection, mark: Mark) -> bool:
    """Keep a mark, and return whether its place was not marked."""
    anchor = mark.anchor
    row = (anchor.start, anchor.end, anchor.article, anchor.words, mark.made)
    query = "INSERT OR IGNORE INTO mark (start, stop, article, words, made) VALUES (?, ?, ?, ?, ?)"
    done = connection.execute(query, row)
    if done.rowcount > 0 and mark.entry:
        _tell(connection, {**_told(connection), str(done.lastrowid): mark.entry})
    return done.rowcount > 0


def take_off(connection: sqlite3.Connection, anchor: Anchor) -> bool:
    """Take the mark from a place, and return whether there was one."""
    place = (anchor.start, anchor.end, anchor.article)
    row = connection.execute(f"SELECT number FROM mark WHERE {_PLACE}", place).fetchone()  # noqa: S608
    if row is None:
        return False
    connection.execute("DELETE FROM mark WHERE number = ?", row)
    _tell(connection, {number: entry for number, entry in _told(connection).items() if number != str(row[0])})
    return True


def marks(connection: sqlite3.Connection) -> list[Mark]:
    """Return the marks in the order in which they were made, each with the entry that it is on.

    Raises:
        ValueError: They are damaged.
    """
    return [one for _, one in _numbered(connection, _told(connection))]


def find(connection: sqlite3.Connection, story: Story) -> None:
    """Find the entries of a story that the marks are on, and keep which these are.

    On which entries they were only decides between equals: where that is damaged, it is as if they were on
    none.
    """
    try:
        told = _told(connection)
    except ValueError:
        told = {}
    known = _numbered(connection, told)
    numbers = {one.anchor: str(number) for number, one in known}
    found = by_entry(story, [one for _, one in known])
    _tell(connection, {numbers[one.anchor]: entry for entry, on_it in found.items() for one in on_it})


def _numbered(connection: sqlite3.Connection, told: Mapping[str, str]) -> list[tuple[int, Mark]]:
    """Return the marks with their numbers; an entry that became another since counts as that.

    What is no place was never marked, whoever wrote it into the file: it is passed over.

    Args:
        connection: The store.
        told: The entries that marks are on, by the marks' numbers.
    """
    became = dict(connection.execute("SELECT before, now FROM entry_became")) if told else {}
    query = "SELECT number, start, stop, article, words, made FROM mark ORDER BY number"
    found = []
    for number, start, end, *texts in connection.execute(query):
        if isinstance(start, int) and isinstance(end, int) and all(isinstance(one, str) for one in texts):
            article, words, made = texts
            entry = told.get(str(number))
            anchor = Anchor(start, end, article, words)
            found.append((number, Mark(anchor, made, became.get(entry or "", entry))))
    return found


def _told(connection: sqlite3.Connection) -> Mapping[str, str]:
    """Return the entries that marks are on, by the marks' numbers."""
    return pieces.read(connection, _NAME, dict[str, str]) or {}


def _tell(connection: sqlite3.Connection, told: Mapping[str, str]) -> None:
    pieces.keep(connection, _NAME, told)
