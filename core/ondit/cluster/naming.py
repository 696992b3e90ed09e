"""Names: what the articles of all files are called, and in which block each goes.

One task does it, out of core: the numbers of the articles are a table of DuckDB, which keeps on the disk what
its memory does not hold; what hangs on the order of articles is read from it in that order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from ondit.cluster.out_of_core import Rows, rows_on_disk
from ondit.cluster.reading import MOST_PROBLEMS, NEVER, Deal, Gist
from ondit.cluster.shelf import Shelf
from ondit.ingest.doubles import id_taken, there_already
from ondit.ingest.identity import Named
from ondit.ingest.sameness import of_one_text
from ondit.model import Problem

MOST_COPIES = 1_000_000
"""Articles of one text among which those are looked for that are the same."""

_MADE = "[0-9a-f]{12}(-[0-9]+)?"
"""What ids that are made look like (`ondit.ingest.identity.derived`)."""
_ARTICLES = """
CREATE TABLE articles (row BIGINT, text UBIGINT, title UBIGINT, page UBIGINT, given UBIGINT, summary BOOL,
    line BIGINT, input BIGINT, id VARCHAR, made VARCHAR, day BIGINT, weight BIGINT, chunk BIGINT)
"""
_SHARED_TEXTS = """
SELECT text, row, given, page, title FROM articles
WHERE text IN (SELECT text FROM articles GROUP BY text HAVING count(*) > 1) ORDER BY text, row
"""
_SAME = """
CREATE TABLE same AS
WITH wholes AS (SELECT page, min(row) AS row FROM articles WHERE page <> 0 AND NOT summary GROUP BY page),
summaries AS (
    SELECT articles.row, coalesce(alike.one, wholes.row) AS one
    FROM articles JOIN wholes USING (page) LEFT JOIN alike ON alike.row = wholes.row
    WHERE articles.summary AND articles.row <> coalesce(alike.one, wholes.row)),
every AS (SELECT * FROM summaries UNION ALL SELECT * FROM alike ANTI JOIN summaries USING (row))
SELECT every.row, coalesce(further.one, every.one) AS one
FROM every LEFT JOIN every AS further ON further.row = every.one
"""
_KEPT = """
CREATE TABLE kept AS
WITH own AS (SELECT * FROM articles ANTI JOIN same USING (row)),
once AS (SELECT given FROM own WHERE given <> 0 GROUP BY given HAVING count(*) = 1)
SELECT own.*, once.given IS NOT NULL AS owned FROM own LEFT JOIN once ON own.given = once.given
"""
_VERSIONS = """
CREATE TABLE versions AS
WITH firsts AS (
    SELECT page, min(row) AS first, arg_min(given, row) AS given
    FROM kept WHERE page <> 0 GROUP BY page HAVING count(*) > 1)
SELECT kept.row, firsts.first FROM kept JOIN firsts USING (page)
WHERE kept.row <> first AND (firsts.given = 0 OR kept.given = 0 OR firsts.given = kept.given)
"""
_SHARED_NAMES = f"""
WITH taken AS (
    SELECT id[:12] AS made, -1 AS row, id FROM kept WHERE owned AND regexp_full_match(id, '{_MADE}')),
both_kinds AS (SELECT made, row, NULL AS id FROM kept WHERE NOT owned UNION ALL SELECT * FROM taken),
several AS (SELECT made FROM both_kinds GROUP BY made HAVING count(*) > 1)
SELECT made, row, id FROM both_kinds SEMI JOIN several USING (made) ORDER BY made, row
"""  # noqa: S608 - a constant
_NAMED = """
CREATE TABLE named AS
SELECT kept.row, CASE WHEN owned THEN id ELSE coalesce(other, made) END AS name, weight,
    CASE WHEN day = {never} OR {within} IS NULL THEN CASE WHEN {within} IS NULL THEN 0 ELSE {never} END
         ELSE day // {days} END AS bucket
FROM kept LEFT JOIN others ON others.row = kept.row
"""
_DEALT = """
WITH pages AS (SELECT row, first FROM versions UNION SELECT first, first FROM versions),
there AS (SELECT DISTINCT first, block FROM pages JOIN blocks USING (row)),
more AS (
    SELECT pages.row, list(there.block ORDER BY there.block) AS blocks
    FROM pages JOIN blocks USING (row) JOIN there ON there.first = pages.first AND there.block <> blocks.block
    GROUP BY pages.row)
SELECT articles.row, articles.chunk, named.name, firsts.name AS version_of, summary, rank, block, more.blocks
FROM articles LEFT JOIN named USING (row) LEFT JOIN ranks USING (row) LEFT JOIN blocks USING (row)
    LEFT JOIN versions USING (row) LEFT JOIN named AS firsts ON firsts.row = versions.first
    LEFT JOIN more ON more.row = articles.row
ORDER BY articles.row
"""
_TAKEN = "FROM kept WHERE id IS NOT NULL AND NOT owned"
_DOUBLES = """
SELECT count(*), own.input, arg_min(own.line, own.row), one.input, arg_min(one.line, own.row)
FROM same JOIN articles AS own ON own.row = same.row JOIN articles AS one ON one.row = same.one
GROUP BY own.input, one.input ORDER BY min(own.row)
"""


class Chunk(NamedTuple):
    """A chunk of articles: its name, and how many lines of its file stand before its piece."""

    name: str
    lines: int


class Naming(NamedTuple):
    """What naming came to.

    Attributes:
        buckets: The bucket of days of each block, ascending.
        articles: How many articles there are.
        weight: What all of them weigh (`ondit.cluster.reading.weight`).
        problems: Ids that are taken, and articles that are left out, at most some.
        untold: How many more there are.
    """

    buckets: list[int]
    articles: int
    weight: int
    problems: list[Problem]
    untold: int


def name_articles(shelf: Shelf, within: int | None, block_size: int) -> Naming:
    """Name the articles of all files as one reader of them all does, and say in which block each goes.

    A block holds articles of a bucket of days, in the order of the files; without a window all days are one.
    Memory: what `rows_on_disk` takes, what is known of the articles of a chunk, and some 500 bytes for each
    copy of a text, up to `MOST_COPIES` of them.
    """
    with rows_on_disk() as table:
        inputs = _fill(table, shelf)
        _settle(table)
        table.run(_NAMED.format(never=NEVER, within=_sql(within), days=max(1, within or 0)))
        _rank(table)
        buckets = _block(table, block_size)
        _deal_out(table, shelf)
        articles, weight = table.one("SELECT count(*), coalesce(sum(weight), 0) FROM named")
        return Naming(buckets, int(articles), int(weight), *_problems(table, inputs))


def _fill(table: Rows, shelf: Shelf) -> list[str]:
    """Read what is known of the articles; return the names of the inputs by their numbers."""
    table.run(_ARTICLES)
    first, numbers = 0, dict[str, int]()
    for number, chunk in enumerate(shelf.kept("chunks", list[Chunk])):
        gist = shelf.kept(f"gists/{chunk.name}", Gist)
        *keys, lines, inputs = gist.keys
        named = np.array([numbers.setdefault(name, len(numbers)) for name in gist.inputs])
        size = len(gist.wishes)
        table.add(
            "articles",
            row=np.arange(first, first + size),
            **dict(zip(("text", "title", "page", "given", "summary"), keys, strict=True)),
            line=np.where(lines > 0, lines + np.uint64(chunk.lines), 0),
            input=named[inputs],
            id=pa.array([wish.id for wish in gist.wishes], pa.string()),
            made=[wish.derived for wish in gist.wishes],
            day=gist.days,
            weight=gist.weights,
            chunk=np.full(size, number),
        )
        first += size
    return list(numbers)


def _settle(table: Rows) -> None:
    """Say which articles are kept, which are versions of a page, and which names are made anew."""
    table.add_pairs("alike", _alike(table), "one BIGINT")
    table.run(_SAME)
    table.run(_KEPT)
    table.run(_VERSIONS)
    table.add_pairs("others", _free_names(table), "other VARCHAR")


def _alike(table: Rows) -> Iterator[tuple[int, int]]:
    """Yield the rows that are the same as another by their text, and which."""
    for _, rows in groupby(table.each(_SHARED_TEXTS), key=itemgetter(0)):
        while some := [row[1:] for row in islice(rows, MOST_COPIES)]:
            yield from of_one_text(some)


def _free_names(table: Rows) -> Iterator[tuple[int, str]]:
    """Yield the names of rows whose made ones others have, too, as `ondit.ingest.identity.names_of` does."""
    for made, rows in groupby(table.each(_SHARED_NAMES), key=itemgetter(0)):
        taken, count = set[str](), 0
        for _, row, given in rows:
            if given is not None:
                taken.add(given)
                continue
            count += 1
            while (free := made if count == 1 else f"{made}-{count}") in taken:
                count += 1
            yield row, free


def _rank(table: Rows) -> None:
    """Say at which place each name stands among all."""
    rows = table.each("SELECT row FROM named ORDER BY name")
    table.add_pairs("ranks", ((row, rank) for rank, (row,) in enumerate(rows)), "rank BIGINT")


def _block(table: Rows, block_size: int) -> list[int]:
    """Say in which block each article goes; return the bucket of each block."""
    table.run("CREATE TABLE blocks (row BIGINT, block BIGINT)")
    buckets, last, part, carried = list[int](), -1, 0, 0
    for some in table.some("SELECT row, bucket, weight FROM named ORDER BY bucket, row"):
        row, bucket, weight = np.array(some, np.int64).T
        before = np.cumsum(weight) - weight
        begins = np.append(bucket[0] != last, bucket[1:] != bucket[:-1])
        offset = np.where(begins, before, 0)
        before += np.where(np.cumsum(begins) == 0, carried, 0) - np.maximum.accumulate(offset)
        own = before // block_size
        is_new = begins | (own != np.append(part, own[:-1]))
        numbers = len(buckets) - 1 + np.cumsum(is_new)
        buckets += bucket[is_new].tolist()
        table.add("blocks", row=row, block=numbers)
        last, part, carried = int(bucket[-1]), int(own[-1]), int(before[-1] + weight[-1])
    return buckets


def _deal_out(table: Rows, shelf: Shelf) -> None:
    """Write for each chunk where its articles go, and for each block which chunks have some for it."""
    chunks = [chunk.name for chunk in shelf.kept("chunks", list[Chunk])]
    table.run("CREATE TABLE wanted (block BIGINT, chunk BIGINT)")
    for chunk, rows in groupby(table.each(_DEALT), key=itemgetter(1)):
        deal = Deal([], [], [])
        for _, _, name, version_of, is_summary, rank, block, more in rows:
            deal.names.append(Named(name, version_of, is_summary, None) if name else None)
            deal.ranks.append(rank or 0)
            deal.blocks.append([block, *(more or ())] if name else [])
        shelf.keep(f"deals/{chunks[chunk]}", deal)
        own = sorted({block for some in deal.blocks for block in some})
        if own:
            table.add("wanted", block=own, chunk=[chunk] * len(own))
    wanted = table.each("SELECT block, chunk FROM wanted ORDER BY block, chunk")
    for block, rows in groupby(wanted, key=itemgetter(0)):
        shelf.keep(f"wanted/{block:06}", [chunks[chunk] for _, chunk in rows])


def _problems(table: Rows, inputs: Sequence[str]) -> tuple[list[Problem], int]:
    """Return what is to be told of ids and of articles that are left out, at most some; and how much more."""
    (untold,) = table.one(f"SELECT count(*) {_TAKEN}")
    taken = table.each(f"SELECT input, line, id {_TAKEN} ORDER BY row LIMIT {MOST_PROBLEMS}")
    told = [id_taken(inputs[own], line or None, name) for own, line, name in taken]
    untold -= len(told)
    for count, own, line, other, other_line in table.each(_DOUBLES):
        if len(told) < MOST_PROBLEMS:
            told.append(
                there_already((inputs[own], line or None), (inputs[other], other_line or None), count)
            )
        else:
            untold += 1
    return told, untold


def _sql(value: int | None) -> str:
    return "NULL" if value is None else str(value)
