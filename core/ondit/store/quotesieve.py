"""Which of what is quoted in a store passes a filter, found by columns and indexes, without the texts."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress
from typing import Any

from ondit.search import Query, Wording, finder, folded, parse
from ondit.search.stories import within
from ondit.store import columns, indexed, masks
from ondit.store.packing import unpack
from ondit.timeline import Filter

FEW = 20
"""So many things that are quoted are looked for one by one."""
FEW_ARTICLES = 2_000
"""Of so many articles the quotes are."""


class QuoteSieve:
    """Sifts what is quoted in a store: of each thing one quote has to pass.

    Args:
        connection: The store.
        articles: The number of the article of each quote.
        of: What each quote quotes, by its place among all.
        ends: Where what each speaker said ends, in these places.
    """

    def __init__(
        self, connection: sqlite3.Connection, articles: array[Any], of: array[Any], ends: array[Any]
    ) -> None:
        self._connection = connection
        self._articles = articles
        self._of = of
        self._ends = ends
        self._size = len(of)

    def passing(self, wanted: Filter) -> bytes:
        """Return for each thing that is quoted whether it passes, as 0 or 1.

        Raises:
            UsageError: The search makes no sense.
            ValueError: What is kept is damaged.
        """
        query = parse(wanted.search)
        count = self._ends[-1] if self._ends else 0
        found = [*self._told(wanted, query), *self._worded(query), *self._named(query)]
        if not found:
            return b"\x01" * count
        mask = masks.all_of(found)
        passing = bytearray(count)
        for place in set(compress(self._of, mask.to_bytes(self._size, "little"))):
            passing[place] = 1
        return bytes(passing)

    def _told(self, wanted: Filter, query: Query) -> Iterator[int]:
        """Yield what passes by the outlets, the speakers and the dates of a filter."""
        if wanted.sources:
            yield self._of_outlets(wanted.sources)
        if wanted.speakers:
            yield self._of_speakers(
                rank for rank, names in enumerate(self._names) if not wanted.speakers.isdisjoint(names)
            )
        for start, end in ((wanted.start, wanted.end), (query.start, query.end)):
            if start or end:
                yield self._of_articles(
                    number for number, published in self._dates if within(published, start, end)
                )

    def _worded(self, query: Query) -> Iterator[int]:
        """Yield what has the words of a query, in itself or the names it goes by, or lacks them."""
        for wording in query.wanted:
            yield self._having(wording)
        for wording in query.unwanted:
            yield self._lacking(self._having(wording))

    def _named(self, query: Query) -> Iterator[int]:
        """Yield what passes by the names of outlets and speakers that a query asks for."""
        for named, having in ((query.source, self._told_by), (query.speaker, self._said_by)):
            if named.any_of:
                yield masks.any_of(map(having, named.any_of))
            if named.none_of:
                yield self._lacking(masks.any_of(map(having, named.none_of)))

    def _having(self, wording: Wording) -> int:
        found = indexed.rows(self._connection, *indexed.index_of(wording, "quote"))
        words = masks.of_numbers(found, self._size)
        return words | self._told_by(wording) | self._said_by(wording)

    def _told_by(self, wording: Wording) -> int:
        """Return what stands in an article of an outlet with a wording in its name."""
        finds = finder(Query(wanted=(wording,)))
        names = [name for name, text in self._outlets if finds(text)]
        return self._of_outlets(names) if names else 0

    def _said_by(self, wording: Wording) -> int:
        """Return what a speaker said with a wording in the name."""
        finds = finder(Query(wanted=(wording,)))
        return self._of_speakers(rank for rank, text in enumerate(self._speakers) if finds(text))

    def _of_speakers(self, ranks: Iterable[int]) -> int:
        """Return what some speakers said: looked for one by one where that is little."""
        said = [range(self._ends[rank - 1] if rank else 0, self._ends[rank]) for rank in ranks]
        if sum(map(len, said)) <= FEW:
            rows = (row for some in said for place in some for row in columns.places(self._of, place))
            return masks.of_numbers((row + 1 for row in rows), self._size)
        passing = bytearray(self._ends[-1])
        for some in said:
            passing[some.start : some.stop] = b"\x01" * len(some)
        return self._flat(passing, self._of)

    def _of_outlets(self, names: Iterable[str]) -> int:
        """Return what stands in articles of some outlets."""
        wanted = list(names)
        marks = ", ".join("?" * len(wanted))
        query = f"SELECT number FROM article WHERE source IN ({marks})"  # noqa: S608
        return self._of_articles(number for (number,) in self._connection.execute(query, wanted))

    def _of_articles(self, numbers: Iterable[int]) -> int:
        """Return what stands in some articles: looked for one by one where they are few."""
        wanted = set(numbers)
        if len(wanted) > FEW_ARTICLES:
            return int.from_bytes(bytes(map(wanted.__contains__, self._articles)), "little")
        passing = bytearray(self._size)
        for number in wanted:
            first = bisect_left(self._articles, number)
            last = bisect_right(self._articles, number, first)
            passing[first:last] = b"\x01" * (last - first)
        return int.from_bytes(passing, "little")

    @staticmethod
    def _flat(passing: bytearray, of: Sequence[int]) -> int:
        """Return the mask of the quotes of which what they are of passes."""
        return int.from_bytes(bytes(map(passing.__getitem__, of)), "little")

    def _lacking(self, mask: int) -> int:
        return masks.others(mask, self._size)

    @cached_property
    def _dates(self) -> Sequence[tuple[int, str | None]]:
        return self._connection.execute("SELECT number, published FROM article").fetchall()

    @cached_property
    def _outlets(self) -> Sequence[tuple[str, str]]:
        """The names of outlets, with what is searched of them."""
        return [(name, folded(name)) for (name,) in self._connection.execute("SELECT name FROM entry_outlet")]

    @cached_property
    def _speakers(self) -> Sequence[str]:
        """What is searched of the names of those who are quoted."""
        query = "SELECT searched FROM speaker ORDER BY rank"
        return [text for (text,) in self._connection.execute(query)]

    @property
    def _names(self) -> Iterator[Sequence[str]]:
        """The names by which those who are quoted go."""
        kept = self._connection.execute("SELECT name, names FROM speaker ORDER BY rank")
        return ([name] if names is None else unpack(names, list[str]) for name, names in kept)
