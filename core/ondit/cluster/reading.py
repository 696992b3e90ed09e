"""The first stages: files are read, articles named, and dealt into blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from ondit.cluster.inputs import Source, read
from ondit.cluster.shelf import Shelf
from ondit.ingest.drafts import Draft
from ondit.ingest.identity import Keys, Named, article_of, derived, left_out, names_of, same_articles
from ondit.model import Article, Problem
from ondit.spans import DAY

CHUNK = 32_000_000
"""Letters of the articles that are written at a time: what reading a file holds in memory."""
NEVER = np.iinfo(np.int64).max
"""The bucket of articles whose day is not known."""


class Wish(NamedTuple):
    """What an article may be called: the id that was given, and the one made of it."""

    id: str | None
    derived: str


class Gist(NamedTuple):
    """What of the articles of a file is needed to name and deal them.

    Attributes:
        keys: The columns of `ondit.ingest.identity.Keys`.
        inputs: The names that the last of them has the numbers of.
        wishes: What each may be called.
        chunks: In which chunk of the file each stands.
        days: The day on which each was published, `NEVER` where it is not known.
        sizes: Letters of each.
    """

    keys: list[list[int]]
    inputs: list[str]
    wishes: list[Wish]
    chunks: list[int]
    days: list[int]
    sizes: list[int]


class Read(NamedTuple):
    """What reading a file came to."""

    chunks: int
    articles: int
    problems: list[Problem]


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


class Naming(NamedTuple):
    """What naming came to.

    Attributes:
        buckets: The bucket of days of each block, ascending.
        articles: How many articles there are.
        letters: Letters of all of them.
        problems: Ids that are taken, and articles that are left out.
    """

    buckets: list[int]
    articles: int
    letters: int
    problems: list[Problem]


def read_file(shelf: Shelf, number: int, source: Source) -> Read:
    """Read a file of articles into chunks."""
    keys, problems = Keys(), []
    gist = Gist([], [], [], [], [], [])
    drafts: list[Draft] = []
    chunk = size = 0
    for found in read(source):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        keys.add(found)
        _note(gist, found, chunk)
        drafts.append(found)
        size += len(found.text)
        if size >= CHUNK:
            shelf.keep(f"drafts/{chunk_name(number, chunk)}", drafts)
            chunk, size, drafts = chunk + 1, 0, []
    shelf.keep(f"drafts/{chunk_name(number, chunk)}", drafts)
    columns = [column.tolist() for column in keys.columns]
    shelf.keep(f"gists/{number:06}", gist._replace(keys=columns, inputs=keys.names))
    return Read(chunk + 1, len(gist.sizes), problems)


def chunk_name(number: int, chunk: int) -> str:
    """Return the name of a chunk of a file."""
    return f"{number:06}-{chunk:04}"


def _note(gist: Gist, draft: Draft, chunk: int) -> None:
    gist.wishes.append(Wish(draft.id, derived(draft)))
    gist.chunks.append(chunk)
    gist.days.append(day_of(draft))
    gist.sizes.append(len(draft.text))


def day_of(told: Draft | Article) -> int:
    """Return the number of the day on which an article was published, `NEVER` where that is not known."""
    value = told.published.value if told.published else ""
    return date.fromisoformat(value[:DAY]).toordinal() if len(value) >= DAY else NEVER


def name_articles(shelf: Shelf, files: int, within: int | None, block_size: int) -> Naming:
    """Name the articles of all files as one reader of them all does, and say in which block each goes.

    A block holds articles of a bucket of days, in the order of the files; without a window all days are one.
    Memory: some 500 bytes an article.
    """
    keys = Keys()
    for number in range(files):
        gist = _gist(shelf, number)
        keys.extend(gist.keys, gist.inputs)
    same = same_articles(keys)
    names: list[Named | None] = []
    problems: list[Problem] = []
    for _, named in names_of(keys, same, _wishes(shelf, files), lambda wish: wish.derived):
        if named and named.problem:
            problems.append(named.problem)
        names.append(named._replace(problem=None) if named else None)
    problems += left_out(keys, same)
    ranks = _ranks(names)
    blocks, buckets = _blocks(shelf, files, names, within, block_size)
    _deal_out(shelf, files, names, ranks, _with_versions(names, blocks))
    letters = sum(sum(_gist(shelf, number).sizes) for number in range(files))
    return Naming(buckets, sum(name is not None for name in names), letters, problems)


def _gist(shelf: Shelf, number: int) -> Gist:
    return shelf.kept(f"gists/{number:06}", Gist)


def _wishes(shelf: Shelf, files: int) -> Iterator[Wish]:
    for number in range(files):
        yield from _gist(shelf, number).wishes


def _ranks(names: Sequence[Named | None]) -> list[int]:
    """Return the place of each name among all, 0 for those that have none."""
    ranks = [0] * len(names)
    order = sorted((named.id, row) for row, named in enumerate(names) if named)
    for rank, (_, row) in enumerate(order):
        ranks[row] = rank
    return ranks


def _blocks(
    shelf: Shelf, files: int, names: Sequence[Named | None], within: int | None, block_size: int
) -> tuple[list[int], list[int]]:
    """Return the block of each article, and the bucket of each block."""
    days = np.concatenate([np.zeros(0, np.int64), *(_gist(shelf, one).days for one in range(files))])
    sizes = np.concatenate([np.zeros(0, np.int64), *(_gist(shelf, one).sizes for one in range(files))])
    own = np.where(days == NEVER, NEVER, days // max(1, within)) if within is not None else days * 0
    blocks, buckets, filled = [0] * len(names), list[int](), 0
    for row in np.argsort(own, kind="stable").tolist():
        if names[row] is None:
            continue
        if not buckets or buckets[-1] != own[row] or filled >= block_size:
            buckets.append(int(own[row]))
            filled = 0
        blocks[row] = len(buckets) - 1
        filled += int(sizes[row])
    return blocks, buckets


def _with_versions(names: Sequence[Named | None], blocks: Sequence[int]) -> list[list[int]]:
    """Return the block of each article, with those that other versions of its page are in behind it."""
    found = [[block] for block in blocks]
    pages: dict[str, list[int]] = defaultdict(list)
    several = {named.version_of for named in names if named and named.version_of}
    for row, named in enumerate(names):
        if named and (page := named.version_of or named.id) in several:
            pages[page].append(row)
    for rows in pages.values():
        every = {blocks[row] for row in rows}
        for row in rows:
            found[row] += sorted(every - {blocks[row]})
    return found


def _deal_out(
    shelf: Shelf, files: int, names: list[Named | None], ranks: list[int], blocks: list[list[int]]
) -> None:
    """Write for each chunk where its articles go, and for each block which chunks have some for it."""
    wanted: dict[int, list[str]] = defaultdict(list)
    first = 0
    for number in range(files):
        for chunk, rows in _by_chunk(_gist(shelf, number).chunks, first).items():
            name = chunk_name(number, chunk)
            own = [blocks[row] if names[row] else [] for row in rows]
            shelf.keep(f"deals/{name}", Deal([names[row] for row in rows], [ranks[row] for row in rows], own))
            for block in sorted({block for some in own for block in some}):
                wanted[block].append(name)
            first += len(rows)
    for block, chunks in wanted.items():
        shelf.keep(f"wanted/{block:06}", chunks)


def _by_chunk(chunks: Sequence[int], first: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for at, chunk in enumerate(chunks):
        found[chunk].append(first + at)
    return found


def deal_chunk(shelf: Shelf, name: str) -> int:
    """Deal the articles of a chunk to their blocks; return how many there are."""
    drafts = shelf.kept(f"drafts/{name}", list[Draft])
    deal = shelf.kept(f"deals/{name}", Deal) if drafts else Deal([], [], [])
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
