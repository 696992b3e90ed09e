"""The compiler behind the join: importing this module imports numba, which small inputs never do."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar, cast

import numpy as np
from numba import njit

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

FEWEST = 16
"""Places of a range at the least: beginning one costs what working on some places does."""


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over arrays on its first call, free of the interpreter's lock.

    The machine code is kept beside the source, or in the user's cache where that cannot be written, so that
    only the first call ever on a machine waits for the compiler.
    """
    return cast("Callable[P, R]", njit(function, cache=True, nogil=True))


def processors() -> int:
    """Return how many threads this process may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def over_ranges(work: Callable[[int, int], T], bounds: Sequence[int], threads: int) -> list[T]:
    """Do some work between each two neighbouring bounds, on several threads; the results in order."""
    threads = min(threads, len(bounds) - 1)
    if threads == 1:
        return list(map(work, bounds[:-1], bounds[1:]))
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, bounds[:-1], bounds[1:]))


def worth_while(size: int, parts: int) -> int:
    """Return into how many ranges so many places are best cut: so many, or fewer where these were narrow."""
    return max(1, min(parts, size // FEWEST))


def evenly(size: int, parts: int) -> list[int]:
    """Return the bounds of so many ranges of equal width, or of as many as are worth while."""
    bounds: list[int] = np.linspace(0, size, worth_while(size, parts) + 1).astype(np.int64).tolist()
    return bounds
