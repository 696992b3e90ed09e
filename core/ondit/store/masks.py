"""Which of a story's entries pass: for each a byte, 0 or 1, the first one lowest, all of them one number.

Numbers of a quarter of a million bytes are put together by the processor faster than a list is begun.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from ondit.store import inflating

_BITS = 8
_OPENED = [bytes(byte >> bit & 1 for bit in range(_BITS)) for byte in range(256)]


def of_numbers(numbers: Iterable[int], size: int) -> int:
    """Return the mask of some rows of so many, by their numbers: the first row is number 1.

    Raises:
        LookupError: There is no such row.
    """
    mask = bytearray(size + 1)
    for number in numbers:
        mask[number] = 1
    if mask[0]:
        raise LookupError("there is no row before the first")
    return int.from_bytes(memoryview(mask)[1:], "little")


def everything(size: int) -> int:
    """Return the mask of all rows of so many."""
    return int.from_bytes(b"\x01" * size, "little")


def others(mask: int, size: int) -> int:
    """Return the mask of all rows of so many that another has not."""
    return everything(size) ^ mask


def all_of(found: Iterable[int]) -> int:
    """Return the mask of the rows that all of some have, one at the least."""
    return reduce(and_, found)


def any_of(found: Iterable[int]) -> int:
    """Return the mask of the rows that any of some has."""
    return reduce(or_, found, 0)


def pack(rows: Iterable[int], size: int) -> bytes:
    """Return rows as they are kept: a bit for each, compressed."""
    bits = bytearray(-(-size // _BITS))
    for row in rows:
        bits[row // _BITS] |= 1 << row % _BITS
    return zlib.compress(bits.rstrip(b"\x00"))


def unpack(packed: Iterable[bytes], size: int) -> int:
    """Return the mask of the rows that any of some packed ones has.

    Raises:
        ValueError: One is damaged, or has rows that there are not.
    """
    bits = 0
    try:
        for data in packed:
            bits |= int.from_bytes(inflating.whole(data), "little")
    except zlib.error as error:
        raise ValueError(f"rows cannot be read: {error}") from error
    if bits >> size:
        raise ValueError("rows are named that there are not")
    flat = bits.to_bytes(-(-size // _BITS), "little")
    return int.from_bytes(b"".join(map(_OPENED.__getitem__, flat)), "little")
