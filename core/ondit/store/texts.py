"""Texts as the store keeps them: compressed, each by itself, with common English words known beforehand.

A text of a few thousand letters holds too little of itself to compress well: the words (`words.txt`) take a
seventh off what is left. Stores are read by these words, so that not one letter of them may ever change.
"""

from __future__ import annotations

import zlib
from functools import cache
from hashlib import sha256
from importlib.resources import files

from ondit.store.inflating import inflated

LEVEL = 9
_RAW = -zlib.MAX_WBITS
_MEMORY = 9


def pack(text: str) -> bytes:
    """Return a text as it is kept; the same text gives the same bytes wherever zlib is the same.

    Raises:
        UnicodeEncodeError: It holds half a character.
    """
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW, _MEMORY, zdict=_words())
    return packer.compress(text.encode()) + packer.flush()


def unpack(data: bytes) -> str:
    """Return a text that was kept.

    Raises:
        ValueError: The bytes are damaged; but not every damage shows here.
    """
    return unpacked(data).decode()


def unpacked(data: bytes) -> bytes:
    """Return the bytes of a text that was kept, as UTF-8.

    Raises:
        ValueError: They are damaged; but not every damage shows here.
    """
    unpacker = zlib.decompressobj(_RAW, zdict=_words())
    try:
        found = inflated(unpacker, data)
    except zlib.error as error:
        raise ValueError(f"a text cannot be read: {error}") from error
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("a text does not end where it should")
    return found


def as_stored(key: object, kept: object) -> str | None:
    """Return a text from its row, as it is kept or as older versions kept it: as it reads.

    Returns:
        Nothing where it is not the text that was stored.
    """
    try:
        data = unpacked(kept) if isinstance(kept, bytes) else str(kept).encode()
        return data.decode() if sha256(data).digest() == key else None
    except ValueError:
        return None


@cache
def _words() -> bytes:
    words = files("ondit.store").joinpath("words.txt").read_text("utf-8").split()
    return f" {' '.join(words)} ".encode()
