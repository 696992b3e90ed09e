"""What a run reads: files of articles, wherever fsspec reaches them."""

from __future__ import annotations

import errno
import io
import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

import fsspec
from fsspec.core import url_to_fs

from ondit.cluster.foreign import Stream, UnreachableError, reaching
from ondit.cluster.shelf import is_full
from ondit.errors import InputError
from ondit.ingest.drafts import Draft, Linked, Place
from ondit.ingest.formats import Reader, is_known, reader_of
from ondit.ingest.inputs import Input, expand, less_credentials, trouble
from ondit.ingest.kinds import NO_ARTICLES
from ondit.model import Problem
from ondit.text import shown

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|[a-z][a-z0-9]+::", re.IGNORECASE)
_WEB = re.compile(r"https?:", re.IGNORECASE)
_PATTERN = re.compile(r"[*?\[]")
_CHAIN = "::"
"""What parts the addresses of one file system on top of another, as `zip://*.jsonl::s3://bucket/a.zip`."""
_NO_FAULT = (UnreachableError, ConnectionError, TimeoutError)
"""What says nothing about a file that is read from afar, but of the way there."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file of articles.

    Attributes:
        name: Its name, fit to be shown.
        stem: What stands for the outlet where none is named.
        path: The path of its articles; absent where it lies on no disk.
        address: What fsspec opens.
        size: Its bytes.
        mark: Changes when the file does.
    """

    name: str
    stem: str
    path: str | None
    address: str
    size: int
    mark: str

    @property
    def file(self) -> str:
        """Its path, or of its address what says by its end which kind of file it is."""
        return self.path or self.address.partition(_CHAIN)[0]


def sources_of(names: Iterable[str]) -> Iterator[Source | Problem]:
    """Yield the files that paths and addresses stand for, in order, and what is wrong with any.

    A folder gives the files of known kinds below it, a pattern those that match it. Each file comes once.
    """
    seen: set[str] = set()
    for name in names:
        if _WEB.match(name):
            found: Iterator[Source | Problem] = _web(name)
        else:
            found = _remote(name) if _ADDRESS.match(name) else _local(name)
        for one in found:
            if isinstance(one, Problem):
                yield one
            elif one.address not in seen:
                seen.add(one.address)
                yield one


def read(source: Source, reader: Reader | None = None) -> Iterator[Draft | Problem]:
    """Yield the articles of a file, and what is wrong with it or any of them; the file is read as it is.

    A reader that is given reads it; that of its kind, if none is.

    Raises:
        OSError: It cannot be reached now, or there is no room for a copy of it; nothing is wrong with it.
    """
    place = Place(source.name, source.stem, source.path)
    try:
        with opened(source) as stream:
            for found in (reader or reader_of(source.file))(stream, place):
                if isinstance(found, Linked):
                    yield place.problem("It lists feeds, which are not fetched here.", "Leave it out.")
                else:
                    yield found
    except InputError as error:
        yield place.problem(error.what, error.hint)
    except OSError as error:
        if is_full(error):
            raise
        if source.path is None and isinstance(error, _NO_FAULT):
            raise OSError(errno.EIO, f"{source.name}: {error.strerror or error}") from error
        yield place.problem(*trouble(error))


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """Open a file of articles."""
    if source.path is not None:
        with open(source.address, "rb") as file:  # noqa: PTH123
            yield file
        return
    file = fsspec.open(source.address, "rb")  # it is held: the file systems that it reads by end with it
    with reaching():
        stream = file.open()
    with stream:
        yield cast("BinaryIO", io.BufferedReader(Stream(stream)))


def _local(name: str) -> Iterator[Source | Problem]:
    for found in expand([name]):
        if isinstance(found, Problem):
            yield found
        elif found.path is None or not _is_file(found):
            yield found.place.problem("It is not a file on a disk.", "Give files of JSON Lines or Parquet.")
        else:
            path = os.path.abspath(found.path)  # noqa: PTH100 - workers have another folder
            place = found.place
            yield Source(
                place.name, place.stem, place.path, path, found.size, _mark(fsspec.filesystem("file"), path)
            )


def _is_file(found: Input) -> bool:
    return found.file is not None


def _web(address: str) -> Iterator[Source | Problem]:
    yield _problem(
        shown(address), "Workers fetch no web pages.", "Fetch it first, with `ondit add` or another program."
    )


def _remote(address: str) -> Iterator[Source | Problem]:
    name = _name(address)
    try:
        with reaching():
            found: list[Source | Problem] = list(_found(address))
    except UnreachableError as error:
        what = f"It cannot be reached: {error.strerror}."
        yield _problem(name, what, "Check the address, and that what it takes is installed and allowed.")
    except OSError as error:
        yield _problem(name, *trouble(error))
    else:
        yield from found or [_problem(name, "There is no file of articles there.", "Check the address.")]


def _found(address: str) -> Iterator[Source]:
    files, path = url_to_fs(address)
    if _PATTERN.search(path):
        every = files.glob(path, detail=True)
        folders = [one for one, told in every.items() if told["type"] == "directory"]
        paths = sorted({*every, *(one for folder in folders for one in _below(files, folder))} - {*folders})
    else:
        paths = _below(files, path) if files.isdir(path) else [path]
    for one in paths:
        whole = _whole(address, files, path, one)
        name, stem = _name(whole), posixpath.splitext(posixpath.basename(one))[0]
        size = int(files.size(one) or 0)
        yield Source(name, shown(stem) or name, None, whole, size, _mark(files, one))


def _below(files: Any, folder: str) -> list[str]:
    return sorted(one for one in files.find(folder) if is_known(one) and not _is_hidden(one, folder))


def _whole(address: str, files: Any, path: str, one: str) -> str:
    """Return the address of a file that was found at the path of another address.

    That of its file system lacks the host, the account, and the archive that the file is in.
    """
    parts = address.split(_CHAIN)
    at = next((at for at, part in enumerate(parts) if "://" in part), len(parts) - 1)
    own, below = parts[at] if not path else parts[at].rstrip("/"), parts[at + 1 :]
    path = path.rstrip("/")
    if below and "://" not in below[-1]:
        below[-1] = os.path.abspath(below[-1])  # noqa: PTH100 - workers have another folder
    is_its_end = own.endswith(path) and "://" in own
    whole = own[: len(own) - len(path)] + one if is_its_end else files.unstrip_protocol(one)
    return _CHAIN.join([whole, *below])


def _mark(files: Any, path: str) -> str:
    """Return what changes when a file does, as far as its file system tells."""
    told = files.info(path)
    known = [
        str(told[name])
        for name in ("size", "mtime", "LastModified", "ETag", "etag", "updated", "CRC")
        if name in told
    ]
    return " ".join(known)


def _name(address: str) -> str:
    return shown(_CHAIN.join(map(less_credentials, address.split(_CHAIN))))


def _is_hidden(path: str, folder: str) -> bool:
    parts = posixpath.relpath(path, folder).split("/")
    return any(part.startswith((".", "_")) for part in parts) or NO_ARTICLES.match(parts[-1]) is not None


def _problem(name: str, what: str, hint: str) -> Problem:
    return Problem(name, None, what, hint)
