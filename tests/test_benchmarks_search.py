"""The benchmark of searches: that it asks the index and the memory, and that its searches are fixed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_index_and_memory_are_measured() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/search.py", "sample_data/meridian-merger"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    size, index, memory = done.stdout.splitlines()
    assert size.startswith("10 articles, index of ")
    assert index.startswith("index, first 200: median ")
    assert memory.startswith("memory, ")
    assert "95th percentile" in index
    assert "95th percentile" in memory
