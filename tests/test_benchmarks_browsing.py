"""The benchmark of looking at stores: it makes as many articles as it says, and asks for all that is told."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_store_is_made_of_copies_and_looked_at(tmp_path: Path) -> None:
    line = [sys.executable, "benchmarks/browsing.py", "sample_data/meridian-merger"]
    line += ["--articles", "25", "--base", "10", "--store", str(tmp_path / "s.ondit")]
    for _ in range(2):
        done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
        figures = done.stdout.splitlines()
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
