"""Where the store lies, and which one was used last."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def default_path() -> Path:
    """Return where the store lies if no other place was named: in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("ondit", appauthor=False) / "story.ondit"


def beside(path: Path, end: str) -> Path:
    """Return a file beside a store whose name ends with something; a link counts as what it leads to."""
    store = Path(os.path.realpath(path))
    return store.with_name(f"{store.name}{end}")


def private(path: Path, like: Path | None = None) -> None:
    """Make an empty file that its user alone may read and write, where none is and one can be made.

    What lies beside a store may be read by whoever may read the store: SQLite sees to that for its own.

    Args:
        path: The file.
        like: A file whose permissions it gets instead.
    """
    mode = stat.S_IMODE(like.stat().st_mode) if like and like.is_file() else 0o600
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        path.chmod(mode)


def size_of(path: Path) -> int:
    """Return how many bytes a file has, none where there is none: what lies beside a store comes and goes."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


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
