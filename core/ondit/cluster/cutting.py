"""Large files cut into pieces: many tasks read one file, and none holds more of it than its own piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import BinaryIO, NamedTuple

from ondit.cluster.inputs import Source, opened, read
from ondit.cluster.row_groups import ROW_NUMBER, Footer, footer_of, on_disk
from ondit.cluster.shelf import Shelf, is_full
from ondit.errors import InputError
from ondit.ingest import jsonl, parquet
from ondit.ingest.decode import is_cut_at_line_ends, lines_between
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.formats import READERS, reader_of
from ondit.model import Problem

PIECE = 64_000_000
"""Bytes of a piece; a file that is not much larger is one."""
_LINES, _TABLE = READERS[".jsonl"], READERS[".parquet"]
_MARK = 4
"""Bytes of the longest mark of an encoding."""


class Piece(NamedTuple):
    """A part of a file.

    Attributes:
        start: Where it begins: a byte of JSON Lines, a row of Parquet.
        end: Its end, exclusive.
        days: Of Parquet the columns whose timestamps all stand at midnight, in the whole file.
        groups: Of Parquet the first of its row groups and that behind the last one.
    """

    start: int
    end: int
    days: tuple[str, ...] = ()
    groups: tuple[int, int] = (0, 0)


def is_large(source: Source) -> bool:
    """Say whether a file is so large that it had better be read by several."""
    return source.size > PIECE


def may_be_cut(source: Source) -> bool:
    """Say whether a file is of a kind that several read, each a piece."""
    return reader_of(source.file) in (_LINES, _TABLE)


def uncut(source: Source) -> Problem:
    """Return the note that one worker reads all of a large file."""
    return Problem(
        source.name,
        None,
        f"It has {source.size / 1e9:,.1f} GB and is of a kind that is not cut: one worker reads all of it.",
        "Unpack it, or write it as JSON Lines or Parquet, or as several files, to have many read it.",
        is_note=True,
    )


def cut_file(shelf: Shelf, source: Source) -> list[Piece]:  # noqa: ARG001 - what a task is called with
    """Cut a file into pieces, in order; into none where it is to be read as a whole."""
    try:
        if reader_of(source.file) == _TABLE:
            return list(_between_groups(source))
        with opened(source) as stream:
            if not is_cut_at_line_ends(stream.read(_MARK)):
                return []
    except OSError as error:
        if is_full(error):
            raise
        return []
    except InputError:
        return []  # whoever reads it as a whole tells what is wrong with it
    count = -(-source.size // PIECE)
    bounds = [source.size * at // count for at in range(count + 1)]
    return [Piece(start, end) for start, end in pairwise(bounds)]


def _between_groups(source: Source) -> Iterator[Piece]:
    """Cut Parquet between row groups; one that is larger than a piece is one."""
    with opened(source) as stream:
        footer = footer_of(stream)
    days = _days(source, footer)
    if ROW_NUMBER in footer.names:
        return
    first = start = row = held = 0
    for group, (rows, size) in enumerate(footer.groups):
        if held and held + size > PIECE:
            yield Piece(start, row, days, (first, group))
            first, start, held = group, row, 0
        row, held = row + rows, held + size
    yield Piece(start, row, days, (first, len(footer.groups)))


def _days(source: Source, footer: Footer) -> tuple[str, ...]:
    if not footer.moments:
        return ()
    with on_disk(source, footer, range(len(footer.groups)), footer.moments) as path:
        return tuple(sorted(parquet.days_in(path)))


class Reading:
    """The articles of a piece of a file, or of the whole, and what is wrong with it, as they are asked for.

    The lines of a piece of JSON Lines count from its first one, the rows of Parquet from that of the file.

    Attributes:
        lines: How many lines were read of a piece of JSON Lines.
    """

    def __init__(self, source: Source, piece: Piece | None) -> None:
        """Name the file, and the piece of it, if it is not to be read as a whole."""
        self.lines = 0
        self._source, self._piece = source, piece

    def __iter__(self) -> Iterator[Draft | Problem]:
        if self._piece is None:
            return read(self._source)
        reader = self._rows if reader_of(self._source.file) == _TABLE else self._lines
        return read(self._source, partial(reader, self._piece))

    def _lines(self, piece: Piece, stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
        return jsonl.rows(self._counted(lines_between(stream, piece.start, piece.end)), place)

    def _counted(self, numbered: Iterator[tuple[int, bytes | None]]) -> Iterator[tuple[int, bytes | None]]:
        for number, line in numbered:
            self.lines = number
            yield number, line

    def _rows(self, piece: Piece, stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
        footer = footer_of(stream)
        part = parquet.Part(piece.start, piece.end, frozenset(piece.days))
        with on_disk(self._source, footer, range(*piece.groups), footer.known) as path:
            yield from parquet.rows(path, replace(place, url=None), part)
