"""Files that a reading can leave: in the middle of a long one, or while one waits for more."""

from __future__ import annotations

import io
import os
import select
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, BinaryIO

from ondit.ingest.inputs import Input

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PATIENCE = 0.2
"""Seconds after which whoever waits asks whether to leave off."""

_BUFFER = 1 << 16


class LeftError(Exception):
    """The reading was stopped in the middle of a file."""


def opened(item: Input, is_stopped: Callable[[], bool]) -> AbstractContextManager[BinaryIO]:
    """Open an input for reading bytes until it ends or the reading is stopped.

    Standard input is handed out as it is: whoever stops a reading at the keyboard stops what feeds it too.

    Raises:
        LeftError: While its bytes are read: the reading was stopped.
        OSError: It cannot be opened or read.
        InputError: There is no standard input.
    """
    if item.path is None:
        return item.open()
    return io.BufferedReader(_File(item.path, is_stopped, waits=not item.size), _BUFFER)


class _File(io.FileIO):
    """A file that asks before each read whether to go on, and while it waits for a pipe to be filled."""

    def __init__(self, path: str, is_stopped: Callable[[], bool], *, waits: bool) -> None:
        self._is_stopped = is_stopped
        self._waits = waits and sys.platform == "linux"
        super().__init__(path, opener=_open_at_once if self._waits else None)

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        """Fill a buffer as far as one read goes, and return how far.

        Raises:
            LeftError: The reading was stopped.
        """
        while not self._is_stopped():
            if not self._waits or select.select([self], [], [], PATIENCE)[0]:
                return super().readinto(buffer)
        raise LeftError


def _open_at_once(path: str, flags: int) -> int:
    """Open a pipe though nobody writes to it yet; elsewhere than on Linux that looks like its end."""
    file = os.open(path, flags | os.O_NONBLOCK)
    os.set_blocking(file, True)
    return file
