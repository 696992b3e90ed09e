"""Folders that are looked through: which of their files are new or changed, and have stayed as they are."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ondit import ingest
from ondit.errors import InputError
from ondit.ingest import Reach
from ondit.ingest.formats import is_known
from ondit.ingest.inputs import trouble
from ondit.ingest.kinds import NO_ARTICLES
from ondit.ingest.reach import Page
from ondit.model import Article, Problem
from ondit.text import shown
from ondit.watch.records import WatchedFile

QUIET = 2.0
"""Seconds for which a file must stay as it is before it is read: until then it may be half-written."""

OFTEN, RARELY = 5.0, 60.0
"""Seconds between two looks where nothing tells of changes, and where something does."""

AT_ONCE = 1_000
"""Files that are read at a time; what they hold is kept before the next."""

_PER_LOOK = 1_000
_PER_RING = 10_000
_LATEST = (1 << 63) - 1  # more than a time may be where it is kept; in the year 2262


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look into a folder showed.

    Attributes:
        ready: Files to be read now, by name.
        has_more: Whether more of them are ready, or are waited for until they stay as they are.
        files: How many files it has that could be read.
    """

    ready: tuple[WatchedFile, ...]
    has_more: bool
    files: int


@dataclass(frozen=True, slots=True)
class Read:
    """What files held.

    Attributes:
        files: Those that stayed as they were while they were read.
        articles: What these hold.
        problems: What of them could not be read.
    """

    files: tuple[WatchedFile, ...] = ()
    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()


class Folder:
    """The files of a folder, and which of them were read; used by one thread at a time.

    Rule: a file is read once two looks at least `QUIET` seconds apart showed the same size and the same time
    of its last change, unless it was read when it was so. What is gone is forgotten nowhere.

    Example: a file that is copied into the folder for ten seconds, two seconds after it is whole.
    Must not: read it in between, nor again at the next start.
    Known failures: who pauses in the middle of writing for longer than that is read half; the whole follows.
    """

    def __init__(self, path: str, known: Iterable[WatchedFile] = ()) -> None:
        self.path = path
        self._known = {file.path: file for file in known}
        self._waiting: dict[str, tuple[WatchedFile, float]] = {}

    def look(self, clock: float) -> Looked:
        """Look through the folder.

        Args:
            clock: Seconds that only go forward.

        Raises:
            InputError: It is not there, or may not be read.
        """
        waiting: dict[str, tuple[WatchedFile, float]] = {}
        count = 0
        for file in _members(self.path):
            count += 1
            if self._known.get(file.path) == file:
                continue
            before = self._waiting.get(file.path)
            waiting[file.path] = before if before and before[0] == file else (file, clock)
        self._waiting = waiting
        ready = sorted(path for path, (_, since) in waiting.items() if clock - since >= QUIET)[:AT_ONCE]
        files = tuple(waiting[path][0] for path in ready)
        return Looked(files, len(waiting) > len(ready), count)

    def took(self, files: Iterable[WatchedFile]) -> None:
        """Note that files were read and what they held is kept."""
        for file in files:
            self._known[file.path] = file
            self._waiting.pop(file.path, None)


def read(files: Sequence[WatchedFile], is_stopped: Callable[[], bool]) -> Read:
    """Read files, less those that did not stay as they were meanwhile.

    Addresses that they list are not fetched. Where it is stopped, not all of it may be there.
    """
    articles: list[Article] = []
    problems: list[Problem] = []
    for item in ingest.stream([file.path for file in files], reach=Reach(_unfetched, is_stopped=is_stopped)):
        if isinstance(item, Article):
            articles.append(item)
        elif not item.is_note:
            problems.append(item)
    steady = [file for file in files if _status(file.path) == file]
    moved = {shown(file.path) for file in files} - {shown(file.path) for file in steady}
    if moved:
        articles = [article for article in articles if not _lies_in(article.path or "", moved)]
        problems = [problem for problem in problems if not _lies_in(problem.input, moved)]
    return Read(tuple(steady), tuple(articles), tuple(problems))


def until_next(looked: Looked, *, is_told: bool) -> float:
    """Return the seconds until a folder is to be looked through again.

    Rule: behind `QUIET` while files are waited for, at once where more are ready than were read; else
    `RARELY` where something tells of changes and `OFTEN` where nothing does, more rarely where it has more
    than some thousand files.

    Args:
        looked: What the last look showed.
        is_told: Whether changes are told of.
    """
    if len(looked.ready) == AT_ONCE:
        return 0.0
    if looked.has_more or looked.ready:
        return max(QUIET, between_rings(looked))
    share = looked.files / _PER_LOOK
    return max(RARELY, 2 * share) if is_told else max(OFTEN, share)


def between_rings(looked: Looked) -> float:
    """Return the seconds that lie between two looks at the least, however many changes are told of."""
    return max(QUIET / 2, looked.files / _PER_RING)


def _members(folder: str) -> Iterator[WatchedFile]:
    """Yield the files of a folder and its subfolders that are of a kind that is read, as they are now.

    Those left out are the same as where a folder is read once: hidden ones, READMEs and licences; links to
    folders are not followed. A file's own name stands for itself.
    """
    pending = [folder]
    while pending:
        path = pending.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    elif is_known(entry.name) and not NO_ARTICLES.match(entry.name):
                        yield from filter(None, [_status(entry.path)])
        except NotADirectoryError as error:
            if path == folder:
                file = _status(path)
                if file is None:
                    raise _missing(error) from error
                yield file
        except (OSError, ValueError) as error:
            if path == folder:
                raise _missing(error) from error


def _status(path: str) -> WatchedFile | None:
    """Return a file as it is now; nothing of what is gone or is no ordinary file."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    changed = max(-_LATEST, min(status.st_mtime_ns, _LATEST))
    return WatchedFile(path, status.st_size, changed) if stat.S_ISREG(status.st_mode) else None


def _missing(error: OSError | ValueError) -> InputError:
    return InputError(*trouble(error))


def _lies_in(name: str, files: set[str]) -> bool:
    """Return whether something is one of some files, or lies in one that is an archive."""
    ends = (place for place, mark in enumerate(name) if mark == "/")
    return name in files or any(name[:end] in files for end in ends)


def _unfetched(url: str) -> Page:
    raise InputError("It lists addresses, which are not fetched from here.", f"Watch {url} itself.")
