"""Where things stand by their ids, in a few bytes each."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

_FREE = 0


class Identified(Protocol):
    """What has an id."""

    @property
    def id(self) -> str:
        """The id."""


T = TypeVar("T", bound=Identified)


class Places(Generic[T]):
    """Finds things by their ids: a dictionary of a hundred thousand takes ten times the room.

    It is a table of slots, a fifth of them free, of which each has the number of a thing, from 1; what finds
    its own slot taken has the next that is free.

    Args:
        things: The things; of those that have the same id the last is found.
    """

    def __init__(self, things: Sequence[T]) -> None:
        self._things = things
        self._last = (1 << (len(things) + len(things) // 4).bit_length()) - 1
        self._slots = slots = array("I", bytes(4 * (self._last + 1)))
        last = self._last
        for number, thing in enumerate(things, 1):
            slot = hash(thing.id) & last
            while slots[slot] != _FREE:
                slot = (slot + 1) & last
            slots[slot] = number

    def place(self, identifier: str | None) -> int | None:
        """Return the place of the thing of an id, from 0; absent where there is none."""
        wanted, found = hash(identifier), None
        slot = wanted & self._last
        while (number := self._slots[slot]) != _FREE:
            known = self._things[number - 1].id
            if hash(known) == wanted and known == identifier:
                found = number - 1  # of two, the later one is met last
            slot = (slot + 1) & self._last
        return found

    def get(self, identifier: str | None) -> T:
        """Return the thing of an id.

        Raises:
            KeyError: There is none.
        """
        place = self.place(identifier)
        if place is None:
            raise KeyError(identifier)
        return self._things[place]

    def find(self, identifier: str | None) -> T | None:
        """Return the thing of an id; absent where there is none."""
        place = self.place(identifier)
        return None if place is None else self._things[place]
