"""The timeline: one entry a claim, or a statement that makes none, newest first seen on top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ondit.importance import importance
from ondit.model import (
    Article,
    Claim,
    Derivation,
    Kind,
    Label,
    Match,
    Occurrence,
    Quote,
    Span,
    Statement,
    Story,
    TimelineEntry,
)
from ondit.search import parse
from ondit.search.stories import article_passes, found_entries, within, wording_passes
from ondit.spans import HALF, carries, earliest, overlap, share, told_order

_Carried = dict[str | None, list[tuple[Occurrence, Statement]]]


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show of a story; every part that is empty lets everything through.

    Attributes:
        sources: Names of outlets; an entry passes that one of them tells.
        kinds: Kinds that pass.
        start: ISO date, day, month or year; what was published before it does not pass.
        end: ISO date; what was published after it does not pass (`2022-05` lets all of May through).
        min_confidence: 0 to 1.
        search: A search as `ondit.search.parse` reads it, of the entry's text and its outlets' names.
    """

    sources: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    start: str | None = None
    end: str | None = None
    min_confidence: float = 0.0
    search: str = ""


def build(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    claims: Sequence[Claim],
    said: Mapping[str, str] | None = None,
    derivations: Iterable[Derivation] = (),
) -> tuple[TimelineEntry, ...]:
    """Make the timeline's entries: every claim, and every statement that no claim tells.

    Args:
        articles: The story's articles.
        statements: Its statements.
        claims: Its claims.
        said: The day on which a claim was said, by its id.
        derivations: Which articles have a release's wording: what is wholly a release's weighs less.

    Returns:
        Entries, newest first seen on top, undated last; entries of one date by text.
    """
    by_id = {article.id: article for article in articles}
    carried = _occurrences(statements)
    released = {one.article for one in derivations if one.grade == "wholly"}
    days = said or {}
    entries = [_claim_entry(claim, carried, by_id, released, days.get(claim.id)) for claim in claims]
    told = {entry.statement for entry in entries}
    told |= {
        statement.id
        for claim in claims
        for span in claim.mentions
        for occurrence, statement in _meeting(span, carried)
        if share(span, occurrence) >= HALF
    }
    entries += [
        _statement_entry(statement, by_id, released) for statement in statements if statement.id not in told
    ]
    return in_order(entries)


def id_of(told: str) -> str:
    """Return the id of the entry of a claim, or of a statement that no claim tells, by that one's id."""
    return f"t-{told}"


def in_order(entries: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """Return entries, newest first seen on top, undated last; entries of one date by text."""
    return tuple(sorted(sorted(entries, key=lambda e: (e.text, e.id)), key=_recency, reverse=True))


def select(story: Story, filter: Filter) -> tuple[TimelineEntry, ...]:  # noqa: A002 - the word for it
    """Return the entries of a story that pass a filter, in the story's order.

    Raises:
        UsageError: The search makes no sense.
    """
    return tuple(sift(found_entries(story, parse(filter.search)), filter))


def sift(entries: Sequence[TimelineEntry], filter: Filter) -> Sequence[TimelineEntry]:  # noqa: A002
    """Return those of some entries that all of a filter but its search lets through, in their order."""
    if filter.sources:
        entries = [entry for entry in entries if not filter.sources.isdisjoint(entry.sources)]
    if filter.kinds:
        entries = [entry for entry in entries if entry.kind in filter.kinds]
    if filter.min_confidence:
        entries = [entry for entry in entries if entry.confidence >= filter.min_confidence]
    if filter.start or filter.end:
        entries = [entry for entry in entries if within(entry.published, filter.start, filter.end)]
    return entries


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


def mentions(story: Story, entry: TimelineEntry) -> tuple[Span, ...]:
    """Return every place that tells an entry, first told first.

    The statement's occurrences where the entry has a statement, then the claim's mentions elsewhere.
    """
    statement = next((s for s in story.statements if s.id == entry.statement), None)
    claim = next((c for c in story.claims if c.id == entry.claim), None)
    articles = {article.id: article for article in story.articles}
    spans = _places(claim.mentions if claim else (), statement)
    return tuple(sorted(spans, key=lambda span: told_order(span, articles)))


def label_of(story: Story, span: Span) -> Label | None:
    """Return the label that covers most of a span, absent where none touches it."""
    touching = [label for label in story.labels if overlap(label, span)]
    return max(touching, key=lambda label: (overlap(label, span), -label.start), default=None)


def sources(spans: Sequence[Span], articles: dict[str, Article]) -> tuple[str, ...]:
    """Return the names of the outlets that tell some spans, in order of first telling."""
    if len(outlets := {articles[span.article or ""].source.value for span in spans}) == 1:
        return tuple(outlets)
    ordered = sorted(spans, key=lambda span: told_order(span, articles))
    return tuple(dict.fromkeys(articles[span.article or ""].source.value for span in ordered))


def _occurrences(statements: Sequence[Statement]) -> _Carried:
    """Collect the occurrences of statements by article."""
    found: _Carried = defaultdict(list)
    for statement in statements:
        for occurrence in statement.occurrences:
            found[occurrence.article].append((occurrence, statement))
    return found


def _meeting(span: Span, carried: _Carried) -> list[tuple[Occurrence, Statement]]:
    """Return the occurrences that share a character with a span."""
    near = carried.get(span.article, ())
    return [pair for pair in near if pair[0].start < span.end and span.start < pair[0].end]


def _claim_entry(
    claim: Claim,
    carried: _Carried,
    articles: dict[str, Article],
    released: Collection[str],
    said: str | None,
) -> TimelineEntry:
    carrier = _carrier(claim, carried)
    places = _places(claim.mentions, carrier)
    weighed = importance([articles[span.article or ""] for span in places], claim, released)
    return TimelineEntry(
        id=id_of(claim.id),
        claim=claim.id,
        statement=carrier.id if carrier else None,
        kind=claim.kind,
        confidence=claim.confidence,
        published=earliest(articles[span.article or ""] for span in places),
        target=claim.target,
        sources=sources(places, articles),
        text=claim.text,
        subtype=claim.subtype,
        status=claim.status,
        said=said,
        settled=_settled(claim),
        evidence=claim.evidence,
        standing=claim.standing,
        importance=weighed.points,
        why=weighed.why,
    )


def _settled(claim: Claim) -> str | None:
    """Return when a claim was settled: the day of what settled it, or the end of what it spoke of."""
    steps = [event for event in claim.history if event.claim or event.step == "expired"]
    return steps[0].published if steps else None


def _statement_entry(
    statement: Statement, articles: dict[str, Article], released: Collection[str]
) -> TimelineEntry:
    weighed = importance([articles[span.article or ""] for span in statement.occurrences], None, released)
    return TimelineEntry(
        id=id_of(statement.id),
        claim=None,
        statement=statement.id,
        kind="neither",
        confidence=0.5,
        published=statement.first.published,
        target=None,
        sources=sources(statement.occurrences, articles),
        text=statement.text,
        importance=weighed.points,
        why=weighed.why,
    )


def _places(mentions: Sequence[Span], statement: Statement | None) -> list[Span]:
    """Return the occurrences of a statement, and the mentions of a claim that meet none of them."""
    occurrences: list[Span] = list(statement.occurrences) if statement else []
    return occurrences + [
        mention for mention in mentions if not any(overlap(mention, known) for known in occurrences)
    ]


def _carrier(claim: Claim, carried: _Carried) -> Statement | None:
    """Return the statement whose wording tells most of a claim's mentions, at least half of them."""
    counts: dict[str, int] = defaultdict(int)
    by_id: dict[str, Statement] = {}
    for mention in claim.mentions:
        carrying = {s.id: s for o, s in _meeting(mention, carried) if carries(o, mention)}
        by_id |= carrying
        for identifier in carrying:
            counts[identifier] += 1
    best = max(counts, key=lambda identifier: (counts[identifier], identifier), default=None)
    return by_id[best] if best and 2 * counts[best] >= len(claim.mentions) else None


def _recency(entry: TimelineEntry) -> tuple[bool, str]:
    return (entry.published is not None, entry.published or "")


def _article_passes(article: Article, wanted: Filter) -> bool:
    published = article.published.value if article.published else None
    is_told = not wanted.sources or article.source.value in wanted.sources
    return is_told and within(published, wanted.start, wanted.end)
