"""Looks into the file of a store, past the store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def inside(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def whole(path: Path) -> list[str]:
    """All that a store holds, table by table, with what makes them; and its version."""
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()
        made = connection.execute("SELECT name, type, sql FROM sqlite_master ORDER BY name").fetchall()
        tables = [name for name, kind, sql in made if kind == "table" and "VIRTUAL" not in sql]
        held = [connection.execute(f"SELECT * FROM '{name}'").fetchall() for name in tables]  # noqa: S608
        return [f"version {version}", *map(str, made), *map(str, zip(tables, held, strict=True))]
