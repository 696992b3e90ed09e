"""The benchmark of exports: its excerpts are as many as asked, each at a place of its own, and it runs."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import exporting as benchmark


def test_excerpts_are_as_many_as_asked_each_at_its_own_place() -> None:
    found = list(benchmark.excerpts(1_000))
    assert len(found) == len({one.key for one in found}) == 1_000


def test_it_tells_what_writing_took() -> None:
    took = benchmark.measured("csv", 50)
    assert took["megabytes written"] > 0
    assert took["peak megabytes"] > 10
