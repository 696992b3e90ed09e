"""The store's tables: how they are made, and how those of an older version become these.

Longer than a module otherwise may be: a step to the next version is made of the tables below, and whoever
changes one has to see which steps make it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256

from ondit.search.fts import definition

APPLICATION_ID = 0x4F4E4454
"""What tells a store from any other SQLite file: "ONDT"."""
SCHEMA_VERSION = 10
PAGE_SIZE = 8192
"""Bytes of a page: a text of 3,000 letters takes 1,300, and SQLite leaves free what no other fits in."""

SEAL_BYTES = 16

REST = "source, source_origin, path, url, title, author, published, granularity, published_origin, language"
OVERRIDE = (
    "kind, made, status, article, start, stop, words, other_article, other_start, other_stop, other_words"
)
INDEXES = {
    "entry_word": definition("entry_word", "words", beginnings="", counted=False),
    "entry_beginning": definition("entry_beginning", "letters", beginnings="", in_order=False, counted=False),
    "article_word": definition("article_word", "words", beginnings="1", in_order=False, counted=False),
    "quote_word": definition("quote_word", "words", beginnings="", counted=False),
    "quote_beginning": definition("quote_beginning", "letters", beginnings="", in_order=False, counted=False),
}
_SCHEMA = (
    # Compressed, as `store.texts` says.
    """CREATE TABLE text (
        number INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        text BLOB NOT NULL
    )""",
    # Of its row and its text's, so that it is seen where one letter of it is another.
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
        language TEXT NOT NULL,
        digest BLOB NOT NULL
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
    # The matches of which an article is the left side, and which articles are the left sides of its others.
    """CREATE TABLE match (
        article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
        data BLOB NOT NULL,
        lefts BLOB NOT NULL
    )""",
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
    *(INDEXES[name] for name in ("entry_word", "entry_beginning", "article_word")),
    # Who is quoted, those quoted most first, with what is searched of the name, and all names by which the
    # quotes go, where that is not the only one; those who have none are one, too.
    """CREATE TABLE speaker (
        rank INTEGER PRIMARY KEY,
        name TEXT,
        role TEXT,
        quotations INTEGER NOT NULL,
        times INTEGER NOT NULL,
        outlets INTEGER NOT NULL,
        searched TEXT NOT NULL,
        names BLOB
    )""",
    # To which entries an outlet was something, as `entry_outlet` keeps those that it tells.
    """CREATE TABLE score_entry (
        source TEXT NOT NULL,
        role TEXT NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (source, role)
    ) WITHOUT ROWID""",
    INDEXES["quote_word"],
    # Which articles are of the page that an address means: its number, as `ingest.sameness` reckons it.
    """CREATE TABLE page (
        page INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
        PRIMARY KEY (page, article)
    ) WITHOUT ROWID""",
    # Of versions of a page, of what only sums one up or was fetched; no key, so that each is saved alone.
    """CREATE TABLE reading (
        article TEXT PRIMARY KEY,
        version_of TEXT,
        is_summary INTEGER NOT NULL,
        accessed TEXT
    ) WITHOUT ROWID""",
    """CREATE INDEX version_of ON reading (version_of) WHERE version_of IS NOT NULL""",
    INDEXES["quote_beginning"],
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)
_TEXT_1, _ARTICLE_1 = (
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
)
_MATCH_1 = """CREATE TABLE match (
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
    ) WITHOUT ROWID"""
_FROM_VERSION_1 = (
    "ALTER TABLE article RENAME TO old",
    _TEXT_1,
    _ARTICLE_1,
    "INSERT OR IGNORE INTO text (digest, text) SELECT digest(text), text FROM old ORDER BY number",
    f"INSERT INTO article (number, id, text, {REST}) SELECT number, id,"  # noqa: S608
    f" (SELECT number FROM text WHERE digest = digest(old.text)), {REST} FROM old",
    "DROP TABLE old",
    "PRAGMA user_version = 2",
)
_FROM_VERSION_2 = (_SCHEMA[2], "PRAGMA user_version = 3")
_FROM_VERSION_3 = (*_SCHEMA[3:5], _MATCH_1, *_SCHEMA[6:10], "PRAGMA user_version = 4")
_FROM_VERSION_4 = (*_SCHEMA[10:17], "PRAGMA user_version = 5")
# What was found is found anew, by other code. A text or an article that is damaged stays so, and is told.
_FROM_VERSION_5 = (
    *(f"DROP TABLE {name}" for name in ("finding", "outcome", "match")),
    *(f"DELETE FROM {name}" for name in ("rest", "entry_state")),  # noqa: S608
    "ALTER TABLE article RENAME TO old",
    "ALTER TABLE text RENAME TO old_text",
    *_SCHEMA[:2],
    "INSERT INTO text (number, digest, text) SELECT number, digest, pack(text) FROM old_text ORDER BY number",
    f"INSERT INTO article (number, id, text, {REST}, digest) SELECT old.number, id, old.text, {REST},"  # noqa: S608
    f" seal(old_text.digest, id, {REST}) FROM old LEFT JOIN old_text ON old_text.number = old.text"
    " ORDER BY old.number",
    "DROP TABLE old",
    "DROP TABLE old_text",
    *_SCHEMA[3:6],
    "PRAGMA user_version = 6",
)
_FROM_VERSION_6 = (*_SCHEMA[17:20], "PRAGMA user_version = 7")
_FROM_VERSION_7 = (
    *_SCHEMA[20:23],
    "INSERT INTO page (page, article) SELECT page(url), number FROM article WHERE url > ''",
    "PRAGMA user_version = 8",
)
# Articles and quotes are indexed anew, who is quoted is kept anew; a story that lacks that counts as none.
_FROM_VERSION_8 = (
    "DROP TABLE IF EXISTS article_word",
    "DROP TABLE IF EXISTS quote_word",
    "DROP TABLE IF EXISTS speaker",
    _SCHEMA[17],
    *(INDEXES[name] for name in ("article_word", "quote_word", "quote_beginning")),
    "DELETE FROM rest",
    "UPDATE entry_state SET data = unindexed(data) WHERE name = 'state'",
    "PRAGMA user_version = 9",
)
_FROM_VERSION_9 = (
    "UPDATE match SET data = repacked_matches(data), lefts = repacked_lefts(lefts)",
    "PRAGMA user_version = 10",
)
_OLDER = (
    *(_FROM_VERSION_1, _FROM_VERSION_2, _FROM_VERSION_3, _FROM_VERSION_4, _FROM_VERSION_5),
    *(_FROM_VERSION_6, _FROM_VERSION_7, _FROM_VERSION_8, _FROM_VERSION_9),
)
_RENEWALS: dict[int, Sequence[str]] = dict(enumerate(_OLDER, start=1))
"""What brings a store to the next version, by its own."""


def statements() -> tuple[str, ...]:
    """Return the statements that make a store."""
    return _SCHEMA


def make(connection: sqlite3.Connection) -> None:
    """Make an empty file a store, in one transaction."""
    if _is_empty(connection):
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
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
        from ondit.ingest.sameness import page_number
        from ondit.store.older import repacked_lefts, repacked_matches  # whose package needs this module
        from ondit.store.state import unindexed
        from ondit.store.texts import pack

        works = (digest, pack, unindexed, repacked_matches, repacked_lefts)
        for name, count, work in (
            *((one.__name__, 1, one) for one in works),
            ("seal", -1, seal),
            ("page", 1, page_number),
        ):
            connection.create_function(name, count, work, deterministic=True)
        with transaction(connection):
            while steps := _steps(connection):
                for statement in steps:
                    connection.execute(statement)


def _steps(connection: sqlite3.Connection) -> Sequence[str]:
    """Return what brings a store to the next version; nothing where it is of this one."""
    return _RENEWALS.get(pragma(connection, "user_version"), ())


def digest(text: str) -> bytes:
    """Return what tells a text from others."""
    return sha256(text.encode()).digest()


def seal(text: bytes | None, *row: object) -> bytes:
    """Return what tells an article from others, and from itself with one letter changed.

    Args:
        text: The digest of its text.
        row: Its id, then the values of `REST`.
    """
    told = json.dumps([text and text.hex(), *row])
    return sha256(told.encode()).digest()[:SEAL_BYTES]


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
