"""The timeline: one entry a claim, or a statement that makes none, newest first seen on top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ondit.importance import importance
from ondit.model import (
    Article,
    Claim,
    Derivation,
    Kind,
    Label,
    Occurrence,
    Span,
    Statement,
    Status,
    Story,
    TimelineEntry,
)
from ondit.spans import HALF, carries, earliest, overlap, share, told_order

_Carried = dict[str | None, list[tuple[Occurrence, Statement]]]


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show of a story: all parts have to hold; one that is empty lets everything through.

    Attributes:
        sources: Names of outlets; an entry passes that one of them tells.
        kinds: Kinds that pass.
        start: ISO date, day, month or year; what was published before it does not pass.
        end: ISO date; what was published after it does not pass (`2022-05` lets all of May through).
        min_confidence: 0 to 1.
        search: A search as `ondit.search.parse` reads it, of the entry's text and its outlets' names.
        statuses: What became of rumours; only rumours pass, of which it is one of these.
        speakers: Names as quotes have them; an entry passes where one of them is quoted where it is told.
        marked: Ids of what is marked (`ondit.marked.Marked.ids`), where only that passes: entries, and where
            these are listed, quotations or articles; absent lets everything through.
        new: Ids of the entries that are new, where only these pass; absent lets everything through.
    """

    sources: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    start: str | None = None
    end: str | None = None
    min_confidence: float = 0.0
    search: str = ""
    statuses: frozenset[Status] = frozenset()
    speakers: frozenset[str] = frozenset()
    marked: frozenset[str] | None = None
    new: frozenset[str] | None = None


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
        of_statement(statement, by_id, released) for statement in statements if statement.id not in told
    ]
    return in_order(entries)


def of_statement(
    statement: Statement, articles: dict[str, Article], released: Collection[str] = ()
) -> TimelineEntry:
    """Return the entry that a statement has where no claim tells it.

    Args:
        statement: The statement.
        articles: Those in which it occurs, by their ids.
        released: The ids of those that are wholly a release's wording: they weigh less.
    """
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


def id_of(told: str) -> str:
    """Return the id of the entry of a claim, or of a statement that no claim tells, by that one's id."""
    return f"t-{told}"


def in_order(entries: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """Return entries, newest first seen on top, undated last; entries of one date by text."""
    return tuple(sorted(sorted(entries, key=lambda e: (e.text, e.id)), key=_recency, reverse=True))


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
