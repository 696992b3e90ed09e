"""Runs one engine once, in a process of its own, and writes down what it took.

The texts are loaded and a warm-up is run before the clock starts. Wall and CPU time, and the peak of resident
memory, are those of the run alone; the peak holds the texts and the interpreter, too, and so does what the
process took before the run. Linux only: memory is read from `/proc/self`.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from pathlib import Path

import corpus
import numpy as np
from numpy.typing import NDArray
from pairing import Pairs, collapse
from rivals import ENGINES, WARM_UP_TEXTS
from usage import cpu_seconds, resident


def measure(engine: str, lines: Path, size: int, limit: float) -> tuple[dict[str, float], Pairs]:
    """Run an engine on the first texts of a prepared file.

    The process is ended by an alarm where the run takes longer than `limit` seconds.

    Returns:
        What it took, and the pairs of rows that it found.
    """
    bare = resident()
    texts = corpus.load(lines, size)
    loaded = resident()
    find = ENGINES[engine].find
    began = time.perf_counter()
    find(texts[:WARM_UP_TEXTS])
    warm_up = time.perf_counter() - began
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    signal.setitimer(signal.ITIMER_REAL, limit)
    spent, began = cpu_seconds(), time.perf_counter()
    pairs = find(texts)
    wall, spent = time.perf_counter() - began, cpu_seconds() - spent
    signal.setitimer(signal.ITIMER_REAL, 0)
    took = {
        "wall": wall,
        "cpu": spent,
        "peak_mb": resident("VmHWM"),
        "before_mb": loaded,
        "texts_mb": loaded - bare,
        "warm_up": warm_up,
        "row_pairs": float(len(pairs)),
    }
    began = time.perf_counter()
    _, of_text = collapse(texts)
    took["normalising"] = time.perf_counter() - began
    return took, pairs_of_wordings(pairs, of_text)


def pairs_of_wordings(pairs: Pairs, of_text: NDArray[np.int64]) -> Pairs:
    """Return the pairs of rows as pairs of distinct wordings, each once."""
    found = np.sort(of_text[pairs], axis=1)
    found = found[found[:, 0] < found[:, 1]]
    keys = np.unique(found[:, 0] << 32 | found[:, 1])
    return np.column_stack([keys >> 32, keys & (2**32 - 1)])


def main() -> None:
    """Measure as the arguments say: engine, prepared file, size, limit in seconds, folder for the results."""
    engine, lines, size, limit, folder = sys.argv[1:]
    took, pairs = measure(engine, Path(lines), int(size), float(limit))
    np.save(Path(folder) / "pairs.npy", pairs)
    (Path(folder) / "took.json").write_text(json.dumps(took), encoding="utf-8")


if __name__ == "__main__":
    main()
