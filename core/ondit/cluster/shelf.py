"""Where the parts of a run lie: files below one address, each written whole or not at all."""

from __future__ import annotations

import errno
import os
import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TypeVar
from uuid import uuid4

import fsspec
import msgspec
from fsspec.core import url_to_fs

from ondit.cluster.foreign import reaching
from ondit.cluster.packing import packed, unpacked
from ondit.errors import OutputError
from ondit.ingest.inputs import less_credentials
from ondit.ingest.results import MANIFEST
from ondit.text import shown

T = TypeVar("T")
WORK = "_work"
"""The folder of what is needed until a run is done; readers of tables pass over names that begin so."""

REMOVE = "Remove the folder, and give the same command again."
"""What helps where its work is damaged."""

_SIZE = 8
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class _Run(msgspec.Struct):
    run: str


class DamagedError(OSError):
    """A file of the work is not what was written."""


def is_full(error: OSError) -> bool:
    """Say whether an error is that no room is left, as far as it tells."""
    return error.errno in _NO_ROOM or os.strerror(errno.ENOSPC) in str(error)


@contextmanager
def writing(address: str) -> Iterator[None]:
    """Tell what keeps a folder from being written, or its work from being read, in a sentence that names it.

    Raises:
        OutputError: Something does.
    """
    try:
        yield
    except DamagedError as error:
        raise OutputError(f"{error.strerror}.", REMOVE) from error
    except OSError as error:
        what = f"{shown(less_credentials(address))} cannot be written: {error.strerror or error}."
        raise OutputError(what, "Check the name, the room and the rights there; then try again.") from error


class Shelf:
    """The folder that a run writes to, on any file system that fsspec knows.

    A name is a path below the folder, as "join/00001-00002".

    Args:
        address: A path, or an address such as `s3://bucket/folder`.
        run: The run that writes, if only one may: a task that still goes on when its run was stopped, and the
            folder removed and given to another run, writes nothing there.

    Attributes:
        address: What leads there from anywhere: a whole path, or the address as it was given.
    """

    def __init__(self, address: str, run: str = "") -> None:
        """Find its file system.

        Raises:
            OSError: Its file system is not known, or cannot be reached.
        """
        with reaching():
            self._files, folder = url_to_fs(address)
        self._folder = folder.rstrip("/")
        self._run = run
        # Whoever does the tasks may be in another folder, where a path that is not whole leads elsewhere.
        self.address = folder if _is_local(self._files) else address

    def put(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all.

        Raises:
            OSError: It cannot be written, or the folder is not of the run that writes (any more).
        """
        if self._run and self._run_of_all() != self._run:
            raise OSError(errno.ESTALE, f"{self.address} is of another run now")
        path = self._path(name)
        with reaching():
            self._files.makedirs(posixpath.dirname(path), exist_ok=True)
            if not _is_local(self._files):
                self._files.pipe_file(path, data)  # an object appears when it is whole
                return
        beside = f"{path}.{uuid4().hex}~"
        try:
            with open(beside, "wb") as file:  # noqa: PTH123 - a path of the file system
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)  # noqa: PTH105
        finally:
            if os.path.exists(beside):  # noqa: PTH110
                os.unlink(beside)  # noqa: PTH108

    def get(self, name: str) -> bytes:
        """Return what a file holds.

        Raises:
            FileNotFoundError: There is none.
        """
        return self._read(self._path(name))

    def keep(self, name: str, value: object) -> None:
        """Write a value of the work."""
        self.put(f"{WORK}/{name}", packed(value))

    def kept(self, name: str, kind: type[T]) -> T:
        """Return a value of the work.

        Raises:
            DamagedError: It is not what was written.
            OSError: It is not there, or cannot be read.
        """
        return self._unpacked(f"{WORK}/{name}", self.get(f"{WORK}/{name}"), kind)

    def deal(self, name: str, parts: Mapping[int, object]) -> None:
        """Write values for several readers into one file, of which each reads its own."""
        places: dict[int, tuple[int, int]] = {}
        datas, at = [], 0
        for number, value in parts.items():
            data = packed(value)
            places[number] = at, at + len(data)
            datas.append(data)
            at += len(data)
        head = packed(places)
        self.put(f"{WORK}/{name}", b"".join((len(head).to_bytes(_SIZE, "big"), head, *datas)))

    def dealt(self, name: str, number: int, kind: type[T]) -> T | None:
        """Return what was dealt to a reader, nothing where that was nothing; raises as `kept`."""
        own = f"{WORK}/{name}"
        path = self._path(own)
        size = int.from_bytes(self._read(path, 0, _SIZE), "big")
        head = self._read(path, _SIZE, _SIZE + size)
        place = self._unpacked(own, head, dict[int, tuple[int, int]]).get(number)
        if place is None:
            return None
        start, end = (_SIZE + size + at for at in place)
        return self._unpacked(own, self._read(path, start, end), kind)

    def _unpacked(self, name: str, data: bytes, kind: type[T]) -> T:
        try:
            return unpacked(data, kind)
        except (msgspec.MsgspecError, ValueError) as error:
            raise DamagedError(errno.EIO, f"{self.address}/{name} is damaged") from error

    def names(self, folder: str) -> list[str]:
        """Return the names of the files in a folder, less what was never finished."""
        try:
            with reaching():
                found = self._files.ls(self._path(folder), detail=False)
        except FileNotFoundError:
            return []
        return sorted(name for name in map(posixpath.basename, found) if not name.endswith("~"))

    def drop(self, folder: str) -> None:
        """Remove a folder, if it is there."""
        path = self._path(folder)
        with reaching():
            if self._files.exists(path):
                self._files.rm(path, recursive=True)

    def _run_of_all(self) -> str | None:
        with suppress(FileNotFoundError, msgspec.MsgspecError):
            return msgspec.json.decode(self.get(MANIFEST), type=_Run).run
        return None

    def _read(self, path: str, start: int | None = None, end: int | None = None) -> bytes:
        with reaching():
            data: bytes = self._files.cat_file(path, start, end)
        return data

    def _path(self, name: str) -> str:
        return f"{self._folder}/{name}"


def _is_local(files: fsspec.AbstractFileSystem) -> bool:
    return "file" in ((files.protocol,) if isinstance(files.protocol, str) else files.protocol)
