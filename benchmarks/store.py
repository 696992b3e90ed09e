"""How long a store takes: adding, finding a story, opening it again, ten articles more; and how large it is.

Times are those of the processor, of this process and those that it starts.

`python benchmarks/store.py INPUT … --articles 100 300 1000` reads articles of anything that Ondit reads, and
for so many of the first of them makes a store in a new folder, less the last ten, which are added then and
found as by another process that has what this one left, and as by one that has nothing.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from ondit import ingest, pipeline
from ondit.collection import keep_findings, story_of
from ondit.model import Article
from ondit.resuming import leave, resumed
from ondit.store import open_store

LATER = 10


def seconds(work: Callable[[], object]) -> float:
    """Return how much of the processor's time some work takes."""
    began = _processor()
    work()
    return _processor() - began


def _processor() -> float:
    return sum(os.times()[:4])


def measure(articles: list[Article], path: Path) -> str:
    """Return a store's figures in a line."""
    first, later, ongoing = articles[:-LATER], articles[-LATER:], pipeline.Ongoing()
    with open_store(path) as store:
        took = [
            seconds(lambda: store.add(first)),
            seconds(lambda: keep_findings(store)),
            seconds(lambda: story_of(store, ongoing=ongoing)),
        ]
    took.append(seconds(lambda: leave(path, ongoing)))
    with open_store(path) as store:
        took.append(seconds(lambda: story_of(store)))
        took.append(seconds(lambda: (store.add(later), keep_findings(store))))
    copy = path.parent.parent / f"copy-{path.name}"
    shutil.copyfile(path, copy)
    with open_store(path) as store:
        took.append(seconds(lambda: story_of(store, ongoing=resumed(path))))
    with open_store(copy) as store:
        took.append(seconds(lambda: story_of(store)))
    size = sum(file.stat().st_size for file in path.parent.iterdir())
    text = sum(len(article.text.encode()) for article in articles)
    names = ("added", "found in each", "story", "left", "opened again", "ten more added", "resumed", "anew")
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
            os.environ["XDG_CACHE_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
            place = Path(folder) / "store" / "s.ondit"
            print(measure(articles[:count], place), flush=True)


if __name__ == "__main__":
    main()
