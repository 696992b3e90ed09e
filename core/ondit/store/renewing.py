"""Rows that take the place of those before: only what is new is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from operator import itemgetter


def renew(
    connection: sqlite3.Connection, table: str, columns: str, rows: Iterable[tuple[object, ...]]
) -> None:
    """Make rows all that a table holds; write only those that are new, by their first column, a key.

    In the order of their key they fill pages; in any other they would leave a third of them empty.
    """
    names = columns.split(", ")
    wanted = set(rows)
    there = set(connection.execute(f"SELECT {columns} FROM {table}"))  # noqa: S608
    same = " AND ".join(f"{name} IS ?" for name in names)
    connection.executemany(f"DELETE FROM {table} WHERE {same}", there - wanted)  # noqa: S608
    marks = ", ".join("?" * len(names))
    new = sorted(wanted - there, key=itemgetter(0))
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", new)  # noqa: S608
