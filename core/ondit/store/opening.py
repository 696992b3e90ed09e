"""Opening the file of a store: for writing where that is allowed, else as it lies there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic, sleep

from ondit import schema
from ondit.errors import StoreError
from ondit.schema import APPLICATION_ID, PAGE_SIZE, SCHEMA_VERSION
from ondit.search.fts import available
from ondit.store.guarding import distrust, refuse_strange
from ondit.store.places import beside, private, size_of
from ondit.store.troubles import explained, has_room

FEWEST_PAGES, FREE_PARTS = 256, 3
"""A store of so many pages is compacted where one of so many parts of it is free, or its pages are small."""
SECONDS_BETWEEN = 0.01
_REFUSALS = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR_SHM", "SQLITE_FULL")
"""What SQLite says where it cannot make the files that it needs beside a store."""


def connect(path: Path, wait: float, *, is_shared: bool = False) -> sqlite3.Connection:
    """Connect to a store; a missing or empty file becomes a new one.

    Where nothing can be written, on a full disk or in a folder that allows no writing, the store is opened
    for reading only. Whoever may write there must not do so meanwhile.

    Args:
        path: Its file, in a folder that is there.
        wait: Seconds to wait for a writer.
        is_shared: Whether other threads than this one use it too, one at a time.

    Raises:
        StoreError: It is no store, a newer version made it, or it cannot be opened; it is left as it was.
    """
    check_header(path)
    _check_waiting(path)
    private(path)
    with explained(path):
        try:
            connection = sqlite3.connect(
                path, timeout=wait, isolation_level=None, check_same_thread=not is_shared
            )
            return _prepared(path, connection)
        except sqlite3.OperationalError as error:
            if not _name(error).startswith(_REFUSALS) or not (path.is_file() and path.stat().st_size):
                raise
            _check_alone(path, error)
        return _prepared(path, as_it_lies(path, is_shared=is_shared))


def as_it_lies(path: Path, *, is_shared: bool = False) -> sqlite3.Connection:
    """Connect to a file without writing anything, there or beside it; what waits beside it is not read."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=not is_shared)


def check_header(path: Path) -> None:
    """See that a file is a store before anything is changed.

    A file that is missing or empty will be a new store. Where a journal lies beside the file, its writer
    was killed, and only SQLite can tell what the file will hold once that is undone. SQLite does the
    reading: closing a file that one had opened oneself would end all the locks that this process has on it.

    Raises:
        StoreError: It is no store, or of a newer version.
    """
    if not path.exists() or beside(path, "-journal").exists():
        return
    if not path.is_file():
        raise StoreError(f"{path} is not a file.", "Name a file for the store.")
    if path.stat().st_size:
        try:
            application, version = marks(path) or (0, 0)
        except sqlite3.Error:
            return  # half of it may wait beside it, as where the disk was full; whoever opens it will see
        _check(path, application, version)


def marks(path: Path) -> tuple[int, int] | None:
    """Return a file's numbers of its program and of its version; absent where it is no database.

    Raises:
        sqlite3.Error: It cannot be read.
    """
    with closing(as_it_lies(path)) as connection:
        try:
            return schema.pragma(connection, "application_id"), schema.pragma(connection, "user_version")
        except sqlite3.DatabaseError as error:
            if _name(error) == "SQLITE_NOTADB":
                return None
            raise


def wal_of(path: Path) -> Path:
    """Return where what was written waits until it goes into the file."""
    return beside(path, "-wal")


def backup_of(path: Path) -> Path:
    """Return where the backup copy of a store lies."""
    return beside(path, ".backup")


def _check(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        hint = "Name another file for the store."
        if backup_of(path).is_file():
            hint = f"It was one, if its backup copy is right: try `ondit doctor --repair --store {path}`."
        raise StoreError(f"{path} is not a store of Ondit.", hint)
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"The store {path} was made by a newer version of Ondit.", "Update Ondit to open it."
        )


def _check_waiting(path: Path) -> None:
    """See that SQLite would not drop what waits beside a store because some of it is damaged."""
    wal = wal_of(path)
    if size_of(wal):
        from ondit.store.journal import is_damaged  # numpy, which little else here needs

        if is_damaged(wal):
            raise StoreError(
                f"The store {path} is damaged: what was added last waits in {wal.name}, and that is spoilt.",
                f"`ondit doctor --repair --store {path}` saves what can be saved.",
            )


def _check_alone(path: Path, error: sqlite3.Error) -> None:
    """See that nothing waits beside a store that it would be wrong without."""
    wal = wal_of(path)
    if size_of(wal):
        what, hint = "may not be written to", "Copy both to where you may write, and open it there."
        if not has_room(path):
            what, hint = "needs room on the disk", "Make room, then try again; nothing was lost."
        raise StoreError(
            f"The store {path} {what}: what was added last waits in {wal.name}.", hint
        ) from error


def _prepared(path: Path, connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        _prepare(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    """Make an empty file a store, bring an older one up to date, and see that any other is one."""
    if not available(connection):
        raise StoreError(
            f"The store {path} cannot be opened: this Python's SQLite cannot search texts.",
            "Run Ondit with a Python whose SQLite has FTS5, as those of python.org and of most systems have.",
        )
    connection.execute("PRAGMA foreign_keys = ON")
    distrust(connection)
    refuse_strange(connection, path)
    schema.make(connection)
    try:
        schema.renew(connection)
    except sqlite3.OperationalError as error:
        if not _name(error).startswith(("SQLITE_READONLY", "SQLITE_FULL")):
            raise
        if _name(error).startswith("SQLITE_FULL"):
            what, hint = "there is no room to renew it", "Make room, then try again; nothing was lost."
        else:
            what, hint = "may not be written to", "Copy it to where you may write, and open the copy."
        raise StoreError(f"The store {path} is of an older version, and {what}.", hint) from error
    _check(path, schema.pragma(connection, "application_id"), schema.pragma(connection, "user_version"))
    refuse_strange(connection, path)
    _write_ahead(connection)
    _compact(path, connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Have a store write into a log first, if it may be written to.

    Where several begin with it at once, SQLite refuses at once instead of waiting for the others.
    """
    (wait,) = connection.execute("PRAGMA busy_timeout").fetchone()
    end = monotonic() + wait / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _name(error).startswith("SQLITE_READONLY"):
                return
            if not _name(error).startswith("SQLITE_BUSY") or monotonic() > end:
                raise
            sleep(SECONDS_BETWEEN)
        else:
            return


def _compact(path: Path, connection: sqlite3.Connection) -> None:
    """Give back the room of a store of which much is free, as behind a renewal; in vain where that cannot be.

    Rule: a third of the file is free, or it has pages of another size, as older versions made them; and the
    disk has room for twice what is not free: it is written once beside the store and once into its journal.
    A store that grows fills what is free before it grows, so that this happens hardly ever; to move pages
    whenever some become free (`auto_vacuum`) would cost each writing.
    """
    names = ("page_size", "page_count", "freelist_count")
    size, pages, free = (schema.pragma(connection, name) for name in names)
    if pages < FEWEST_PAGES or (free * FREE_PARTS < pages and size == PAGE_SIZE):
        return
    (wait,) = connection.execute("PRAGMA busy_timeout").fetchone()
    with suppress(OSError, sqlite3.DatabaseError):
        if shutil.disk_usage(path.parent).free > 2 * size * (pages - free):
            connection.execute("PRAGMA busy_timeout = 0")
            if size != PAGE_SIZE:  # which stays as it is where there is a log
                connection.execute("PRAGMA journal_mode = DELETE")
                connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            connection.execute("VACUUM")
    with suppress(sqlite3.DatabaseError):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA busy_timeout = {wait}")


def _name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", None) or ""
