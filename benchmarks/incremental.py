"""Measures what it takes to add a few articles to an index of many.

    python benchmarks/incremental.py CORPUS [--articles 10000 100000] [--new 10] [--rounds 6]

The corpus is a table of `article, date, sentence` rows, tab-separated, the rows of one article one after the
other. For each number of articles an index takes them in one call, then some more in several calls, once for
whole texts and once for runs of words. Wall and CPU seconds are those of one call, of the several the median
and the worst; memory is what the process holds resident, both indexes of it.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from corpus import TABLE_COLUMNS
from measure import cpu_seconds, resident

from ondit.matching.many.index import Index
from ondit.matching.many.run_index import RunIndex

WARM_UP_ARTICLES = 100

Article = list[str]
Took = tuple[float, float, int]


def articles(source: Path) -> Iterator[Article]:
    """Yield the sentences of each article of a table.

    Raises:
        ValueError: A row has other columns than these three.
    """
    number, found = None, Article()
    with source.open(encoding="utf-8", errors="replace", newline="\n") as rows:
        for line, row in enumerate(rows, 1):
            columns = row.rstrip("\n").split("\t", TABLE_COLUMNS - 1)
            if len(columns) != TABLE_COLUMNS:
                raise ValueError(f"{source}, line {line}: give rows of article, date and sentence, with tabs")
            if columns[0] != number and found:
                yield found
                found = []
            number = columns[0]
            found.append(columns[-1])
    if found:
        yield found


def add(index: Index | RunIndex, batch: Sequence[Article], first: int) -> Took:
    """Add articles, numbered from `first` on; return wall and CPU seconds, and how many pairs they make."""
    texts = [text for article in batch for text in article]
    groups = [first + number for number, article in enumerate(batch) for _ in article]
    spent, began = cpu_seconds(), time.perf_counter()
    table = index.add(texts, groups=groups)
    return time.perf_counter() - began, cpu_seconds() - spent, len(table)


def measure(
    index: Index | RunIndex, found: Sequence[Article], size: int, new: int
) -> tuple[Took, list[Took]]:
    """Add `size` articles at once, and those behind them by so many; return what each call took."""
    build = add(index, found[:size], 0)
    return build, [add(index, found[first : first + new], first) for first in range(size, len(found), new)]


def report(name: str, size: int, build: Took, calls: Sequence[Took]) -> str:
    """Return a row of the table."""
    wall, cpu, pairs = zip(*calls, strict=True)
    each = [f"{figure(column):.3f}" for column in (wall, cpu) for figure in (statistics.median, max)]
    cells = [name, f"{size:,}", f"{build[0]:.1f}", f"{build[1]:.1f}", *each, f"{statistics.mean(pairs):.0f}"]
    return f"| {' | '.join(cells)} | {resident('VmRSS'):,.0f} |"


def main() -> None:
    """Print a table, row by row."""
    parser = argparse.ArgumentParser(description="Measure adding a few articles to many.")
    parser.add_argument("corpus", type=Path, help="a table of article, date, sentence")
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000], help="articles before")
    parser.add_argument("--new", type=int, default=10, help="articles to add in one call")
    parser.add_argument("--rounds", type=int, default=6, help="how many such calls")
    asked = parser.parse_args()
    kinds = {"whole texts": Index, "runs": RunIndex}
    print("| index | articles | build s | CPU s | add s | worst | CPU s | worst | pairs | MB |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    for size in asked.articles:
        found = list(islice(articles(asked.corpus), size + asked.new * asked.rounds))
        for name, kind in kinds.items():
            warm = kind()
            for first in (0, WARM_UP_ARTICLES):
                add(warm, found[first : first + WARM_UP_ARTICLES], first)
            index = kind()
            print(report(name, size, *measure(index, found, size, asked.new)), flush=True)
            del index


if __name__ == "__main__":
    main()
