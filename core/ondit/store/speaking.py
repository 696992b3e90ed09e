"""Who is quoted where the entries of a store are told: by name, the rows of these entries, in one piece."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ondit.store import pieces

_NAME = "speakers"


def keep(connection: sqlite3.Connection, speakers: Iterable[Sequence[str]], rows: Sequence[int]) -> None:
    """Keep who is quoted where entries are told, in the place of what was known before.

    Args:
        connection: The store.
        speakers: The names of those who are quoted, entry by entry.
        rows: The row of each entry.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for row, names in zip(rows, speakers, strict=True):
        for name in names:
            found[name].append(row)
    pieces.keep(connection, _NAME, {name: sorted(found[name]) for name in sorted(found)})


def read(connection: sqlite3.Connection) -> Mapping[str, Sequence[int]]:
    """Return the rows of the entries that are told where each speaker is quoted, by name, in its order.

    Raises:
        ValueError: They are damaged.
    """
    return pieces.read(connection, _NAME, dict[str, list[int]]) or {}
