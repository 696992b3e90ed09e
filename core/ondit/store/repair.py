"""Looking after a store: whether it is whole, a copy beside it, and a new one of what is left of it."""

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
from ondit.schema import APPLICATION_ID, REST
from ondit.store import open_store
from ondit.store.copying import back_up_if_due, backup, lay, refusals
from ondit.store.health import Health, check
from ondit.store.journal import is_damaged, laid_over
from ondit.store.opening import as_it_lies, backup_of, check_header, marks, wal_of
from ondit.store.places import beside, private
from ondit.store.salvage import CARRIED, Saved, read, together
from ondit.store.troubles import explained

if sys.platform != "win32":
    import fcntl

__all__ = ["Health", "Repaired", "back_up_if_due", "backup", "backup_of", "check", "repair"]

_SQLITE_LOCKS = 0x40000000, 512  # where in a file SQLite locks it, and how many bytes


@dataclass(frozen=True, slots=True)
class Repaired:
    """What became of a store that was damaged.

    Attributes:
        articles: How many the new one has.
        restored: How many of them only the backup copy had whole.
        overrides: How many things its reader said the new one has.
        lost: Titles of articles that are lost, else their ids, of those too that are not as they were stored;
            of others nothing is left that tells of them.
        is_sure: Whether all that the reader said is there; else some of it may be missing, or back again.
        aside: The damaged file under its new name; absent where there was none.
    """

    articles: int
    restored: int
    overrides: int
    lost: tuple[str, ...]
    is_sure: bool
    aside: Path | None


def repair(path: Path) -> Repaired | None:
    """Make a new store of all that a damaged one and its backup copy have; nothing where it is whole.

    The damaged file is kept under another name, and nothing is ever overwritten. A store that is missing is
    made of its backup copy. This process must have no store open in the file.

    Raises:
        StoreError: The file is no store, of a newer version, in use, or nothing of it can be read; or there
            is no room for a copy of it. It is as it was.
    """
    path = Path(os.path.realpath(path))
    work, new = beside(path, ".repairing"), beside(path, ".repaired")
    if path.is_file() and not _is_damaged(path):
        shutil.rmtree(work, ignore_errors=True)  # of a repair that was killed at its end
        return None
    with _alone(path) as file, _folder(work):
        with explained(path), refusals(path):
            sources = list(_read(path, file, new, work))
        saved = together(sources)
        if not saved.articles and not saved.overrides:
            raise StoreError(f"Nothing in {path} can be saved.", "Bring it back from a backup of yours.")
        with refusals(path):
            private(work / "new", path)
            _write(saved, work / "new", new)
            aside = _put_aside(path) if file else None
            wal_of(path).unlink(missing_ok=True)
            beside(path, "-shm").unlink(missing_ok=True)
            lay(new, path)
    own = {name for one in sources if not one.is_whole for name in one.articles}
    restored = len(saved.articles.keys() - own)
    lost = tuple(saved.lost.values())
    return Repaired(len(saved.articles), restored, len(saved.overrides), lost, saved.is_sure, aside)


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
    if found is None or not path.stat().st_size or (found[0] != APPLICATION_ID and _looks_ours(path)):
        return True
    return bool(check(path).faults)


def _looks_ours(path: Path) -> bool:
    """Say whether a file that does not call itself a store has a store's tables all the same."""
    with closing(as_it_lies(path)) as connection:
        try:
            connection.execute(f"SELECT text.digest, article.id, {REST} FROM text, article LIMIT 0")  # noqa: S608
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return False
    return True


@contextmanager
def _alone(path: Path) -> Iterator[BinaryIO | None]:
    """Hold a file as SQLite does, so that nobody opens it; absent where there is none.

    Raises:
        StoreError: Another program has it open.
    """
    if not path.is_file():
        yield None
        return
    with explained(path), refusals(path):
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
        with refusals(place):
            place.mkdir(mode=0o700)
        yield
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _read(path: Path, file: BinaryIO | None, new: Path, work: Path) -> Iterator[Saved]:
    """Yield what can be read of each copy that there is."""
    for copy, is_own in _copies(path, file, new, work):
        is_whole = not is_own and not check(copy).faults
        saved = read(copy)
        saved.is_whole = is_whole
        yield saved


def _copies(path: Path, file: BinaryIO | None, new: Path, work: Path) -> Iterator[tuple[Path, bool]]:
    """Yield copies to read from, the latest state first, and whether each is of the damaged file itself.

    They are of the file with all that waits beside it, if that is damaged; of the file as SQLite takes it;
    of what a repair left that was killed; of the backup copy.
    """
    copy, wal = work / "copy", wal_of(path)
    if file:
        if wal.exists() and is_damaged(wal, most=None):
            file.seek(0)  # read through the file that is held: closing another would end the hold
            copy.write_bytes(laid_over(file.read(), wal.read_bytes()))
            yield copy, True
            _empty(work)
        file.seek(0)
        with copy.open("wb") as out:
            shutil.copyfileobj(file, out)
        with suppress(FileNotFoundError):
            shutil.copyfile(wal, wal_of(copy))
        yield copy, True
    for source in (new, backup_of(path)):
        if source.is_file():
            _empty(work)
            with suppress(StoreError):
                check_header(source)
                shutil.copyfile(source, copy)
                yield copy, False


def _empty(folder: Path) -> None:
    for left in folder.iterdir():
        left.unlink()


def _write(saved: Saved, fresh: Path, place: Path) -> None:
    """Write what was saved to a new store of one file."""
    with open_store(fresh) as store:
        ordered = sorted(saved.articles.items(), key=lambda item: (item[1][0], item[0]))
        store.put_back((article for _, (_, article) in ordered), saved.overrides)
    with explained(place), closing(sqlite3.connect(fresh)) as connection:
        for table, columns in CARRIED.items():
            marks = ", ".join("?" * (columns.count(",") + 1))
            query = f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
            connection.executemany(query, saved.carried.get(table, []))
        connection.commit()
        connection.execute("PRAGMA journal_mode = DELETE")
    lay(fresh, place)


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
