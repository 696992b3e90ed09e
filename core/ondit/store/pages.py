"""Rows read from the pages of a database file past SQLite, which never gets behind a broken page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

Value = None | int | float | str | bytes
Row = tuple[Value, ...]

MAGIC = b"SQLite format 3\x00"
USUAL_SIZES = (8192, 4096)
"""Of the pages of stores, the latest version first: for a file that does not tell any more."""
MOST_COLUMNS = 64
READ_AGAIN = 4
"""How many times the bytes of a file are read at most: pages of a damaged one may lead anywhere."""

_HEADER = 100
_TABLE_LEAF, _LEAF_HEADER = 0x0D, 8
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _BLOB = 7, 8, 9, 12


def rows(data: bytes) -> Iterator[tuple[int, Row]]:
    """Yield the rows of all tables with their numbers, page by page; what cannot be read is left out.

    Which table a row belongs to is for its values to tell. Pages that the file calls free are left out, but
    a row that was deleted may still come where the list of these is broken.

    Args:
        data: A database file, to which nothing waits to be added.
    """
    size = _page_size(data)
    if size:
        yield from _Pages(data, size).rows()
    else:
        yield from max((list(_Pages(data, one).rows()) for one in USUAL_SIZES), key=len)


class _Pages:
    """The pages of a file."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data = data
        self.size = size
        self._left = READ_AGAIN * len(data)

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield the rows of all pages that are in use."""
        free = self.free()
        for number in range(1, len(self._data) // self.size + 1):
            if number not in free:
                yield from self.leaf(number)

    def free(self) -> frozenset[int]:
        """Return the pages that are not in use, as far as the list of them can be followed."""
        found: set[int] = set()
        trunk = self._number(32) if self._data.startswith(MAGIC) else 0
        while trunk and trunk not in found and trunk * self.size <= len(self._data):
            found.add(trunk)
            start = (trunk - 1) * self.size
            count = min(self._number(start + 4), self.size // 4 - 2)
            found.update(self._number(start + 8 + 4 * index) for index in range(count))
            trunk = self._number(start)
        return frozenset(found)

    def leaf(self, number: int) -> Iterator[tuple[int, Row]]:
        """Yield the rows of a page, none if it is no leaf of a table."""
        start = (number - 1) * self.size
        head = start + (_HEADER if number == 1 else 0)
        if self._data[head] != _TABLE_LEAF:
            return
        count = int.from_bytes(self._data[head + 3 : head + 5], "big")
        first = head + _LEAF_HEADER
        for place in range(first, min(first + 2 * count, start + self.size - 1), 2):
            cell = start + int.from_bytes(self._data[place : place + 2], "big")
            if first < cell < start + self.size:
                with suppress(ValueError, IndexError):
                    yield self._row(cell)

    def _row(self, cell: int) -> tuple[int, Row]:
        length, place = _varint(self._data, cell)
        number, place = _varint(self._data, place)
        if length > len(self._data):
            raise ValueError("a row is longer than its file")
        return number, _values(self._payload(place, length))

    def _payload(self, place: int, length: int) -> bytes:
        """Return the bytes of a row: those on its page, then those on others."""
        self._left -= length
        if self._left < 0:
            raise ValueError("the file leads in circles")
        here = _local(length, self.size)
        parts, missing = [self._data[place : place + here]], length - here
        following = place + here
        while missing > 0:
            page = self._number(following)
            following = (page - 1) * self.size
            if page < 1 or following + self.size > len(self._data):
                raise ValueError("a row leads out of its file")
            part = self._data[following + 4 : following + 4 + min(missing, self.size - 4)]
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _number(self, place: int) -> int:
        return int.from_bytes(self._data[place : place + 4], "big")


def _page_size(data: bytes) -> int:
    """Return how many bytes a page has, 0 where the file does not tell."""
    size = int.from_bytes(data[16:18], "big") if data.startswith(MAGIC) else 0
    size = 1 << 16 if size == 1 else size
    return size if size in (1 << power for power in range(9, 17)) else 0


def _local(length: int, size: int) -> int:
    """Return how many bytes of a row lie on its page, by the file format."""
    if length <= size - 35:
        return length
    least = (size - 12) * 32 // 255 - 23
    here = least + (length - least) % (size - 4)
    return here if here <= size - 35 else least


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and the place behind it."""
    value = 0
    for index in range(8):
        byte = data[place + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the highest bit says whether more follow
            return value, place + index + 1
    return value << 8 | data[place + 8], place + 9


def _values(payload: bytes) -> Row:
    """Return the values of a row, by its own header."""
    end, place = _varint(payload, 0)
    kinds: list[int] = []
    while place < end and len(kinds) <= MOST_COLUMNS:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    if place != end or end > len(payload):
        raise ValueError("no row has such a header")
    return tuple(_each(payload, end, kinds))


def _each(payload: bytes, place: int, kinds: Sequence[int]) -> Iterator[Value]:
    for kind in kinds:
        length = _INTEGERS.get(kind, 8 if kind == _FLOAT else (kind - _BLOB) // 2 if kind >= _BLOB else 0)
        part = payload[place : place + length]
        if len(part) != length or kind in (10, 11):
            raise ValueError("a row is shorter than it says")
        place += length
        yield _value(kind, part)


def _value(kind: int, part: bytes) -> Value:
    if kind in _INTEGERS:
        return int.from_bytes(part, "big", signed=True)
    if kind in (_ZERO, _ONE):
        return kind - _ZERO
    if kind >= _BLOB:
        return part.decode() if kind % 2 else part
    return None
