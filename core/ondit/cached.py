"""Files for a user alone, as in the cache folder: written whole or not at all, of each sort a few."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

SECONDS_TO_WRITE = 3_600.0
"""What is half-written for longer is nobody's any more: its process was ended."""
_HALF_WRITTEN = ".new"


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that only this user may read, and its folder where there is none.

    Raises:
        OSError: It cannot be written; what has its name is left as it was.
    """
    fresh = path.with_name(f"{path.stem}-{os.getpid()}{_HALF_WRITTEN}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(fresh, "wb", opener=private) as file:
            file.writelines(pieces)
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def private(path: str, flags: int) -> int:
    """Open a file, as `open` has it done, that only this user may read where it is made."""
    return os.open(path, flags, 0o600)


def tidy(folder: Path, suffix: str, most: int, is_wanted: Callable[[Path], bool] = lambda _: True) -> None:
    """Remove the files of one suffix that are too many or not wanted, and what is half-written.

    Args:
        folder: Their folder.
        suffix: The suffix, with its dot.
        most: How many stay: those that were used last.
        is_wanted: Says whether one is wanted.
    """
    kept = sorted(_ages(folder.glob(f"*{suffix}")), reverse=True)
    gone = [path for number, (_, path) in enumerate(kept) if number >= most or not is_wanted(path)]
    half = _ages(folder.glob(f"*{_HALF_WRITTEN}"))
    gone += [path for age, path in half if time.time() - age > SECONDS_TO_WRITE]
    for path in gone:
        with suppress(OSError):
            path.unlink()


def _ages(paths: Iterable[Path]) -> Iterator[tuple[float, Path]]:
    for path in paths:
        with suppress(OSError):
            yield path.stat().st_mtime, path
