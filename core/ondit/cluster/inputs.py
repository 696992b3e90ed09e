"""What a run reads: files of articles, wherever fsspec reaches them."""

from __future__ import annotations

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

from ondit.cluster.shelf import is_full
from ondit.errors import InputError
from ondit.ingest.drafts import Draft, Linked, Place
from ondit.ingest.formats import Reader, is_known, reader_of
from ondit.ingest.inputs import Input, expand, trouble
from ondit.ingest.kinds import NO_ARTICLES
from ondit.model import Problem
from ondit.text import shown

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|[a-z][a-z0-9]+::", re.IGNORECASE)
_WEB = re.compile(r"https?:", re.IGNORECASE)
_PATTERN = re.compile(r"[*?\[]")
_FOREIGN = (ValueError, ImportError, RuntimeError)
"""What file systems raise beside OSError where an address cannot be reached."""


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
    """
    place = Place(source.name, source.stem, source.path)
    try:
        with opened(source) as stream:
            for found in (reader or reader_of(source.address))(stream, place):
                if isinstance(found, Linked):
                    yield place.problem("It lists feeds, which are not fetched here.", "Leave it out.")
                else:
                    yield found
    except InputError as error:
        yield place.problem(error.what, error.hint)
    except OSError as error:
        if is_full(error):  # nothing is wrong with the file: no copy of it can be made
            raise
        yield place.problem(*trouble(error))


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """Open a file of articles."""
    with fsspec.open(source.address, "rb") as stream:
        yield cast("BinaryIO", stream if hasattr(stream, "fileno") else io.BufferedReader(stream))


def _local(name: str) -> Iterator[Source | Problem]:
    for found in expand([name]):
        if isinstance(found, Problem):
            yield found
        elif found.path is None or not _is_file(found):
            yield found.place.problem("It is not a file on a disk.", "Give files of JSON Lines or Parquet.")
        else:
            path = os.path.abspath(found.path)  # noqa: PTH100 - workers have another folder
            place = found.place
            yield Source(place.name, place.stem, place.path, path, found.size, _mark(*url_to_fs(path)))


def _is_file(found: Input) -> bool:
    return found.file is not None


def _web(address: str) -> Iterator[Source | Problem]:
    yield _problem(
        shown(address), "Workers fetch no web pages.", "Fetch it first, with `ondit add` or another program."
    )


def _remote(address: str) -> Iterator[Source | Problem]:
    name = shown(address)
    try:
        files, path = url_to_fs(address)
        if _PATTERN.search(path):
            paths = sorted(files.glob(path))
        elif files.isdir(path):
            paths = sorted(one for one in files.find(path) if is_known(one) and not _is_hidden(one, path))
        else:
            paths = [path]
        if not paths:
            yield _problem(name, "There is no file of articles there.", "Check the address.")
        for one in paths:
            whole = files.unstrip_protocol(one)
            stem = posixpath.splitext(posixpath.basename(one))[0]
            size = int(files.size(one) or 0)
            yield Source(shown(whole), shown(stem) or shown(whole), None, whole, size, _mark(files, one))
    except OSError as error:
        yield _problem(name, *trouble(error))
    except _FOREIGN as error:
        yield _problem(name, f"It cannot be reached: {shown(str(error))}.", "Check the address.")


def _mark(files: Any, path: str) -> str:
    """Return what changes when a file does, as far as its file system tells."""
    told = files.info(path)
    known = [
        str(told[name])
        for name in ("size", "mtime", "LastModified", "ETag", "etag", "updated")
        if name in told
    ]
    return " ".join(known)


def _is_hidden(path: str, folder: str) -> bool:
    parts = posixpath.relpath(path, folder).split("/")
    return any(part.startswith((".", "_")) for part in parts) or NO_ARTICLES.match(parts[-1]) is not None


def _problem(name: str, what: str, hint: str) -> Problem:
    return Problem(name, None, what, hint)
