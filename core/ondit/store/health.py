"""Whether a store is whole: its pages, its rows and its texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from ondit import schema
from ondit.errors import StoreError, UsageError
from ondit.store import guarding, rows
from ondit.store.journal import is_damaged
from ondit.store.opening import as_it_lies, check_header, connect, wal_of
from ondit.store.places import beside, size_of
from ondit.store.texts import as_stored
from ondit.store.troubles import explained
from ondit.text import shown

MOST_FAULTS = 5
WAIT_SECONDS = 5.0
_ONE_TEXT, _PACKED = 1, 6
"""The last version whose texts lie in its articles, and the first that packs them and seals articles."""
_FAULTS = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")


@dataclass(frozen=True, slots=True)
class Health:
    """What a look at a store found.

    Attributes:
        faults: What is wrong, in a few words each; empty where it is whole.
        articles: How many it has, as far as they can be counted.
        overrides: How many things its reader said, as far as they can be counted.
        waiting: Bytes beside the file that belong to it: of a program that has it open, or was killed.
    """

    faults: tuple[str, ...]
    articles: int
    overrides: int
    waiting: int


def check(path: Path) -> Health:
    """Look at a store, and change nothing: neither the file nor what waits beside it.

    Only where a program was killed while it made the file, or renewed it, that is undone first.

    It reads all of the file: some seconds a gigabyte.

    Raises:
        StoreError: It is no store, a newer version made it, or it cannot be read.
    """
    check_header(path)
    if not path.is_file():
        raise StoreError(f"There is no store {path}.", "Name another file.")
    if beside(path, "-journal").exists():
        connect(path, WAIT_SECONDS).close()  # what a killed program had begun is undone, as at any opening
    waits = wal_of(path).exists()
    found = _looked_at(path, alone=not waits)
    if found.faults and not waits and wal_of(path).exists():
        return _looked_at(path, alone=False)  # it was written to meanwhile
    return found


def _looked_at(path: Path, *, alone: bool) -> Health:
    wal = wal_of(path)
    waiting = 0 if alone else size_of(wal)
    with explained(path), closing(_reader(path, alone=alone)) as connection:
        strange = _strange(connection)
        if strange:  # none of which is read: it may go on for ever
            return Health(strange, 0, 0, waiting)
        faults = list(_faults(connection))
        if waiting and is_damaged(wal):
            faults.append(f"what was added last waits in {wal.name}, and that is spoilt")
        articles, overrides = (_count(connection, table) for table in ("article", "override"))
    return Health(tuple(dict.fromkeys(faults)), articles, overrides, waiting)


def _reader(path: Path, *, alone: bool) -> sqlite3.Connection:
    if alone:
        connection = as_it_lies(path)
    else:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.text_factory = bytes
    return guarding.distrust(connection)


def _strange(connection: sqlite3.Connection) -> tuple[str, ...]:
    try:
        return tuple(guarding.strange(connection))
    except sqlite3.DatabaseError:
        return ()  # as is told by what looks at the pages


def _faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what is wrong; what SQLite cannot read is a fault, and what the system refuses an error."""
    for look in (_pages, _tables, _keys, _texts, _letters, _articles, _overrides):
        try:
            yield from look(connection)
        except sqlite3.DatabaseError as error:
            name = getattr(error, "sqlite_errorname", None) or _FAULTS[0]
            if not name.startswith(_FAULTS):
                raise
            yield shown(str(error))
        except UnicodeDecodeError:
            yield "letters of names are broken"


def _pages(connection: sqlite3.Connection) -> Iterator[str]:
    for (told,) in connection.execute(f"PRAGMA integrity_check({MOST_FAULTS})"):
        if told != b"ok":
            yield " ".join(told.decode(errors="replace").split())


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what tables are missing that a store of this version has."""
    if schema.pragma(connection, "user_version") == schema.SCHEMA_VERSION:
        missing = _wanted().difference(_names(connection))
        yield from (f"no table {name.decode()}" for name in sorted(missing))


@cache
def _wanted() -> frozenset[bytes]:
    """Return the names of the tables that a store of this version has."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        schema.make(fresh)
        return frozenset(str(name).encode() for name in _names(fresh))


def _names(connection: sqlite3.Connection) -> list[str | bytes]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [name for (name,) in found]


def _keys(connection: sqlite3.Connection) -> Iterator[str]:
    broken = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    if broken:
        yield f"{broken} rows without what they belong to"


def _texts(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield how many texts are others than were stored, which SQLite does not see."""
    if _version(connection) > _ONE_TEXT:
        look = _is_packed_right if _version(connection) >= _PACKED else _is_right
        connection.create_function("is_right", 2, look, deterministic=True)
        query = "SELECT count(*) FROM text WHERE NOT is_right(digest, CAST(text AS BLOB))"
        (changed,) = connection.execute(query).fetchone()
        if changed:
            yield f"{changed} texts are not as they were stored"


def _articles(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield how many articles have something else than was stored: a title, a date, an outlet, a text."""
    changed = 0
    if _version(connection) >= _PACKED:
        query = (
            f"SELECT article.digest, text.digest, id, {schema.REST} FROM article"  # noqa: S608
            " JOIN text ON text.number = article.text"
        )
        for told, key, *row in connection.execute(query):
            letters = (one.decode(errors="replace") if isinstance(one, bytes) else one for one in row)
            changed += not isinstance(key, bytes) or schema.seal(key, *letters) != told
    if changed:
        yield f"{changed} articles are not as they were stored"


def _letters(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield of how many articles letters are broken, outside of their texts."""
    broken = 0
    for row in connection.execute(f"SELECT id, {schema.REST} FROM article"):  # noqa: S608
        try:
            b"".join(one for one in row if isinstance(one, bytes)).decode()
        except UnicodeDecodeError:
            broken += 1
    if broken:
        yield f"letters of {broken} articles are broken"


def _overrides(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield how many overrides make no sense: none such is ever stored."""
    broken = 0
    if b"override" in _names(connection):
        for row in connection.execute(rows.SELECT_OVERRIDES):
            try:
                rows.override(tuple(one.decode() if isinstance(one, bytes) else one for one in row))
            except (UsageError, TypeError, ValueError):
                broken += 1
    if broken:
        yield f"{broken} corrections make no sense"


def _is_right(key: bytes, text: bytes) -> bool:
    return sha256(text).digest() == key


def _is_packed_right(key: bytes, text: bytes) -> bool:
    return isinstance(key, bytes) and as_stored(key, text) is not None


def _version(connection: sqlite3.Connection) -> int:
    return schema.pragma(connection, "user_version")


def _count(connection: sqlite3.Connection, table: str) -> int:
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return 0
