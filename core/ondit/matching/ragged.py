"""Ragged arrays: rows of different length that stand one behind the other, and where each begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


def starts_of(sizes: Sequence[int] | NDArray[Any]) -> Integers:
    """Return where rows of such sizes begin, with the end of the last one."""
    starts = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=starts[1:])
    return starts


def ranges(begins: NDArray[Any], sizes: NDArray[Any]) -> tuple[NDArray[np.int32], NDArray[Any]]:
    """Return from which beginning each number is, and the numbers: as many from each as its size."""
    source = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    return source, np.arange(len(source)) - np.repeat(np.cumsum(sizes) - sizes - begins, sizes)


def sums_of(values: NDArray[Any], starts: NDArray[Any]) -> Integers:
    """Return the sum of the values of each row."""
    sums: Integers = np.diff(starts_of(values)[starts])
    return sums
