"""Unpacking what a store keeps compressed, which may be no more than so much: its file may be anybody's."""

from __future__ import annotations

import zlib
from typing import Protocol

MOST_BYTES = 1 << 28
"""Bytes that one thing kept may unpack to."""


class Unpacker(Protocol):
    """Unpacks piece by piece, as `zlib.decompressobj` makes one."""

    @property
    def unconsumed_tail(self) -> bytes:
        """What was not unpacked because it would have become too much."""

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes:
        """Return what data unpacks to, so many bytes at the most."""


def inflated(unpacker: Unpacker, data: bytes) -> bytes:
    """Return what data unpacks to.

    Raises:
        zlib.error: It is damaged, becomes more than anything that was ever kept, or is no bytes: SQLite keeps
            any value in any column.
    """
    try:
        found = unpacker.decompress(data, MOST_BYTES)
    except TypeError as error:
        raise zlib.error("it is no bytes") from error
    if unpacker.unconsumed_tail:
        raise zlib.error("it unpacks to more than is kept")
    return found


def whole(data: bytes) -> bytes:
    """Return what data in the zlib format unpacks to.

    Raises:
        zlib.error: It is damaged, cut off, no bytes, or becomes more than anything that was ever kept.
    """
    unpacker = zlib.decompressobj()
    found = inflated(unpacker, data)
    if not unpacker.eof:
        raise zlib.error("it is cut off")
    return found
