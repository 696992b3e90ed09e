"""What a view lists: items in groups, of which only those are read that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

TOGETHER = 16
"""How many items are asked for together where all are gone through."""


class Group(NamedTuple):
    """A heading, and what stands under it.

    Attributes:
        key: What its items share; absent where that is not known.
        items: How many there are, one at the least.
    """

    key: str | None
    items: int


class Spot(NamedTuple):
    """Where an item stands: the number of its group, and its place in it, both from 0."""

    group: int
    at: int


class Listing(Protocol[T_co]):
    """Items in groups, in an order that does not change."""

    @property
    def groups(self) -> Sequence[Group]:
        """The groups, in their order."""

    def items(self, group: int, start: int, count: int) -> Sequence[T_co]:
        """Return so many items of a group, from one on; fewer at its end.

        Args:
            group: The group's number.
            start: The place of the first item.
            count: How many at the most.
        """

    def place(self, identifier: str) -> Spot | None:
        """Return where an item stands by its id; absent where it is not listed."""


class WholeListing(Generic[T]):
    """A listing of items that are in memory.

    Args:
        groups: The items of each group, by its key.
        identified: Returns an item's id.
    """

    def __init__(self, groups: Mapping[str | None, Sequence[T]], identified: Callable[[T], str]) -> None:
        self._items = [of for of in groups.values() if of]
        self.groups: Sequence[Group] = [Group(key, len(of)) for key, of in groups.items() if of]
        self._places = {
            identified(one): Spot(group, at)
            for group, of in enumerate(self._items)
            for at, one in enumerate(of)
        }

    def items(self, group: int, start: int, count: int) -> Sequence[T]:
        """Return so many items of a group, from one on; fewer at its end."""
        return self._items[group][start : start + count]

    def place(self, identifier: str) -> Spot | None:
        """Return where an item stands by its id; absent where it is not listed."""
        return self._places.get(identifier)


def every(listing: Listing[T]) -> Iterator[T]:
    """Yield the items of a listing in its order, of which few are in memory at a time."""
    for number, group in enumerate(listing.groups):
        for start in range(0, group.items, TOGETHER):
            yield from listing.items(number, start, TOGETHER)


def size(listing: Listing[object]) -> int:
    """Return how many items a listing has."""
    return sum(group.items for group in listing.groups)


class NumberedListing(Generic[T]):
    """A listing of what is known by numbers, of which only what is asked for is made.

    Args:
        groups: The numbers of each group's items, by its key.
        made: Returns an item by its number.
        number: Returns the number of an item by its id; absent where there is none.
    """

    def __init__(
        self,
        groups: Mapping[str | None, Sequence[int]],
        made: Callable[[int], T],
        number: Callable[[str], int | None],
    ) -> None:
        self._numbers = [of for of in groups.values() if of]
        self._made, self._number = made, number
        self.groups: Sequence[Group] = [Group(key, len(of)) for key, of in groups.items() if of]

    def items(self, group: int, start: int, count: int) -> Sequence[T]:
        """Return so many items of a group, from one on; fewer at its end."""
        return [self._made(number) for number in self._numbers[group][start : start + count]]

    def place(self, identifier: str) -> Spot | None:
        """Return where an item stands by its id; absent where it is not listed."""
        number = self._number(identifier)
        for group, numbers in enumerate(self._numbers if number is not None else ()):
            if number in numbers:
                return Spot(group, numbers.index(number))
        return None
