"""The benchmark of matching by many workers: that it matches as many sentences as it says."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra cluster is not installed")

ROOT = Path(__file__).parents[1]


def test_each_size_is_measured() -> None:
    source = "sample_data/meridian-merger"
    options = ["--sentences", "260", "--workers", "1", "--within", "9", "--shuffle"]
    done = subprocess.run(
        [sys.executable, "benchmarks/cluster.py", source, *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    row = [cell.strip() for cell in done.stdout.splitlines()[2].strip("|").split("|")]
    assert row[0] == "1"
    assert 200 < int(row[1]) < 300
    assert int(row[9]) > 50
