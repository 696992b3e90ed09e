"""Looks into the file of a store, past the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ondit import schema
from ondit.errors import StoreError
from ondit.model import Article
from ondit.store import open_store, packing, rows
from ondit.store.compact_matches import unpack_lefts, unpack_pairs
from ondit.store.texts import pack


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


def breaks_off(path: Path, version: int, step: int) -> None:
    """See that a store is left as it was where its renewal from a version fails behind a step, from 0."""
    before, name = whole(path), f"_FROM_VERSION_{version}"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(schema, name, [*getattr(schema, name)[: step + 1], "SELECT 1 FROM nowhere"])
        with pytest.raises(StoreError, match="no such table"):
            open_store(path)
    assert whole(path) == before


def of_version_7(path: Path, articles: Iterable[Article]) -> Path:
    """A store as version 7 left it, with articles."""
    marks = (f"PRAGMA application_id = {schema.APPLICATION_ID}", "PRAGMA user_version = 7")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in (*schema._SCHEMA[:20], *marks, "PRAGMA journal_mode = WAL"):
            connection.execute(statement)
        for article in articles:
            key = schema.digest(article.text)
            number = connection.execute(rows.INSERT_TEXT, (key, pack(article.text))).lastrowid
            connection.execute(rows.INSERT, rows.of_article(article, number or 0, key))
    return path


def as_version_9(path: Path) -> Path:
    """Make a store what version 9 would have left of it: its matches in JSON, its pages smaller."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_function("of_9", 1, _matches_of_9)
        connection.create_function("lefts_of_9", 1, lambda data: packing.pack(unpack_lefts(data)))
        connection.execute("UPDATE match SET data = of_9(data), lefts = lefts_of_9(lefts)")
        for statement in ("user_version = 9", "journal_mode = DELETE", "page_size = 4096"):
            connection.execute(f"PRAGMA {statement}")
        connection.execute("VACUUM")
        connection.execute("PRAGMA journal_mode = WAL")
    return path


def _matches_of_9(data: bytes) -> bytes:
    columns: tuple[list[Any], ...] = tuple([] for _ in range(9))
    at = number = 0
    for start, end, other, there, stop, similarity, *rest in unpack_pairs(data):
        row = (
            start - at,
            end - start,
            other - number,
            there,
            stop - there - (end - start),
            similarity,
            0,
            *rest,
        )
        for column, value in zip(columns, row, strict=True):
            column.append(value)
        at, number = start, other
    return packing.pack(columns)


def older(path: Path, version: int, articles: Iterable[Article]) -> Path:
    """A store as version 4 or 5 left it, with articles."""
    last = {4: 10, 5: 17}[version]
    made = (*schema._SCHEMA[2:5], schema._MATCH_1, *schema._SCHEMA[6:last])
    marks = (f"PRAGMA application_id = {schema.APPLICATION_ID}", f"PRAGMA user_version = {version}")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in (schema._TEXT_1, schema._ARTICLE_1, *made, *marks, "PRAGMA journal_mode = WAL"):
            connection.execute(statement)
        for article in articles:
            key = schema.digest(article.text)
            connection.execute("INSERT OR IGNORE INTO text (digest, text) VALUES (?, ?)", (key, article.text))
            (number,) = connection.execute("SELECT number FROM text WHERE digest = ?", (key,)).fetchone()
            *row, _ = rows.of_article(article, number, key)
            query = f"INSERT INTO article (id, text, {schema.REST}) VALUES (?{', ?' * 11})"  # noqa: S608
            connection.execute(query, row)
    return path
