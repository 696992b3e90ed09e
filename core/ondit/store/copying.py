"""A backup copy of a store beside it.

It is made when it is asked for, and before articles are added once a tenth of what the store
holds is newer than the copy (`back_up_if_due`): what copies cost then stays in proportion to what is added,
no clock is asked, and damage never costs more than the last tenth, as far as it lay on the pages that were
hit. The copy lies beside the store, where it is found again; a lost disk needs one on another.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from ondit.errors import StoreError
from ondit.store import guarding
from ondit.store.health import check
from ondit.store.opening import as_it_lies, backup_of, connect
from ondit.store.places import beside, private
from ondit.store.troubles import explained
from ondit.store.writing import writing

WAIT_SECONDS = 5.0
NEWER_PARTS = 10
"""One of so many parts of a store has to be newer than its copy for another to be due."""
MOST_BYTES = 1 << 28
"""A larger store is copied only when that is asked for."""


def backup(path: Path) -> Path:
    """Make a backup copy of a store beside it, in the place of the one before, and return where it lies.

    Nobody writes to the store meanwhile. The copy is one file, and replaces the one before once it is whole.

    Raises:
        StoreError: The store is damaged or held, or the copy cannot be written; the copy before is as it was.
    """
    if not path.is_file():
        raise StoreError(f"There is no store {path}.", "Name another file.")
    place, fresh = backup_of(path), beside(path, ".backup-new")
    with closing(connect(path, WAIT_SECONDS)) as holding, writing(path, holding):
        _check_worth(path)
        with refusals(path, "copied"), _made(fresh), explained(fresh):
            private(fresh, path)
            with closing(connect(path, WAIT_SECONDS)) as source, closing(sqlite3.connect(fresh)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            lay(fresh, place)
    return place


def _check_worth(path: Path) -> None:
    """See that a copy would be no loss: no article ever goes, so a copy that has more is of another store.

    Raises:
        StoreError: The store is damaged, or has less than its copy.
    """
    health = check(path)
    if health.faults:
        raise StoreError(
            f"The store {path} is damaged, and is not copied: {health.faults[0]}.",
            f"`ondit doctor --repair --store {path}` saves what can be saved.",
        )
    if (copied := _articles(backup_of(path))) > health.articles:
        raise StoreError(
            f"The copy {backup_of(path)} has {copied:,} articles, the store {health.articles:,}: it is kept.",
            "Move the copy away; or move the store away, and repair it from the copy.",
        )


def _articles(copy: Path) -> int:
    """Return how many articles a copy has, 0 where it is of no use."""
    try:
        health = check(copy)
    except StoreError:
        return 0
    return 0 if health.faults else health.articles


def back_up_if_due(path: Path) -> Path | None:
    """Make a backup copy before a store is written to, if that is due and takes little; return where it lies.

    It is due where there is none, and where a tenth of what the store holds is newer; a store of more than
    256 MB is left. What stands in the way is no error here: whatever is done next will tell.
    """
    try:
        return backup(path) if _is_due(path) else None
    except StoreError:
        return None


def lay(fresh: Path, place: Path) -> None:
    """Put a file in its place once it is on the disk."""
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    fresh.replace(place)
    with suppress(OSError):
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def refusals(path: Path, what: str = "repaired") -> Iterator[None]:
    """Turn what the system refuses beside a store into sentences.

    Raises:
        StoreError: The system refused something.
    """
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"The store {path} cannot be {what}: {error.strerror or error}.",
            "See that there is room for copies beside it, and that you may write there.",
        ) from error


def _is_due(path: Path) -> bool:
    if not path.is_file() or not 0 < path.stat().st_size <= MOST_BYTES:
        return False
    if not backup_of(path).is_file():
        return True
    with closing(connect(path, WAIT_SECONDS)) as store, explained(path):
        now = _counts(store)
    with closing(as_it_lies(backup_of(path))) as copy:
        try:
            if any(guarding.strange(copy)):
                return True
            before = _counts(copy)
        except sqlite3.Error:
            return True
    newer = sum(abs(one - other) for one, other in zip(now, before, strict=True))
    return newer * NEWER_PARTS > sum(now)


def _counts(connection: sqlite3.Connection) -> list[int]:
    queries = "SELECT coalesce(max(number), 0) FROM article", "SELECT count(*) FROM override"
    return [int(connection.execute(query).fetchone()[0]) for query in queries]


@contextmanager
def _made(fresh: Path) -> Iterator[None]:
    """See that no half of a file is left."""
    fresh.unlink(missing_ok=True)
    try:
        yield
    finally:
        for left in (fresh, fresh.with_name(f"{fresh.name}-journal")):
            left.unlink(missing_ok=True)
