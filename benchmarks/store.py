"""How long a store takes: adding, finding a story, opening it again, ten articles more; and how large it is.

Times are those of the processor, of this process and those that it starts.

`python benchmarks/store.py INPUT … --articles 100 300 1000` reads articles of anything that Ondit reads, and
for so many of the first of them makes a store in a new folder, less the last ten, which are added then and
found as by another process that has what this one left, and as by one that has nothing.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import sizes
from homes import homes
from usage import cpu_seconds, peak

from ondit import pipeline
from ondit.collection import keep_findings, story_of
from ondit.model import Article
from ondit.resuming import leave, resumed
from ondit.store import open_store

COUNTS = (100, 300, 1_000)
LATER = 10


def seconds(work: Callable[[], object]) -> float:
    """Return how much of the processor's time some work takes."""
    began = cpu_seconds()
    work()
    return cpu_seconds() - began


def taken(articles: Sequence[Article], path: Path) -> dict[str, float]:
    """Make a store, and return how long each step of its life takes."""
    first, later, ongoing = articles[:-LATER], articles[-LATER:], pipeline.Ongoing()
    with open_store(path) as store:
        took = {
            "added": seconds(lambda: store.add(first)),
            "found in each": seconds(lambda: keep_findings(store)),
            "story": seconds(lambda: story_of(store, ongoing=ongoing)),
        }
    took["left"] = seconds(lambda: leave(path, ongoing))
    with open_store(path) as store:
        took["opened again"] = seconds(lambda: story_of(store))
        took["ten more added"] = seconds(lambda: (store.add(later), keep_findings(store)))
    copy = path.parent.parent / f"copy-{path.name}"
    shutil.copyfile(path, copy)
    with open_store(path) as store:
        took["resumed"] = seconds(lambda: story_of(store, ongoing=resumed(path)))
    with open_store(copy) as store:
        took["anew"] = seconds(lambda: story_of(store))
    return took


def measure(articles: Sequence[Article]) -> str:
    """Return a store's figures in a line."""
    pipeline.build(articles[:LATER])  # what is loaded once is no store's
    with tempfile.TemporaryDirectory() as folder, homes(Path(folder)):
        path = Path(folder) / "store" / "s.ondit"
        took = taken(articles, path)
        size = sum(file.stat().st_size for file in path.parent.iterdir())
    text = sum(len(article.text.encode()) for article in articles)
    shown = ", ".join(f"{name} {value:.2f} s" for name, value in took.items())
    return f"{len(articles):,} articles: {shown}; {size / text:.1f} times the text, {peak():.0f} MB"


if __name__ == "__main__":
    sizes.run(__doc__, measure, COUNTS)
