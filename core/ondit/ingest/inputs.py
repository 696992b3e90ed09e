"""From what was given to the inputs to read: files, folders, patterns, addresses and standard input."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from ondit.errors import InputError
from ondit.ingest.drafts import Place
from ondit.ingest.formats import Reader, is_known, reader_of, sniff
from ondit.ingest.kinds import NO_ARTICLES
from ondit.ingest.results import faults_of, is_result, parts_of
from ondit.model import Problem
from ondit.text import shown

_WEB = re.compile(r"https?://", re.IGNORECASE)
_FILE = re.compile(r"file://(?:localhost)?(?=/)", re.IGNORECASE)
_FAR = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_CREDENTIALS = re.compile(r"^(\w+://)[^/?#]*@")
_BARE_ADDRESS = re.compile(
    r"(?:localhost|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?::\d{1,5})?/|www\.|localhost:\d", re.I
)
_PATTERN = re.compile(r"[*?\[]")
_KINDS = "Text, web pages, feeds, JSON, tables, WARC, PDF and archives of these are read."


@dataclass(frozen=True, slots=True)
class Input:
    """One file, address or standard input, and the reader for it.

    Attributes:
        place: Its name and where it lies; the address where it has one.
        reader: What reads it; of an address, what reads it unless its server says better.
        path: The path to open, absent for standard input and addresses.
        size: Its bytes, 0 where that is not known.
        file: What tells the input from others whatever its name, where the system has that.
    """

    place: Place
    reader: Reader
    path: str | None = None
    size: int = 0
    file: tuple[int, int] | str | None = None

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open it for reading bytes; standard input stays open afterwards.

        Raises:
            OSError: It cannot be opened.
            InputError: There is no standard input.
        """
        if self.path is not None:
            return Path(self.path).open("rb")
        if sys.stdin is None:
            raise InputError("There is no standard input here.", "Name a file instead.")
        return nullcontext(sys.stdin.buffer)


def expand(sources: Iterable[str | os.PathLike[str]]) -> Iterator[Input | Problem]:
    """Yield the inputs that sources stand for, in their order, each file once; and what is wrong with any.

    A folder gives its files and those of its subfolders, sorted by name, less hidden ones, READMEs and
    licences; links to folders are not followed. A pattern (`*`, `?`, `[…]`, `**`) that names no file
    itself gives the files that match, sorted. A web address is taken as it is, one of a file as its path.
    """
    seen: set[tuple[int, int] | str] = set()
    for source in sources:
        for item in _expand(os.fspath(source)):
            if isinstance(item, Input) and item.file is not None:
                if item.file in seen:
                    continue
                seen.add(item.file)
            yield item


def address(url: str) -> Input:
    """Return the input that an address stands for; a name and password in it are used, but never shown."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    name = shown(less_credentials(url))
    return Input(Place(name, host.removeprefix("www.") or name, None, None, url), sniff, file=url)


def trouble(error: OSError | ValueError) -> tuple[str, str]:
    """Return in two sentences why a file or folder cannot be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "There is no such file or folder.", "Check the name; a folder may have been moved meanwhile."
    if isinstance(error, PermissionError):
        return "It may not be read.", "Ask for the right to read it, or copy it elsewhere."
    if isinstance(error, ValueError):
        return "No file can have this name.", "Check the name."
    reason = error.strerror or str(error)
    return f"It cannot be read: {reason}.", "Check the name and the disk, then read it again."


def less_credentials(address: str) -> str:
    """Return an address less a name and password in it, which are used but never shown."""
    return _CREDENTIALS.sub(r"\1", address, count=1)


def _expand(source: str) -> Iterator[Input | Problem]:
    if source == "-":
        yield Input(Place("-", "standard input"), sniff, file=(-1, -1))
    elif _WEB.match(source):
        yield address(source)
    elif not source:
        yield _problem(source, "A name is empty.", "Name a file or a folder.")
    elif _FILE.match(source):
        yield from _named(unquote(_FILE.sub("", source, count=1)))
    elif _FAR.match(source) and not os.path.lexists(source):
        what = (
            "Only web addresses are read from afar here; workers read others (`ondit match --engine dask`)."
        )
        yield _problem(less_credentials(source), what, "Copy it to a disk, and name the copy.")
    elif _PATTERN.search(source) and not os.path.lexists(source):
        yield from _matching(source)
    else:
        yield from _named(source)


def _matching(pattern: str) -> Iterator[Input | Problem]:
    from glob import glob

    try:
        paths = sorted(glob(pattern, recursive=True))  # noqa: PTH207
    except ValueError as error:
        yield _problem(pattern, *trouble(error))
        return
    if not paths:
        yield _problem(pattern, "No file matches it.", "Check the pattern, or name the folder.")
    for path in paths:
        yield from _named(path)


def _named(path: str) -> Iterator[Input | Problem]:
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError) as error:
        what, hint = trouble(error)
        is_bare = isinstance(error, FileNotFoundError) and _BARE_ADDRESS.match(path)
        yield _problem(
            path, what, f"A web address is written in full: https://{shown(path)}." if is_bare else hint
        )
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(path)
    else:
        yield _input(path, status)


def _folder(folder: str) -> Iterator[Input | Problem]:
    pending = [folder]
    while pending:
        path = pending.pop()
        try:
            status = os.stat(path)  # noqa: PTH116
            if not stat.S_ISDIR(status.st_mode):
                yield from _member(path, status)
            elif path != folder and os.path.islink(path):  # noqa: PTH114
                yield _note(path, "It is a link to a folder and was not followed.", "Name that folder too.")
            elif is_result(path):
                yield from _result(path)
            else:
                names = sorted(os.listdir(path), reverse=True)  # noqa: PTH208
                pending += [os.path.join(path, name) for name in names if not name.startswith(".")]  # noqa: PTH118
        except OSError as error:
            yield _problem(path, *trouble(error))


def _result(folder: str) -> Iterator[Input | Problem]:
    """Yield the articles of what `ondit match` wrote, and what is missing of them."""
    for what, hint in faults_of(folder):
        yield _problem(folder, what, hint)
    for path in parts_of(folder):
        yield from _member(path, os.stat(path))  # noqa: PTH116


def _member(path: str, status: os.stat_result) -> Iterator[Input | Problem]:
    if NO_ARTICLES.match(os.path.basename(path)):  # noqa: PTH119
        return
    if not stat.S_ISREG(status.st_mode):
        yield _note(
            path, "It is not an ordinary file and was skipped.", "Give it by its own name to read it."
        )
    elif not is_known(path):
        yield _note(path, "Files of this kind are not read; it was skipped.", _KINDS)
    else:
        yield _input(path, status)


def _input(path: str, status: os.stat_result) -> Input:
    name = shown(path)
    stem = " ".join(shown(os.path.splitext(os.path.basename(path))[0]).split()) or name  # noqa: PTH119, PTH122
    is_regular = stat.S_ISREG(status.st_mode)
    file = (status.st_dev, status.st_ino) if status.st_ino and is_regular else None
    return Input(Place(name, stem, name), reader_of(path), path, status.st_size if is_regular else 0, file)


def _problem(name: str, what: str, hint: str) -> Problem:
    return Place(shown(name), "").problem(what, hint)


def _note(name: str, what: str, hint: str) -> Problem:
    return Place(shown(name), "").note(what, hint)
