"""What a store holds that its reader or the world gave it, read from a file that may be damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from ondit.errors import UsageError
from ondit.model import Article, Granularity, Origin, Published, Source
from ondit.overrides import Override
from ondit.schema import OVERRIDE, REST, seal
from ondit.store import pages, rows
from ondit.store.pages import Row, Value
from ondit.store.texts import as_stored

BROKEN = "\N{REPLACEMENT CHARACTER}"
"""What stands for letters that are damaged."""
TABLES = ("text", "article", "override")
CARRIED = {
    "reading": "article, version_of, is_summary, accessed",
    "mark": "article, start, stop, words, made",
    "watched": "name, place, record",
    "watched_file": "folder, path, size, changed",
}

_WORKED_OUT = """SELECT 1 FROM sqlite_master
        WHERE lower(name) = '{0}' AND (type = 'view' OR sql LIKE 'CREATE VIRTUAL%')
    UNION ALL SELECT 1 FROM pragma_table_xinfo('{0}') WHERE hidden > 0"""
"""What is read of it is made as it is read, which may go on for ever or take all memory."""
_CHECKED = """SELECT 1 FROM sqlite_master WHERE lower(name) = '{0}' AND sql LIKE '%CHECK%'
    UNION ALL SELECT 1 FROM pragma_index_list('{0}') AS one, pragma_index_xinfo(one.name) AS part
        WHERE one.partial OR part.cid < -1"""
"""To check it is to work out conditions, or indexes of more than columns."""
_COLUMNS = {
    "text": ("digest, text",),
    "article": (f"id, text, {REST}, digest", f"id, text, {REST}"),
    "override": (OVERRIDE,),
}
"""Those of this version, then those of older ones."""
_SIZES = {name: {one.count(",") + 2 for one in columns} for name, columns in _COLUMNS.items()}
_UNSEALED = REST.count(",") + 3
_NEEDED = (0, 2, 3, 11)  # of an article's columns: id, source, source's origin, language


@dataclass(slots=True)
class Saved:
    """What was read from a file.

    Attributes:
        articles: Articles with the numbers that order them, by their ids.
        overrides: What the reader said, in its order.
        carried: Rows of the reader's marks and of what is watched, by their tables.
        lost: What of articles is known that cannot be read, or is not as it was stored: titles, else ids, by
            their ids.
        is_sure: Whether no override can be missing.
        is_whole: Whether the file had no faults, so that each article is as it was added.
    """

    articles: dict[str, tuple[int, Article]] = field(default_factory=dict)
    overrides: list[Override] = field(default_factory=list)
    carried: dict[str, list[Row]] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    is_sure: bool = False
    is_whole: bool = False


def read(path: Path) -> Saved:
    """Read what can be read of a store in a file that nobody else uses, and that may be changed.

    Each table is read as SQLite reads it. Where it is not whole, rows are looked for on all pages of the file
    as well. Texts and articles tell by their digests whether they are as they were stored; overrides that
    were withdrawn may come back, but only where their table is broken.
    """
    found: dict[str, dict[int, Row]] = {}
    whole: set[str] = set()
    names: list[str] = []
    saved = Saved()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.text_factory = lambda letters: letters.decode(errors="replace")
        # Of a list of tables that is damaged in one of its lines, SQLite reads the others only so.
        connection.execute("PRAGMA writable_schema = ON")
        _take_in(connection)
        plain = {name for name in (*TABLES, *CARRIED) if not _is(connection, name, _WORKED_OUT)}
        for table in TABLES:
            found[table] = {}
            if table in plain and _read(connection, table, found[table]) and _is_whole(connection, table):
                whole.add(table)
        if "article" in plain:
            names = [str(name) for (name,) in _as_far(connection, "SELECT id FROM article ORDER BY id")]
        for table, columns in ((name, CARRIED[name]) for name in CARRIED if name in plain):
            saved.carried[table] = list(_as_far(connection, f"SELECT {columns} FROM {table}"))  # noqa: S608
    if len(whole) < len(TABLES):
        _look_through(path.read_bytes(), found, whole)
    _put_together(saved, found)
    saved.lost.update((name, name) for name in names if name not in saved.articles | saved.lost)
    saved.overrides = list(_overrides(found["override"]))
    saved.is_sure = "override" in whole
    return saved


def _is(connection: sqlite3.Connection, table: str, strange: str) -> bool:
    return any(_as_far(connection, strange.format(table)))


def _take_in(connection: sqlite3.Connection) -> None:
    """Bring what waits beside a file into it."""
    for _ in _as_far(connection, "PRAGMA wal_checkpoint(TRUNCATE)"):
        pass
    for _ in _as_far(connection, "PRAGMA journal_mode = DELETE"):
        pass


def _as_far(connection: sqlite3.Connection, query: str) -> Iterator[Row]:
    """Yield rows up to where the file is broken."""
    try:
        yield from connection.execute(query)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return


def _read(connection: sqlite3.Connection, table: str, into: dict[int, Row]) -> bool:
    """Read a table, and say whether its end was reached."""
    for columns in _COLUMNS[table]:
        try:
            query = f"SELECT number, {columns} FROM {table} NOT INDEXED"  # noqa: S608
            for number, *values in connection.execute(query):
                into[number] = tuple(values)
        except sqlite3.OperationalError:
            continue  # it is of another version
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return False
        return True
    return False


def _is_whole(connection: sqlite3.Connection, table: str) -> bool:
    if _is(connection, table, _CHECKED):
        return False
    return list(_as_far(connection, f"PRAGMA integrity_check({table})")) == [("ok",)]


def _look_through(data: bytes, found: dict[str, dict[int, Row]], whole: set[str]) -> None:
    """Add rows that lie on any page of a file to those of tables that are not whole."""
    for number, row in pages.rows(data):
        table = _table(row)
        if table and table not in whole:
            found[table].setdefault(number, row[1:])


def _table(row: Row) -> str | None:
    """Return the table that a row looks to be of; the first column is its number, and empty in the file."""
    if not row or row[0] is not None:
        return None
    if len(row) in _SIZES["text"] and isinstance(row[1], bytes) and as_stored(row[1], row[2]) is not None:
        return "text"
    if len(row) in _SIZES["article"] and isinstance(row[2], int | str) and _is_article(row[1:]):
        return "article"
    is_override = len(row) in _SIZES["override"] and isinstance(row[5], int) and isinstance(row[1], str)
    return "override" if is_override else None


def _is_article(values: Row) -> bool:
    """Say whether values may be those of an article: letters, or nothing where that is allowed."""
    others = (*values[:1], *values[2:_UNSEALED])
    return all(value is None or isinstance(value, str) for value in others) and all(
        isinstance(values[place], str) for place in _NEEDED
    )


def _put_together(saved: Saved, found: dict[str, dict[int, Row]]) -> None:
    """Put articles together with their texts; those without, and those that were changed, are lost.

    An article that is not as it was stored might tell another day or another outlet: it is left out, so that
    it comes back as it was once it is added again. Stores of versions before 6 do not show that; what makes
    no sense of theirs is mended.
    """
    texts = {
        number: (key, text)
        for number, (key, kept) in found["text"].items()
        if (text := as_stored(key, kept)) is not None
    }
    is_sealed = any(len(values) > _UNSEALED for values in found["article"].values())
    for number, values in sorted(found["article"].items()):
        if not _is_article(values) or BROKEN in str(values[0]):
            continue
        name, title = str(values[0]), str(values[6] or values[0])
        key, text = texts.get(_whole_number(values[1]), (None, None))
        if isinstance(values[1], str):
            text = values[1]
        if text is None or (is_sealed and not _is_sealed(key, values)):
            saved.lost[name] = title
        elif name not in saved.articles:
            saved.articles[name] = number, _mended(rows.article((name, text, *values[2:_UNSEALED])))


def _is_sealed(key: Value, values: Row) -> bool:
    """Say whether an article, whose text has a digest, is as it was stored."""
    own = values[:1] + values[2:_UNSEALED]
    return isinstance(key, bytes) and len(values) > _UNSEALED and seal(key, *own) == values[_UNSEALED]


def _mended(article: Article) -> Article:
    """Return an article with a date that makes sense, or none, and origins that there are."""
    published, source = article.published, article.source
    if published:
        fine: Granularity = _nearest(published.granularity, get_args(Granularity))
        origin: Origin = _nearest(published.origin, get_args(Origin))
        published = Published(published.value, fine, origin) if _is_date(published.value, fine) else None
    source = Source(source.value, _nearest(source.origin, get_args(Origin)))
    return replace(article, published=published, source=source)


def _nearest(word: str, words: Sequence[Any]) -> Any:
    """Return a word if it is one of those that there are, else the one most like it."""
    return word if word in words else get_close_matches(word, words, 1, 0)[0]


def _is_date(value: str, granularity: Granularity) -> bool:
    try:
        datetime.fromisoformat(value + {"year": "-01-01", "month": "-01"}.get(granularity, ""))
    except ValueError:
        return False
    return True


def _whole_number(value: Value) -> int:
    return value if isinstance(value, int) else -1


def _overrides(found: dict[int, Row]) -> Iterator[Override]:
    told = set()
    for _, values in sorted(found.items()):
        try:
            override = rows.override(values)
            row = rows.of_override(override)
        except (UsageError, ValueError, TypeError):
            continue
        if row not in told and BROKEN not in str(row):
            told.add(row)
            yield override


def together(sources: Iterable[Saved]) -> Saved:
    """Return all that some files have of one store; what the first has goes before what the others have.

    Articles never change, so that those of a file without faults go before the same ones of another.
    What a reader said is that of the first file whose table is whole: an override that only an older copy
    has was withdrawn since. Where none is whole, all of them count.
    """
    sources = list(sources)
    found = Saved()
    for one in sources:
        for name, (number, article) in one.articles.items():
            if name not in found.articles or one.is_whole:
                found.articles[name] = found.articles.get(name, (number, article))[0], article
        for table, kept in one.carried.items():
            if not found.carried.get(table):
                found.carried[table] = kept
        found.lost = {**one.lost, **found.lost}
        if not found.is_sure:
            found.overrides = list(dict.fromkeys([*found.overrides, *one.overrides]))
        found.is_sure = found.is_sure or one.is_sure
    found.lost = {name: title for name, title in found.lost.items() if name not in found.articles}
    return found
