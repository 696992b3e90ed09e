"""What a filter lets through of a story in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import compress
from operator import attrgetter
from typing import Any

from ondit.model import Article, Match, Quote, Span, Story, TimelineEntry
from ondit.search import parse
from ondit.search.stories import (
    article_passes,
    found_entries,
    speakers_of_entries,
    within,
    wording_passes,
)
from ondit.timeline import Filter

SaidBy = Callable[[], Mapping[str, Collection[str]]]
"""Returns who says an entry, by its id."""

Condition = tuple[Callable[[TimelineEntry], Any], Callable[[Any], bool]]
"""An attribute of an entry, and what says whether it passes by that."""


def select(story: Story, filter: Filter) -> tuple[TimelineEntry, ...]:  # noqa: A002 - the word for it
    """Return the entries of a story that pass a filter, in the story's order.

    Raises:
        UsageError: The search makes no sense.
    """
    return tuple(sift(found_entries(story, parse(filter.search)), filter, lambda: spoken(story)))


def spoken(story: Story) -> Mapping[str, Collection[str]]:
    """Return who says each entry of a story's timeline, by its id."""
    names = speakers_of_entries(story)
    return {entry.id: own for entry, own in zip(story.timeline, names, strict=True)}


def sift(
    entries: Sequence[TimelineEntry],
    filter: Filter,  # noqa: A002
    told_by: SaidBy,
) -> Sequence[TimelineEntry]:
    """Return those of some entries that all of a filter but its search lets through, in their order.

    Args:
        entries: The entries.
        filter: The filter.
        told_by: Asked who says them only where the filter names speakers.
    """
    for attribute, passes in conditions(filter, told_by):
        entries = list(compress(entries, map(passes, map(attribute, entries))))
    return entries


def conditions(filter: Filter, told_by: SaidBy) -> Iterator[Condition]:  # noqa: A002
    """Yield what each part of a filter but its search asks of an entry."""
    for among in (filter.marked, filter.new):
        if among is not None:
            yield attrgetter("id"), among.__contains__
    if filter.sources:
        yield attrgetter("sources"), cache(lambda names: not filter.sources.isdisjoint(names))
    if filter.kinds:
        yield attrgetter("kind"), filter.kinds.__contains__
    if filter.statuses:
        rumours = {("rumour", status) for status in filter.statuses}
        yield attrgetter("kind", "status"), rumours.__contains__
    if filter.speakers:
        names_of = told_by()
        yield attrgetter("id"), lambda entry: not filter.speakers.isdisjoint(names_of[entry])
    if filter.min_confidence:
        yield attrgetter("confidence"), float(filter.min_confidence).__le__
    if filter.start or filter.end:
        yield attrgetter("published"), cache(lambda date: within(date, filter.start, filter.end))


def restrict(story: Story, filter: Filter) -> Story:  # noqa: A002
    """Return the story with only what passes a filter.

    The timeline holds the selected entries; quotes and matches are those of articles that the sources
    and dates let through, whose words and speakers the search finds. Articles, labels and claims stay whole,
    so that every id still leads somewhere.

    Raises:
        UsageError: The search makes no sense.
    """
    if filter == Filter():
        return story
    query = parse(filter.search)
    is_asked, is_found = article_passes(query), wording_passes(story, query)
    passing = {
        article.id for article in story.articles if _article_passes(article, filter) and is_asked(article)
    }

    def kept(*spans: Span) -> bool:
        return any(span.article in passing for span in spans) and is_found(*spans)

    quotes: tuple[Quote, ...] = tuple(quote for quote in story.quotes if kept(quote))
    matches: tuple[Match, ...] = tuple(match for match in story.matches if kept(match.a, match.b))
    return replace(story, timeline=select(story, filter), quotes=quotes, matches=matches)


def _article_passes(article: Article, wanted: Filter) -> bool:
    published = article.published.value if article.published else None
    is_told = not wanted.sources or article.source.value in wanted.sources
    return is_told and within(published, wanted.start, wanted.end)
