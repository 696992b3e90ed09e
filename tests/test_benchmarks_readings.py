"""The benchmark of readings: that it runs every reading, on news and on hostile text."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_reading_is_measured() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/readings.py", "sample_data/meridian-merger"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    first, *rows = done.stdout.splitlines()
    assert first.startswith("10 articles, ")
    assert [row.split()[0] for row in rows] == ["sentences", "quotes", "dates", "labels"]
