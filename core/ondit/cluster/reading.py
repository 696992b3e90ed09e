"""The first stages: pieces of files are read into chunks of articles, and chunks dealt into blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.cutting import Piece, Reading
from ondit.cluster.inputs import Source
from ondit.cluster.shelf import Shelf
from ondit.ingest.drafts import Draft
from ondit.ingest.identity import Named, article_of, derived
from ondit.ingest.sameness import Keys
from ondit.model import Article, Problem
from ondit.spans import DAY

CHUNK = 16_000_000
"""What the articles weigh that are written at a time: what reading a file holds in memory."""
MOST_PROBLEMS = 1_000
"""Problems that are told of a piece, and of a run."""
NEVER = np.iinfo(np.int64).max
"""The bucket of articles whose day is not known."""
ENDS = ".?!\n"
END_WEIGHS = 40
ARTICLE_WEIGHS = 500


class Wish(NamedTuple):
    """What an article may be called: the id that was given, and the one made of it."""

    id: str | None
    derived: str


class Gist(NamedTuple):
    """What of the articles of a chunk is needed to name and deal them.

    Attributes:
        keys: The columns of `ondit.ingest.sameness.Keys`; lines count from the first of the piece.
        inputs: The names that the last of them has the numbers of.
        wishes: What each may be called.
        days: The day on which each was published, `NEVER` where it is not known.
        weights: What each weighs (`weight`).
    """

    keys: list[NDArray[np.uint64]]
    inputs: list[str]
    wishes: list[Wish]
    days: NDArray[np.int64]
    weights: NDArray[np.int64]


class Read(NamedTuple):
    """What reading a piece came to.

    Attributes:
        chunks: How many chunks it gave.
        articles: How many articles are in them.
        lines: How many lines a piece of JSON Lines has.
        told: How many problems are kept.
        untold: How many more there are.
    """

    chunks: int
    articles: int
    lines: int
    told: int
    untold: int


class Deal(NamedTuple):
    """Where the articles of a chunk go.

    Attributes:
        names: What each is called, nothing for those that are left out.
        ranks: The place of each among all ids.
        blocks: The blocks of each: its own, then those that it is only compared in, for they hold another
            version of its page.
    """

    names: list[Named | None]
    ranks: list[int]
    blocks: list[list[int]]


class Dealt(NamedTuple):
    """An article in a block, its place among all ids, and whether it only is there to be compared."""

    article: Article
    rank: int
    is_extra: bool


def read_piece(shelf: Shelf, number: int, source: Source, piece: Piece | None) -> Read:
    """Read a piece of a file, or the whole of it, into chunks of articles, and keep what is wrong with it."""
    reading, problems = Reading(source, piece), list[Problem]()
    drafts, chunks, articles, held, untold = list[Draft](), 0, 0, 0, 0
    for found in reading:
        if isinstance(found, Problem):
            untold += len(problems) >= MOST_PROBLEMS
            problems += [found] if len(problems) < MOST_PROBLEMS else []
            continue
        drafts.append(found)
        articles, held = articles + 1, held + weight(found.text)
        if held >= CHUNK:
            _keep_chunk(shelf, chunk_name(number, chunks), drafts)
            chunks, held, drafts = chunks + 1, 0, []
    if drafts:
        _keep_chunk(shelf, chunk_name(number, chunks), drafts)
    shelf.keep(f"problems/{number:08}", problems)
    return Read(chunks + bool(drafts), articles, reading.lines, len(problems), untold)


def chunk_name(number: int, chunk: int) -> str:
    """Return the name of a chunk of a piece."""
    return f"{number:08}-{chunk:06}"


def weight(text: str) -> int:
    """Return what an article weighs: its letters, or more where so many sentences may be in it.

    No more sentences stand in articles than a fortieth of what they weigh, whatever is in them; but for one
    in each 100,000 letters that has no end.
    """
    return max(len(text), END_WEIGHS * sum(map(text.count, ENDS))) + ARTICLE_WEIGHS


def _keep_chunk(shelf: Shelf, name: str, drafts: Sequence[Draft]) -> None:
    keys = Keys()
    for draft in drafts:
        keys.add(draft)
    gist = Gist(
        [np.array(column, np.uint64) for column in keys.columns],
        keys.names,
        [Wish(draft.id, derived(draft)) for draft in drafts],
        np.array([day_of(draft) for draft in drafts], np.int64),
        np.array([weight(draft.text) for draft in drafts], np.int64),
    )
    shelf.keep(f"drafts/{name}", drafts)
    shelf.keep(f"gists/{name}", gist)


def day_of(told: Draft | Article) -> int:
    """Return the number of the day on which an article was published, `NEVER` where that is not known."""
    value = told.published.value if told.published else ""
    return date.fromisoformat(value[:DAY]).toordinal() if len(value) >= DAY else NEVER


def deal_chunk(shelf: Shelf, name: str) -> int:
    """Deal the articles of a chunk to their blocks; return how many there are."""
    drafts, deal = shelf.kept(f"drafts/{name}", list[Draft]), shelf.kept(f"deals/{name}", Deal)
    parts: dict[int, list[Dealt]] = defaultdict(list)
    for draft, named, rank, blocks in zip(drafts, *deal, strict=True):
        if named:
            article = article_of(draft, named)
            for place, block in enumerate(blocks):
                parts[block].append(Dealt(article, rank, place > 0))
    shelf.deal(f"articles/{name}", parts)
    return sum(named is not None for named in deal.names)


def articles_of(shelf: Shelf, block: int) -> list[Dealt]:
    """Return the articles of a block in the order of their ids."""
    found: list[Dealt] = []
    for name in shelf.kept(f"wanted/{block:06}", list[str]):
        found += shelf.dealt(f"articles/{name}", block, list[Dealt]) or []
    return sorted(found, key=lambda one: one.rank)
