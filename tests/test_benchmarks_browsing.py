"""The benchmark of looking at stores: it makes as many articles as it says, and asks for all that is told."""

import subprocess
import sys
from pathlib import Path

from benchmark_runs import ROOT, Measured


def test_a_store_is_made_of_copies_and_looked_at(tmp_path: Path, measured: Measured) -> None:
    line = [sys.executable, "benchmarks/browsing.py", "sample_data/meridian-merger"]
    store = "--store", str(tmp_path / "s.ondit")
    line += ["--articles", "25", "--base", "10", *store]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    for figures in (done.stdout.splitlines(), measured("browsing", "--only-read", *store)):
        assert any(figure.startswith("30 articles, ") for figure in figures)
        for what in (
            "opening and first page",
            "search for one letter",
            "the part of an entry",
            "filter by a kind",
            "quotes with a word",
            "the scoreboard, and one outlet",
        ):
            (told,) = (figure for figure in figures if figure.startswith(f"{what}: median "))
            assert "95th percentile" in told
        assert any(figure.startswith("  entry_word_data ") for figure in figures)
