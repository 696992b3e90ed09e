"""A great many folded texts in memory, in which words are looked for again and again as they are typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, compress, islice, repeat
from operator import contains

from ondit.search.finding import needle_of
from ondit.search.query import Query

AT_ONCE = 256
"""How many texts are joined into one: a string each takes half as much room again."""
KEPT = 8
"""Of how many words is kept which texts hold them."""
_BETWEEN = "\x1f"
"""What stands between texts that are joined: in none of them, and like a space between their words."""


class Texts:
    """Finds the texts that hold the words of a query.

    Which hold a word is kept for a while: as one goes on typing, only the new word is looked for, and only in
    the texts that hold what there was of it before.

    Args:
        texts: Each as `ondit.search.finding.folded` returns it.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        each = iter(texts)
        parts = iter(lambda: list(islice(each, AT_ONCE)), [])
        self._pieces = [_BETWEEN.join(some) for some in parts]
        self._size = sum(piece.count(_BETWEEN) + 1 for piece in self._pieces)
        self._known: dict[str, bytes] = {}

    def words(self) -> Iterator[str]:
        """Yield the words of all texts, each as often as it stands there."""
        return chain.from_iterable(map(str.split, self._pieces))

    def holding(self, query: Query) -> bytes:
        """Return 1 for each text that holds a query's words, and 0 for the others.

        A byte a text, and no list of rows: of a hundred thousand that would take forty times the room.
        """
        wanted = (self._held(needle_of(one)) for one in query.wanted)
        unwanted = (self._held(needle_of(one)).translate(_OPPOSITE) for one in query.unwanted)
        return passing_all(chain(wanted, unwanted), self._size)

    def _held(self, needle: str) -> bytes:
        known = dict(self._known)  # another thread may search at the same time
        if needle in known:
            return known[needle]
        shorter = (needle[:length] for length in range(len(needle), 0, -1))
        among = next((known[one] for one in shorter if one in known), b"\1" * self._size)
        known[needle] = found = b"".join(
            _held(piece, needle, among[at * AT_ONCE : (at + 1) * AT_ONCE])
            for at, piece in enumerate(self._pieces)
        )
        self._known = dict(list(known.items())[-KEPT:])
        return found


def passing_all(each: Iterable[bytes], size: int) -> bytes:
    """Return 1 for each of so many rows that has 1 in all of some masks, and 0 for the others."""
    found = int.from_bytes(b"\1" * size, "little")
    for one in each:
        found &= int.from_bytes(one, "little")
    return found.to_bytes(size, "little")


_OPPOSITE = bytes.maketrans(b"\0\1", b"\1\0")


def _held(piece: str, needle: str, among: bytes) -> bytes:
    """Return which of the texts of a piece hold a needle, among those that may."""
    if 1 not in among or needle not in piece:
        return bytes(len(among))
    holds = map(contains, compress(piece.split(_BETWEEN), among), repeat(needle))
    return bytes([one and next(holds) for one in among]) if 0 in among else bytes(list(holds))
