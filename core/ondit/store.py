"""The store: one SQLite file that keeps a collection of articles."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from ondit import schema
from ondit.errors import StoreError
from ondit.model import Article, Published, Source
from ondit.schema import APPLICATION_ID, REST, SCHEMA_VERSION, digest, transaction

BUSY_SECONDS = 5.0
"""How long a writer waits for another."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_LENGTH = 100
_VERSION_AT, _APPLICATION_AT = 60, 68  # the file format's offsets of user_version and application_id

_HAS = "SELECT 1 FROM article WHERE id = ?"
_HAS_TEXT = "SELECT number FROM text WHERE digest = ?"
_INSERT_TEXT = "INSERT INTO text (digest, text) VALUES (?, ?)"
_INSERT = f"INSERT INTO article (id, text, {REST}) VALUES (?{', ?' * 11})"  # noqa: S608
_SELECT = (
    f"SELECT id, text.text, {REST} FROM article JOIN text ON text.number = article.text"  # noqa: S608
    " ORDER BY article.number"
)
_TROUBLES = (
    (
        "SQLITE_BUSY",
        "is in use by another program that writes to it",
        "Wait until it is done, then try again.",
    ),
    (
        "SQLITE_LOCKED",
        "is in use by another program that writes to it",
        "Wait until it is done, then try again.",
    ),
    ("SQLITE_READONLY", "may not be written to", "Ask for the right to write, or use a store elsewhere."),
    ("SQLITE_FULL", "cannot grow: the disk is full", "Make room, then try again; nothing was lost."),
    ("SQLITE_CANTOPEN", "cannot be opened", "Check the folder, its name and your right to write there."),
    ("SQLITE_PERM", "may not be opened", "Ask for the right to read and write it."),
    ("SQLITE_NOTADB", "is not a store", "Name another file."),
    ("SQLITE_CORRUPT", "is damaged", "Bring it back from a backup, or read the articles into a new store."),
)


class Added(NamedTuple):
    """What became of articles that were added to a store.

    Attributes:
        new: Articles that the store did not have.
        copies: Those of them whose text it had already from another article; such a text is kept once.
    """

    new: int
    copies: int


class Store:
    """An open store; `open_store` makes one. Closes itself at the end of a `with` block.

    It belongs to the thread that opened it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, articles: Iterable[Article]) -> Added:
        """Keep articles, all or none of them, and return how many were new.

        An article whose id the store has already is left as it is there. They are taken one by one, however
        many there are.

        Raises:
            StoreError: They cannot be written; the store is as it was.
        """
        with _explained(self.path), transaction(self._connection):
            new = copies = 0
            for article in articles:
                if self._connection.execute(_HAS, (article.id,)).fetchone() is None:
                    number, is_copy = self._text(article.text)
                    self._connection.execute(_INSERT, _row(article, number))
                    new, copies = new + 1, copies + is_copy
            return Added(new, copies)

    def articles(self) -> list[Article]:
        """Return all articles in the order in which they were added.

        Raises:
            StoreError: They cannot be read.
        """
        with _explained(self.path):
            return [_article(row) for row in self._connection.execute(_SELECT)]

    def _text(self, text: str) -> tuple[int, bool]:
        """Return the number of a text, and whether the store had it before."""
        key = digest(text)
        found = self._connection.execute(_HAS_TEXT, (key,)).fetchone()
        if found:
            return found[0], True
        return self._connection.execute(_INSERT_TEXT, (key, text)).lastrowid or 0, False

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._connection.close()


def open_store(path: str | os.PathLike[str]) -> Store:
    """Open the store in a file; a missing or empty file becomes a new one, with its folder.

    Raises:
        StoreError: The file is no store, a newer version made it, or it cannot be opened; it is left as
            it was.
    """
    place = Path(path)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _check_header(place)
        return Store(place, _connect(place))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        what = f"The store {place} cannot be opened: {reason}."
        raise StoreError(what, "Check its folder and its name.") from error


def default_path() -> Path:
    """Return where the store lies if no other place was named: in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("ondit", appauthor=False) / "story.ondit"


def remember(path: str | os.PathLike[str]) -> bool:
    """Note that this store was used last, and return whether that could be noted."""
    note = _note()
    fresh = note.with_suffix(f".{os.getpid()}")
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(os.fsencode(Path(path).absolute()))
        fresh.replace(note)
    except OSError:
        return False
    return True


def last_used() -> Path | None:
    """Return the store that was used last, if that is known and the file is still there."""
    try:
        path = Path(os.fsdecode(_note().read_bytes()))
        return path if path.is_file() else None
    except (OSError, ValueError):
        return None


def _note() -> Path:
    from platformdirs import user_state_path

    return user_state_path("ondit", appauthor=False) / "last-store"


def _check_header(path: Path) -> None:
    """See that a file is a store before SQLite touches it.

    A file that is missing or empty will be a new store. Where a journal lies beside the file, its writer
    was killed, and only SQLite can tell what the file will hold once that is undone.
    """
    if not path.exists() or path.with_name(f"{path.name}-journal").exists():
        return
    if not path.is_file():
        raise StoreError(f"{path} is no file.", "Name a file for the store.")
    with path.open("rb") as file:
        header = file.read(_HEADER_LENGTH)
    if header:
        application = int.from_bytes(header[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
        version = int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4], "big")
        _check(path, application if header.startswith(_MAGIC) else 0, version)


def _check(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise StoreError(f"{path} is not a store of Ondit.", "Name another file for the store.")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"The store {path} was made by a newer version of Ondit.", "Update Ondit to open it."
        )


def _connect(path: Path) -> sqlite3.Connection:
    with _explained(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(path, connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    """Make an empty file a store, bring an older one up to date, and see that any other is one."""
    connection.execute("PRAGMA foreign_keys = ON")
    schema.make(connection)
    schema.renew(connection)
    _check(path, schema.pragma(connection, "application_id"), schema.pragma(connection, "user_version"))
    connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences; wrong use of the connection is no such error."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        for known, what, hint in _TROUBLES:
            if name.startswith(known):
                raise StoreError(f"The store {path} {what}.", hint) from error
        raise StoreError(
            f"The store {path} cannot be used: {error}.", "Check the file and the disk."
        ) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"The store {path} cannot keep a text with half a character.", "Clean it first."
        ) from error


def _row(article: Article, text: int) -> tuple[str | int | None, ...]:
    published = article.published
    return (
        article.id,
        text,
        article.source.value,
        article.source.origin,
        article.path,
        article.url,
        article.title,
        article.author,
        published.value if published else None,
        published.granularity if published else None,
        published.origin if published else None,
        article.language,
    )


def _article(row: tuple[Any, ...]) -> Article:
    name, text, source, source_origin, path, url, title, author, value, granularity, origin, language = row
    return Article(
        id=name,
        text=text,
        source=Source(source, source_origin),
        path=path,
        url=url,
        title=title,
        author=author,
        published=None if value is None else Published(value, granularity, origin),
        language=language,
    )
