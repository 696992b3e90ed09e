"""What waits beside a store until it goes into the file, SQLite's write-ahead log: whether it is whole."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ondit.store.pages import USUAL_SIZES

MOST_BYTES = 1 << 26
"""A longer one is not looked at, unless it is to be repaired: it is from one long transaction."""

_HEADER, _FRAME = 32, 24
_MAGIC = b"\x37\x7f\x06"
_MASK = (1 << 32) - 1
_AT_ONCE = 1_000

Words = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Frames:
    """The frames of a log that were written since it was begun.

    Attributes:
        pages: Number of the page that each holds, from 1.
        ends: Whether a transaction ends with it.
        whole: Whether it is as it was written, behind the one before it.
        size: Bytes of a page.
    """

    pages: Words
    ends: NDArray[np.bool_]
    whole: NDArray[np.bool_]
    size: int


def is_damaged(wal: Path, most: int | None = MOST_BYTES) -> bool:
    """Say whether something in a log was changed that had been written to the end.

    Rule: SQLite reads a log up to the first frame that is not as it was written, and drops all behind it
    without a word. That is right for the last transaction, which was cut off. Where two transactions ended
    at that frame or behind it, the first of them was on the disk before the second began: it is damaged.
    Example: one letter changed in the first of three transactions.
    Must not: a program killed, or a machine switched off, in the middle of the last one.
    Known failures: damage to the last transaction alone looks as if that had been cut off.
    """
    found = _first_broken(wal, most)
    return found is not None and found == _first_broken(wal, most)  # else a writer was in the midst of it


def _first_broken(wal: Path, most: int | None) -> int | None:
    """Return the first frame that was changed behind its writing, if one was."""
    try:
        with wal.open("rb") as file:
            if most is not None and os.fstat(file.fileno()).st_size > most:
                return None
            data = file.read()
            file.seek(0)
            is_same = file.read(_HEADER) == data[:_HEADER]  # else it was begun anew meanwhile
    except OSError:
        return None
    frames = _frames(data)
    broken = np.flatnonzero(~frames.whole)
    if is_same and len(broken) and frames.ends[broken[0] :].sum() > 1:
        return int(broken[0])
    return None


def laid_over(data: bytes, wal: bytes) -> bytes:
    """Return a file with all that waits beside it laid over it, whatever stands broken in between.

    Pages may then not belong together.
    """
    frames = _frames(wal)
    pages = bytearray(data)
    for row in np.flatnonzero(frames.whole):
        end = int(frames.pages[row]) * frames.size
        if frames.size <= end <= len(data) + len(wal):
            pages.extend(bytes(max(0, end - len(pages))))
            start = _HEADER + int(row) * (_FRAME + frames.size) + _FRAME
            pages[end - frames.size : end] = wal[start : start + frames.size]
    return bytes(pages)


def _frames(data: bytes) -> _Frames:
    order, size, seed = _begun(data)
    if size:
        return _framed(data, order, size, seed)
    return max((_framed(data, order, one, seed) for one in USUAL_SIZES), key=lambda one: one.whole.sum())


def _framed(data: bytes, order: str, size: int, seed: tuple[int, int] | None) -> _Frames:
    count = max(0, (len(data) - _HEADER) // (_FRAME + size))
    rows = np.frombuffer(data, np.uint8, count * (_FRAME + size), _HEADER if count else 0)
    rows = rows.reshape(count, _FRAME + size)
    heads = rows[:, :_FRAME].copy().view(">u4").astype(np.uint32)
    sums = heads[:, 4:6]
    before = np.concatenate([np.array([seed or (0, 0)], np.uint32), sums[:-1]]) if count else sums
    power = np.array(_weights(size)[1], np.uint32)
    wanted = before @ power.T + _sums(rows, size, order)
    salts = data[16:24] if seed else bytes(rows[0, 8:16]) if count else b""
    own = np.flatnonzero((rows[:, 8:16] == np.frombuffer(salts or bytes(8), np.uint8)).all(axis=1))
    whole = (wanted == sums).all(axis=1)
    if seed is None:
        whole[:1] = False
    last = int(own[-1]) + 1 if len(own) else 0
    is_own = np.zeros(last, np.bool_)
    is_own[own] = True
    return _Frames(heads[:last, 0], is_own & (heads[:last, 1] > 0), is_own & whole[:last], size)


def _begun(data: bytes) -> tuple[str, int, tuple[int, int] | None]:
    """Return the order of bytes, the size of pages, and the sum of a log's head, if that is right.

    Where the head does not tell it, the size is 0.
    """
    order = ">u4" if data[3:4] == b"\x83" else "<u4"
    size = int.from_bytes(data[8:12], "big")
    told = (int.from_bytes(data[24:28], "big"), int.from_bytes(data[28:32], "big"))
    if (
        not data.startswith(_MAGIC)
        or len(data) < _HEADER
        or size not in (1 << power for power in range(9, 17))
    ):
        return "<u4", 0, None
    words = [int(word) for word in np.frombuffer(data[:24], order)]
    first = second = 0
    for one, two in zip(words[::2], words[1::2], strict=True):
        first = first + one + second & _MASK
        second = second + two + first & _MASK
    return order, size, told if (first, second) == told else None


def _sums(rows: NDArray[np.uint8], size: int, order: str) -> Words:
    """Return what each frame adds to the sum of those before it."""
    weights = np.array(_weights(size)[0], np.uint32)
    found = np.zeros((len(rows), 2), np.uint32)
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        summed = np.concatenate([some[:, :8], some[:, _FRAME:]], axis=1).view(order).astype(np.uint32)
        found[start : start + _AT_ONCE] = summed @ weights
    return found


@cache
def _weights(size: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return what each word of a frame counts for in its two sums, and what the two sums before it do.

    A step takes two words, x and y: `s += x + t`, then `t += y + s`, modulo 2 ** 32.
    """
    a, b, c, d = 1, 0, 0, 1
    words: list[tuple[int, int]] = []
    for _ in range((size + 8) // 8):
        words += [(b, d), (a + b & _MASK, c + d & _MASK)]
        a, b, c, d = a + b & _MASK, a + 2 * b & _MASK, c + d & _MASK, c + 2 * d & _MASK
    return words[::-1], [(a, b), (c, d)]
