"""The compiler behind the join: importing this module imports numba, which small inputs never do."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over arrays on its first call, free of the interpreter's lock.

    The machine code is kept beside the source, or in the user's cache where that cannot be written, so that
    only the first call ever on a machine waits for the compiler.
    """
    return cast("Callable[P, R]", njit(function, cache=True, nogil=True))


def processors() -> int:
    """Return how many threads this process may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
