"""What a store's file may do beyond holding rows: nothing.

A file may come from anybody, and a database may hold more than data: triggers and views that run when a table
is written or read, columns that are worked out, tables that another module fills. None of ours has such, so
that a file with any of it is told as one that is damaged, and no query of ours ever reaches it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ondit import schema
from ondit.errors import StoreError
from ondit.text import shown

_SHADOW = re.compile(r"(\w+)_(?:data|idx|content|docsize|config)")
_PLAIN = re.compile(r"CREATE TABLE [\w ,()']+", re.IGNORECASE)
_WORKED_OUT = re.compile(r"\b(?:AS|CHECK|DEFAULT|GENERATED|COLLATE|REFERENCES)\b", re.IGNORECASE)
_MADE = re.compile(r"\b(?:AS|CHECK|GENERATED)\b", re.IGNORECASE)
_OF_COLUMNS = re.compile(
    r"CREATE (?:UNIQUE )?INDEX \w+ ON \w+ ?\([\w ,]+\)(?: WHERE \w+ IS NOT NULL)?", re.IGNORECASE
)
_OF_SQLITE = frozenset({"sqlite_stat1", "sqlite_stat4"})
_ACTING = frozenset({"trigger", "view"})
_SEARCHED = re.compile(r"CREATE VIRTUAL TABLE \S+ USING fts5\b", re.IGNORECASE)
_QUERY = "SELECT type, name, sql FROM sqlite_master"


def distrust(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Have a connection trust nothing that its file says about itself, and return it."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def refuse_strange(connection: sqlite3.Connection, path: Path) -> None:
    """See that a file that calls itself a store holds only what a store has.

    Raises:
        StoreError: It holds something else.
    """
    found = next(strange(connection), None)
    if found:
        raise StoreError(
            f"The store {path} is not as Ondit made it: it holds {found}.",
            f"`ondit doctor --repair --store {path}` makes a new one of its articles.",
        )


def strange(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what a store holds that none has, each in a few words; nothing where it is no store.

    Of a store of an older version only what acts or is worked out by itself is told: what else it has goes as
    it is renewed.
    """
    if schema.pragma(connection, "application_id") != schema.APPLICATION_ID:
        return
    is_older = schema.pragma(connection, "user_version") < schema.SCHEMA_VERSION
    for kind, name, sql in connection.execute(_QUERY):
        kind, name, sql = (_text(one) for one in (kind, name, sql))  # noqa: PLW2901
        is_known = (is_older and _is_passive(sql)) or _is_ours(kind, name, sql)
        if kind in _ACTING or not is_known:
            yield f"a {kind or 'part'} “{shown(name)[:60]}” that is none of its own"


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value or "")


def _is_passive(sql: str) -> bool:
    words = " ".join(sql.split())
    if words.upper().startswith("CREATE VIRTUAL"):
        return _SEARCHED.match(words) is not None
    if not words.upper().startswith("CREATE TABLE"):
        return not words or _OF_COLUMNS.fullmatch(words) is not None
    return not _MADE.search(words)


def _is_ours(kind: str, name: str, sql: str) -> bool:
    words = " ".join(sql.split())
    if words in _known() or (kind == "table" and name in _OF_SQLITE):
        return True
    if kind == "index" and not sql:
        return name.startswith("sqlite_autoindex_")
    shadow = _SHADOW.fullmatch(name)
    is_plain = _PLAIN.fullmatch(words) is not None and not _WORKED_OUT.search(words)
    return shadow is not None and shadow[1] in schema.INDEXES and is_plain


@cache
def _known() -> frozenset[str]:
    """Return how all that a store has was made."""
    return frozenset(" ".join(one.split()) for one in schema.statements() if one.startswith("CREATE"))
