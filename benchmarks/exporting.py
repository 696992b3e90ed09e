"""Measures what writing many excerpts costs: processor time, and memory, which is not to grow with them.

`python benchmarks/exporting.py [--excerpts 1000000] [--format csv …]`. Excerpts of the sample stories are
written again and again, each at a place of its own, by one process for each format and number.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from usage import peak

from ondit import pipeline
from ondit.export import Excerpt, Look, excerpts_of_entries, write_excerpts, write_file
from ondit.timeline import Filter
from ondit.whole import WholeStory

SAMPLE = Path(__file__).parents[1] / "sample_data"
FEW = 1_000


def excerpts(many: int) -> Iterator[Excerpt]:
    """Yield so many excerpts, each with a place of its own."""
    told = list(excerpts_of_entries(WholeStory(pipeline.read([SAMPLE])), Filter()))
    for number, excerpt in enumerate(islice(cycle(told), many)):
        yield replace(excerpt, start=number, end=number + len(excerpt.text))


def inside(form: str, many: int) -> dict[str, float]:
    """Write so many excerpts in this process, and return what it took."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "excerpts"
        found = excerpts(many)
        first = next(found)  # the stories are read before it is measured

        def again() -> Iterator[Excerpt]:
            yield first
            yield from found

        started = time.process_time()
        write_file(place, lambda stream: write_excerpts(again(), form, stream, Look()))
        seconds = time.process_time() - started
        size = place.stat().st_size
    return {"seconds": seconds, "megabytes written": size / 2**20, "peak megabytes": peak()}


def measured(form: str, many: int) -> dict[str, float]:
    """Write so many excerpts in a process of its own, and return what it took."""
    command = [sys.executable, __file__, "--inside", form, str(many)]
    given: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return given


def main() -> None:
    """Print the table, a row a format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--excerpts", type=int, default=1_000_000)
    parser.add_argument("--format", nargs="*", default=["csv"])
    parser.add_argument("--inside", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        print(json.dumps(inside(given.inside[0], int(given.inside[1]))))
        return
    print("| format | excerpts | processor seconds | MB written | MB of memory | of them above few |")
    print("|---|---|---|---|---|---|")
    for form in given.format:
        few, many = measured(form, FEW), measured(form, given.excerpts)
        more = many["peak megabytes"] - few["peak megabytes"]
        print(
            f"| {form} | {given.excerpts:,} | {many['seconds']:.1f} | {many['megabytes written']:,.0f}"
            f" | {many['peak megabytes']:.0f} | {more:.0f} |"
        )


if __name__ == "__main__":
    main()
