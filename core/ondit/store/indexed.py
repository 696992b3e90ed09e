"""What of entries and articles is indexed for searches, and how an index is asked.

Of an entry there are its words, then those of its speakers' names, marked, each behind a gap that no phrase
goes over. Which outlets tell it is known otherwise. What one or two letters begin is asked of an index of
beginnings: to join all the words that begin so would take a search a tenth of a second. Quotes have half as
many words: what two letters begin in these is joined in a third of that, so their beginnings are one letter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from hashlib import blake2b

import msgspec

from ondit.schema import INDEXES
from ondit.search import Query, Wording, fold
from ondit.search.fts import phrase

GAP, SPEAKER = "\ue000", "\ue001"
"""Signs for private use, which no folded word holds."""
CORRUPT_INDEX = "SQLITE_CORRUPT_VTAB"
"""What SQLite says of an index whose tables can be read, but make no sense."""
SHORT = {"entry": (1, 2), "quote": (1,)}
"""Of how many first letters the words of entries and of quotes have an index of beginnings."""
_ROWS = msgspec.json.Decoder(list[int])
_DIGEST_BYTES = 5


def words(text: str, speakers: Iterable[str]) -> str:
    """Return what is indexed of an entry."""
    names = (" ".join(SPEAKER + word for word in fold(name).split()) for name in speakers)
    return f" {GAP} ".join((fold(text), *names))


def letters(indexed: str, of: str) -> str:
    """Return the beginnings that are indexed of the words of an `entry` or a `quote`."""
    begun = {word[: length + word.startswith(SPEAKER)] for word in indexed.split() for length in SHORT[of]}
    return " ".join(sorted(begun - {GAP}))


def digest(*texts: str) -> int:
    """Return a number of five bytes that tells texts from others."""
    told = "\0".join(texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=_DIGEST_BYTES).digest(), "big")


def spoken(wording: Wording) -> Wording:
    """Return a wording as speakers' names have it."""
    return replace(wording, words=tuple(SPEAKER + word for word in wording.words))


def asked(wordings: Iterable[Wording], joined: str) -> Iterator[tuple[str, str]]:
    """Yield which tables to ask for wordings, and for what.

    Args:
        wordings: The wordings.
        joined: `AND`, where all are wanted, or `OR`; so are the rows of what is yielded to be joined.
    """
    tables: dict[str, list[str]] = {}
    for wording in wordings:
        table, asked_for = index_of(wording, "entry")
        tables.setdefault(table, []).append(asked_for)
    for table, phrases in tables.items():
        yield table, f" {joined} ".join(phrases)


def index_of(wording: Wording, of: str) -> tuple[str, str]:
    """Return which table to ask for a wording in what is an `entry` or a `quote`, and for what."""
    (first, *others) = wording.words
    if wording.is_beginning and not others and len(first.removeprefix(SPEAKER)) in SHORT[of]:
        return f"{of}_beginning", phrase(replace(wording, is_beginning=False))
    return f"{of}_word", phrase(wording)


def rows(connection: sqlite3.Connection, table: str, asked_for: str) -> Sequence[int]:
    """Return the numbers of the rows that an index finds."""
    query = f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH ?"  # noqa: S608
    (found,) = connection.execute(query, (asked_for,)).fetchone()
    return _ROWS.decode(f"[{found or ''}]")


def empty(connection: sqlite3.Connection, *indexes: str) -> None:
    """Empty indexes, also those of which SQLite can make nothing any more."""
    for index in indexes:
        try:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")  # noqa: S608
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") != CORRUPT_INDEX:
                raise
            with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
                fresh.execute(INDEXES[index])
                rows = fresh.execute(f"SELECT id, block FROM {index}_data").fetchall()  # noqa: S608
            connection.execute(f"DELETE FROM {index}_idx")  # noqa: S608
            connection.execute(f"DELETE FROM {index}_data")  # noqa: S608
            connection.executemany(f"INSERT INTO {index}_data VALUES (?, ?)", rows)  # noqa: S608


def articles(connection: sqlite3.Connection, query: Query, last: int) -> Iterator[int]:
    """Yield the numbers of articles that have all words of a query, in any order, those added last first.

    Those of a phrase may stand apart, and what is not wanted may be there: the index does not know.

    Args:
        connection: The store.
        query: What is searched for.
        last: The highest number of an article that counts.
    """
    told = [word for one in query.wanted for word in _apart(one)]
    if told:
        asked_for = " AND ".join(map(phrase, told))
        query_rows = "SELECT rowid FROM article_word WHERE article_word MATCH ? ORDER BY rowid DESC"
        found = connection.execute(query_rows, (asked_for,))
    else:
        every = "SELECT number FROM article WHERE number <= ? ORDER BY number DESC"
        found = connection.execute(every, (last,))
    return (number for (number,) in found)


def knows(query: Query) -> bool:
    """Say whether the index of articles' words knows all that a query asks of words."""
    return not query.unwanted and all(len(wording.words) == 1 for wording in query.wanted)


def _apart(wording: Wording) -> list[Wording]:
    """Return the words of a wording one by one."""
    *firsts, last = (Wording((word,)) for word in wording.words)
    return [*firsts, replace(last, is_beginning=wording.is_beginning)]
