"""File systems of others: what they raise beside OSError is told as one."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ondit.text import shown


class UnreachableError(OSError):
    """A file system could not be reached: a package, an account or the network is not there."""


@contextmanager
def reaching() -> Iterator[None]:
    """Tell what goes wrong in a file system of others as what goes wrong in any.

    Raises:
        UnreachableError: It failed by an error of its own.
    """
    try:
        yield
    except (OSError, MemoryError):
        raise
    except Exception as error:  # botocore, azure, aiohttp, zipfile: they share no other base
        what = shown(str(error)).rstrip(".") or type(error).__name__
        raise UnreachableError(errno.EIO, what) from error


class Stream(io.RawIOBase):
    """A file of such a file system, open for reading.

    Args:
        stream: The file as its file system gives it.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say whether it can be read from any place."""
        return bool(self._stream.seekable())

    def readinto(self, room: Any) -> int:
        """Read into some room; return how many bytes, 0 at the end."""
        with reaching():
            data = self._stream.read(len(room))
        room[: len(data)] = data
        return len(data)

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, and return it."""
        with reaching():
            return int(self._stream.seek(place, whence))

    def tell(self) -> int:
        """Return the place."""
        return int(self._stream.tell())
