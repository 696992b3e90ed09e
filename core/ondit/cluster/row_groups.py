"""Row groups of Parquet: some of a file are read on a disk as if all of it lay there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from ondit.cluster.inputs import Source, opened
from ondit.errors import InputError
from ondit.ingest.fields import meant
from ondit.ingest.kinds import PARQUET

_PATTERN = set("*?[]{}")
"""What makes a pattern of a path where DuckDB reads it."""
ROW_NUMBER = "file_row_number"
"""What DuckDB calls the number of a row; of a file that has such a column no rows are read apart."""
_STEP = 1 << 20
_TAIL = 8
"""Bytes behind a footer: its size, and the mark of Parquet."""


class Footer(NamedTuple):
    """What the end of a file says of it.

    Attributes:
        meta: As pyarrow has it.
        groups: Of each row group its rows and its bytes when unpacked.
        names: Its columns.
        known: The columns whose names are known.
        moments: Those of them that hold timestamps.
    """

    meta: Any
    groups: list[tuple[int, int]]
    names: list[str]
    known: list[str]
    moments: list[str]


def footer_of(stream: BinaryIO) -> Footer:
    """Return what the end of a file says of it.

    Raises:
        InputError: It is no Parquet, or damaged.
    """
    try:
        meta = pq.read_metadata(stream)
        schema = meta.schema.to_arrow_schema()
    except (pa.ArrowException, ValueError) as error:
        raise InputError("It is damaged, or no Parquet that can be read.", "Write it anew.") from error
    own = (meta.row_group(number) for number in range(meta.num_row_groups))
    groups = [(group.num_rows, group.total_byte_size) for group in own]
    known = [name for name in schema.names if meant(name)]
    moments = [name for name in known if pa.types.is_timestamp(schema.field(name).type)]
    return Footer(meta, groups, schema.names, known, moments)


@contextmanager
def on_disk(source: Source, footer: Footer, groups: Iterable[int], columns: Collection[str]) -> Iterator[str]:
    """Give the path of a file of which some columns of some row groups can be read as they stand in a file.

    A file that lies on no disk is copied as far as that is asked for, with holes for the rest: places and row
    numbers stay, and whoever reads no other row groups sees the file.
    """
    if source.path is not None and not set(source.address) & _PATTERN:
        yield source.address
        return
    with TemporaryDirectory() as folder, opened(source) as stream:
        path = Path(folder, "rows.parquet")
        with path.open("wb") as file:
            for start, end in _ranges(source, stream, footer, groups, columns):
                stream.seek(start)
                file.seek(start)
                while file.tell() < end and (data := stream.read(min(_STEP, end - file.tell()))):
                    file.write(data)
        yield str(path)


def _ranges(
    source: Source, stream: BinaryIO, footer: Footer, groups: Iterable[int], columns: Collection[str]
) -> Iterator[tuple[int, int]]:
    """Yield where what is asked for stands in a file, with its beginning and its end."""
    yield 0, len(PARQUET)
    for number in groups:
        group = footer.meta.row_group(number)
        for at in range(group.num_columns):
            own = group.column(at)
            if any(
                own.path_in_schema == name or own.path_in_schema.startswith(f"{name}.") for name in columns
            ):
                start = min(place for place in (own.dictionary_page_offset, own.data_page_offset) if place)
                yield start, start + own.total_compressed_size
    stream.seek(source.size - _TAIL)
    size = int.from_bytes(stream.read(_TAIL - len(PARQUET)), "little")
    yield source.size - _TAIL - size, source.size
