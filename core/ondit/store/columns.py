"""Columns of numbers, as the store keeps them: in parts, compressed, with a check sum.

What all entries have beside one another takes a few bytes of each, and is read in some milliseconds for
hundreds of thousands: what passes a filter is found without a look at the entries themselves.
"""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections.abc import Mapping
from typing import Any

from ondit.store import inflating
from ondit.store.planes import turned

KINDS: Mapping[str, str] = {
    "order": "I",
    "facts": "B",
    "confidence": "d",
    "importance": "d",
    "home": "I",
    "at": "I",
    "carrier": "I",
    "rank": "I",
    "key": "Q",
    "words": "Q",
    "born": "I",
}
"""The type of each column's values, as `array` names it.

Attributes:
    order: The rows of the entries in the order of the timeline, as runs (`ondit.store.order`).
    facts: Its kind, status and standing, and whether it is a zombie (`ondit.store.lines.FACTS`).
    confidence: As the entry has it.
    importance: As the entry has it.
    home: The number of the article with whose outcome it is kept; 0 where the row is free.
    at: Its place among the entries of that outcome.
    carrier: The number of the article with whose outcome its statement is kept, where it is another.
    rank: The place of its claim among all of the story, from 1, where another claim settles or contradicts
        it, or it them; else 0.
    key: What tells its id from others.
    words: What tells what is searched of it from what was.
    born: The generation that it came in with.
"""
QUOTES: Mapping[str, str] = {
    "quote-article": "I",
    "quote-start": "I",
    "quote-end": "I",
    "quote-of": "I",
    "said-first": "I",
    "said-outlets": "I",
    "said-carrier": "I",
    "said-suspect": "B",
}
"""Those of quotes (`ondit.store.quotes`), of which a story has others than entries.

Attributes:
    quote-article: The number of the article that a quote stands in; never less than the one before.
    quote-start: Where it begins there.
    quote-end: Where it ends.
    quote-of: What it quotes, by its place among all that is quoted, speaker by speaker.
    said-first: Of what is quoted, the row of the quote that stands for it.
    said-outlets: How many outlets have it.
    said-carrier: The number of the article with whose outcome its statement is kept; 0 without one.
    said-suspect: Whether one of its quotes is suspect, 0 or 1.
"""
ARTICLES: Mapping[str, str] = {
    "article-number": "I",
    "article-release": "I",
    "article-share": "d",
    "article-made": "B",
    "telling-article": "I",
    "telling-row": "I",
}
"""Those of articles as they are listed (`ondit.store.articles`), and of which entries they tell.

Attributes:
    article-number: The numbers of the articles, in the order of the list.
    article-release: The number of the release of which most of each is made; 0 where it is none's.
    article-share: How much of it is.
    article-made: How much that is in a word, whether it is credited, and whether the article is a copy.
    telling-article: The number of an article that tells an entry; never less than the one before.
    telling-row: The row of that entry.
"""
_TYPES = {**KINDS, **QUOTES, **ARTICLES}
PART = 8192
"""Entries whose values are kept together."""
LEVEL = 6


def empty(name: str, size: int = 0) -> array[Any]:
    """Return a column of so many zeros."""
    kind = _TYPES[name]
    return array(kind, bytes(size * array(kind).itemsize))


def read(connection: sqlite3.Connection, name: str, size: int | None = None) -> array[Any]:
    """Return a column.

    Args:
        connection: The store.
        name: The column's name.
        size: How many values it has, where that is known.

    Raises:
        ValueError: It is damaged.
    """
    found = empty(name)
    query = "SELECT data FROM entry_column WHERE name = ? ORDER BY part"
    for (data,) in connection.execute(query, (name,)):
        found += _unpacked(name, data)
    if size is not None and len(found) != size:
        raise ValueError(f"the column {name} has {len(found)} values, and not {size}")
    return found


class Values:
    """The values of a column, of which only the parts that are asked for are read.

    Args:
        connection: The store.
        name: The column's name.
    """

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        self._parts: dict[int, array[Any]] = {}

    def __getitem__(self, row: int) -> Any:
        """Return the value of a row.

        Raises:
            ValueError: It is damaged.
            LookupError: There is none.
        """
        part = row // PART
        if part not in self._parts:
            query = "SELECT data FROM entry_column WHERE name = ? AND part = ?"
            found = self._connection.execute(query, (self._name, part)).fetchone()
            self._parts[part] = _unpacked(self._name, found[0] if found else b"")
        return self._parts[part][row % PART]


def keep(connection: sqlite3.Connection, name: str, column: array[Any]) -> None:
    """Keep a column in the place of the one before; only parts that changed are written."""
    there = dict(connection.execute("SELECT part, data FROM entry_column WHERE name = ?", (name,)))
    count = -(-len(column) // PART)
    for part in range(count):
        data = zlib.compress(turned(column[part * PART : (part + 1) * PART]).tobytes(), LEVEL)
        if there.get(part) != data:
            connection.execute("INSERT OR REPLACE INTO entry_column VALUES (?, ?, ?)", (name, part, data))
    connection.execute("DELETE FROM entry_column WHERE name = ? AND part >= ?", (name, count))


def places(column: array[Any], value: int) -> list[int]:
    """Return where a value stands in a column, in order."""
    step, data = column.itemsize, column.tobytes()
    needle = array(column.typecode, [value]).tobytes()
    found, at = [], data.find(needle)
    while at >= 0:
        if at % step:
            at = data.find(needle, at + 1)
        else:
            found.append(at // step)
            at = data.find(needle, at + step)
    return found


def _unpacked(name: str, data: bytes) -> array[Any]:
    try:
        return turned(array(_TYPES[name], inflating.whole(data)))
    except zlib.error as error:
        raise ValueError(f"the column {name} cannot be read: {error}") from error
