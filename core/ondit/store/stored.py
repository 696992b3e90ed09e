"""A story as it is kept in a store, to look at: of it only what is asked for is read."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import compress
from types import TracebackType
from typing import Any

from ondit.folding import STANDING, folds
from ondit.following import Followed
from ondit.model import Article, Claim, Problem, Statement, Story, TimelineEntry
from ondit.search import Query, matches, parse
from ondit.search.stories import article_passes
from ondit.store import Store, columns, entries, indexed, told
from ondit.store.making import made_of
from ondit.store.opening import connect
from ondit.store.sifting import Sieve, passes
from ondit.store.told import Told
from ondit.store.troubles import damaged, explained
from ondit.timeline import Filter, id_of
from ondit.views import KEPT_FILTERS, DayCount, StoryView, Tally

KEPT_ARTICLES = 1000
WAIT_SECONDS = 5.0
CACHE_KILOBYTES = 8192


class StoredStory:
    """A view (`ondit.views.StoryView`) of the story that a store keeps, as it was when the view was made.

    It reads by a connection of its own, which it closes at the end of a `with` block, and stays at the state
    that it began with, whatever is written meanwhile: what is written cannot go into the store's file while
    it is open, so that it should be closed once there is a later one. It may be asked from any thread, by one
    at a time.

    Args:
        store: The store.

    Raises:
        StoreError: It cannot be read.
    """

    def __init__(self, store: Store) -> None:
        self.path = store.path
        self._connection = connect(store.path, WAIT_SECONDS, is_shared=True)
        try:
            with self._reading():
                self._connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
                self._connection.execute("BEGIN")
                self._state = entries.state(self._connection)
        except BaseException:
            self.close()
            raise
        self._column: Callable[[str], array[Any]] = lru_cache(None)(self._read_column)
        self._sieve = Sieve(self._connection, self._state.size, self._column)
        self._passing = lru_cache(KEPT_FILTERS)(self._sieve.passing)
        self._told: Callable[[int], Told] = lru_cache(KEPT_ARTICLES)(self._read_told)

    def __enter__(self) -> StoredStory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._connection.close()

    @property
    def is_current(self) -> bool:
        """Whether the store was told nothing since its story was kept, and this code would find the same.

        Raises:
            StoreError: It cannot be read.
        """
        with Store(self.path, connect(self.path, WAIT_SECONDS)) as store:
            return self._state.of == made_of(store.contents())

    @property
    def generation(self) -> int:
        """How many times a story was kept before this one, and this one; 0 where none is kept."""
        return self._state.generation

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """What could not be read, and notes."""
        with self._reading():
            return entries.problems(self._connection)

    @cached_property
    def tally(self) -> Tally:
        """What it holds."""
        with self._reading():
            outlets = dict(self._connection.execute("SELECT name, entries FROM entry_outlet ORDER BY name"))
        kept = self._state
        return Tally(kept.articles, kept.size - kept.free, outlets, Counter(dict(kept.kinds)))

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        """Return the days of which entries pass a filter, in the timeline's order.

        Raises:
            UsageError: The search makes no sense.
            StoreError: The store cannot be read.
        """
        with self._reading():
            passing, headings = self._passing(_undated(wanted)), self._column("heading")
            counts = Counter(headings if passing is None else compress(headings, passing))
            counts.pop(entries.FREE, None)
            found = ((self._state.headings[number - 1], count) for number, count in counts.items())
            days = [DayCount(heading, count) for heading, count in found if passes(wanted, heading)]
        return sorted(days, key=lambda day: (day.published is not None, day.published or ""), reverse=True)

    def entries(self, wanted: Filter, day: str | None, most: int | None = None) -> Sequence[TimelineEntry]:
        """Return the entries of a day that pass a filter, in the timeline's order; empty for a day without.

        Args:
            wanted: The filter.
            day: As in `DayCount.published`.
            most: Only so many, the first; all where absent.

        Raises:
            UsageError: The search makes no sense.
            StoreError: The store cannot be read.
        """
        with self._reading():
            return [self._entry(row) for row in self._rows(wanted, day)[:most]]

    def standing(self, wanted: Filter, day: str | None) -> Sequence[TimelineEntry]:
        """Return those of a day's entries that stand where it is folded, in their order.

        Raises:
            UsageError: The search makes no sense.
            StoreError: The store cannot be read.
        """
        with self._reading():
            rows = self._rows(wanted, day)
            if folds(len(rows), STANDING):
                matters, sure = self._column("importance"), self._column("confidence")
                ranked = ((-matters[row], -sure[row], at) for at, row in enumerate(rows))
                rows = [rows[at] for at in sorted(at for *_, at in nsmallest(STANDING, ranked))]
            return [self._entry(row) for row in rows]

    def followed(self, before: StoryView) -> Followed:
        """Say what became of the entries of an earlier view of the same store.

        Raises:
            StoreError: The store cannot be read.
        """
        if not isinstance(before, StoredStory) or before.path != self.path:
            return Followed()
        query = "SELECT before, now FROM entry_became WHERE generation > ?"
        with self._reading():
            became = dict(self._connection.execute(query, (before.generation,)))
            headings, born = self._column("heading"), self._column("born")
            rows = [row for row, one in enumerate(born) if one > before.generation and headings[row]]
            new = {self._entry(row).id: self._state.headings[headings[row] - 1] for row in rows}
        return Followed(became, new)

    def entry(self, identifier: str) -> TimelineEntry | None:
        """Return the entry of an id, absent where there is none.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._reading():
            row = self._row(identifier)
            return None if row is None else self._entry(row)

    def part(self, entry: TimelineEntry) -> Story:
        """Return the part of the story that an entry's account needs, and only that.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._reading():
            claim, statement = self._claim(entry.claim), self._statement(entry)
            spans = (*(claim.mentions if claim else ()), *(statement.occurrences if statement else ()))
            own = told.numbers(self._connection, {span.article or "" for span in spans})
            copied = {self._told(number).article.copy_of for number in own.values()} - {None}
            numbers = {**own, **told.numbers(self._connection, (one for one in copied if one))}
            ordered = [(numbers[name], self._told(numbers[name])) for name in sorted(numbers)]
            found = [told.spans(self._connection, number, one) for number, one in ordered]
            return Story(
                articles=tuple(one.article for _, one in ordered),
                statements=(statement,) if statement else (),
                quotes=tuple(quote for quotes, _ in found for quote in quotes),
                labels=tuple(label for _, labels in found for label in labels),
                claims=self._with_others(claim) if claim else (),
                timeline=(entry,),
            )

    def articles(self, search: str, most: int | None = None) -> Sequence[Article]:
        """Return the articles whose texts hold a search's words, those added last first.

        Of the search's fields `source:`, `from:` and `to:` are asked of the articles.

        Args:
            search: A search as `ondit.search.parse` reads it.
            most: Only so many; all where absent.

        Raises:
            UsageError: The search makes no sense.
            StoreError: The store cannot be read.
        """
        query = parse(search)
        is_asked = article_passes(query)
        found: list[Article] = []
        with self._reading():
            for number in indexed.articles(self._connection, query, self._state.indexed):
                if most is not None and len(found) >= most:
                    break
                one = told.article(self._connection, number)
                if is_asked(one) and (_is_sure(query) or matches(query, one.text)):
                    found.append(one)
        return found

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn what SQLite says, and what makes no sense, into sentences."""
        with explained(self.path):
            try:
                yield
            except (ValueError, LookupError, TypeError) as error:
                if isinstance(error, UnicodeError):
                    raise
                raise damaged(self.path) from error

    def _read_told(self, number: int) -> Told:
        return told.told(self._connection, number)

    def _read_column(self, name: str) -> array[Any]:
        return columns.read(self._connection, name, self._state.size)

    def _rows(self, wanted: Filter, day: str | None) -> list[int]:
        """Return the rows of a day's entries that pass, in order of place."""
        if day not in self._state.headings or not passes(wanted, day):
            return []
        passing = self._passing(_undated(wanted))
        rows = columns.places(self._column("heading"), self._state.headings.index(day) + 1)
        place = self._column("place")
        return sorted((row for row in rows if passing is None or passing[row]), key=place.__getitem__)

    def _entry(self, row: int) -> TimelineEntry:
        at: int = self._column("at")[row]
        return self._told(self._column("home")[row]).outcome.entries[at]

    def _row(self, identifier: str) -> int | None:
        """Return the row of the entry of an id, absent where there is none."""
        headings = self._column("heading")
        rows = columns.places(self._column("key"), indexed.digest(identifier))
        return next((row for row in rows if headings[row] and self._entry(row).id == identifier), None)

    def _claim(self, identifier: str | None) -> Claim | None:
        row = self._row(id_of(identifier)) if identifier else None
        if row is None:
            return None
        claims = self._told(self._column("home")[row]).outcome.claims
        return next(one for one in claims if one.id == identifier)

    def _statement(self, entry: TimelineEntry) -> Statement | None:
        row = self._row(entry.id) if entry.statement else None
        if row is None:
            return None
        home = self._column("carrier")[row] or self._column("home")[row]
        statements = self._told(home).outcome.statements
        return next((one for one in statements if one.id == entry.statement), None)

    def _with_others(self, claim: Claim) -> tuple[Claim, ...]:
        """Return a claim with those that settle or contradict it, in the story's order."""
        ranks = self._column("rank")
        placed = []
        for identifier in {claim.id, claim.settled_by, *claim.contradicts}:
            row = self._row(id_of(identifier)) if identifier else None
            if row is not None and (one := self._claim(identifier)):
                placed.append((ranks[row], one))
        return tuple(one for _, one in sorted(placed, key=lambda pair: pair[0]))


def _undated(wanted: Filter) -> Filter:
    """Return a filter that lets all days through by its own dates: those are asked of the headings."""
    return replace(wanted, start=None, end=None)


def _is_sure(query: Query) -> bool:
    """Say whether the index of articles' words knows all that a query asks of words."""
    return not query.unwanted and all(len(wording.words) == 1 for wording in query.wanted)
