"""The benchmark of claims: that it groups as many articles as it says."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_each_number_of_articles_is_measured() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/claims.py", "sample_data/meridian-merger", "--articles", "3", "10"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    few, all_of_them = done.stdout.splitlines()
    assert few.startswith("3 articles, ")
    assert all_of_them.startswith("10 articles, ")
