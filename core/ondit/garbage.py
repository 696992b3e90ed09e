"""The garbage collector kept waiting while a great many objects are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 100_000


@contextmanager
def collector_waiting() -> Iterator[None]:
    """Keep the collector waiting in a `with` block, or in a function that this decorates.

    It walks over all objects again and again as their number grows, which takes a sixth of the time where
    none of them is garbage. Blocks may lie in one another, and overlap on several threads: then it works
    again a little sooner, which harms nothing. Where very many were made, they are old at once: else it would
    walk over them three times, and whatever little comes next would wait for that.
    """
    was_working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_working:
            if gc.get_count()[0] > MANY:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
