"""The list of a view: items under headings, of which only those are read that are drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

from ondit.errors import OnditError
from ondit.following import Followed
from ondit.listing import Group, Listing, Spot
from ondit_tui.widgets.flow import Line
from ondit_tui.widgets.steady_list import SteadyList

PAGE = 64
"""How many items of a group are asked for together."""
KEPT_PAGES = 32
MOST_NEIGHBOURS = 100
"""How far away, down or up, a neighbour is looked for."""

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)


class Drawn(Protocol[T_contra]):
    """Says how the items of a list look."""

    @property
    def item_lines(self) -> int:
        """How many lines an item takes."""

    def id_of(self, item: T_contra) -> str:
        """Return what its listing knows an item by."""

    def heading(self, group: Group, width: int) -> Line:
        """Return a group's heading."""

    def row(self, item: T_contra, number: int, width: int, *, chosen: bool) -> Line:
        """Return one of an item's lines, by its number from 0."""


class ItemList(SteadyList, Generic[T]):
    """Shows a listing; each group has a heading.

    Args:
        drawn: Says how items look.

    Attributes:
        fault: Why something could not be read, where that was so.
    """

    DEFAULT_CLASSES = "list"

    def __init__(self, drawn: Drawn[T]) -> None:
        super().__init__()
        self.height = drawn.item_lines
        self.fault: OnditError | None = None
        self._drawn = drawn
        self._listing: Listing[T] | None = None
        self._groups: Sequence[Group] = ()
        self._firsts: Sequence[int] = ()
        self._heads: Sequence[int] = ()
        self._count = 0
        self._pages: OrderedDict[tuple[int, int], Sequence[T]] = OrderedDict()
        self._gone_to: str | None = None

    @property
    def here(self) -> T | None:
        """What the cursor is on."""
        return self._item(self.cursor)

    def show(self, listing: Listing[T]) -> None:
        """Show another listing; the cursor goes to the item last gone to where it is listed."""
        here = self.here
        self._take(listing)
        found = self._find(self._gone_to)
        if found is None and here is not None:
            found = self._find(self._drawn.id_of(here))
        self.cursor = found or 0
        self.lead = self.spare = 0
        self.changed()
        self.call_after_refresh(self.bring_into_view)

    def renew(self, listing: Listing[T], followed: Followed) -> None:
        """Show a later listing, and move nothing: what the cursor is on keeps its line of the screen.

        Where it is gone, the cursor goes to its neighbour, on the same line.
        """
        if not self.item_count or not listing.groups:
            self.follow(followed)
            self.show(listing)
            return
        cursor, (anchor, height) = self.cursor, self.in_place()
        known = {item: [followed.now(one) for one in self._around(item)] for item in {cursor, anchor}}
        self.follow(followed)
        self._take(listing)
        found = {
            item: next((at for one in ids if (at := self._find(one)) is not None), 0)
            for item, ids in known.items()
        }
        self.cursor = found[cursor]
        self.stand(found[anchor], height)

    def follow(self, followed: Followed) -> None:
        """Note what became of the item last gone to, while the list is not shown."""
        self._gone_to = followed.now(self._gone_to) if self._gone_to else None

    def find(self, identifier: str) -> bool:
        """Go to an item by its id; return whether it is listed."""
        found = self._find(identifier)
        if found is not None:
            self.go(found)
        return found is not None

    def go(self, index: int) -> None:
        """Put the cursor on an item, and remember it for when a filter hides and shows it again."""
        super().go(index)
        here = self.here
        self._gone_to = self._drawn.id_of(here) if here is not None else None

    def to_heading(self, by: int) -> None:
        """Move to the first item of the next heading down (1), or of the one up (-1)."""
        if not self.item_count:
            return
        here = self._group_of(self.cursor)
        if by < 0 and self.cursor > self._firsts[here]:
            by += 1
        if 0 <= here + by < len(self._groups):
            self.go(self._firsts[here + by])
        elif by < 0:
            self.go(0)

    @property
    def item_count(self) -> int:
        """How many items there are."""
        return self._count

    @property
    def row_count(self) -> int:
        """How many lines items and headings take."""
        return self.item_count * self.height + len(self._groups)

    def row_of(self, index: int) -> int:
        """Return the row that an item begins on."""
        return index * self.height + self._group_of(index) + 1

    def item_on(self, row: int) -> int | None:
        """Return the item on a row, none for a heading, or where there is no such row."""
        if not 0 <= row < self.row_count:
            return None
        group, into = self._at(row)
        return self._firsts[group] + into // self.height if into >= 0 else None

    def compose_row(self, row: int, width: int, *, chosen: bool) -> Line:
        """Return a heading, or a line of an item."""
        group, into = self._at(row)
        if into < 0:
            return self._drawn.heading(self._groups[group], width)
        item = self._item(self._firsts[group] + into // self.height)
        return () if item is None else self._drawn.row(item, into % self.height, width, chosen=chosen)

    def _take(self, listing: Listing[T]) -> None:
        self._listing, self._groups = listing, listing.groups
        *self._firsts, self._count = accumulate((group.items for group in self._groups), initial=0)
        self._heads = [first * self.height + number for number, first in enumerate(self._firsts)]
        self._pages.clear()

    def _group_of(self, index: int) -> int:
        return max(0, bisect_right(self._firsts, index) - 1)

    def _at(self, row: int) -> tuple[int, int]:
        """Return the group of a row, and which row below its heading it is; -1 for the heading."""
        group = bisect_right(self._heads, row) - 1
        return group, row - self._heads[group] - 1

    def _item(self, index: int) -> T | None:
        if not 0 <= index < self.item_count:
            return None
        group = self._group_of(index)
        at = index - self._firsts[group]
        page = self._page(group, at // PAGE)
        return page[at % PAGE] if at % PAGE < len(page) else None

    def _page(self, group: int, number: int) -> Sequence[T]:
        key = (group, number)
        if key not in self._pages:
            self._pages[key] = self._read(group, number)
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(key)
        return self._pages[key]

    def _read(self, group: int, number: int) -> Sequence[T]:
        try:
            return self._listing.items(group, number * PAGE, PAGE) if self._listing else ()
        except OnditError as error:
            self.fault = error
            return ()

    def _find(self, identifier: str | None) -> int | None:
        try:
            spot: Spot | None = self._listing.place(identifier) if self._listing and identifier else None
        except OnditError as error:
            self.fault = error
            return None
        return self._firsts[spot.group] + spot.at if spot else None

    def _around(self, item: int) -> Iterator[str]:
        """Yield the id of an item, then of those below it, then above it, as far as they were read.

        Where there are many, only those that are not far.
        """
        for index in (item - 1, item, item + 1):
            self._item(index)
        read = {
            self._firsts[group] + number * PAGE + at: one
            for (group, number), page in self._pages.items()
            for at, one in enumerate(page)
        }
        below = sorted(index for index in read if index >= item)
        above = sorted((index for index in read if index < item), reverse=True)
        for index in (*below[:MOST_NEIGHBOURS], *above[:MOST_NEIGHBOURS]):
            yield self._drawn.id_of(read[index])
