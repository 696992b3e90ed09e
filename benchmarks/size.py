"""How large the file of a store is beside its text, and which of its tables take how much of that.

`python benchmarks/size.py INPUT … --articles 1000 4000 16000` reads articles of anything that Ondit reads,
and makes a store of so many of the first of them in a new folder, as `ondit add` does. `python
benchmarks/size.py --store FILE` looks at one that is there.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from homes import homes
from usage import peak

from ondit import ingest
from ondit.collection import story_of
from ondit.model import Article
from ondit.store import open_store
from ondit.store.compact_matches import unpack_pairs
from ondit.store.texts import unpacked

LEAST = 0.01
"""A table that takes less than this share of the text stands with the others."""
_TEXTS = "SELECT text.text FROM article JOIN text ON text.number = article.text"
_PAGES = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"


def made(articles: list[Article], path: Path) -> str:
    """Make a store, and return what that took."""
    began = time.process_time()
    with open_store(path) as store:
        store.add(articles)
        story = story_of(store)
        sentences = len(story.sentences)
    taken = time.process_time() - began
    return f"{sentences:,} sentences, made in {taken:.0f} s of the processor and {peak():.0f} MB"


def told(path: Path) -> Iterator[str]:
    """Yield the figures of a store."""
    size = sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*") if one.suffix != ".backup")
    with closing(sqlite3.connect(path)) as connection:
        text = sum(len(unpacked(data)) for (data,) in connection.execute(_TEXTS))
        (count,) = connection.execute("SELECT count(*) FROM article").fetchone()
        kept = (data for (data,) in connection.execute("SELECT data FROM match"))
        matches = sum(1 for data in kept for _ in unpack_pairs(data))
        yield f"{count:,} articles, {text / 1e6:.1f} MB of text, {matches:,} matches"
        yield f"{size / text:.2f} times the text"
        tables = connection.execute(_PAGES).fetchall()
    for name, taken in tables:
        if taken >= LEAST * text:
            yield f"  {name}: {taken / text:.3f}"
    others = size - sum(taken for _, taken in tables if taken >= LEAST * text)
    yield f"  others, and what is free: {others / text:.3f}"


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("inputs", nargs="*")
    options.add_argument("--articles", type=int, nargs="+", default=[1_000], help="how many")
    options.add_argument("--store", type=Path, help="look at this one")
    given = options.parse_args()
    if given.store:
        print(*told(given.store), sep="\n")
        return
    articles = list(ingest.read_all(given.inputs).articles)
    for count in given.articles:
        with tempfile.TemporaryDirectory() as folder, homes(Path(folder)):
            path = Path(folder) / "store" / "s.ondit"
            print(made(articles[:count], path), *told(path), sep="\n", flush=True)


if __name__ == "__main__":
    main()
