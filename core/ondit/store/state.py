"""What of a story's entries is kept in one piece, and whether all that is kept of them is whole."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ondit.model import Kind, Problem
from ondit.store import columns, masks, pieces, speaking
from ondit.store.order import Order
from ondit.store.packing import pack, unpack

_STATE, _PROBLEMS = "state", "problems"


@dataclass(frozen=True, slots=True)
class State:
    """What of a story's entries is kept in one piece.

    Attributes:
        of: What the story was made of.
        indexer: What made the indexes: other code may find other words.
        generation: How many times a story was kept.
        size: How many rows there are.
        entries: How many of them are entries'; the others are free.
        articles: How many articles the story has.
        indexed: The highest number of an article whose words are indexed.
        kinds: How many entries are of each kind.
        days: The headings of the timeline in its order, and how many entries each has.
    """

    of: str = ""
    indexer: str = ""
    generation: int = 0
    size: int = 0
    entries: int = 0
    articles: int = 0
    indexed: int = 0
    kinds: tuple[tuple[Kind, int], ...] = ()
    days: tuple[tuple[str | None, int], ...] = ()


def state(connection: sqlite3.Connection) -> State:
    """Return what is kept of entries in one piece; that of no entries where nothing is.

    Raises:
        ValueError: It is damaged.
    """
    kept = pieces.read(connection, _STATE, State) or State()
    query = "SELECT count(*) FROM entry_column WHERE name = 'facts'"
    (parts,) = connection.execute(query).fetchone()
    counts = [count for _, count in kept.days]
    if min(counts, default=1) < 1 or not sum(counts) == kept.entries <= kept.size <= parts * columns.PART:
        raise ValueError(f"{kept.entries} entries in {kept.size} rows are more than are kept")
    return kept


def problems(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """Return the problems of the story that is kept.

    Raises:
        ValueError: They are damaged.
    """
    return pieces.read(connection, _PROBLEMS, tuple[Problem, ...]) or ()


def keep(connection: sqlite3.Connection, kept: State, problems: Sequence[Problem]) -> None:
    """Keep these in the place of those before."""
    pieces.keep(connection, _STATE, kept)
    pieces.keep(connection, _PROBLEMS, problems)


def forget(connection: sqlite3.Connection) -> None:
    """See that the story is found and indexed anew before it counts as what the store's articles give."""
    connection.execute("DELETE FROM rest")
    try:
        pieces.keep(connection, _STATE, replace(state(connection), of="", indexer=""))
    except ValueError:
        connection.execute("DELETE FROM entry_state")


def unindexed(data: bytes) -> bytes:
    """Return a state of which the story is found and indexed anew; nothing of one that is damaged."""
    try:
        return pack(replace(unpack(data, State), of="", indexer=""))
    except ValueError:
        return b""


def read(connection: sqlite3.Connection, kept: State) -> tuple[Order, dict[str, array[Any]]]:
    """Return the order of the entries, and all other columns.

    Raises:
        ValueError: One is damaged.
    """
    others = columns.KINDS.keys() - {"order"}
    order = Order(columns.read(connection, "order"), kept.entries)
    return order, {name: columns.read(connection, name, kept.size) for name in others}


def is_whole(connection: sqlite3.Connection, of: str) -> bool:
    """Say whether all that is known of the entries of what a story was made of can be read."""
    try:
        kept = state(connection)
        problems(connection)
        speaking.read(connection)
        read(connection, kept)
        for (data,) in connection.execute("SELECT data FROM entry_outlet"):
            masks.unpack([data], kept.size)
    except ValueError:
        return False
    return kept.of == of
