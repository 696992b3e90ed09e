"""How fast searches are, by index and in memory, and how big the index is beside the text.

`python benchmarks/search.py INPUT …` reads articles of anything that Ondit reads, puts each in a full-text
index of SQLite, and each of its sentences as an entry in a timeline in memory. It asks both for the same
searches, made of the articles' own words: words, pairs, phrases, beginnings of 1 to 5 letters, exclusions.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import milliseconds

from ondit import ingest, sentences
from ondit.model import Article, Story, TimelineEntry
from ondit.search import fold, parse
from ondit.search.fts import condition, definition
from ondit.search.stories import found_entries, prepare

SEED, SEARCHES, PAGE = 7, 300, 200
WORD = re.compile(r"[^\W\d_]{2,}")


def searches(articles: list[Article]) -> list[str]:
    """Return searches of every sort, the same ones for the same articles."""
    chance, made = random.Random(SEED), []  # noqa: S311 - any will do, but the same ones
    spoken = [words for article in articles if len(words := WORD.findall(article.text)) > len("words")]
    for number in range(SEARCHES if spoken else 0):
        words = chance.choice(spoken)
        at = chance.randrange(len(words) - 4)
        one, two, three, four = words[at : at + 4]
        forms = (one, f"{one} {three}", f'"{one} {two}"', f'"{one} {two} {three} {four}"', f"{one} -{four}")
        made += [*forms, f"{one} {two} {three[:2]}*", f"{one[: 1 + number % 5]}*"]
    return made


def in_memory(articles: list[Article]) -> Story:
    """Return a story that has each sentence for an entry."""

    def entries() -> Iterator[TimelineEntry]:
        for article in articles:
            day = article.published.value if article.published else None
            for span in sentences.split(article.text):
                text, told = article.text[span.start : span.end], (article.source.value,)
                yield TimelineEntry("", None, None, "neither", 0.5, day, None, told, text)

    return Story(articles=tuple(articles), timeline=tuple(entries()))


def indexed(articles: list[Article], path: Path) -> sqlite3.Connection:
    """Put articles in a full-text index in a file."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(definition("word", "text"))
    connection.execute("BEGIN")
    texts = ((row, fold(article.text)) for row, article in enumerate(articles))
    connection.executemany("INSERT INTO word (rowid, text) VALUES (?, ?)", texts)
    connection.execute("COMMIT")
    return connection


def tell(what: str, asked: list[str], ask: Callable[[str], object]) -> None:
    """Ask all, and print how many milliseconds of the processor they took."""
    milliseconds.show(what, milliseconds.of_each(partial(ask, search) for search in asked))


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("inputs", nargs="+")
    articles = list(ingest.read_all(options.parse_args().inputs).articles)
    asked = searches(articles)
    if not asked:
        raise SystemExit("There are no words to search for.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        connection = indexed(articles, path)
        size = sum(len(article.text.encode()) for article in articles)
        print(f"{len(articles):,} articles, index of {path.stat().st_size / size:.2f} of their text")

        def ask(search: str) -> list[tuple[int]]:
            where, bound = condition(parse(search), "word", "rowid")
            newest = f"SELECT rowid FROM word WHERE {where} ORDER BY rowid DESC LIMIT {PAGE}"  # noqa: S608
            return connection.execute(newest, bound).fetchall()

        tell(f"index, first {PAGE}", asked, ask)
        connection.close()
    story = in_memory(articles)
    prepare(story)
    tell(
        f"memory, {len(story.timeline):,} entries", asked, lambda search: found_entries(story, parse(search))
    )


if __name__ == "__main__":
    main()
