"""The articles of a store as they are listed: kept in order, with which entries each tells."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, compress, groupby
from typing import Any, get_args

from ondit.article_list import (
    KEPT_FILTERS,
    ListedArticle,
    beginning,
    in_order,
    mostly,
    nearest,
    of_entries,
    told_by,
)
from ondit.listing import Group, Spot
from ondit.marks import ARTICLE
from ondit.model import Article, Derivation, Grade, Kind, Published, Source, Span, Story, TimelineEntry
from ondit.search import names_finder, parse
from ondit.search.query import Query
from ondit.spans import day
from ondit.store import columns, indexed, masks, pieces, told
from ondit.store.lines import FACTS
from ondit.store.lookup import Lookup
from ondit.store.side import Reading, Side
from ondit.store.sifting import Sieve, of_days, undated
from ondit.timeline import Filter

Days = tuple[tuple[str | None, int], ...]

GRADES: tuple[Grade | None, ...] = (None, *get_args(Grade))
CREDITED, COPY = len(GRADES), 2 * len(GRADES)
"""What is added to the place of a grade in `GRADES` where the release is credited, and for a copy."""
_SELECT = "SELECT id, source, source_origin, title, published, granularity, published_origin FROM article"
_NAME = "article-days"


def keep(
    connection: sqlite3.Connection, story: Story, numbers: Mapping[str, int], rows: Sequence[int]
) -> None:
    """Keep in which order a story's articles are listed, of what they are made, and what they tell.

    Args:
        connection: The store.
        story: The story.
        numbers: The numbers of its articles, by their ids.
        rows: The row of each entry of its timeline.
    """
    ordered, derivations = in_order(story.articles), mostly(story.derivations)
    made = [derivations.get(article.id) for article in ordered]
    row_of = {entry.id: row for entry, row in zip(story.timeline, rows, strict=True)}
    tells = sorted(
        (numbers[name], row_of[entry.id]) for name, entries in told_by(story).items() for entry in entries
    )
    values: dict[str, Iterator[float]] = {
        "article-number": (numbers[article.id] for article in ordered),
        "article-release": (numbers[one.release] if one else 0 for one in made),
        "article-share": (one.share if one else 0.0 for one in made),
        "article-made": (
            _code(one, is_copy=article.copy_of is not None)
            for one, article in zip(made, ordered, strict=True)
        ),
        "telling-article": (number for number, _ in tells),
        "telling-row": (row for _, row in tells),
    }
    for name, one in values.items():
        columns.keep(connection, name, array(columns.ARTICLES[name], one))
    days: Days = tuple((name, len(list(of))) for name, of in groupby(map(day, ordered)))
    pieces.keep(connection, _NAME, days)


def _code(derivation: Derivation | None, *, is_copy: bool) -> int:
    grade = GRADES.index(derivation.grade if derivation else None)
    return grade + (CREDITED if derivation and derivation.credited else 0) + (COPY if is_copy else 0)


class StoredArticles(Side):
    """The articles of the story that a store keeps.

    Args:
        connection: The store.
        lookup: Looks entries up.
        sieve: Sifts entries.
        reading: What it is to be read in, which turns damage into a StoreError.
    """

    def __init__(
        self, connection: sqlite3.Connection, lookup: Lookup, sieve: Sieve, reading: Reading
    ) -> None:
        super().__init__(connection, lookup, reading)
        self._sieve = sieve
        self._passing = lru_cache(KEPT_FILTERS)(self._read_passing)

    def listing(self, wanted: Filter) -> StoredListing:
        """Return the articles that pass, by the day they were published.

        Raises:
            UsageError: The search makes no sense.
            StoreError: The store cannot be read.
        """
        with self.reading():
            passing = of_days(wanted, self._passing(undated(wanted)), self._spans)
            return StoredListing(self, passing, self._spans, self.reading)

    def article(self, identifier: str) -> Article | None:
        """Return the article of an id, absent where the story has none of it.

        Raises:
            StoreError: The store cannot be read.
        """
        with self.reading():
            place = self.place(identifier)
            return None if place is None else self._lookup.article(identifier)

    def told_in(self, article: str) -> Sequence[TimelineEntry]:
        """Return the entries that an article tells, in the order of their places.

        Raises:
            StoreError: The store cannot be read.
        """
        with self.reading():
            return [entry for entry, _ in self._told(article)]

    def entry_at(self, place: Span) -> TimelineEntry | None:
        """Return the entry that is told at a place of an article; absent where none is.

        Raises:
            StoreError: The store cannot be read.
        """
        with self.reading():
            return nearest(place, self._told(place.article or ""))

    def at(self, place: int) -> ListedArticle:
        """Return the article of a place in the order."""
        number = self.numbers[place]
        row = self._connection.execute(f"{_SELECT} WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise ValueError(f"there is no article {number}")
        name, source, origin, title, value, granularity, published_origin = row
        code = self._column("article-made")[place]
        return ListedArticle(
            name,
            Source(source, origin),
            title,
            "" if title else beginning(self._lookup.article(name).text),
            None if value is None else Published(value, granularity, published_origin),
            code >= COPY,
            self._derivation(name, place, code % COPY),
            self._kinds(number),
        )

    def place(self, identifier: str) -> int | None:
        """Return the place of an article in the order by its id; absent where the story has it not."""
        number = self._lookup.number(identifier)
        return None if number is None else self._places.get(number)

    @cached_property
    def numbers(self) -> array[int]:
        """The numbers of the articles, in their order."""
        return self._column("article-number")

    def _told(self, article: str) -> list[tuple[TimelineEntry, Sequence[Span]]]:
        """Return the entries that an article tells, each with where it does, in the order of their places."""
        entries = (self._lookup.entry(row) for row in self._rows(self._lookup.number(article) or 0))
        placed = [(entry, self._lookup.places(entry, article)) for entry in entries]
        return sorted(placed, key=lambda one: (min(span.start for span in one[1]), one[0].id))

    def _derivation(self, name: str, place: int, code: int) -> Derivation | None:
        grade = GRADES[code % CREDITED]
        if grade is None:
            return None
        query = "SELECT id FROM article WHERE number = ?"
        (release,) = self._connection.execute(query, (self._column("article-release")[place],)).fetchone()
        return Derivation(name, release, self._column("article-share")[place], grade, code >= CREDITED)

    def _kinds(self, number: int) -> Mapping[Kind, int]:
        facts = self._lookup.column("facts")
        return Counter(FACTS[facts[row]].kind for row in self._rows(number))

    def _rows(self, number: int) -> Sequence[int]:
        articles = self._column("telling-article")
        start, end = bisect_left(articles, number), bisect_right(articles, number)
        return self._column("telling-row")[start:end]

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {number: place for place, number in enumerate(self.numbers)}

    @cached_property
    def _spans(self) -> Sequence[tuple[str | None, int, int]]:
        """Each day with where its articles begin and end in the order."""
        days = pieces.read(self._connection, _NAME, Days) or ()
        ends = list(accumulate(count for _, count in days))
        if min((count for _, count in days), default=1) < 1 or (ends or [0])[-1] != len(self.numbers):
            raise ValueError("the days of articles are those of others")
        return [(day, end - count, end) for (day, count), end in zip(days, ends, strict=True)]

    @cached_property
    def _column(self) -> Callable[[str], array[Any]]:
        return lru_cache(None)(lambda name: columns.read(self._connection, name))

    def _read_passing(self, wanted: Filter) -> bytes:
        """Return for each article in order whether it passes, days left aside, as 0 or 1."""
        asked = (*self._of_itself(wanted), *self._telling(wanted), *self._worded(parse(wanted.search)))
        passing = masks.all_of((masks.everything(self._last), *asked))
        return bytes(map((passing << 8).to_bytes(self._last + 1, "little").__getitem__, self.numbers))

    @cached_property
    def _last(self) -> int:
        """The highest number of an article in the list."""
        return max(self.numbers, default=0)

    def _mask(self, numbers: Iterable[int]) -> int:
        """Return the mask of some articles by their numbers; those that are not in the list are left out."""
        return masks.of_numbers((number for number in numbers if number <= self._last), self._last)

    def _of_itself(self, wanted: Filter) -> Iterator[int]:
        """Yield the articles of the outlets that are asked for, and those that are marked."""
        if wanted.marked is not None:
            names = [one.removeprefix(ARTICLE) for one in wanted.marked if one.startswith(ARTICLE)]
            yield self._mask(told.numbers(self._connection, names).values())
        if wanted.sources:
            yield self._mask(told.of_outlets(self._connection, wanted.sources.__contains__))

    def _telling(self, wanted: Filter) -> Iterator[int]:
        """Yield the articles that tell an entry that passes, where any is asked for."""
        asked = of_entries(wanted)
        passing = self._sieve.passing(*asked) if asked else None
        if passing is not None:
            is_told = map(passing.__getitem__, self._column("telling-row"))
            yield self._mask(set(compress(self._column("telling-article"), is_told)))

    def _worded(self, query: Query) -> Iterator[int]:
        """Yield the articles by outlets with the names, and with the words, that a query asks for."""
        if query.source.any_of or query.source.none_of:
            passes = names_finder(query.source)
            yield self._mask(told.of_outlets(self._connection, lambda name: passes((name,))))
        if query.wanted:
            wanted = Query(wanted=query.wanted)
            yield self._mask(indexed.articles(self._connection, wanted, self._last))
        for one in query.unwanted:
            found_in = indexed.articles(self._connection, Query(wanted=(one,)), self._last)
            yield masks.others(self._mask(found_in), self._last)


class StoredListing:
    """The articles of a store that pass a filter, by the day they were published."""

    def __init__(
        self,
        articles: StoredArticles,
        passing: bytes,
        days: Sequence[tuple[str | None, int, int]],
        reading: Reading,
    ) -> None:
        self._articles, self._passing, self._reading = articles, passing, reading
        found = [(day, start, end, passing.count(1, start, end)) for day, start, end in days]
        self._spans = [(start, end) for _, start, end, count in found if count]
        self.groups: Sequence[Group] = [Group(day, count) for day, _, _, count in found if count]

    def items(self, group: int, start: int, count: int) -> Sequence[ListedArticle]:
        """Return so many articles of a day, from one on; fewer at its end.

        Raises:
            StoreError: The store cannot be read.
        """
        first, end = self._spans[group]
        places = list(compress(range(first, end), self._passing[first:end]))
        with self._reading():
            return [self._articles.at(place) for place in places[start : start + count]]

    def place(self, identifier: str) -> Spot | None:
        """Return where an article stands by its id; absent where it is not listed.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._reading():
            place = self._articles.place(identifier)
        if place is None or not self._passing[place]:
            return None
        group = bisect_right(self._spans, place, key=lambda span: span[0]) - 1
        return Spot(group, self._passing.count(1, self._spans[group][0], place))
