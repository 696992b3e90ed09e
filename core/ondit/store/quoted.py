"""What a store's story quotes, to look at: found by columns, of which only what is asked for is read."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, compress, islice
from typing import Any

from ondit import speakers
from ondit.listing import Group, Spot
from ondit.model import Quote, Statement, Story
from ondit.overrides import Anchor
from ondit.quoted import KEPT_FILTERS, articles_of, quote_at, with_statement
from ondit.speakers import QUOTE, Quotation, Speaker, carrier_of, id_of
from ondit.store import columns
from ondit.store.lookup import Lookup
from ondit.store.quotesieve import QuoteSieve
from ondit.store.side import Reading, Side
from ondit.timeline import Filter


class StoredQuoted(Side):
    """What is quoted in the story of a store."""

    def __init__(self, connection: sqlite3.Connection, lookup: Lookup, reading: Reading) -> None:
        super().__init__(connection, lookup, reading)
        self._listed = lru_cache(KEPT_FILTERS)(self._listing)

    def listing(self, wanted: Filter) -> StoredQuotations:
        """Return what is quoted and passes a filter, by speakers.

        Raises:
            UsageError: The search makes no sense.
            StoreError: The store cannot be read.
        """
        with self.reading():
            return self._listed(wanted)

    def speaker(self, name: str | None) -> Speaker | None:
        """Return someone who is quoted by name; absent where nobody has it.

        Raises:
            StoreError: The store cannot be read.
        """
        query = "SELECT name, role, quotations, times, outlets FROM speaker WHERE rank = ?"
        with self.reading():
            found = self._connection.execute(query, (self._ranks.get(name),)).fetchone()
        return Speaker(*found) if found else None

    def quotation_at(self, place: Anchor) -> str | None:
        """Return the id of the quotation that a place in an article has; absent where it has none.

        Raises:
            StoreError: The store cannot be read.
        """
        with self.reading():
            number = self._lookup.number(place.article or "")
            own = self._lookup.quotes(number) if number else ()
            quote = quote_at(place, self._lookup.article(place.article or ""), own) if own else None
            said = self.place(id_of(quote)) if quote else None
            return None if said is None else id_of(self.quote(self._column("said-first")[said]))

    def part(self, quotation: Quotation) -> Story:
        """Return the part of the story that a quotation is told from.

        Raises:
            StoreError: The store cannot be read.
        """
        with self.reading():
            place = self.place(quotation.id)
            if place is None:
                raise LookupError("what is quoted is not there")
            rows = columns.places(self.quote_of, place)
            statement = self._statement(place, quotation.quote)
            part = self._lookup.quoting({*articles_of((self.quote(row) for row in rows), statement)})
            return with_statement(part, statement)

    def place(self, identifier: str) -> int | None:
        """Return the place of what a quote quotes among all, by the quote's id."""
        name, *where = identifier.removeprefix(QUOTE).rsplit("-", 2)
        is_quote = identifier.startswith(QUOTE) and where
        number = self._lookup.number(name) if is_quote else None
        if number is None:
            return None
        first = bisect_left(self.quote_article, number)
        quotes = self._lookup.quotes(number)
        at = next((at for at, quote in enumerate(quotes) if id_of(quote) == identifier), None)
        return None if at is None else self.quote_of[first + at]

    def quotation(self, place: int) -> Quotation:
        """Return what is quoted, by its place among all."""
        quote = self.quote(self._column("said-first")[place])
        statement = self._statement(place, quote)
        outlets, suspect = (self._column(name)[place] for name in ("said-outlets", "said-suspect"))
        part = Story(articles=(self._lookup.article(quote.article or ""),))
        return speakers.quotation(part, quote, statement, outlets, suspect=bool(suspect))

    def quote(self, row: int) -> Quote:
        """Return the quote of a row."""
        number = self.quote_article[row]
        return self._lookup.quotes(number)[row - bisect_left(self.quote_article, number)]

    @cached_property
    def quote_article(self) -> array[Any]:
        """The number of the article of each quote."""
        return columns.read(self._connection, "quote-article")

    @cached_property
    def quote_of(self) -> array[Any]:
        """What each quote quotes, by its place among all."""
        return columns.read(self._connection, "quote-of", len(self.quote_article))

    @cached_property
    def speakers(self) -> Sequence[tuple[str | None, int]]:
        """Who is quoted, by name, and where what each said ends."""
        rows = self._connection.execute("SELECT name, quotations FROM speaker ORDER BY rank").fetchall()
        return list(zip((name for name, _ in rows), accumulate(count for _, count in rows), strict=True))

    @cached_property
    def _ranks(self) -> Mapping[str | None, int]:
        return {name: rank for rank, (name, _) in enumerate(self.speakers)}

    @cached_property
    def _column(self) -> Callable[[str], array[Any]]:
        size = self.speakers[-1][1] if self.speakers else 0
        return lru_cache(None)(lambda name: columns.read(self._connection, name, size))

    @cached_property
    def _sieve(self) -> QuoteSieve:
        self._column("said-suspect")  # which tells whether so much is quoted, before anything is made for it
        ends = array("I", (end for _, end in self.speakers))
        return QuoteSieve(self._connection, self.quote_article, self.quote_of, ends)

    def _statement(self, place: int, quote: Quote) -> Statement | None:
        """Return the statement that carries a quote, of those kept with its carrier."""
        number = self._column("said-carrier")[place]
        statements = self._lookup.statements(number) if number else ()
        occurrences = ((one, statement) for statement in statements for one in statement.occurrences)
        return carrier_of(quote, occurrences)

    def _listing(self, wanted: Filter) -> StoredQuotations:
        passing = self._sieve.passing(wanted)
        if wanted.marked is not None:
            only = bytearray(len(passing))
            for place in map(self.place, wanted.marked):
                if place is not None:
                    only[place] = passing[place]
            passing = bytes(only)
        return StoredQuotations(self, passing)


class StoredQuotations:
    """Quotations of a store that pass a filter, by speakers.

    Args:
        quoted: What is quoted.
        passing: For each thing that is quoted whether it passes, as 0 or 1.
    """

    def __init__(self, quoted: StoredQuoted, passing: bytes) -> None:
        self._quoted = quoted
        self._passing = passing
        self._ranges: list[tuple[int, int]] = []
        self.groups: list[Group] = []
        start = 0
        for name, end in quoted.speakers:
            count = passing.count(1, start, end)
            if count:
                self.groups.append(Group(name, count))
                self._ranges.append((start, end))
            start = end

    def items(self, group: int, start: int, count: int) -> Sequence[Quotation]:
        """Return so many quotations of a speaker, from one on; fewer at the end.

        Raises:
            StoreError: The store cannot be read.
        """
        first, last = self._ranges[group]
        places = compress(range(first, last), self._passing[first:last])
        with self._quoted.reading():
            return [self._quoted.quotation(place) for place in islice(places, start, start + count)]

    def place(self, identifier: str) -> Spot | None:
        """Return where the quotation of a quote stands, by that one's id; absent where it is not listed.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._quoted.reading():
            place = self._quoted.place(identifier)
        if place is None or not self._passing[place]:
            return None
        group = bisect_left(self._ranges, place + 1, key=lambda some: some[1])
        return Spot(group, self._passing.count(1, self._ranges[group][0], place))
