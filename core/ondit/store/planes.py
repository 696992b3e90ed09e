"""Whole numbers as planes of bytes: the lowest byte of each, then the next of each, which compress well."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T", int, float)

_BYTES = 8


def of_numbers(numbers: Sequence[int]) -> bytes:
    """Return numbers from 0 on in as few bytes each as the greatest needs.

    Raises:
        OverflowError: One is less than 0.
    """
    data = turned(array("Q", numbers)).tobytes()
    width = -(-max(numbers, default=0).bit_length() // _BYTES) or 1
    return b"".join(data[place::_BYTES] for place in range(width))


def numbers(data: bytes, count: int) -> Sequence[int]:
    """Return so many numbers.

    Raises:
        ValueError: They are not so many.
    """
    width, more = divmod(len(data), count) if count else (0, len(data))
    if more or not (0 < width <= _BYTES or not count):
        raise ValueError(f"{len(data)} bytes are not {count} numbers")
    if width == 1:
        return data
    laid = bytearray(_BYTES * count)
    for place in range(width):
        laid[place::_BYTES] = data[place * count : (place + 1) * count]
    return turned(array("Q", bytes(laid)))


def folded(number: int) -> int:
    """Return a number that may be less than 0 as one that is not; small ones stay small."""
    return 2 * number if number >= 0 else -2 * number - 1


def unfolded(number: int) -> int:
    """Return what was folded."""
    return number >> 1 ^ -(number & 1)


def turned(column: array[T]) -> array[T]:
    """Return a column as it is kept, or a kept one as it is used: kept, the least byte stands first."""
    if sys.byteorder == "big":
        column = column[:]
        column.byteswap()
    return column
