"""How long a store takes: adding, finding a story, opening it again, ten articles more; and how large it is.

`python benchmarks/store.py INPUT … --articles 100 300 1000` reads articles of anything that Ondit reads, and
for so many of the first of them makes a store in a new folder, less the last ten, which are added then and
found by the same process, as behind an open dashboard.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ondit import ingest, pipeline
from ondit.collection import keep_findings, story_of
from ondit.model import Article
from ondit.store import open_store

LATER = 10


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure(articles: list[Article], path: Path) -> str:
    """Return a store's figures in a line."""
    first, later, ongoing = articles[:-LATER], articles[-LATER:], pipeline.Ongoing()
    with open_store(path) as store:
        took = [
            seconds(lambda: store.add(first)),
            seconds(lambda: keep_findings(store)),
            seconds(lambda: story_of(store, ongoing=ongoing)),
        ]
    with open_store(path) as store:
        took.append(seconds(lambda: story_of(store, ongoing=ongoing)))
        took.append(seconds(lambda: (store.add(later), keep_findings(store))))
        took.append(seconds(lambda: story_of(store, ongoing=ongoing)))
    size = sum(file.stat().st_size for file in path.parent.iterdir())
    text = sum(len(article.text.encode()) for article in articles)
    names = ("added", "found in each", "story", "opened again", "ten more added", "story anew")
    shown = ", ".join(f"{name} {value:.2f} s" for name, value in zip(names, took, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{len(articles):,} articles: {shown}; {size / text:.1f} times the text, {memory} MB"


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("inputs", nargs="+")
    options.add_argument("--articles", type=int, nargs="+", default=[100, 300, 1000], help="how many")
    given = options.parse_args()
    articles = list(ingest.read_all(given.inputs).articles)
    pipeline.build(articles[:LATER])
    for count in given.articles:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(articles[:count], Path(folder) / "s.ondit"), flush=True)


if __name__ == "__main__":
    main()
