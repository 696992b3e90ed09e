"""What a case file is made of: a slice of a story that is bounded, with a count of all that is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import chain, islice
from typing import Protocol

from ondit.article_list import ArticleView
from ondit.export.excerpts import Excerpt, excerpt_of, excerpts_of_entry
from ondit.listing import Listing, Spot, every, size
from ondit.model import Article, Claim, Problem, Span, Story, TimelineEntry
from ondit.parts import others_of
from ondit.quoted import QuotedView
from ondit.scoreboard import ScoreView
from ondit.search import Named, Query, parse
from ondit.speakers import Quotation, id_of
from ondit.timeline import Filter
from ondit.timeline import id_of as entry_of
from ondit.views import DayCount


class CaseView(Protocol):
    """What is asked of a view (`ondit.views.StoryView`) for a case file."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be read, and notes."""

    @property
    def quoted(self) -> QuotedView:
        """What is quoted in it, by speakers."""

    @property
    def published(self) -> ArticleView:
        """Its articles, by the day they were published."""

    @property
    def scoreboard(self) -> ScoreView:
        """What each outlet told in it, beside the others."""

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        """Return the days of which entries pass a filter."""

    def entries(self, wanted: Filter, day: str | None) -> Sequence[TimelineEntry]:
        """Return the entries of a day that pass a filter."""

    def entry(self, identifier: str) -> TimelineEntry | None:
        """Return the entry of an id, absent where there is none."""

    def part(self, entry: TimelineEntry) -> Story:
        """Return the part of the story that an entry's account needs."""


@dataclass(frozen=True, slots=True)
class Most:
    """How much a case file holds at the most.

    Attributes:
        entries: Entries of the timeline, with their claims and wordings.
        quotations: Things that are quoted.
        articles: Articles that nothing in it cites.
        tellings: Tellings of one step in a claim's life, and variants of one wording.
        sources: Outlets of the scoreboard.
        problems: Inputs that could not be read.
    """

    entries: int = 400
    quotations: int = 300
    articles: int = 500
    tellings: int = 40
    sources: int = 100
    problems: int = 200


@dataclass(frozen=True, slots=True)
class Told:
    """An entry, with the part of the story that it is told from.

    Attributes:
        entry: The entry.
        part: The part.
        claim: Its claim, where it has one.
        excerpts: The words of every place that tells it, first told first.
    """

    entry: TimelineEntry
    part: Story
    claim: Claim | None
    excerpts: Sequence[Excerpt]


@dataclass(frozen=True, slots=True)
class Quoted:
    """What someone is quoted with.

    Attributes:
        speaker: The name; absent where nobody is named.
        quotation: What is quoted.
        part: The part of the story that it is told from.
    """

    speaker: str | None
    quotation: Quotation
    part: Story

    @property
    def excerpt(self) -> Excerpt:
        """Its words where they were told first."""
        return excerpt_of(self.part, self.quotation.quote)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A slice of a story.

    Attributes:
        told: Its entries, first seen on top, undated ones last.
        others: Claims that settle or contradict these, by their ids; of these themselves, too.
        quoted: What is quoted, by speakers.
        articles: All articles that are listed, by their ids.
        entries_in_all: How many entries there are.
        quotations_in_all: How many things are quoted.
        articles_in_all: How many articles pass the filter, or are cited.
    """

    told: Sequence[Told]
    others: Mapping[str, Told]
    quoted: Sequence[Quoted]
    articles: Mapping[str, Article]
    entries_in_all: int
    quotations_in_all: int
    articles_in_all: int


def gather(view: CaseView, wanted: Filter, most: Most) -> Gathered:
    """Gather what a case file is made of.

    Rule: of more entries than there is room for those that matter most (`TimelineEntry.importance`) are
    taken, of equals the newest; of quotations those of speakers quoted most, told by most outlets; articles
    that are cited are always taken, then the newest others.

    Raises:
        UsageError: The search makes no sense.
        StoreError: The story cannot be read.
    """
    entries, in_all = _entries(view, wanted, most.entries)
    told = [_told(view, entry) for entry in entries]
    others = {one.claim.id: one for one in told if one.claim}
    for identifier in _related(told):
        entry = None if identifier in others else view.entry(entry_of(identifier))
        if entry:
            others[identifier] = _told(view, entry)
    quoted, quotations = _quoted(view, wanted, told, most.quotations)
    cited = _cited(told, list(others.values()), quoted, most.tellings)
    articles, listed = _articles(view, wanted, cited, most.articles)
    return Gathered(told, others, quoted, articles, in_all, quotations, listed)


def _entries(view: CaseView, wanted: Filter, most: int) -> tuple[Sequence[TimelineEntry], int]:
    days = view.days(wanted)
    in_all = sum(day.entries for day in days)
    entries = chain.from_iterable(view.entries(wanted, day.published) for day in days)
    chosen = nlargest(most, entries, key=lambda one: one.importance) if in_all > most else list(entries)
    return sorted(chosen, key=_age), in_all


def _told(view: CaseView, entry: TimelineEntry) -> Told:
    part = view.part(entry)
    claim = next((one for one in part.claims if one.id == entry.claim), None)
    return Told(entry, part, claim, list(excerpts_of_entry(part, entry)))


def _related(told: Sequence[Told]) -> Iterator[str]:
    """Yield the ids of the claims that settle or contradict some."""
    for one in told:
        if one.claim:
            yield from filter(None, (one.claim.settled_by, *one.claim.contradicts))
            yield from (event.claim for event in one.claim.history if event.claim)


def _quoted(view: CaseView, wanted: Filter, told: Sequence[Told], most: int) -> tuple[Sequence[Quoted], int]:
    """Return what is quoted, and how much; under a filter of entries, what stands where they are told."""
    spots: Iterator[Spot]
    if _knows_quotes(wanted):
        listing = view.quoted.listing(wanted)
        groups = enumerate(listing.groups)
        spots = (Spot(number, at) for number, group in groups for at in range(group.items))
        in_all = size(listing)
    else:
        listing = view.quoted.listing(Filter())
        quotes = (excerpt.quote for one in told for excerpt in one.excerpts if excerpt.quote)
        names = {id_of(quote) for quote in quotes} | set(_marked(view, wanted))
        found = {spot for name in names if (spot := listing.place(name))}
        spots, in_all = iter(sorted(found)), len(found)
    return [_quotation(view, listing, *spot) for spot in islice(spots, most)], in_all


def _marked(view: CaseView, wanted: Filter) -> Iterator[str]:
    """Yield the ids of what is quoted and marked itself, where a filter asks for what is marked."""
    if wanted.marked is not None:
        yield from (one.id for one in every(view.quoted.listing(Filter(marked=wanted.marked))))


def _knows_quotes(wanted: Filter) -> bool:
    """Say whether a filter asks for nothing but what is known of quotes by themselves."""
    query = parse(wanted.search)
    asked = replace(query, wanted=(), unwanted=(), source=Named(), speaker=Named(), start=None, end=None)
    only = replace(wanted, sources=frozenset(), speakers=frozenset(), start=None, end=None, search="")
    return (only, asked) == (Filter(), Query())


def _quotation(view: CaseView, listing: Listing[Quotation], group: int, at: int) -> Quoted:
    (quotation,) = listing.items(group, at, 1)
    return Quoted(listing.groups[group].key, quotation, view.quoted.part(quotation))


def _cited(
    told: Sequence[Told], others: Sequence[Told], quoted: Sequence[Quoted], most: int
) -> dict[str, Article]:
    """Return the articles that are cited, and those of which they are copies or later versions, by their ids.

    Args:
        told: Entries.
        others: Those of claims that settle or contradict them, and of their own.
        quoted: What is quoted.
        most: How many places of a step or a wording are cited.
    """
    parts = [*(one.part for one in told), *(one.part for one in quoted)]
    every = chain(parts, (one.part for one in others))
    known = {article.id: article for part in every for article in part.articles}
    firsts = (span for one in others if one.claim for span in one.claim.mentions[:1])
    spans: Iterator[Span] = chain(_spans(told, most), firsts, (one.quotation.quote for one in quoted))
    wordings = (span for part in parts for one in part.statements for span in one.occurrences[:most])
    names = {span.article for span in chain(spans, wordings)}
    names |= {other for name in names if name in known for other in others_of(known[name])}
    return {name: article for name, article in known.items() if name in names}


def _spans(told: Sequence[Told], most: int) -> Iterator[Span]:
    """Yield the places by which entries and the lives of their claims are cited."""
    for one in told:
        yield from (Span(excerpt.start, excerpt.end, excerpt.article.id) for excerpt in one.excerpts[:1])
        if one.claim:
            yield from (place for event in one.claim.history for place in event.places[:most])


def _articles(
    view: CaseView, wanted: Filter, cited: Mapping[str, Article], most: int
) -> tuple[Mapping[str, Article], int]:
    """Return the articles that are listed, and how many there are, whether they pass or are only cited."""
    listing = view.published.listing(wanted)
    in_all = size(listing) + sum(1 for name in cited if listing.place(name) is None)
    others = (one.id for one in every(listing) if one.id not in cited)
    found = {name: view.published.article(name) for name in islice(others, most)}
    return {**cited, **{name: article for name, article in found.items() if article}}, in_all


def _age(entry: TimelineEntry) -> tuple[bool, str, str, str]:
    return (entry.published is None, entry.published or "", entry.text, entry.id)
