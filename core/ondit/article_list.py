"""Articles as they are listed: by the day of publication, with what each tells and what it was made of."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import NamedTuple, Protocol

from ondit.kept import Kept
from ondit.listing import Listing, NumberedListing
from ondit.marks import id_of_article
from ondit.model import Article, Derivation, Kind, Published, Source, Span, Story, TimelineEntry
from ondit.places import Places
from ondit.search import Query, finder, folded, parse
from ondit.search.query import Named, Wording
from ondit.search.stories import article_passes, found_entries, within
from ondit.selecting import SaidBy, sift
from ondit.spans import day, overlap
from ondit.tellings import Tellings
from ondit.timeline import Filter

KEPT_FILTERS = 4
LONGEST_BEGINNING = 200


class ListedArticle(NamedTuple):
    """An article, less its text.

    Attributes:
        id: Its id.
        source: The outlet.
        title: Its headline.
        begins: How its text begins, where it has no headline; else empty.
        published: Its date.
        is_copy: Whether it is a copy of another one.
        derivation: The release of which most of it is made, and how much; absent where there is none.
        kinds: How many entries of each kind it tells.
    """

    id: str
    source: Source
    title: str | None
    begins: str
    published: Published | None
    is_copy: bool
    derivation: Derivation | None
    kinds: Mapping[Kind, int]


def in_order(articles: Iterable[Article]) -> list[Article]:
    """Return articles, those published last first, undated ones last; of one date by outlet, then by id."""
    ordered = sorted(articles, key=lambda one: (one.source.value, one.id))
    return sorted(ordered, key=_recency, reverse=True)


def apart(wording: Wording) -> tuple[Wording, ...]:
    """Return the words of a wording one by one: in an article, those of a phrase may stand apart."""
    *firsts, last = (Wording((word,)) for word in wording.words)
    return (*firsts, replace(last, is_beginning=wording.is_beginning))


def has_words(query: Query) -> Callable[[str], bool] | None:
    """Return what says whether an article's folded text has a query's words; absent where it has none."""
    if not (query.wanted or query.unwanted):
        return None
    wanted = finder(Query(wanted=tuple(word for one in query.wanted for word in apart(one))))
    unwanted = [finder(Query(wanted=apart(one))) for one in query.unwanted]
    return lambda text: wanted(text) and not any(has(text) for has in unwanted)


def beginning(text: str) -> str:
    """Return how a text begins, on one line."""
    return " ".join(text[: 2 * LONGEST_BEGINNING].split())[:LONGEST_BEGINNING]


def mostly(derivations: Iterable[Derivation]) -> dict[str, Derivation]:
    """Return of which release most of each article is made, by the article's id."""
    found: dict[str, Derivation] = {}
    for one in derivations:
        if one.article not in found or one.share > found[one.article].share:
            found[one.article] = one
    return found


def of_entries(wanted: Filter) -> tuple[Filter, Query] | None:
    """Return what of a filter is asked of the entries that an article tells; absent where nothing is.

    Outlets, dates, words and marks are asked of the article itself.

    Raises:
        UsageError: The search makes no sense.
    """
    query = parse(wanted.search)
    asked = replace(query, wanted=(), unwanted=(), source=Named(), start=None, end=None)
    only = replace(wanted, sources=frozenset(), start=None, end=None, search="", marked=None)
    return None if (only, asked) == (Filter(), Query()) else (only, asked)


def told_by(story: Story) -> dict[str, list[TimelineEntry]]:
    """Return the entries that each article tells, by its id, each once, in the order of their places."""
    tellings = Tellings(story)
    first: dict[str, dict[str, tuple[int, TimelineEntry]]] = defaultdict(dict)
    for entry in story.timeline:
        for span in tellings.of(entry):
            own = first[span.article or ""]
            at, _ = own.get(entry.id, (span.start, entry))
            own[entry.id] = (min(at, span.start), entry)
    ordered = {
        name: sorted(own.values(), key=lambda told: (told[0], told[1].id)) for name, own in first.items()
    }
    return {name: [entry for _, entry in own] for name, own in ordered.items()}


def nearest(place: Span, told: Iterable[tuple[TimelineEntry, Iterable[Span]]]) -> TimelineEntry | None:
    """Return the entry of which a telling shares most characters with a place; absent where none does.

    Args:
        place: The place.
        told: Entries with their tellings; of equals the shortest telling counts, then the first entry.
    """
    shared = (
        (overlap(span, place), span.start - span.end, -number, entry)
        for number, (entry, spans) in enumerate(told)
        for span in spans
    )
    best = max(shared, key=lambda one: one[:3], default=None)
    return best[-1] if best and best[0] else None


class ArticleView(Protocol):
    """The articles of a story, asked for what is to be shown."""

    def listing(self, wanted: Filter) -> Listing[ListedArticle]:
        """Return the articles that pass, by the day they were published, those published last first.

        Of a filter, outlets, dates, words and marks are asked of an article itself, the words of a phrase
        each by itself; all else of the entries that it tells, of which one has to pass.

        Raises:
            UsageError: The search makes no sense.
        """

    def article(self, identifier: str) -> Article | None:
        """Return the article of an id, absent where there is none."""

    def told_in(self, article: str) -> Sequence[TimelineEntry]:
        """Return the entries that an article tells, by its id, in the order of their places."""

    def entry_at(self, place: Span) -> TimelineEntry | None:
        """Return the entry that is told at a place of an article; absent where none is.

        Of those of which a telling shares most characters with it the shortest, then the first.
        """


class WholeArticles:
    """The articles of a story in memory.

    Args:
        story: The story.
        spoken: Asked who is quoted where entries are told.
    """

    def __init__(self, story: Story, spoken: SaidBy) -> None:
        self._story = story
        self._spoken = spoken
        self._kept: Kept[Filter, Listing[ListedArticle]] = Kept(KEPT_FILTERS)

    def listing(self, wanted: Filter) -> Listing[ListedArticle]:
        """Return the articles that pass, by the day they were published, those published last first.

        Raises:
            UsageError: The search makes no sense.
        """
        return self._kept.of(wanted, self._listing)

    def article(self, identifier: str) -> Article | None:
        """Return the article of an id, absent where there is none."""
        return self._places.find(identifier)

    def told_in(self, article: str) -> Sequence[TimelineEntry]:
        """Return the entries that an article tells, in the order of their places."""
        return self._told.get(article, ())

    def entry_at(self, place: Span) -> TimelineEntry | None:
        """Return the entry that is told at a place of an article; absent where none is."""
        return nearest(place, ((one, self._tellings.of(one)) for one in self.told_in(place.article or "")))

    def _listing(self, wanted: Filter) -> Listing[ListedArticle]:
        query, telling = parse(wanted.search), self._telling(wanted)
        passes, found_in = article_passes(query), self._worded(query)
        found = [
            number
            for number, one in enumerate(self._ordered)
            if (not wanted.sources or one.source.value in wanted.sources)
            and (wanted.marked is None or id_of_article(one.id) in wanted.marked)
            and within(one.published.value if one.published else None, wanted.start, wanted.end)
            and (telling is None or one.id in telling)
            and passes(one)
            and (found_in is None or one.id in found_in)
        ]
        ordered, told, derivations = self._ordered, self._told, self._derivations
        grouped = groupby(found, key=lambda number: day(ordered[number]))
        groups = {heading: array("L", of) for heading, of in grouped}

        def made(number: int) -> ListedArticle:
            article = ordered[number]
            return _listed(article, told.get(article.id, ()), derivations.get(article.id))

        return NumberedListing(groups, made, self._places.place)

    def _telling(self, wanted: Filter) -> Set[str] | None:
        """Return the ids of the articles that tell an entry that passes; absent where none is asked for."""
        asked = of_entries(wanted)
        if asked is None:
            return None
        passing = {one.id for one in sift(found_entries(self._story, asked[1]), asked[0], self._spoken)}
        return {name for name, own in self._told.items() if any(entry.id in passing for entry in own)}

    def _worded(self, query: Query) -> Set[str] | None:
        """Return the ids of the articles with the words that are asked for; absent where none are."""
        has = has_words(query)
        return None if has is None else {name for name, text in self._texts.items() if has(text)}

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {article.id: folded(article.text) for article in self._story.articles}

    @cached_property
    def _tellings(self) -> Tellings:
        return Tellings(self._story)

    @cached_property
    def _told(self) -> Mapping[str, Sequence[TimelineEntry]]:
        return told_by(self._story)

    @cached_property
    def _ordered(self) -> Sequence[Article]:
        return in_order(self._story.articles)

    @cached_property
    def _places(self) -> Places[Article]:
        return Places(self._ordered)

    @cached_property
    def _derivations(self) -> Mapping[str, Derivation]:
        return mostly(self._story.derivations)


def _listed(article: Article, told: Sequence[TimelineEntry], derivation: Derivation | None) -> ListedArticle:
    return ListedArticle(
        article.id,
        article.source,
        article.title,
        "" if article.title else beginning(article.text),
        article.published,
        article.copy_of is not None,
        derivation,
        Counter(entry.kind for entry in told),
    )


def _recency(article: Article) -> tuple[bool, str]:
    return (article.published is not None, article.published.value if article.published else "")
