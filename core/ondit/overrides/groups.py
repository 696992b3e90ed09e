"""Which mentions are one claim, after all that a reader said."""

from __future__ import annotations

from collections.abc import Iterable

from ondit.overrides.finding import Mentions, Place
from ondit.overrides.records import Override


class Groups:
    """So many claims, taken apart and merged.

    Every claim found is a cell, and so is every mention that was set apart; a group is a set of cells, known
    by one of them, its root.

    Attributes:
        touched: The numbers of the claims found that an override speaks of.
    """

    def __init__(self, count: int) -> None:
        self.touched: set[int] = set()
        self._next = count
        self._apart: dict[Place, int] = {}
        self._parent: dict[int, int] = {}

    def follow(self, override: Override, found: Mentions) -> None:
        """Merge or set apart what an override says; nothing where it finds no claim."""
        place = found.at(override.anchor)
        if place and override.kind == "apart":
            self._part(place)
        elif place and override.kind == "merge" and override.other and (other := found.at(override.other)):
            self._unite(place, other)

    def said(self, ordered: Iterable[Override], found: Mentions) -> dict[int, Override]:
        """Return what was said last of the status of each group, by its root, as the groups are now."""
        last = {}
        for override in ordered:
            if override.kind == "status" and (place := found.at(override.anchor)):
                self.touched.add(place[0])
                last[self.root(place)] = override
        return last

    def root(self, place: Place) -> int:
        """Return the root of the group that a mention is in."""
        return self.root_of(self._apart.get(place, place[0]))

    def root_of(self, cell: int) -> int:
        """Return the root of the group that a cell is in."""
        above = self._parent.get(cell, cell)
        while above != cell:
            self._parent[cell] = self._parent.get(above, above)
            cell, above = above, self._parent.get(above, above)
        return cell

    def _unite(self, place: Place, other: Place) -> None:
        self.touched |= {place[0], other[0]}
        self._parent[self.root(other)] = self.root(place)

    def _part(self, place: Place) -> None:
        self.touched.add(place[0])
        self._apart[place] = self._next
        self._next += 1
