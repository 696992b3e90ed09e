"""The assertions of many articles, read by two processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ondit.claims.packing import Packing
from ondit.claims.reading import Read, Told, carry, read
from ondit.forking import ahead, mapped

SHARED_FROM = 400


def read_all(told: Sequence[Told]) -> list[Read]:
    """Read the assertions of articles."""
    packing = Packing()
    found = mapped(read, told, pack=packing.pack, unpack=packing.unpack, least=SHARED_FROM)
    for one in found:
        carry(one)
    return found


def read_ahead(told: Sequence[Told]) -> Iterator[Read]:
    """Yield what is read of articles, in order, while others are read already."""
    packing = Packing()
    for one in ahead(read, told, pack=packing.pack, unpack=packing.unpack, least=SHARED_FROM):
        carry(one)
        yield one
