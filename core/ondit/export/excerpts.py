"""Excerpts: the exact words of an article with all that is known of them. Every format writes these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

from ondit.model import Article, Claim, Label, Occurrence, Quote, Span, Statement, Story, TimelineEntry
from ondit.quoted import places
from ondit.spans import HALF, by_article, carries, first_told, overlap, share
from ondit.speakers import Quotation
from ondit.timeline import Filter, mentions
from ondit.views import StoryView

S = TypeVar("S", bound=Span)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of an article, where they stand, and what is known of them.

    Attributes:
        text: The exact characters of the article.
        start: Where they begin in the article's text.
        end: Where they end.
        article: The article.
        quote: The quotation that shares most characters with them.
        label: The label that shares most characters with them.
        occurrence: What they are to the statement whose wording they carry.
        statement: That statement's id.
        claim: The claim that they tell.
        entry: The entry of the timeline that they are listed for.
        first: Who had it first: outlets, more than one where their dates give no order.
        first_published: When, at its own granularity.
    """

    text: str
    start: int
    end: int
    article: Article
    quote: Quote | None = None
    label: Label | None = None
    occurrence: Occurrence | None = None
    statement: str | None = None
    claim: Claim | None = None
    entry: TimelineEntry | None = None
    first: tuple[str, ...] = ()
    first_published: str | None = None

    @property
    def speaker(self) -> str | None:
        """Who said it."""
        return self.quote.speaker if self.quote else None

    @property
    def role(self) -> str | None:
        """What the speaker is; absent where no speaker is named."""
        return self.quote.role_beside if self.quote and self.quote.speaker else None

    @property
    def hash(self) -> str:
        """The SHA-256 of the exact words in UTF-8, by which it is seen whether they were changed."""
        return f"sha256:{sha256(self.text.encode('utf-8', 'surrogatepass')).hexdigest()}"

    @property
    def key(self) -> str:
        """A key for references, the same for the same place: lower-case letters, digits and a hyphen."""
        place = f"{self.start} {self.end} {self.article.id}"
        return f"ondit-{sha256(place.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def excerpt_of(story: Story, span: Span) -> Excerpt:
    """Return the words of a span with what a story knows of them.

    Raises:
        KeyError: The span belongs to no article of the story.
    """
    return _Places(story).excerpt(span)


def bare_excerpt(story: Story, span: Span) -> Excerpt:
    """Return the words of a span with nothing but their article.

    Raises:
        KeyError: The span belongs to no article of the story.
    """
    return Excerpt(story.text(span), span.start, span.end, story.article(span.article or ""))


def excerpts_of_quotes(story: Story) -> Iterator[Excerpt]:
    """Yield the words of each of a story's quotes, in its order."""
    finder = _Places(story)
    for quote in story.quotes:
        yield finder.excerpt(quote, quote=quote)


def excerpts_of_entry(part: Story, entry: TimelineEntry) -> Iterator[Excerpt]:
    """Yield the words of every place that tells an entry, first told first.

    Args:
        part: The part of the story that the entry's account needs (`ondit.views.StoryView.part`).
        entry: The entry.
    """
    finder, spans = _Places(part), mentions(part, entry)
    claim = next((one for one in part.claims if one.id == entry.claim), None)
    first = first_told(part.article(span.article or "") for span in spans)
    for span in spans:
        yield finder.excerpt(span, entry=entry, claim=claim, first=first)


def excerpts_of_entries(view: StoryView, wanted: Filter) -> Iterator[Excerpt]:
    """Yield the words of every place that tells an entry that passes, entry by entry in the timeline's order.

    Of the story no more than a day's entries and one entry's part are in memory at a time, where the view
    holds no more of it.

    Raises:
        OnditError: The story cannot be read.
    """
    for day in view.days(wanted):
        for entry in view.entries(wanted, day.published):
            yield from excerpts_of_entry(view.part(entry), entry)


def excerpts_of_quotation(part: Story, said: Quotation) -> Iterator[Excerpt]:
    """Yield the words of every place that has what someone said, first told first.

    Args:
        part: The part of the story that it is told from (`ondit.quoted.QuotedView.part`).
        said: What was said.
    """
    finder, spans = _Places(part), places(part, said)
    first = first_told(part.article(span.article or "") for span in spans)
    for span in spans:
        yield finder.excerpt(span, quote=span if isinstance(span, Quote) else None, first=first)


class _Places:
    """Finds what a story knows of a place, among what is known of the place's article."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def excerpt(
        self,
        span: Span,
        *,
        quote: Quote | None = None,
        entry: TimelineEntry | None = None,
        claim: Claim | None = None,
        first: tuple[tuple[str, ...], str | None] | None = None,
    ) -> Excerpt:
        """Return the words of a span; what is given of them is not looked for."""
        statement, occurrence = self._statement(span)
        if first is None:
            first = self._first(statement)
        return Excerpt(
            text=self._story.text(span),
            start=span.start,
            end=span.end,
            article=self._story.article(span.article or ""),
            quote=quote or most_shared(self._quotes.get(span.article, ()), span),
            label=most_shared(self._labels.get(span.article, ()), span),
            occurrence=occurrence,
            statement=statement.id if statement else None,
            claim=claim or self._claim(span),
            entry=entry,
            first=first[0],
            first_published=first[1],
        )

    def _statement(self, span: Span) -> tuple[Statement | None, Occurrence | None]:
        near = self._occurrences.get(span.article, ())
        carried = [pair for pair in near if carries(pair[0], span)]
        if not carried:
            return None, None
        occurrence, statement = max(carried, key=lambda pair: (overlap(pair[0], span), -pair[0].start))
        return statement, occurrence

    def _claim(self, span: Span) -> Claim | None:
        near = [pair for pair in self._mentions.get(span.article, ()) if share(pair[0], span) >= HALF]
        return max(near, key=lambda pair: (overlap(pair[0], span), -pair[0].start))[1] if near else None

    def _first(self, statement: Statement | None) -> tuple[tuple[str, ...], str | None]:
        if statement is None:
            return (), None
        names = (self._story.article(one).source.value for one in statement.first.articles)
        return tuple(dict.fromkeys(names)), statement.first.published

    @cached_property
    def _quotes(self) -> Mapping[str | None, Sequence[Quote]]:
        return by_article(self._story.quotes)

    @cached_property
    def _labels(self) -> Mapping[str | None, Sequence[Label]]:
        return by_article(self._story.labels)

    @cached_property
    def _occurrences(self) -> Mapping[str | None, Sequence[tuple[Occurrence, Statement]]]:
        found: dict[str | None, list[tuple[Occurrence, Statement]]] = defaultdict(list)
        for statement in self._story.statements:
            for occurrence in statement.occurrences:
                found[occurrence.article].append((occurrence, statement))
        return found

    @cached_property
    def _mentions(self) -> Mapping[str | None, Sequence[tuple[Span, Claim]]]:
        found: dict[str | None, list[tuple[Span, Claim]]] = defaultdict(list)
        for claim in self._story.claims:
            for span in claim.mentions:
                found[span.article].append((span, claim))
        return found


def most_shared(spans: Iterable[S], place: Span) -> S | None:
    """Return which of some spans shares most with a place, the first of equals; absent without any."""
    touching = [span for span in spans if overlap(span, place)]
    return max(touching, key=lambda span: (overlap(span, place), -span.start), default=None)
