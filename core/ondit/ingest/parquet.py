"""Parquet: one row, one article; only the columns that are known are read, a few rows at a time."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ondit.errors import InputError
from ondit.ingest.decode import MAX_BYTES, decode
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.fields import meant
from ondit.ingest.kinds import PARQUET
from ondit.ingest.packed.containers import copy
from ondit.ingest.rows import article, bounded
from ondit.model import Problem
from ondit.text import clean

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


_ROWS = 64
_MEMORY = "1GB"
_PATTERN = set("*?[]{}")
_LONGEST_REASON = 120
_CLASS = re.compile(r"\b\w*(?:Exception|Error):\s*")
_ANEW = "Write it anew."
_CONFIG = {
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": _MEMORY,
    "threads": "1",
}


class Part(NamedTuple):
    """Some rows of a file.

    Attributes:
        start: How many stand before them.
        end: How many stand before those behind them.
        days: The columns of the file whose timestamps all stand at midnight.
    """

    start: int
    end: int
    days: frozenset[str]


def read(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """Yield the articles of the rows, and in their order what is wrong with a row; its number is the line.

    Dates are read to the day and timestamps to the second, with their zone (as UTC) where they have one. A
    column whose timestamps all stand at midnight is one of days: tables often keep days so. Bytes are read
    as text. Memory: some 100 MB and what the rows of one step take, up to 1 GB.

    Raises:
        InputError: It is no Parquet, damaged, cut off, names no text, its rows take too much memory, or the
            extra `parquet` is not installed.
    """
    apart = replace(place, url=None)
    with _file(stream, place) as path:
        yield from bounded(rows(path, apart), apart)


def rows(path: str, place: Place, part: Part | None = None) -> Iterator[Draft | Problem]:
    """Yield what the rows of a file come to, or some of them, numbered as in the whole; raises as `read`."""
    with _opened(path) as connection:
        yield from _rows(connection, path, place, part)


def days_in(path: str) -> frozenset[str]:
    """Return the columns of a file whose timestamps all stand at midnight; raises as `read`."""
    with _opened(path) as connection:
        moments = {name: kind for name, kind in _columns(connection, path).items() if _is_moment(kind)}
        return frozenset(name for name, kind in moments.items() if _are_days(connection, path, name, kind))


@contextmanager
def _opened(path: str) -> Iterator[DuckDBPyConnection]:
    """Give a connection that reads one file and nothing else, and tell what is wrong with the file."""
    try:
        import duckdb
    except ImportError:
        raise InputError(
            "Reading Parquet takes an extra that is not installed.",
            "Install ondit[parquet], then read it again.",
        ) from None
    try:
        with duckdb.connect(":memory:", config=dict(_CONFIG)) as connection:
            _lock(connection, path)
            yield connection
    except duckdb.OutOfMemoryException:
        raise InputError(
            f"Its rows take more memory than {_MEMORY}.", "Write it anew in smaller row groups."
        ) from None
    except (duckdb.Error, UnicodeError) as error:
        reason = _CLASS.sub("", clean(str(error)).replace(path, "it").split("\n")[0])
        what = f"It is damaged, or no Parquet that can be read ({reason[:_LONGEST_REASON].rstrip('.: ')})."
        raise InputError(what, _ANEW) from None


@contextmanager
def _file(stream: BinaryIO, place: Place) -> Iterator[str]:
    """Give the path of a file that holds what the stream does, and whose name is no pattern."""
    head = stream.read(len(PARQUET))
    if not head:
        raise InputError("It is empty.", f"Leave it out. {_ANEW}")
    if head != PARQUET:
        raise InputError("It is not a Parquet file.", "Check its suffix; .csv and .jsonl are read too.")
    if place.path and not set(place.path) & _PATTERN and _is_file(stream, place.path):
        yield os.path.abspath(place.path)  # noqa: PTH100
        return
    with TemporaryDirectory() as folder:
        path = Path(folder, "rows.parquet")
        with path.open("wb") as file:
            file.write(head)
            copy(stream, file)
        yield str(path)


def _is_file(stream: BinaryIO, path: str) -> bool:
    """Return whether a path leads to the ordinary file that is read."""
    try:
        status = os.fstat(stream.fileno())
        return stat.S_ISREG(status.st_mode) and os.path.samestat(status, os.stat(path))  # noqa: PTH116
    except (OSError, ValueError):
        return False


def _lock(connection: DuckDBPyConnection, path: str) -> None:
    """Take every right from a connection but that of reading one file."""
    for setting in (
        "temp_directory = ''",
        f"allowed_paths = [{_literal(path)}]",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")


def _rows(
    connection: DuckDBPyConnection, path: str, place: Place, part: Part | None
) -> Iterator[Draft | Problem]:
    columns = _columns(connection, path)
    if "text" not in {meant(name) for name in columns}:
        raise InputError(
            "None of its columns is one of text.",
            'Name the columns "text", and "source", "title", "published" if there are any.',
        )
    wanted = [
        _expression(
            name,
            kind,
            is_days=name in part.days
            if part
            else _is_moment(kind) and _are_days(connection, path, name, kind),
        )
        for name, kind in columns.items()
    ]
    asked = f"SELECT {', '.join(wanted)} FROM {_table(path, numbered=part is not None)}"  # noqa: S608
    if part:
        asked += f" WHERE file_row_number >= {part.start} AND file_row_number < {part.end}"
    found, number = connection.execute(asked), part.start if part else 0
    is_empty = True
    while some := found.fetchmany(_ROWS):
        is_empty = False
        for row in some:
            number += 1
            yield from _row(dict(zip(columns, row, strict=True)), replace(place, line=number))
    if is_empty:
        raise InputError("It holds no rows.", "Leave it out.")


def _table(path: str, *, numbered: bool = False) -> str:
    more = ", file_row_number = true" if numbered else ""
    return f"read_parquet({_literal(path)}, hive_partitioning = false{more})"


def _columns(connection: DuckDBPyConnection, path: str) -> dict[str, str]:
    """Return the columns that are known, and the kind of each."""
    described = connection.execute(f"DESCRIBE SELECT * FROM {_table(path)}").fetchall()  # noqa: S608
    return {name: kind for name, kind, *_ in described if meant(name)}


def _is_moment(kind: str) -> bool:
    return kind.startswith("TIMESTAMP")


def _expression(name: str, kind: str, *, is_days: bool) -> str:
    """Return how a column is asked for: what no text can be made of later is made one here."""
    column = _quoted(name)
    if not _is_moment(kind):
        return f"CAST({column} AS VARCHAR)" if kind in {"DATE", "UUID"} else column
    zone = " || 'Z'" if _has_zone(kind) else ""
    moment = _moment(name, kind)
    return f"CAST(CAST({moment} AS DATE) AS VARCHAR)" if is_days else f"CAST({moment} AS VARCHAR){zone}"


def _are_days(connection: DuckDBPyConnection, path: str, name: str, kind: str) -> bool:
    moment = _moment(name, kind)
    asked = f"SELECT bool_and({moment} = date_trunc('day', {moment})) FROM {_table(path)}"  # noqa: S608
    return bool((connection.execute(asked).fetchone() or [None])[0])


def _moment(name: str, kind: str) -> str:
    """Return how a timestamp is asked for as one without a zone, in UTC."""
    # DuckDB 2.0 has a kind of nanoseconds with a zone, which pandas writes, and no epoch of it.
    moment = f"CAST({_quoted(name)} AS TIMESTAMP WITH TIME ZONE)" if _has_zone(kind) else _quoted(name)
    return f"make_timestamp(epoch_us({moment}))"


def _has_zone(kind: str) -> bool:
    return kind.endswith("TIME ZONE") or kind.startswith("TIMESTAMPTZ")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _row(row: dict[str, object], place: Place) -> Iterator[Draft | Problem]:
    for name, value in row.items():
        if isinstance(value, str | bytes) and len(value) > MAX_BYTES:
            what = f"A field of the row is longer than {MAX_BYTES // 1_000_000} MB, too long for one article."
            yield place.problem(what, "Write one article a row.")
            return
        if isinstance(value, bytes):
            try:
                row[name], damaged = decode(value)
            except InputError as error:
                yield place.problem(error.what, error.hint)
                return
            if damaged:
                what = f"{damaged} characters of the row cannot be read and are shown as \ufffd."
                yield place.problem(what, "Write it again as UTF-8.")
    yield from article(row, place)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
