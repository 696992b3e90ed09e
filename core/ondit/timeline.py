"""The timeline: one entry a claim, or a statement that makes none, newest day first seen on top."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ondit.folding import day_of
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

_OTHER: Mapping[Kind, Kind] = {"announcement": "rumour", "rumour": "announcement"}
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
        speakers: Names, or descriptions of those without; an entry passes that one of them says
            (`ondit.search.stories.speakers_of_entries`).
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
    *,
    said: Mapping[str, str] | None = None,
    derivations: Iterable[Derivation] = (),
    labels: Iterable[Label] = (),
) -> tuple[TimelineEntry, ...]:
    """Make the timeline's entries: every claim, and every statement that no claim tells.

    A claim is told by its mentions, and by what occurs of the statement that carries most of them; but not by
    what a clause of the other kind has of it: the wording of a rumour is not who had the announcement first.

    Args:
        articles: The story's articles.
        statements: Its statements.
        claims: Its claims.
        said: The day on which a claim was said, by its id.
        derivations: Which articles have a release's wording: what is wholly a release's weighs less.
        labels: The labels of all clauses.

    Returns:
        Entries, as `in_order` orders them.
    """
    by_id = {article.id: article for article in articles}
    carried = _occurrences(statements)
    released = {one.article for one in derivations if one.grade == "wholly"}
    days, worded = said or {}, _Worded(carried, _Kinds(labels))
    entries = [_claim_entry(claim, worded, by_id, released, days.get(claim.id)) for claim in claims]
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
    """Return entries, newest day first seen on top, undated last; of one day those that matter most first.

    Of equally important ones the surer stand first, then they stand by text. Times of day give no order: a
    claim's date is no finer than a day.
    """
    by_text = sorted(entries, key=lambda one: (-one.importance, -one.confidence, one.text, one.id))
    return tuple(sorted(by_text, key=lambda one: day_of(one) or "", reverse=True))


def mentions(story: Story, entry: TimelineEntry) -> tuple[Span, ...]:
    """Return every place that tells an entry, first told first.

    The occurrences of its statement less those in clauses of the other kind, and its claim's other mentions.
    """
    statement = next((s for s in story.statements if s.id == entry.statement), None)
    claim = next((c for c in story.claims if c.id == entry.claim), None)
    articles = {article.id: article for article in story.articles}
    spans = _places(claim, statement, _Kinds(story.labels))
    return tuple(sorted(spans, key=lambda span: told_order(span, articles)))


def label_of(story: Story, span: Span) -> Label | None:
    """Return the label that covers most of a span, absent where none touches it."""
    return _covering(story.labels, span)


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
    worded: _Worded,
    articles: dict[str, Article],
    released: Collection[str],
    said: str | None,
) -> TimelineEntry:
    carrier = _carrier(claim, worded.carried)
    places = _places(claim, carrier, worded.kinds)
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


def _places(claim: Claim | None, statement: Statement | None, kinds: _Kinds) -> list[Span]:
    """Return where a statement tells a claim, and the mentions of the claim that meet none of that."""
    occurrences: Sequence[Span] = statement.occurrences if statement else ()
    if claim is None:
        return list(occurrences)
    told = [
        one
        for one in occurrences
        if kinds.at(one) != _OTHER.get(claim.kind) or any(overlap(one, mention) for mention in claim.mentions)
    ]
    return told + [
        mention for mention in claim.mentions if not any(overlap(mention, known) for known in told)
    ]


class _Kinds:
    """The kinds of clauses by their place."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self._labels: dict[str | None, list[Label]] = defaultdict(list)
        for label in sorted(labels, key=lambda label: label.start):
            self._labels[label.article].append(label)

    def at(self, span: Span) -> Kind:
        """Return the kind of the clause that covers most of a span; neither where none touches it."""
        labels = self._labels.get(span.article, ())
        high = bisect_left(labels, span.end, key=lambda label: label.start)
        low = max(0, bisect_right(labels, span.start, hi=high, key=lambda label: label.start) - 1)
        best = _covering(labels[low:high], span)
        return best.kind if best else "neither"


def _covering(labels: Iterable[Label], span: Span) -> Label | None:
    """Return the label that covers most of a span, the first of equals; absent where none touches it."""
    touching = [label for label in labels if overlap(label, span)]
    return max(touching, key=lambda label: (overlap(label, span), -label.start), default=None)


class _Worded(NamedTuple):
    """What occurs in each article of statements, and of what kinds its clauses are."""

    carried: _Carried
    kinds: _Kinds


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
