"""The store: one SQLite file that keeps a collection of articles, and what its reader says of them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from ondit.errors import StoreError
from ondit.marks import Mark
from ondit.model import Article, Findings, Story
from ondit.overrides import Anchor, Override
from ondit.schema import APPLICATION_ID, SCHEMA_VERSION, digest
from ondit.store import keeping, marking, rows, state, taking
from ondit.store.making import maker
from ondit.store.opening import connect
from ondit.store.places import default_path, last_used, remember
from ondit.store.taking import Added
from ondit.store.troubles import explained, sensible
from ondit.store.watching import Watched
from ondit.store.writing import writing

T = TypeVar("T")

__all__ = [
    "APPLICATION_ID",
    "BUSY_SECONDS",
    "SCHEMA_VERSION",
    "Added",
    "Store",
    "default_path",
    "last_used",
    "open_store",
    "remember",
]

BUSY_SECONDS = 5.0
"""How long a writer waits for another."""


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

    def add(self, articles: Iterable[Article], *, read_on: str | None = None) -> Added:
        """Keep articles, all or none of them, and return how many were new, and how many pages had changed.

        What is there is left as it is: another text of a page is kept beside it, as `taking.judged` says.
        They are taken one by one, however many there are.

        Args:
            articles: The articles.
            read_on: The day on which they were read, ISO: that of versions which tell no date of their own.

        Raises:
            StoreError: They cannot be written; the store is as it was.
        """
        with writing(self.path, self._connection):
            new, copies, changed = 0, 0, list[str]()
            for article in articles:
                if taken := taking.judged(self.path, self._connection, article, read_on):
                    is_copy = taking.keep(self._connection, taken.article)
                    if taken.is_change:
                        changed.append(article.id)
                    else:
                        new, copies = new + 1, copies + is_copy
            return Added(new, copies, tuple(changed))

    def put_back(self, articles: Iterable[Article], said: Iterable[Override]) -> None:
        """Keep articles and what a reader said as another store had them, in its order; none may be there.

        Raises:
            StoreError: They cannot be written; the store is as it was.
        """
        with writing(self.path, self._connection):
            for article in articles:
                taking.keep(self._connection, article)
            self._connection.executemany(rows.INSERT_OVERRIDE, map(rows.of_override, said))

    def articles(self) -> list[Article]:
        """Return all articles in the order in which they were added.

        Raises:
            StoreError: They cannot be read.
        """
        with explained(self.path), sensible(self.path):
            return [rows.article(row) for row in self._connection.execute(rows.SELECT)]

    def override(self, override: Override) -> bool:
        """Keep what a reader says of a claim, and return whether the store did not have it.

        Articles that are added, or are gone, change nothing of it.

        Raises:
            StoreError: It cannot be written; the store is as it was.
        """
        row = rows.of_override(override)
        with writing(self.path, self._connection):
            is_new = self._connection.execute(rows.HAS_OVERRIDE, row).fetchone() is None
            if is_new:
                self._connection.execute(rows.INSERT_OVERRIDE, row)
            return is_new

    def overrides(self) -> list[Override]:
        """Return all that the reader says, in the order in which the store was told.

        Raises:
            StoreError: It cannot be read.
        """
        with explained(self.path), sensible(self.path):
            return [rows.override(row) for row in self._connection.execute(rows.SELECT_OVERRIDES)]

    def withdraw(self, override: Override) -> bool:
        """Forget what a reader said, and return whether the store had it.

        Raises:
            StoreError: It cannot be written; the store is as it was.
        """
        with writing(self.path, self._connection):
            return self._connection.execute(rows.DELETE_OVERRIDE, rows.of_override(override)).rowcount > 0

    def mark(self, mark: Mark) -> bool:
        """Keep a reader's mark, and return whether its place was not marked.

        Raises:
            StoreError: It cannot be written; the store is as it was.
        """
        with sensible(self.path), writing(self.path, self._connection):
            return marking.keep(self._connection, mark)

    def unmark(self, anchor: Anchor) -> bool:
        """Take the mark from a place, and return whether there was one.

        Raises:
            StoreError: It cannot be written; the store is as it was.
        """
        with sensible(self.path), writing(self.path, self._connection):
            return marking.take_off(self._connection, anchor)

    def marks(self) -> list[Mark]:
        """Return the reader's marks, in the order in which they were made.

        Raises:
            StoreError: They cannot be read.
        """
        with explained(self.path), sensible(self.path):
            return marking.marks(self._connection)

    def contents(self) -> str:
        """Return what stands for all that the store was told: as long as it is the same, so is its story.

        Raises:
            StoreError: It cannot be read.
        """
        with explained(self.path):
            articles = self._connection.execute("SELECT count(*), max(number) FROM article").fetchone()
            return f"{articles[0]} {articles[1]} {digest(repr(self.overrides())).hex()}"

    def count_unread(self) -> int:
        """Return of how many articles it is not kept what this code finds in them.

        Raises:
            StoreError: They cannot be read.
        """
        with explained(self.path):
            return int(self._connection.execute(rows.COUNT_UNREAD, (maker(),)).fetchone()[0])

    def unread(self, most: int) -> list[Article]:
        """Return the articles added first of which is not kept what this code finds in them, so many at most.

        Raises:
            StoreError: They cannot be read.
        """
        with explained(self.path), sensible(self.path):
            found = self._connection.execute(rows.SELECT_UNREAD, (maker(), most))
            return [rows.article(row) for row in found]

    def findings(self) -> dict[str, Findings]:
        """Return what this code found in articles by themselves, by their ids, as far as it is kept.

        Raises:
            StoreError: It cannot be read.
        """
        with explained(self.path):
            return keeping.findings(self._connection, maker(), self.articles())

    def keep_findings(self, found: Mapping[str, Findings]) -> None:
        """Keep what was found in some articles by themselves, all or none of it.

        Raises:
            StoreError: It cannot be written; the store is as it was.
        """
        with sensible(self.path), writing(self.path, self._connection):
            keeping.keep_findings(self._connection, maker(), found)

    def story(self, of: str) -> Story | None:
        """Return the story that was kept of something; absent where another was, or it cannot be read.

        Args:
            of: What it was made of, as `keep_story` was told.

        Raises:
            StoreError: The file cannot be read.
        """
        with explained(self.path):
            rest = keeping.rest(self._connection, of)
            if rest is None or not state.is_whole(self._connection, of):
                return None
            articles = self.articles()
            known = keeping.findings(self._connection, maker(), articles)
            return keeping.story(self._connection, rest, articles, known)

    def keep_story(self, story: Story, of: str, known: Mapping[str, Findings]) -> None:
        """Keep a story in the place of the one before, all or nothing of it.

        Args:
            story: The story.
            of: What it was made of.
            known: What is kept of its articles by themselves.

        Raises:
            StoreError: It cannot be written; the store is as it was.
        """
        with writing(self.path, self._connection):
            keeping.keep_story(self._connection, of, story, known)

    def forget_story(self) -> None:
        """See that the story is found anew: what is kept of it was found to be damaged.

        Raises:
            StoreError: It cannot be written.
        """
        with writing(self.path, self._connection):
            state.forget(self._connection)

    def watching(self, work: Callable[[Watched], T]) -> T:
        """Return what some work gives that asks or tells what is watched.

        Raises:
            StoreError: The store cannot be read or written; it is as it was.
        """
        with explained(self.path):
            return work(Watched(self.path, self._connection))

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._connection.close()


def open_store(path: str | os.PathLike[str], *, read_only: bool = False) -> Store:
    """Open the store in a file; a missing or empty file becomes a new one, with its folder.

    One that may not be written to is opened all the same, and read.

    Args:
        path: The file.
        read_only: Have every writing refused; a store of an older version is still brought to this one.

    Raises:
        StoreError: The file is no store, a newer version made it, or it cannot be opened; it is left as
            it was.
    """
    place = Path(path)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        connection = connect(place, BUSY_SECONDS)
        connection.execute(f"PRAGMA query_only = {read_only:d}")
        return Store(place, connection)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        what = f"The store {place} cannot be opened: {reason}."
        raise StoreError(what, "Check its folder and its name.") from error
