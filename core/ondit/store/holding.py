"""Who writes to a store: a note beside the file, for as long as it is written to."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TextIO

from ondit.store.places import beside
from ondit.text import clean

if sys.platform != "win32":
    import fcntl

MOST_LETTERS = 60
"""Of a command that is told; a note is cut behind so many."""
MOST_BYTES = 10_000


@contextmanager
def noted(path: Path) -> Iterator[None]:
    """Leave a note beside a store during a `with` block that says who writes to it.

    The block has to hold the lock of the store. The note is locked, and a lock ends
    with its process: what a killed one leaves says nothing. Where no note can be written, as on a system
    that cannot lock so, there is none, and all else is as it would be.
    """
    note = _leave(note_of(path))
    try:
        yield
    finally:
        if note:
            _take_away(note, note_of(path))


def note_of(path: Path) -> Path:
    """Return where the note of a store lies."""
    return beside(path, "-writer")


def holder(path: Path) -> str | None:
    """Return who writes to a store and since when; absent where nobody does, or nobody can tell.

    It reads "`ondit watch` (process 4711) since 14:03 on 21 November", in local time.
    """
    if sys.platform == "win32":
        return None
    try:
        with note_of(path).open(encoding="utf-8") as note:
            if _is_left(note):
                return None
            told = json.loads(note.read(MOST_BYTES))
            process, command = int(told["process"]), clean(str(told["command"]))[:MOST_LETTERS]
            since = datetime.fromtimestamp(os.fstat(note.fileno()).st_mtime).astimezone()
    except (OSError, ValueError, LookupError, TypeError, OverflowError):
        return None
    when = f"{since:%H:%M} on {since.day} {since:%B}"
    return f"`{command}` (process {process}) since {when}" if _lives(process) else None


def _leave(path: Path) -> TextIO | None:
    """Write a note in the place of any other, and return it, locked; nothing where that cannot be done."""
    if sys.platform == "win32":
        return None
    fresh = path.with_name(f"{path.name}-new")
    with suppress(OSError):
        fresh.unlink(missing_ok=True)  # it may be a link that another user of the folder laid there
        note = fresh.open("x", encoding="utf-8")
        try:
            with suppress(OSError):
                fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
            note.write(json.dumps({"process": os.getpid(), "command": _command()}))
            note.flush()
            fresh.replace(path)
        except OSError:
            with suppress(OSError):
                note.close()
            fresh.unlink(missing_ok=True)
        else:
            return note
    return None


def _take_away(note: TextIO, path: Path) -> None:
    """Remove a note unless another's lies there by now."""
    with suppress(OSError):
        if os.path.samestat(os.fstat(note.fileno()), path.stat()):
            path.unlink()
    note.close()


def _is_left(note: TextIO) -> bool:
    """Say whether whoever wrote a note is gone; a file system that cannot lock does not know."""
    try:
        fcntl.flock(note, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lives(process: int) -> bool:
    """Say whether a process runs: a lock outlives one that was killed, in what it had started."""
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return process > 0


def _command() -> str:
    """Return the program that runs, with its command if it has one: paths are nobody's business."""
    first, *others = sys.argv or [""]
    name = Path(first).name
    if name == "__main__.py":
        name = Path(first).parent.name
    if name in ("", "-c"):
        name = Path(sys.executable).name
    return " ".join([name, *(word for word in others[:1] if word.isalpha())])
