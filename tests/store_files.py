"""What tests of stores share: a store with a story, older ones, and looks into the file past the store."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import count
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from ondit import schema
from ondit.collection import story_of
from ondit.errors import StoreError
from ondit.model import Article, Story
from ondit.store import open_store, packing, rows
from ondit.store.compact_matches import unpack_lefts, unpack_pairs
from ondit.store.texts import pack
from quality import sample

PATIENCE = 60
Merger = tuple[Path, Story]
NewStore = Callable[[], Path]


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> NewStore:
    """Return what makes an empty store, as fast as a file is copied: for laws, which need many."""
    folder, numbers = tmp_path_factory.mktemp("stores"), count()
    open_store(folder / "empty").close()
    return lambda: Path(shutil.copy(folder / "empty", folder / f"{next(numbers)}.ondit"))


@pytest.fixture(scope="session")
def kept_merger(tmp_path_factory: pytest.TempPathFactory) -> Merger:
    """Return a store of a sample story that keeps what was found, for all tests: no test may change it."""
    path = tmp_path_factory.mktemp("merger") / "s.ondit"
    with open_store(path) as store, pytest.MonkeyPatch.context() as patched:
        patched.setattr("ondit.ingest.language.available", lambda: False)  # as in every test
        store.add(sample("meridian-merger").story.articles)
        return path, story_of(store)


@pytest.fixture
def merger(kept_merger: Merger, tmp_path: Path) -> Merger:
    """Return a store of a sample story that keeps what was found, and the story; it is the test's own."""
    path, story = kept_merger
    return Path(shutil.copy(path, tmp_path / "merger.ondit")), story


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


def forked(work: Callable[[], object]) -> int:
    """Do some work in a fork of this process, which then ends as if it were killed: it closes nothing.

    Returns 0, 1 where the work raised, or what it ended its process with.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # from Python 3.12 on, of forks beside threads
        process = os.fork()
    if not process:
        try:
            signal.alarm(PATIENCE)
            work()
        finally:
            os._exit(sys.exc_info()[0] is not None)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def killed_behind(path: Path, *lots: Iterable[Article]) -> None:
    """Add articles, lot by lot, in a process that is then killed: what it wrote waits beside the store."""

    def work() -> None:
        store = open_store(path)
        for articles in lots:
            store.add(articles)
        os._exit(9)

    assert forked(work) == 9


def inside(path: Path, query: str) -> list[tuple[Any, ...]]:
    """Return what a query finds past the store."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def execute(path: Path, *statements: str) -> None:
    """Change what a store holds past the store."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def whole(path: Path) -> list[str]:
    """All that a store holds, table by table, with what makes them; and its version."""
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()
        made = connection.execute("SELECT name, type, sql FROM sqlite_master ORDER BY name").fetchall()
        tables = [name for name, kind, sql in made if kind == "table" and "VIRTUAL" not in sql]
        held = [connection.execute(f"SELECT * FROM '{name}'").fetchall() for name in tables]  # noqa: S608
        return [f"version {version}", *map(str, made), *map(str, zip(tables, held, strict=True))]


@contextmanager
def begin_together(openers: int) -> Iterator[None]:
    """Have openers of a store begin to make or to renew it once each has seen that this is to be done."""
    seen, transaction = Barrier(openers), schema.transaction

    def begin(connection: sqlite3.Connection) -> AbstractContextManager[None]:
        seen.wait(PATIENCE)
        return transaction(connection)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(schema, "transaction", begin)
        yield


def breaks_off(path: Path, version: int, step: int) -> None:
    """See that a store is left as it was where its renewal from a version fails behind a step, from 0."""
    before = whole(path)
    with pytest.MonkeyPatch.context() as patched:
        broken = [*schema._RENEWALS[version][: step + 1], "SELECT 1 FROM nowhere"]
        patched.setitem(schema._RENEWALS, version, broken)
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
