"""The C library's heap: one for all threads, where it would keep one for each."""

from __future__ import annotations

import sys
from contextlib import suppress

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
"""What glibc's `mallopt` calls the number of heaps, and the size from which memory lies in none of them."""
_GREAT = 1 << 16


def share_one() -> None:
    """Have the threads that begin from now on take their memory from the heap of the first one.

    With one each, what a search left free in its thread is of no use to the next search, which runs in
    another. Python lets one thread run at a time, so that they hardly ever wait for one another here. What is
    great goes back to the system as soon as it is free, however often that is; else the heap grows by it. It
    does nothing where the C library is another than Linux's usual one.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_ARENA_MAX, 1)
            library.mallopt(_MMAP_THRESHOLD, _GREAT)
