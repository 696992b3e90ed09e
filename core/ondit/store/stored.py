"""A story as it is kept in a store, to look at: of it only what is asked for is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property, lru_cache
from itertools import islice
from threading import RLock
from types import TracebackType

from ondit.errors import StoreError
from ondit.following import Followed
from ondit.marks import Mark
from ondit.model import Article, Problem, Story, TimelineEntry
from ondit.search import parse
from ondit.search.nearest import near
from ondit.store import Store, marking, state, told
from ondit.store.articles import StoredArticles
from ondit.store.damage import sound
from ondit.store.lookup import Lookup
from ondit.store.lotting import StoredClaims, codes_in_order
from ondit.store.making import made_of
from ondit.store.opening import connect
from ondit.store.passing import Passing
from ondit.store.quoted import StoredQuoted
from ondit.store.scores import StoredScores
from ondit.store.sifting import Sieve
from ondit.store.spelling import vocabulary
from ondit.timeline import Filter
from ondit.views import KEPT_FILTERS, DayCount, StoryView, Tally

WAIT_SECONDS = 5.0
CACHE_KILOBYTES = 8192


class StoredStory:
    """A view (`ondit.views.StoryView`) of the story that a store keeps, as it was when the view was made.

    It reads by a connection of its own, which it closes at the end of a `with` block, and stays at the state
    that it began with, whatever is written meanwhile: what is written cannot go into the store's file while
    it is open, so that it should be closed once there is a later one. It may be asked from several threads:
    they wait for one another.

    Args:
        store: The store.

    Attributes:
        quoted: What is quoted in it, by speakers.
        scoreboard: What each outlet told in it, beside the others.
        published: Its articles, by the day they were published.

    Raises:
        StoreError: It cannot be read.
    """

    def __init__(self, store: Store) -> None:
        self.path = store.path
        self._is_spoilt = self._is_closed = False
        self._one_at_a_time = RLock()
        self._connection = connect(store.path, WAIT_SECONDS, is_shared=True)
        try:
            with self._reading():
                self._connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
                self._connection.execute("BEGIN")
                self._state = state.state(self._connection)
        except BaseException:
            self.close()
            raise
        self._lookup = Lookup(self._connection, self._state)
        self._sieve = Sieve(self._connection, self._state.size, self._lookup.column)
        self._passing = Passing(self._lookup, self._sieve, self._state)
        self.quoted = StoredQuoted(self._connection, self._lookup, self._reading)
        self.scoreboard = StoredScores(self._connection, self._lookup, self._reading)
        self.published = StoredArticles(self._connection, self._lookup, self._sieve, self._reading)
        self._vocabulary = cache(lambda: vocabulary(self.path, self.tally.outlets, WAIT_SECONDS))
        self._claims = lru_cache(KEPT_FILTERS)(self._read_claims)

    def __enter__(self) -> StoredStory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, once nothing is read from it any more; closing twice does no harm."""
        with self._one_at_a_time:
            self._is_closed = True
            self._connection.close()

    def is_current(self, store: Store) -> bool:
        """Say whether the store was told nothing since its story was kept, and this code would find the same.

        It is not, where it was found to be damaged.

        Args:
            store: The store, open: it says what it was told by now.

        Raises:
            StoreError: It cannot be read.
        """
        return not self._is_spoilt and self._state.of == made_of(store.contents())

    @property
    def generation(self) -> int:
        """How many times a story was kept before this one, and this one; 0 where none is kept."""
        return self._state.generation

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """What could not be read, and notes."""
        with self._reading():
            return state.problems(self._connection)

    @cached_property
    def tally(self) -> Tally:
        """What it holds."""
        with self._reading():
            outlets = dict(self._connection.execute("SELECT name, entries FROM entry_outlet ORDER BY name"))
            statuses = self._sieve.statuses()
        kept = self._state
        return Tally(kept.articles, kept.entries, outlets, Counter(dict(kept.kinds)), statuses)

    @cached_property
    def speakers(self) -> Mapping[str, int]:
        """How many entries each speaker says, by name, or by description where there is none.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._reading():
            return {name: len(rows) for name, rows in self._sieve.speakers.items()}

    @cached_property
    def marks(self) -> Sequence[Mark]:
        """The reader's marks, as they were when the view was made, in their order; each tells its entry.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._reading():
            return marking.marks(self._connection)

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        """Return the days of which entries pass a filter, in the timeline's order.

        Raises:
            UsageError: The search makes no sense.
            StoreError: The store cannot be read.
        """
        with self._reading():
            return self._passing.counts(wanted)

    def entries(
        self, wanted: Filter, day: str | None, most: int | None = None, start: int = 0
    ) -> Sequence[TimelineEntry]:
        """Return the entries of a day that pass a filter, in the timeline's order; empty for a day without.

        Args:
            wanted: The filter.
            day: As in `DayCount.published`.
            most: Only so many; all where absent.
            start: The place of the first of them among those that pass, from 0.

        Raises:
            UsageError: The search makes no sense.
            StoreError: The store cannot be read.
        """
        with self._reading():
            rows = self._passing.rows(wanted, day)[start : None if most is None else start + most]
            return [self._lookup.entry(row) for row in rows]

    def places(self, wanted: Filter, day: str | None, identifiers: Collection[str]) -> Mapping[str, int]:
        """Return which of a day's entries that pass a filter some entries are, by their ids, from 0.

        Raises:
            UsageError: The search makes no sense.
            StoreError: The store cannot be read.
        """
        with self._reading():
            rows = self._lookup.rows(identifiers)
            found = self._passing.places_of(wanted, day, rows.values())
            return {one: found[row] for one, row in rows.items() if row in found}

    def standing(self, wanted: Filter, day: str | None) -> Sequence[TimelineEntry]:
        """Return those of a day's entries that stand where it is folded, in their order.

        Raises:
            UsageError: The search makes no sense.
            StoreError: The store cannot be read.
        """
        with self._reading():
            return [self._lookup.entry(row) for row in self._passing.standing(wanted, day)]

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
            born, new = self._lookup.column("born"), dict[str, str | None]()
            for day, place in self._passing.places.items():
                rows = self._lookup.order.rows(*place)
                new |= {self._lookup.entry(row).id: day for row in rows if born[row] > before.generation}
        return Followed(became, new)

    def entry(self, identifier: str) -> TimelineEntry | None:
        """Return the entry of an id, absent where there is none.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._reading():
            row = self._lookup.row(identifier)
            return None if row is None else self._lookup.entry(row)

    def near(self, word: str, most: int) -> Sequence[str]:
        """Return the beginnings nearest to a folded word that words of entries have.

        Raises:
            StoreError: The store cannot be read.
        """
        return near(word, self._vocabulary().split(), most)

    def claims(self, wanted: Filter) -> StoredClaims:
        """Return the claims whose entries pass a filter, in their lots, by their entries' ids.

        Raises:
            UsageError: The search makes no sense.
            StoreError: The store cannot be read.
        """
        with self._reading():
            return self._claims(wanted)

    def part(self, entry: TimelineEntry) -> Story:
        """Return the part of the story that an entry's account needs, and only that.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._reading():
            return self._lookup.part(entry)

    def around(self, article: str) -> Story:
        """Return the part of the story that an article is read with.

        Args:
            article: Its id, of an article that the story has.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._reading():
            return self._lookup.around(article)

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
        with self._reading():
            return list(islice(told.articles(self._connection, query, self._state.indexed), most))

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Read in turn, and turn what SQLite says, and what makes no sense, into sentences."""
        with self._one_at_a_time, sound(self.path, WAIT_SECONDS, self._spoil):
            if self._is_closed:
                raise StoreError(f"The store {self.path} is read no more.", "Look at what was read since.")
            yield

    def _spoil(self) -> None:
        self._is_spoilt = True

    @cached_property
    def _claim_codes(self) -> int:
        return codes_in_order(self._lookup)

    def _read_claims(self, wanted: Filter) -> StoredClaims:
        return StoredClaims(self._lookup, self._claim_codes, self._passing.shown(wanted), self._reading)
