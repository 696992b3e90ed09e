"""Which of a store's entries pass a filter, found by their columns and indexes, without the entries."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from ondit.model import Kind, Status
from ondit.search import Query, Wording, finder, folded, parse
from ondit.search.query import KINDS as ALL_KINDS
from ondit.search.query import STATUSES as ALL_STATUSES
from ondit.search.query import Named
from ondit.search.stories import within
from ondit.store import indexed, masks, speaking
from ondit.store.lines import FACTS
from ondit.timeline import Filter

_BYTES = 256
RUMOURS: frozenset[Kind] = frozenset({"rumour"})


class Sieve:
    """Sifts the entries of a store.

    Args:
        connection: The store.
        size: How many rows its entries have.
        column: Returns a column by its name.
    """

    def __init__(
        self, connection: sqlite3.Connection, size: int, column: Callable[[str], array[Any]]
    ) -> None:
        self._connection = connection
        self._size = size
        self._column = column

    @cached_property
    def speakers(self) -> Mapping[str, Sequence[int]]:
        """The rows of the entries that are told where each speaker is quoted, by name.

        Raises:
            ValueError: What is kept is damaged.
        """
        return speaking.read(self._connection)

    def statuses(self) -> Counter[Status]:
        """Return how many rumours have become what.

        Raises:
            ValueError: What is kept is damaged.
        """
        found: Counter[Status] = Counter()
        for code, count in Counter(self._column("facts").tobytes()).items():
            facts = FACTS[code]
            if facts.kind == "rumour" and facts.status:
                found[facts.status] += count
        return found

    def passing(self, wanted: Filter, asked: Query | None = None) -> bytes | None:
        """Return for each row whether it passes, as 0 or 1, days left aside; absent where all do.

        Args:
            wanted: The filter.
            asked: What is asked for instead of the filter's search.

        Raises:
            UsageError: The search makes no sense.
            ValueError: What is kept is damaged.
        """
        query = asked or parse(wanted.search)
        found = [
            *self._told(wanted),
            *self._worded(query),
            *self._named(query),
            *self._of_kinds(wanted, query),
        ]
        if not found:
            return None
        return masks.all_of(found).to_bytes(self._size, "little")

    def _told(self, wanted: Filter) -> Iterable[int]:
        """Yield what passes by a filter's outlets, speakers and confidence, and what is marked or new."""
        if wanted.sources:
            yield self._of_outlets(lambda name, _: name in wanted.sources)
        if wanted.speakers:
            rows = (row for name in wanted.speakers for row in self.speakers.get(name, ()))
            yield masks.of_numbers((row + 1 for row in rows), self._size)
        if wanted.min_confidence > 0:
            yield self._as_sure(wanted.min_confidence)
        yield from (self._of_ids(ids) for ids in (wanted.marked, wanted.new) if ids is not None)

    def _of_ids(self, ids: Iterable[str]) -> int:
        keys = set(map(indexed.digest, ids))
        return int.from_bytes(bytes(map(keys.__contains__, self._column("key"))), "little")

    def _as_sure(self, least: float) -> int:
        sure, codes = self._sure
        if codes is None:
            return int.from_bytes(bytes(map(least.__le__, self._column("confidence"))), "little")
        table = bytes(value >= least for value in sure).ljust(_BYTES, b"\x00")
        return int.from_bytes(codes.translate(table), "little")

    @cached_property
    def _sure(self) -> tuple[Sequence[float], bytes | None]:
        """What confidences there are, and which of them each row has, unless they are too many."""
        column = self._column("confidence")
        sure = sorted(set(column))
        code = {value: number for number, value in enumerate(sure)}
        return sure, bytes(map(code.__getitem__, column)) if len(sure) <= _BYTES else None

    def _of_kinds(self, wanted: Filter, query: Query) -> Iterable[int]:
        kinds = (wanted.kinds or ALL_KINDS) & query.kinds & (RUMOURS if wanted.statuses else ALL_KINDS)
        statuses = query.statuses & (wanted.statuses or ALL_STATUSES)
        if kinds != ALL_KINDS or statuses != ALL_STATUSES:
            passes = [facts.status in statuses and facts.kind in kinds for facts in FACTS]
            table = bytes(passes).ljust(_BYTES, b"\x00")
            yield int.from_bytes(self._column("facts").tobytes().translate(table), "little")

    def _worded(self, query: Query) -> Iterable[int]:
        """Yield what has the words of a query, in texts or outlets' names, and what lacks others."""
        plain = []
        for wording in query.wanted:
            outlets = self._outlets_with([wording])
            if outlets:
                yield self._found([wording], "OR") | self._of_names(outlets)
            else:
                plain.append(wording)
        if plain:
            yield self._found(plain, "AND")
        if query.unwanted:
            outlets = self._outlets_with(query.unwanted)
            yield self._lacking(self._found(query.unwanted, "OR") | self._of_names(outlets))

    def _named(self, query: Query) -> Iterable[int]:
        """Yield what passes by the names of outlets and speakers that a query asks for."""
        if query.source.any_of:
            yield self._of_names(self._outlets_with(query.source.any_of))
        if query.source.none_of:
            yield self._lacking(self._of_names(self._outlets_with(query.source.none_of)))
        speaker = Named(*(tuple(map(indexed.spoken, some)) for some in _both(query.speaker)))
        if speaker.any_of:
            yield self._found(speaker.any_of, "OR")
        if speaker.none_of:
            yield self._lacking(self._found(speaker.none_of, "OR"))

    def _found(self, wordings: Sequence[Wording], joined: str) -> int:
        """Return what any of some wordings is found in, or all of them."""
        every = [
            masks.of_numbers(indexed.rows(self._connection, table, asked), self._size)
            for table, asked in indexed.asked(wordings, joined)
        ]
        return masks.all_of(every) if joined == "AND" else masks.any_of(every)

    def _lacking(self, mask: int) -> int:
        return masks.others(mask, self._size)

    def _outlets_with(self, wordings: Iterable[Wording]) -> list[str]:
        """Return the names of outlets that hold any of some wordings."""
        finds = [finder(Query(wanted=(wording,))) for wording in wordings]
        return [name for name, text in self._outlets.items() if any(found(text) for found in finds)]

    def _of_outlets(self, passes: Callable[[str, str], bool]) -> int:
        return self._of_names([name for name, text in self._outlets.items() if passes(name, text)])

    def _of_names(self, names: Iterable[str]) -> int:
        """Return what any of some outlets tells."""
        query = "SELECT data FROM entry_outlet WHERE name = ?"
        packed = [data for name in names for (data,) in self._connection.execute(query, (name,))]
        return masks.unpack(packed, self._size)

    @cached_property
    def _outlets(self) -> Mapping[str, str]:
        """The outlets that tell something, with what is searched of their names."""
        told = self._connection.execute("SELECT name FROM entry_outlet WHERE entries > 0")
        return {name: folded(name) for (name,) in told}


def day_passes(wanted: Filter) -> Callable[[str | None], bool]:
    """Return what says whether a filter lets the entries of a day through.

    Raises:
        UsageError: The search makes no sense.
    """
    query = parse(wanted.search)

    def passes(day: str | None) -> bool:
        return within(day, wanted.start, wanted.end) and within(day, query.start, query.end)

    return passes


def of_days(wanted: Filter, passing: bytes, days: Iterable[tuple[str | None, int, int]]) -> bytes:
    """Return what passes by the dates of a filter, too.

    Args:
        wanted: The filter.
        passing: For each thing whether it passes, days left aside, as 0 or 1.
        days: Each day with where its things begin and end.

    Raises:
        UsageError: The search makes no sense.
    """
    if not (wanted.start or wanted.end or wanted.search):
        return passing
    passes = day_passes(wanted)
    return b"".join(passing[start:end] if passes(day) else bytes(end - start) for day, start, end in days)


def undated(wanted: Filter) -> Filter:
    """Return a filter that lets all days through by its own dates: those are asked of the headings."""
    return replace(wanted, start=None, end=None)


def _both(named: Named) -> tuple[tuple[Wording, ...], tuple[Wording, ...]]:
    return named.any_of, named.none_of
