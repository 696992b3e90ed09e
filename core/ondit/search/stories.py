"""What a query lets through of a story: its timeline's entries, articles, quotes and pairs of wordings."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate, compress
from typing import get_args

from ondit.model import Article, Kind, Quote, Span, Story, TimelineEntry
from ondit.search.finding import finder, folded, names_finder
from ondit.search.query import KINDS, STATUSES, Named, Query
from ondit.search.texts import Texts, passing_all
from ondit.tellings import Tellings


def found_entries(story: Story, query: Query) -> list[TimelineEntry]:
    """Return the entries of a story's timeline that a query lets through, in its order (see `passing`)."""
    return list(compress(story.timeline, passing(story, query)))


def passing(story: Story, query: Query) -> bytes:
    """Return 1 for each entry of a story's timeline that a query lets through, and 0 for the others.

    Words are searched in an entry's text and its outlets' names, `source:` in those names, `speaker:` in the
    names and descriptions of those who say it (`speakers_of_entries`).
    """
    entries, searched = story.timeline, _searched(_Same(story))
    each = [searched.texts.holding(query)]
    if query.kinds != KINDS:
        each.append(bytes(entry.kind in query.kinds for entry in entries))
    if query.statuses != STATUSES:
        each.append(bytes(entry.status in query.statuses for entry in entries))
    if query.start or query.end:
        dates = {date for date in searched.dates if within(date, query.start, query.end)}
        each.append(bytes(entry.published in dates for entry in entries))
    if query.source != Named():
        is_told = names_finder(query.source)
        each.append(bytes(is_told(entry.sources) for entry in entries))
    if query.speaker != Named():
        each.append(bytes(map(names_finder(query.speaker), searched.speakers)))
    return passing_all(each, len(entries))


def prepare(story: Story) -> None:
    """Make ready what searches of a story need, which the first one would else have to wait for."""
    _searched(_Same(story))


def words_of_entries(story: Story) -> set[str]:
    """Return the folded words of a story's entries and of their outlets' names."""
    return set(_searched(_Same(story)).texts.words())


def speakers_of_entries(story: Story) -> list[tuple[str, ...]]:
    """Return for each entry of a story's timeline who says it, sorted.

    Those are who is quoted where it is told, and whom the labels of its kind name there: "two people familiar
    with the matter", of whom no words stand between marks.
    """
    quoted, named = _Speakers(story.quotes), _tellers(story)
    tellings = Tellings(story)
    return [
        tuple(sorted({*quoted.of(spans), *named[entry.kind].of(spans)}))
        for entry in story.timeline
        for spans in (tellings.of(entry),)
    ]


def _tellers(story: Story) -> dict[Kind, _Speakers]:
    """Return by kind whom the labels name as those who say what they are of."""
    from ondit.certainty.tellers import teller  # what shows a story is light without the rules

    placed: dict[Kind, list[Quote]] = {kind: [] for kind in get_args(Kind)}
    for label in story.labels:
        if name := teller(label.reason):
            placed[label.kind].append(Quote(label.start, label.end, label.article, speaker=name))
    return {kind: _Speakers(some) for kind, some in placed.items()}


def article_passes(query: Query) -> Callable[[Article], bool]:
    """Return what says whether a query's outlets and dates let an article through."""
    names = names_finder(query.source)

    def passes(article: Article) -> bool:
        published = article.published.value if article.published else None
        return names((article.source.value,)) and within(published, query.start, query.end)

    return passes


def wording_passes(story: Story, query: Query) -> Callable[..., bool]:
    """Return what says whether spans, taken together, hold a query's words, in quotes of its speakers."""
    finds, speaks = finder(query), names_finder(query.speaker)
    speakers = _Speakers(story.quotes) if query.speaker != Named() else None

    def passes(*spans: Span) -> bool:
        return finds(folded(*map(story.text, spans))) and (speakers is None or speaks(speakers.of(spans)))

    return passes


def within(published: str | None, start: str | None, end: str | None) -> bool:
    """Say whether a date may lie between two others, ends included; an unknown date lies nowhere."""
    if start is None and end is None:
        return True
    if published is None:
        return False
    start, end = start or "", end or "9999"
    return (
        published[: len(start)] >= start[: len(published)] and published[: len(end)] <= end[: len(published)]
    )


class _Speakers:
    """The quotes that have speakers, to be found by place."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        by_article: dict[str | None, list[tuple[int, int, str]]] = defaultdict(list)
        for quote in quotes:
            if quote.speaker:
                by_article[quote.article].append((quote.start, quote.end, quote.speaker))
        self._quotes = {article: sorted(rows) for article, rows in by_article.items()}
        self._reach = {
            article: list(accumulate((end for _, end, _ in rows), max))
            for article, rows in self._quotes.items()
        }

    def of(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """Return the names of those whose quotes meet a span, sorted."""
        return tuple(sorted({name for span in spans for name in self._at(span)}))

    def _at(self, span: Span) -> Iterator[str]:
        rows = self._quotes.get(span.article, [])
        at = bisect_left(rows, (span.end,)) - 1
        while at >= 0 and self._reach[span.article][at] > span.start:
            if rows[at][1] > span.start:
                yield rows[at][2]
            at -= 1


class _Searched:
    """What is searched of a story's entries, row by row."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self.dates = {entry.published for entry in story.timeline}
        fold_names = cache(folded)
        self.texts = Texts(folded(entry.text) + fold_names(*entry.sources) for entry in story.timeline)

    @cached_property
    def speakers(self) -> list[tuple[str, ...]]:
        """The speakers of each entry."""
        return speakers_of_entries(self._story)


@dataclass(frozen=True, eq=False, slots=True)
class _Same:
    """A story that is the same only as itself: comparing two word by word would take longer than a search."""

    story: Story

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.story is self.story

    def __hash__(self) -> int:
        return id(self.story)


@lru_cache(maxsize=1)
def _searched(same: _Same) -> _Searched:
    return _Searched(same.story)
