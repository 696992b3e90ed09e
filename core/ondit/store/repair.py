"""Looking after a store: whether it is whole, a copy beside it, and a new one of what is left of it.

A backup copy is made when it is asked for, and before articles are added once a tenth of what the store
holds is newer than the copy (`back_up_if_due`): what copies cost then stays in proportion to what is added,
no clock is asked, and damage never costs more than the last tenth, as far as it lay on the pages that were
hit. The copy lies beside the store, where it is found again; a lost disk needs one on another.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

from ondit.errors import StoreError
from ondit.store import open_store
from ondit.store.health import Health, check
from ondit.store.opening import as_it_lies, backup_of, check_header, connect, marks, wal_of
from ondit.store.salvage import WATCHED, Saved, read, together
from ondit.store.troubles import explained
from ondit.store.writing import writing

if sys.platform != "win32":
    import fcntl

__all__ = ["Health", "Repaired", "back_up_if_due", "backup", "backup_of", "check", "repair"]

WAIT_SECONDS = 5.0
NEWER_PARTS = 10
"""One of so many parts of a store has to be newer than its copy for another to be due."""
MOST_BYTES = 1 << 28
"""A larger store is copied only when that is asked for."""

_SQLITE_LOCKS = 0x40000000, 512  # where in a file SQLite locks it, and how many bytes


@dataclass(frozen=True, slots=True)
class Repaired:
    """What became of a store that was damaged.

    Attributes:
        articles: How many the new one has.
        restored: How many of them only the backup copy had whole.
        overrides: How many things its reader said the new one has.
        lost: Titles of articles that are lost, else their ids; of others nothing is left that tells of them.
        is_sure: Whether all that the reader said is there; else some of it may be missing, or back again.
        aside: The damaged file under its new name; absent where there was none.
    """

    articles: int
    restored: int
    overrides: int
    lost: tuple[str, ...]
    is_sure: bool
    aside: Path | None


def backup(path: Path) -> Path:
    """Make a backup copy of a store beside it, in the place of the one before, and return where it lies.

    Nobody writes to the store meanwhile. The copy is one file, and replaces the one before once it is whole.

    Raises:
        StoreError: The store is damaged or held, or the copy cannot be written; the copy before is as it was.
    """
    if not path.is_file():
        raise StoreError(f"There is no store {path}.", "Name another file.")
    place, fresh = backup_of(path), path.with_name(f"{path.name}.backup-new")
    with closing(connect(path, WAIT_SECONDS)) as holding, writing(path, holding):
        if faults := check(path).faults:
            raise StoreError(
                f"The store {path} is damaged, and is not copied: {faults[0]}.",
                f"`ondit doctor --repair --store {path}` saves what can be saved.",
            )
        with _refusals(path, "copied"), _made(fresh), explained(fresh):
            with closing(connect(path, WAIT_SECONDS)) as source, closing(sqlite3.connect(fresh)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            _lay(fresh, place)
    return place


def back_up_if_due(path: Path) -> Path | None:
    """Make a backup copy before a store is written to, if that is due and takes little; return where it lies.

    It is due where there is none, and where a tenth of what the store holds is newer; a store of more than
    256 MB is left. What stands in the way is no error here: whatever is done next will tell.
    """
    try:
        return backup(path) if _is_due(path) else None
    except StoreError:
        return None


def repair(path: Path) -> Repaired | None:
    """Make a new store of all that a damaged one and its backup copy have; nothing where it is whole.

    The damaged file is kept under another name, and nothing is ever overwritten. A store that is missing is
    made of its backup copy. This process must have no store open in the file.

    Raises:
        StoreError: The file is no store, of a newer version, in use, or nothing of it can be read; or there
            is no room for a copy of it. It is as it was.
    """
    if path.is_file() and not _is_damaged(path):
        return None
    work = path.with_name(f"{path.name}.repairing")
    new = path.with_name(f"{path.name}.repaired")
    with _alone(path) as file, _folder(work):
        with explained(path), _refusals(path):
            sources = [read(one) for one in _copies(path, file, new, work)]
        saved = together(sources)
        if not saved.articles and not saved.overrides:
            raise StoreError(f"Nothing in {path} can be saved.", "Bring it back from a backup of yours.")
        with _refusals(path):
            _write(saved, work / "new", new)
            aside = _put_aside(path) if file else None
            wal_of(path).unlink(missing_ok=True)
            path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
            _lay(new, path)
    own = sources[0].articles if file else {}
    restored = len(saved.articles.keys() - own.keys())
    lost = tuple(saved.lost.values())
    return Repaired(len(saved.articles), restored, len(saved.overrides), lost, saved.is_sure, aside)


def _is_due(path: Path) -> bool:
    if not path.is_file() or not 0 < path.stat().st_size <= MOST_BYTES:
        return False
    if not backup_of(path).is_file():
        return True
    with closing(connect(path, WAIT_SECONDS)) as store, explained(path):
        now = _counts(store)
    with closing(as_it_lies(backup_of(path))) as copy:
        try:
            before = _counts(copy)
        except sqlite3.Error:
            return True
    newer = sum(abs(one - other) for one, other in zip(now, before, strict=True))
    return newer * NEWER_PARTS > sum(now)


def _counts(connection: sqlite3.Connection) -> list[int]:
    queries = "SELECT coalesce(max(number), 0) FROM article", "SELECT count(*) FROM override"
    return [int(connection.execute(query).fetchone()[0]) for query in queries]


def _is_damaged(path: Path) -> bool:
    """Say whether a file is a store that is damaged; one that is no database at all may have been a store.

    Raises:
        StoreError: It is another program's, of a newer version, or cannot be read at all.
    """
    with explained(path):
        try:
            found = marks(path)
        except sqlite3.DatabaseError:
            return True
    return found is None or not path.stat().st_size or bool(check(path).faults)


@contextmanager
def _alone(path: Path) -> Iterator[BinaryIO | None]:
    """Hold a file as SQLite does, so that nobody opens it; absent where there is none.

    Raises:
        StoreError: Another program has it open.
    """
    if not path.is_file():
        yield None
        return
    with explained(path), _refusals(path):
        file = path.open("r+b")
    with file:
        if sys.platform != "win32":
            start, length = _SQLITE_LOCKS
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
            except OSError as error:
                raise StoreError(
                    f"The store {path} is open in another program.", "End it, then repair the store."
                ) from error
        yield file


@contextmanager
def _folder(place: Path) -> Iterator[None]:
    """Make a folder to work in; one that is left of a repair that was killed is emptied."""
    shutil.rmtree(place, ignore_errors=True)
    try:
        with _refusals(place):
            place.mkdir()
        yield
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _refusals(path: Path, what: str = "repaired") -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"The store {path} cannot be {what}: {error.strerror or error}.",
            "See that there is room for copies beside it, and that you may write there.",
        ) from error


def _copies(path: Path, file: BinaryIO | None, new: Path, work: Path) -> Iterator[Path]:
    """Yield copies to read from: of the damaged file, of a repair that was killed, of the backup copy."""
    copy = work / "copy"
    if file:
        # Read through the file that is held: closing another would end the hold.
        with copy.open("wb") as out:
            shutil.copyfileobj(file, out)
        with suppress(FileNotFoundError):
            shutil.copyfile(wal_of(path), wal_of(copy))
        yield copy
    for source in (new, backup_of(path)):
        if source.is_file():
            for left in work.iterdir():
                left.unlink()
            with suppress(StoreError):
                check_header(source)
                shutil.copyfile(source, copy)
                yield copy


def _write(saved: Saved, fresh: Path, place: Path) -> None:
    """Write what was saved to a new store of one file."""
    with open_store(fresh) as store:
        ordered = sorted(saved.articles.items(), key=lambda item: (item[1][0], item[0]))
        store.add(article for _, (_, article) in ordered)
        for override in saved.overrides:
            store.override(override)
    with explained(place), closing(sqlite3.connect(fresh)) as connection:
        for table, columns in WATCHED.items():
            marks = ", ".join("?" * (columns.count(",") + 1))
            query = f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
            connection.executemany(query, saved.watched.get(table, []))
        connection.commit()
        connection.execute("PRAGMA journal_mode = DELETE")
    _lay(fresh, place)


def _put_aside(path: Path) -> Path:
    """Keep a file, and what waits beside it, under a name that nothing has yet."""
    names = (path.with_name(f"{path.name}.damaged{number or ''}") for number in count())
    aside = next(name for name in names if not os.path.lexists(name))
    for source, kept in ((path, aside), (wal_of(path), wal_of(aside))):
        if source.exists():
            try:
                os.link(source, kept)
            except OSError:
                shutil.copyfile(source, kept)
    return aside


@contextmanager
def _made(fresh: Path) -> Iterator[None]:
    """See that no half of a file is left."""
    fresh.unlink(missing_ok=True)
    try:
        yield
    finally:
        for left in (fresh, fresh.with_name(f"{fresh.name}-journal")):
            left.unlink(missing_ok=True)


def _lay(fresh: Path, place: Path) -> None:
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
