"""The entries of a story by their numbers: kept with it, so that a page is read without the rest.

An entry keeps its number as long as what is searched of it stays the same; else it gets another, and the old
one stays free until all are counted anew. What an index holds of a free number is passed over.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, groupby

from ondit.folding import day_of
from ondit.following import follow
from ondit.model import Article, Story, TimelineEntry
from ondit.search import fold
from ondit.store import articles, columns, indexed, masks, quotes, scores, speaking
from ondit.store.indexed import empty
from ondit.store.lines import Columns, Lines, lines
from ondit.store.making import maker
from ondit.store.order import runs_of
from ondit.store.state import State, read, state
from ondit.store.state import keep as keep_state
from ondit.store.told import Told, told

FEWEST_FREE, FREE_PART = 1024, 4
"""All are counted anew where more numbers are free than these, and one of so many."""
OF_ENTRIES = ("entry_word", "entry_beginning")


def keep(
    connection: sqlite3.Connection,
    of: str,
    story: Story,
    numbers: Mapping[str, int],
    homes: Mapping[str, Sequence[TimelineEntry]],
) -> None:
    """Keep the entries of a story in the place of those before, while the outcomes before are still there.

    Args:
        connection: The store.
        of: What the story was made of.
        story: The story.
        numbers: The numbers of its articles, by their ids.
        homes: The entries that are kept with the outcome of each article, by its id.
    """
    before = _before(connection)
    now = lines(story, numbers, homes)
    taken = _numbered(before, now)
    became = _became(connection, before, now, story)
    _bear(before, now, became)
    after = _laid(before, now, taken)
    _index(connection, before, now, taken)
    for name in columns.KINDS:
        columns.keep(connection, name, after[name])
    _keep_outlets(connection, story, taken, len(after["key"]))
    speaking.keep(connection, [names for _, names in now.words], taken)
    quotes.keep(connection, story, numbers, is_new=before.state.indexer != _indexer())
    scores.keep(connection, story, taken, len(after["key"]))
    articles.keep(connection, story, numbers, taken)
    _keep_became(connection, before.state.generation + 1, became, now.ids)
    last = _index_articles(connection, story.articles, numbers, before.state)
    keep_state(
        connection,
        State(
            of,
            _indexer(),
            before.state.generation + 1,
            len(after["key"]),
            len(now.ids),
            len(story.articles),
            last,
            tuple(sorted(Counter(entry.kind for entry in story.timeline).items())),
            tuple((day, len(list(of))) for day, of in groupby(map(day_of, story.timeline))),
        ),
        story.problems,
    )


@dataclass(frozen=True, slots=True)
class _Before:
    """What was kept before.

    Attributes:
        state: Its state; of no entries where it is damaged.
        rows: The rows of its entries, in the order of the timeline.
        columns: Its columns.
        is_new: Whether numbers and indexes begin anew.
    """

    state: State
    rows: Sequence[int]
    columns: Columns
    is_new: bool


def _before(connection: sqlite3.Connection) -> _Before:
    try:
        kept = state(connection)
        order, found = read(connection, kept)
    except ValueError:
        nothing = {name: columns.empty(name) for name in columns.KINDS}
        return _Before(State(), (), nothing, is_new=True)
    free = kept.size - kept.entries
    is_full = free > FEWEST_FREE and free * FREE_PART > kept.size
    rows = tuple(order.rows(0, kept.entries))
    return _Before(kept, rows, found, is_new=is_full or kept.indexer != _indexer())


def _indexer() -> str:
    return f"{maker()} {unicodedata.unidata_version}"


def _numbered(before: _Before, now: Lines) -> list[int]:
    """Return the row of each entry: that which it had, where its words are the same, else a new one."""
    if before.is_new:
        return list(range(len(now.ids)))
    keys, words = before.columns["key"], before.columns["words"]
    there = {(keys[row], words[row]): row for row in before.rows}
    following = before.state.size
    rows = []
    for known in zip(now.columns["key"], now.columns["words"], strict=True):
        row = there.pop(known, None)
        rows.append(following if row is None else row)
        following += row is None
    return rows


def _became(connection: sqlite3.Connection, before: _Before, now: Lines, story: Story) -> Mapping[str, str]:
    """Return the ids of entries now, by the ids that they had."""
    there, keys = set(now.columns["key"]), before.columns["key"]
    gone = [row for row in before.rows if keys[row] not in there]
    return follow(_old(connection, before.columns, gone), story).became if gone else {}


def _old(connection: sqlite3.Connection, kept: Columns, rows: Sequence[int]) -> Story:
    """Return of the story before what told some of its entries, as far as it can be read."""
    needed = {kept[name][row] for row in rows for name in ("home", "carrier")} - {0}
    found: dict[int, Told] = {}
    for number in needed:
        with suppress(ValueError):
            found[number] = told(connection, number)
    outcomes = [one.outcome for one in found.values()]
    places = (
        (found[kept["home"][row]].outcome.entries, kept["at"][row])
        for row in rows
        if kept["home"][row] in found
    )
    return Story(
        statements=tuple(chain.from_iterable(one.statements for one in outcomes)),
        claims=tuple(chain.from_iterable(one.claims for one in outcomes)),
        timeline=tuple(entries[at] for entries, at in places if at < len(entries)),
    )


def _bear(before: _Before, now: Lines, became: Mapping[str, str]) -> None:
    """Say with which generation each entry came in: those that were there, or were others, with theirs."""
    born = dict(zip(before.columns["key"], before.columns["born"], strict=True))
    old = {indexed.digest(new): born.get(indexed.digest(one), 0) for one, new in became.items()}
    for at, key in enumerate(now.columns["key"]):
        now.columns["born"][at] = born.get(key, old.get(key, before.state.generation + 1))


def _laid(before: _Before, now: Lines, rows: Sequence[int]) -> Columns:
    """Return the columns with each entry in its row."""
    size = max(len(now.ids) if before.is_new else before.state.size, max(rows, default=-1) + 1)
    laid = {}
    for name, values in now.columns.items():
        column = columns.empty(name, size)
        for row, value in zip(rows, values, strict=True):
            column[row] = value
        laid[name] = column
    laid["order"] = runs_of(rows)
    return laid


def _index(connection: sqlite3.Connection, before: _Before, now: Lines, rows: Sequence[int]) -> None:
    """Index the entries that have new rows; all of them where rows begin anew."""
    if before.is_new:
        empty(connection, *OF_ENTRIES)
    first = 0 if before.is_new else before.state.size
    for row, (text, speakers) in zip(rows, now.words, strict=True):
        if row >= first:
            told = indexed.words(text, speakers)
            connection.execute("INSERT INTO entry_word (rowid, words) VALUES (?, ?)", (row + 1, told))
            begun = indexed.letters(told, "entry")
            connection.execute("INSERT INTO entry_beginning (rowid, letters) VALUES (?, ?)", (row + 1, begun))
    if before.is_new:
        for table in OF_ENTRIES:
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608


def _index_articles(
    connection: sqlite3.Connection, articles: Sequence[Article], numbers: Mapping[str, int], before: State
) -> int:
    """Index the words of articles that are not yet, and return the highest number of one that is."""
    last = before.indexed
    if before.indexer != _indexer():
        empty(connection, "article_word")
        last = 0
    wanted = sorted((numbers[one.id], one) for one in articles if numbers[one.id] > last)
    for number, article in wanted:
        row = (number, fold(article.text))
        connection.execute("INSERT INTO article_word (rowid, words) VALUES (?, ?)", row)
    return wanted[-1][0] if wanted else last


def _keep_outlets(connection: sqlite3.Connection, story: Story, rows: Sequence[int], size: int) -> None:
    """Keep which entries each outlet tells; only outlets that tell others than before are written."""
    told: dict[str, list[int]] = {article.source.value: [] for article in story.articles}
    for row, entry in zip(rows, story.timeline, strict=True):
        for name in entry.sources:
            told.setdefault(name, []).append(row)
    there = {name: own for name, *own in connection.execute("SELECT name, entries, data FROM entry_outlet")}
    for name, own in told.items():
        data = masks.pack(own, size)
        if there.pop(name, None) != [len(own), data]:
            query = "INSERT OR REPLACE INTO entry_outlet VALUES (?, ?, ?)"
            connection.execute(query, (name, len(own), data))
    connection.executemany("DELETE FROM entry_outlet WHERE name = ?", ((name,) for name in there))


def _keep_became(
    connection: sqlite3.Connection, generation: int, became: Mapping[str, str], ids: Sequence[str]
) -> None:
    """Keep what became of entries, also of those that were others before."""
    there = set(ids)
    known = connection.execute("SELECT before, now FROM entry_became").fetchall()
    for before, now in known:
        if before in there or (now not in there and now not in became):
            connection.execute("DELETE FROM entry_became WHERE before = ?", (before,))
        elif now not in there:
            row = (became[now], generation, before)
            connection.execute("UPDATE entry_became SET now = ?, generation = ? WHERE before = ?", row)
    rows = ((before, now, generation) for before, now in became.items())
    connection.executemany("INSERT OR REPLACE INTO entry_became VALUES (?, ?, ?)", rows)
