"""The entries of a day, read a page at a time: a day may have a hundred thousand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import overload

from ondit.model import TimelineEntry

PAGE = 64
"""How many entries of a day are read together."""
KEPT_PAGES = 32


class DayEntries(Sequence[TimelineEntry]):
    """The entries of a day in their order; the pages are kept that were asked for last.

    Args:
        size: How many there are.
        read: Returns so many of them, from a place on: the place comes first. Fewer, or none, where they
            cannot be read any more.
    """

    def __init__(self, size: int, read: Callable[[int, int], Sequence[TimelineEntry]]) -> None:
        self._size, self._read = size, read
        self._pages: OrderedDict[int, Sequence[TimelineEntry]] = OrderedDict()

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> TimelineEntry: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[TimelineEntry]: ...

    def __getitem__(self, at: int | slice) -> TimelineEntry | Sequence[TimelineEntry]:
        """Return an entry, or some: fewer where they cannot be read.

        Raises:
            IndexError: There is none in that place, or it cannot be read.
        """
        if isinstance(at, slice):
            return list(self._some(range(*at.indices(self._size))))
        place = range(self._size)[at]
        return self._page(place // PAGE)[place % PAGE]

    @property
    def held(self) -> int:
        """How many of them are kept."""
        return sum(map(len, self._pages.values()))

    def _some(self, places: range) -> Iterator[TimelineEntry]:
        for place in places:
            page = self._page(place // PAGE)
            if place % PAGE < len(page):
                yield page[place % PAGE]

    def _page(self, number: int) -> Sequence[TimelineEntry]:
        if number not in self._pages:
            self._pages[number] = self._read(number * PAGE, PAGE)
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number]
