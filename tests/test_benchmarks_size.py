"""The benchmarks of what a store takes, and of what crowds leave out: that they measure what they say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(name: str, *given: str) -> list[str]:
    command = [sys.executable, f"benchmarks/{name}.py", *given]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_the_tables_of_a_store_take_what_its_file_does() -> None:
    made, what, whole, *tables = run("size", "sample_data", "--articles", "8")
    assert " sentences, made in " in made
    assert what.startswith("8 articles, ")
    shares = [float(line.rpartition(": ")[2]) for line in tables]
    assert abs(sum(shares) - float(whole.partition(" ")[0])) < 0.02
    assert tables[-1].startswith("  others, ")


def test_of_a_few_articles_no_pair_is_left_out() -> None:
    (line,) = run("thinning", "sample_data", "--articles", "8")
    told, of, every = line.partition(": ")[2].split()[:3]
    assert (told, of) == (every, "of")
    assert " 0 are not told with the others any more" in line


def test_pairs_are_counted_without_their_story() -> None:
    (line,) = run("pairs", "sample_data", "--articles", "8")
    assert line.startswith("8 articles, ")
    assert " pairs are told, " in line
    assert line.endswith(" of the text")
