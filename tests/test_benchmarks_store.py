"""The benchmark of stores: that it measures as many articles as it says."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_each_number_of_articles_is_measured() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/store.py", "sample_data", "--articles", "12"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = done.stdout.splitlines()
    assert line.startswith("12 articles: added ")
    assert "times the text" in line
