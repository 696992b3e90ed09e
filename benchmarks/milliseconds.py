"""How many milliseconds some work takes, told in a line."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence


def of_each(works: Iterable[Callable[[], object]]) -> list[float]:
    """Do some work, and return how many milliseconds of the processor each part took."""
    taken = []
    for work in works:
        began = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - began))
    return taken


def percentile(taken: Sequence[float], share: float) -> float:
    """Return what so great a share of some times does not exceed: 0 to 1, by the nearest rank."""
    return sorted(taken)[max(0, math.ceil(share * len(taken)) - 1)]


def show(what: str, taken: Sequence[float]) -> None:
    """Print how long something took, where it was done at all."""
    if taken:
        half, most = percentile(taken, 0.5), percentile(taken, 0.95)
        print(f"{what}: median {half:.2f} ms, 95th percentile {most:.2f} ms, slowest {max(taken):.1f} ms")
