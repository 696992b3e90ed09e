"""The claims of a store in their lots: found by columns, so that only those are read that are asked for."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from itertools import compress, islice

from ondit.listing import Group, Spot
from ondit.lots import LEVELS, LOTS, ToldClaim, level_of, lot_of
from ondit.store.lines import FACTS
from ondit.store.lookup import Lookup

_BYTES = 256
KEPT_PLACES = 16
"""Of how many levels of lots the places are remembered."""

# Each claim has a code: those of a lot follow one another, the highest level first; 0 is that of no claim.
_LOWEST = bytes(
    0 if facts.status is None else LEVELS * (LOTS.index(lot_of(*facts[:3], is_zombie=facts.zombie)) + 1)
    for facts in FACTS
).ljust(_BYTES, b"\x00")
_IS_CLAIM = bytes(0xFF if code else 0 for code in _LOWEST)


class StoredClaims:
    """The claims of a store that pass a filter, as `ondit.listing.Listing` asks for them.

    Args:
        lookup: Looks entries up.
        codes: The codes of the entries in the order of the timeline (`codes_in_order`).
        passing: For each entry in the order of the timeline whether it passes, as 0 or 1.
        reading: What to read in.
    """

    def __init__(
        self, lookup: Lookup, codes: int, passing: bytes, reading: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._lookup = lookup
        self._reading = reading
        shown = int.from_bytes(passing, "little") * 0xFF
        self._codes = (codes & shown).to_bytes(len(passing), "little")
        self._counts = Counter(self._codes)
        counts = [
            (lot, sum(self._counts[code] for code in codes_of(number))) for number, lot in enumerate(LOTS)
        ]
        self.groups: Sequence[Group] = [Group(lot, count) for lot, count in counts if count]
        self._numbers = [number for number, (_, count) in enumerate(counts) if count]
        self._places = lru_cache(KEPT_PLACES)(self._places_of)

    def items(self, group: int, start: int, count: int) -> Sequence[ToldClaim]:
        """Return so many claims of a lot, from one on; fewer at its end.

        Raises:
            StoreError: The store cannot be read.
        """
        places: list[int] = []
        for code in codes_of(self._numbers[group]):
            if len(places) < count and start < self._counts[code]:
                places += islice(self._places(code), start, start + count - len(places))
            start = max(0, start - self._counts[code])
        with self._reading():
            rows = [row for place in places for row in self._lookup.order.rows(place, place + 1)]
            return [self._lookup.told_claim(row) for row in rows]

    def place(self, identifier: str) -> Spot | None:
        """Return where a claim stands by its entry's id; absent where it is not listed.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._reading():
            row = self._lookup.row(identifier)
            place = None if row is None else self._lookup.order.place(row)
        code = 0 if place is None else self._codes[place]
        if not code:
            return None
        number = (code - 1) // LEVELS
        before = sum(self._counts[other] for other in codes_of(number) if other < code)
        return Spot(self._numbers.index(number), before + self._codes.count(code, 0, place))

    def _places_of(self, code: int) -> array[int]:
        """Return the places in the timeline of what has a code."""
        has = bytes(other == code for other in range(_BYTES))
        return array("I", compress(range(len(self._codes)), self._codes.translate(has)))


def codes_of(number: int) -> range:
    """Return the codes of a lot by its number, the highest level first."""
    return range(LEVELS * number + 1, LEVELS * (number + 1) + 1)


def codes_in_order(lookup: Lookup) -> int:
    """Return the code of each entry in the order of the timeline: a byte each, the first one lowest.

    Raises:
        ValueError: What is kept is damaged.
    """
    return int.from_bytes(lookup.order.arranged(_codes(lookup)), "little")


def _codes(lookup: Lookup) -> bytes:
    """Return the code of each row."""
    facts = lookup.column("facts").tobytes()
    matters = lookup.column("importance")
    level = {points: level_of(points) for points in set(matters)}
    levels = int.from_bytes(bytes(map(level.__getitem__, matters)), "little")
    levels &= int.from_bytes(facts.translate(_IS_CLAIM), "little")
    # No byte borrows from the next: the lowest code of a lot is more than its levels.
    codes = int.from_bytes(facts.translate(_LOWEST), "little") - levels
    return codes.to_bytes(len(facts), "little")
