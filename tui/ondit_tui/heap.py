"""The C library's heap: one for all threads, where it would keep one for each."""

from __future__ import annotations

import sys
from contextlib import suppress

_ARENA_MAX = -8
"""What glibc's `mallopt` calls the number of heaps."""


def share_one() -> None:
    """Have the threads that begin from now on take their memory from the heap of the first one.

    With one each, what a search left free in its thread is of no use to the next search, which runs in
    another. Python lets one thread run at a time, so that they hardly ever wait for one another here. It does
    nothing where the C library is another than Linux's usual one.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
