"""Rows that need not fit into memory: tables of DuckDB, which writes to a disk what is too much for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1GB"
"""What DuckDB takes of a worker's memory; what is more lies on the worker's disk."""
ROWS = 50_000
"""Rows that are read or written together."""


@contextmanager
def rows_on_disk() -> Iterator[Rows]:
    """Give room for tables.

    Raises:
        OSError: The disk is full.
        MemoryError: A single step takes more than `MEMORY`.
    """
    import duckdb

    with TemporaryDirectory() as folder:
        try:
            config = {"memory_limit": MEMORY, "threads": "1", "temp_directory": folder}
            with duckdb.connect(":memory:", config=dict(config)) as connection:
                yield Rows(connection)
        except duckdb.IOException as error:
            raise OSError(str(error)) from error
        except duckdb.OutOfMemoryException as error:
            raise MemoryError(str(error)) from error


class Rows:
    """Tables that are read while others are written to."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        """Take the connection to where they are."""
        self._connection = connection

    def run(self, command: str) -> None:
        """Do what a command says."""
        self._connection.execute(command)

    def one(self, question: str) -> tuple[Any, ...]:
        """Return the only row of an answer."""
        return next(self.each(question))

    def some(self, question: str) -> Iterator[list[tuple[Any, ...]]]:
        """Yield the rows of an answer, a number of them at a time."""
        with self._connection.cursor() as cursor:
            cursor.execute(question)
            while rows := cursor.fetchmany(ROWS):
                yield rows

    def each(self, question: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of an answer."""
        for rows in self.some(question):
            yield from rows

    def add(self, name: str, **columns: Any) -> None:
        """Put rows behind those of a table."""
        self._connection.register("own", pa.table(columns))
        self._connection.execute(f"INSERT INTO {name} SELECT * FROM own")  # noqa: S608 - names of this module
        self._connection.unregister("own")

    def add_pairs(self, name: str, pairs: Iterable[tuple[int, Any]], kind: str) -> None:
        """Make a table of rows and what belongs to each."""
        self.run(f"CREATE TABLE {name} (row BIGINT, {kind})")
        waiting = iter(pairs)
        while some := list(islice(waiting, ROWS)):
            rows, values = zip(*some, strict=True)
            self.add(name, row=rows, value=values)
