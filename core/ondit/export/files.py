"""Files that are written whole or not at all, and never over what is there unless that is asked for."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO, TypeVar

from ondit.errors import OutputError

T = TypeVar("T")

_NO_LINKS = (
    errno.EPERM,
    errno.EACCES,
    errno.ENOSYS,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.EMLINK,
    errno.EXDEV,
)


def write_file(place: Path, write: Callable[[TextIO], T], *, force: bool = False) -> T:
    """Write a file of text in UTF-8; it gets its name once all of it is on the disk.

    Where writing fails or is ended, there is no such file, and what had the name before is as it was.

    Args:
        place: Its name; a link is followed.
        write: Writes what is to be in it into a stream; what it raises is raised.
        force: Whether a file of this name may be written over; its permissions are kept.

    Returns:
        What `write` returns.

    Raises:
        OutputError: There is a file of this name, or none can be written there.
    """
    place = _whole(place)
    part = place.with_name(f".ondit-{secrets.token_hex(8)}.part")
    try:
        _check(place, force=force)
        with part.open("x", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            told = write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        _give_name(part, place, force=force)
    except OSError as error:
        raise _failed(place, error) from error
    finally:
        part.unlink(missing_ok=True)
    return told


def check_place(place: Path, *, force: bool = False) -> None:
    """See that a file of this name may be written, as far as that is known beforehand.

    Raises:
        OutputError: There is a file of this name, or none can be there.
    """
    place = _whole(place)
    try:
        _check(place, force=force)
    except OSError as error:
        raise _failed(place, error) from error


def _whole(place: Path) -> Path:
    try:
        return Path(os.path.realpath(place))
    except OSError as error:
        raise _failed(place, error) from error


def _check(place: Path, *, force: bool) -> None:
    if place.is_dir():
        raise OutputError(f"{place} is a folder.", "Name a file in it.")
    if place.exists() and not place.is_file():
        raise OutputError(f"{place} is not an ordinary file.", "Name another file.")
    if place.exists() and not force:
        raise _is_there(place)
    if not place.parent.is_dir():
        raise OutputError(f"There is no folder {place.parent}.", "Make it first, or name another file.")


def _give_name(part: Path, place: Path, *, force: bool) -> None:
    """Give a file its name at one stroke."""
    if force:
        if place.exists():
            shutil.copymode(place, part)
        part.replace(place)
        return
    try:
        _link(part, place)
    except FileExistsError:
        raise _is_there(place) from None


def _link(part: Path, place: Path) -> None:
    """Name a file where none has that name: by a link, which never takes a name away."""
    if sys.platform == "win32":
        part.rename(place)  # where renaming does not write over files
        return
    try:
        os.link(part, place)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if place.exists():
            raise FileExistsError from error
        part.rename(place)


def _failed(place: Path, error: OSError) -> OutputError:
    return OutputError(f"{place} cannot be written: {error.strerror or error}.", "Name another file.")


def _is_there(place: Path) -> OutputError:
    return OutputError(
        f"There is a file {place} already; it was left as it is.",
        "Name another file; on the command line, --force writes over it.",
    )
