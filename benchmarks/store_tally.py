"""What is held against a store that was ill-treated: that all that was reported is there, and whole."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from ondit.model import Article, Source
from ondit.store import open_store


@dataclass
class Tally:
    """What a run found.

    Attributes:
        runs: How often a store was ill-treated.
        stored: How many articles were reported as stored, or are as they were behind a repair.
        lost: How many of them are gone.
        waits: How often a writer was told that the store is held.
        named: How many of those lost the repair names, or how often a writer was told who writes.
        reads: How often all of a store was read.
        refused: How many stores could not be repaired.
        wrong: What may never be, a sentence each.
    """

    runs: int = 0
    stored: int = 0
    lost: int = 0
    waits: int = 0
    named: int = 0
    reads: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


def told(name: str, number: int) -> Article:
    """Return an article that is known by its name and number alone, of 100 letters to 30 pages."""
    length = random.Random(f"{name} {number}").choice([1, 9, 40, 1_000])  # noqa: S311 - any will do
    text = f"Article {number} of {name} says that Ibex built {number:,} cars. " * length
    return Article(f"{name}-{number}", text, Source("Quay News", "path"), title=f"{name} {number}")


def as_told(article: Article) -> bool:
    """Say whether an article is the one that was added under its name."""
    name, _, number = article.id.rpartition("-")
    return article == told(name, int(number))


def check_kept(path: Path, reported: set[str], tally: Tally) -> None:
    """See that all that was reported is there, as it was told, and that SQLite finds nothing wrong."""
    with open_store(path) as store:
        articles = store.articles()
    missing = reported - {article.id for article in articles}
    tally.lost += len(missing)
    tally.wrong += [f"run {tally.runs}: lost {name}" for name in sorted(missing)[:3]]
    tally.wrong += [f"run {tally.runs}: spoilt {one.id}" for one in articles if not as_told(one)]
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        found += connection.execute("PRAGMA foreign_key_check").fetchall()
    if found != [("ok",)]:
        tally.wrong.append(f"run {tally.runs}: {found[0]}")
