"""The store's tables: how they are made, and how those of an older version become these."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256

from ondit.search.fts import definition

APPLICATION_ID = 0x4F4E4454
"""What tells a store from any other SQLite file: "ONDT"."""
SCHEMA_VERSION = 5

REST = "source, source_origin, path, url, title, author, published, granularity, published_origin, language"
OVERRIDE = (
    "kind, made, status, article, start, stop, words, other_article, other_start, other_stop, other_words"
)
_SCHEMA = (
    """CREATE TABLE text (
        number INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        text TEXT NOT NULL
    )""",
    """CREATE TABLE article (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        text INTEGER NOT NULL REFERENCES text (number),
        source TEXT NOT NULL,
        source_origin TEXT NOT NULL,
        path TEXT,
        url TEXT,
        title TEXT,
        author TEXT,
        published TEXT,
        granularity TEXT,
        published_origin TEXT,
        language TEXT NOT NULL
    )""",
    # No key leads to an article: what a reader says stays, with its words, when the article is gone.
    """CREATE TABLE override (
        number INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        made TEXT NOT NULL,
        status TEXT,
        article TEXT NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        words TEXT NOT NULL,
        other_article TEXT,
        other_start INTEGER,
        other_stop INTEGER,
        other_words TEXT
    )""",
    """CREATE TABLE finding (
        article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
        maker TEXT NOT NULL,
        data BLOB NOT NULL
    )""",
    """CREATE TABLE outcome (
        article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
        data BLOB NOT NULL
    )""",
    """CREATE TABLE match (
        a INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
        a_start INTEGER NOT NULL,
        a_stop INTEGER NOT NULL,
        b INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
        b_start INTEGER NOT NULL,
        b_stop INTEGER NOT NULL,
        similarity REAL NOT NULL,
        relation TEXT NOT NULL,
        differs TEXT,
        PRIMARY KEY (a, a_start, a_stop, b, b_start, b_stop)
    ) WITHOUT ROWID""",
    """CREATE TABLE rest (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE mark (
        number INTEGER PRIMARY KEY,
        article TEXT NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        words TEXT NOT NULL,
        made TEXT NOT NULL,
        UNIQUE (article, start, stop)
    )""",
    # Paths are bytes: a file's name may hold what is no text.
    """CREATE TABLE watched (
        name BLOB PRIMARY KEY,
        place INTEGER NOT NULL,
        record TEXT
    ) WITHOUT ROWID""",
    """CREATE TABLE watched_file (
        folder BLOB NOT NULL REFERENCES watched (name) ON DELETE CASCADE,
        path BLOB NOT NULL,
        size INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        PRIMARY KEY (folder, path)
    ) WITHOUT ROWID""",
    # What is known of a story's entries by their numbers, so that a page of it is shown without the rest.
    """CREATE TABLE entry_state (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE entry_column (
        name TEXT NOT NULL,
        part INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (name, part)
    ) WITHOUT ROWID""",
    """CREATE TABLE entry_outlet (
        name TEXT PRIMARY KEY,
        entries INTEGER NOT NULL,
        data BLOB NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE entry_became (
        before TEXT PRIMARY KEY,
        now TEXT NOT NULL,
        generation INTEGER NOT NULL
    ) WITHOUT ROWID""",
    definition("entry_word", "words", beginnings="", counted=False),
    definition("entry_beginning", "letters", beginnings="", in_order=False, counted=False),
    definition("article_word", "words", beginnings="1 2", in_order=False, counted=False),
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)
_FROM_VERSION_1 = (
    "ALTER TABLE article RENAME TO old",
    *_SCHEMA[:2],
    "INSERT OR IGNORE INTO text (digest, text) SELECT digest(text), text FROM old ORDER BY number",
    f"INSERT INTO article (number, id, text, {REST}) SELECT number, id,"  # noqa: S608
    f" (SELECT number FROM text WHERE digest = digest(old.text)), {REST} FROM old",
    "DROP TABLE old",
    "PRAGMA user_version = 2",
)
_FROM_VERSION_2 = (_SCHEMA[2], "PRAGMA user_version = 3")
_FROM_VERSION_3 = (*_SCHEMA[3:10], "PRAGMA user_version = 4")
_FROM_VERSION_4 = (*_SCHEMA[10:-2], "PRAGMA user_version = 5")


def make(connection: sqlite3.Connection) -> None:
    """Make an empty file a store, in one transaction."""
    if _is_empty(connection):
        with transaction(connection):
            if _is_empty(connection):
                for statement in _SCHEMA:
                    connection.execute(statement)


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """Return a number that SQLite keeps in the file's header."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def renew(connection: sqlite3.Connection) -> None:
    """Bring a store of an older version to this one, in one transaction."""
    if pragma(connection, "application_id") == APPLICATION_ID and _steps(connection):
        connection.create_function("digest", 1, digest, deterministic=True)
        with transaction(connection):
            while steps := _steps(connection):
                for statement in steps:
                    connection.execute(statement)


def _steps(connection: sqlite3.Connection) -> Sequence[str]:
    """Return what brings a store to the next version; nothing where it is of this one."""
    steps = {1: _FROM_VERSION_1, 2: _FROM_VERSION_2, 3: _FROM_VERSION_3, 4: _FROM_VERSION_4}
    return steps.get(pragma(connection, "user_version"), ())


def digest(text: str) -> bytes:
    """Return what tells a text from others."""
    return sha256(text.encode()).digest()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of a `with` block or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _is_empty(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
