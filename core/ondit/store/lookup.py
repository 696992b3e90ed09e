"""Single entries of a store, and the parts of the story that they are told from."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from ondit.lots import ToldClaim
from ondit.model import Article, Claim, Quote, Span, Statement, Story, TimelineEntry
from ondit.parts import others_of
from ondit.store import columns, indexed, told
from ondit.store.order import Order
from ondit.store.state import State
from ondit.store.told import Told
from ondit.timeline import id_of

KEPT_ARTICLES = 200
FEW = 16
"""Of more ids than these the rows are found by looking through all."""


class Lookup:
    """Looks entries up by their rows and ids; what was read lately is remembered.

    What is damaged raises ValueError, LookupError or TypeError.

    Args:
        connection: The store.
        state: What of its entries is kept in one piece.

    Attributes:
        size: How many rows there are.
    """

    def __init__(self, connection: sqlite3.Connection, state: State) -> None:
        self._connection = connection
        self._state = state
        self.size = state.size
        self.column: Callable[[str], array[Any]] = lru_cache(None)(self._read_column)
        self.values: Callable[[str], columns.Values] = lru_cache(None)(self._values)
        self._told: Callable[[int], Told] = lru_cache(KEPT_ARTICLES)(self._read_told)
        self._as_told: Callable[[int], Article] = lru_cache(KEPT_ARTICLES)(self._read_as_told)
        self.quotes: Callable[[int], Sequence[Quote]] = lru_cache(KEPT_ARTICLES)(self._read_quotes)

    @cached_property
    def order(self) -> Order:
        """The rows in the order of the timeline."""
        return Order(columns.read(self._connection, "order"), self._state.entries)

    def entry(self, row: int) -> TimelineEntry:
        """Return the entry of a row."""
        at: int = self.values("at")[row]
        return self._home(row).outcome.entries[at]

    def told_claim(self, row: int) -> ToldClaim:
        """Return the claim of a row."""
        entry = self.entry(row)
        claim = next((one for one in self._home(row).outcome.claims if one.id == entry.claim), None)
        if claim is None:
            raise LookupError(f"there is no claim {entry.claim}")
        return ToldClaim(entry, claim)

    def places(self, entry: TimelineEntry, article: str) -> Sequence[Span]:
        """Return the places at which an article tells an entry."""
        claim, statement = self._claim(entry.claim), self._statement(entry)
        spans = (*(claim.mentions if claim else ()), *(statement.occurrences if statement else ()))
        return [span for span in spans if span.article == article]

    def row(self, identifier: str) -> int | None:
        """Return the row of the entry of an id, absent where there is none."""
        homes = self.values("home")
        rows = columns.places(self.column("key"), indexed.digest(identifier))
        return next((row for row in rows if homes[row] and self.entry(row).id == identifier), None)

    def rows(self, identifiers: Collection[str]) -> Mapping[str, int]:
        """Return the rows of entries by their ids, less those that there are not."""
        if len(identifiers) <= FEW:
            found = ((one, self.row(one)) for one in identifiers)
            return {one: row for one, row in found if row is not None}
        keys, homes = self.column("key"), self.column("home")
        wanted = {indexed.digest(one): one for one in identifiers}
        return {wanted[key]: row for row, key in enumerate(keys) if key in wanted and homes[row]}

    def part(self, entry: TimelineEntry) -> Story:
        """Return the part of the story that an entry is told from, as `ondit.parts` does of a whole one."""
        claim, statement = self._claim(entry.claim), self._statement(entry)
        spans = (*(claim.mentions if claim else ()), *(statement.occurrences if statement else ()))
        first = statement.first.articles if statement else ()
        ordered = self._beside({*first, *(span.article for span in spans)})
        found = [told.spans(self._connection, number, one) for number, one in ordered]
        return Story(
            articles=tuple(one.article for _, one in ordered),
            statements=(statement,) if statement else (),
            quotes=tuple(quote for quotes, _ in found for quote in quotes),
            labels=tuple(label for _, labels in found for label in labels),
            claims=self._with_others(claim) if claim else (),
            timeline=(entry,),
        )

    def quoting(self, identifiers: Iterable[str | None]) -> Story:
        """Return some articles, those of which they are copies or versions, and the quotes of all these."""
        ordered = self._beside(identifiers)
        quotes = tuple(quote for number, _ in ordered for quote in self.quotes(number))
        return Story(articles=tuple(one.article for _, one in ordered), quotes=quotes)

    def _beside(self, identifiers: Iterable[str | None]) -> list[tuple[int, Told]]:
        """Return articles by their numbers, and those of which they are copies or versions, in order."""
        wanted = {name or "" for name in identifiers}
        own = told.numbers(self._connection, wanted)
        if len(own) < len(wanted):
            raise LookupError("articles are named that there are not")
        others = {one for number in own.values() for one in others_of(self._told(number).article)}
        numbers = {**own, **told.numbers(self._connection, others)}
        return [(numbers[name], self._told(numbers[name])) for name in sorted(numbers)]

    def article(self, identifier: str) -> Article:
        """Return an article by its id."""
        return self._as_told(told.numbers(self._connection, [identifier])[identifier])

    def number(self, identifier: str) -> int | None:
        """Return the number of an article by its id, absent where there is none."""
        return told.numbers(self._connection, [identifier]).get(identifier)

    def statements(self, number: int) -> Sequence[Statement]:
        """Return the statements that are kept with an article, by its number."""
        return self._told(number).outcome.statements

    def _read_column(self, name: str) -> array[Any]:
        return columns.read(self._connection, name, self._state.size)

    def _values(self, name: str) -> columns.Values:
        return columns.Values(self._connection, name)

    def _read_told(self, number: int) -> Told:
        return told.told(self._connection, number)

    def _read_as_told(self, number: int) -> Article:
        return told.as_told(self._connection, number)

    def _read_quotes(self, number: int) -> Sequence[Quote]:
        return told.quotes(self._connection, number, self._told(number))

    def around(self, article: str) -> Story:
        """Return the part of the story that an article is read with; rows of matches are left at 0."""
        (number,) = told.numbers(self._connection, [article]).values()
        matches = tuple(told.matches(self._connection, number, lambda one: self._as_told(one).id))
        names = sorted({article, *(span.article or "" for one in matches for span in (one.a, one.b))})
        own = self._told(number)
        quotes, labels = told.spans(self._connection, number, own)
        return Story(
            articles=tuple(map(self._as_told, self._numbers(names))),
            matches=tuple(sorted(matches, key=lambda one: (one.a, one.b))),
            quotes=quotes,
            labels=labels,
            dates=told.dates(self._connection, number, own),
        )

    def _numbers(self, names: Sequence[str]) -> list[int]:
        known = told.numbers(self._connection, names)
        return [known[name] for name in names]

    def _home(self, row: int) -> Told:
        return self._told(self.values("home")[row])

    def _claim(self, identifier: str | None) -> Claim | None:
        row = self.row(id_of(identifier)) if identifier else None
        claims = self._home(row).outcome.claims if row is not None else ()
        return next((one for one in claims if one.id == identifier), None)

    def _statement(self, entry: TimelineEntry) -> Statement | None:
        row = self.row(entry.id) if entry.statement else None
        if row is None:
            return None
        carrier = self._told(self.values("carrier")[row]) if self.values("carrier")[row] else self._home(row)
        return next((one for one in carrier.outcome.statements if one.id == entry.statement), None)

    def _with_others(self, claim: Claim) -> tuple[Claim, ...]:
        """Return a claim with those that settle or contradict it, in the story's order."""
        ranks, placed = self.values("rank"), []
        for identifier in {claim.id, claim.settled_by or "", *claim.contradicts}:
            row, one = self.row(id_of(identifier)), self._claim(identifier)
            if row is not None and one:
                placed.append((ranks[row], one))
        return tuple(one for _, one in sorted(placed, key=lambda pair: pair[0]))
