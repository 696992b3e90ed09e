"""Numbers sorted, and columns made longer, within compiled functions.

What numpy has for either, the compiler takes one to two seconds for, each time that a function uses it.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.kernel import kernel

Numbers = NDArray[np.int64]
Column = TypeVar("Column", NDArray[np.int32], NDArray[np.int64])

INSERTION = 64


@kernel
def sort(numbers: Numbers, size: int) -> None:
    """Sort the first so many of some numbers, ascending: few by insertion, more as a heap."""
    if size > INSERTION:
        for root in range(size // 2 - 1, -1, -1):
            _sink(numbers, root, size)
        for end in range(size - 1, 0, -1):
            numbers[0], numbers[end] = numbers[end], numbers[0]
            _sink(numbers, 0, end)
        return
    for at in range(1, size):
        number, to = numbers[at], at
        while to > 0 and numbers[to - 1] > number:
            numbers[to] = numbers[to - 1]
            to -= 1
        numbers[to] = number


@kernel
def _sink(numbers: Numbers, root: int, size: int) -> None:
    """Let a number of a heap sink until none below it is higher."""
    number, at = numbers[root], root
    while 2 * at + 1 < size:
        child = 2 * at + 1
        if child + 1 < size and numbers[child + 1] > numbers[child]:
            child += 1
        if numbers[child] <= number:
            break
        numbers[at] = numbers[child]
        at = child
    numbers[at] = number


@kernel
def grown(column: Column) -> Column:
    """Return a column of twice the length that begins with the given one."""
    longer = np.empty(2 * len(column), column.dtype)
    for at in range(len(column)):
        longer[at] = column[at]
    return longer


@kernel
def widened(columns: Column) -> Column:
    """Return columns of twice the length that begin with the given ones."""
    longer = np.empty((columns.shape[0], 2 * columns.shape[1]), columns.dtype)
    for row in range(columns.shape[0]):
        for at in range(columns.shape[1]):
            longer[row, at] = columns[row, at]
    return longer
