"""The shapes of the JSON formats: what each record is as an object, its keys in their fixed order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from ondit.export.excerpts import Excerpt
from ondit.export.facts import facts
from ondit.model import (
    UNDETERMINED,
    Article,
    Claim,
    Credit,
    Derivation,
    Event,
    Label,
    Match,
    Occurrence,
    Problem,
    Quote,
    Span,
    Statement,
    Story,
    TimeExpression,
    TimelineEntry,
)
from ondit.model import Record as SourceRecord

if TYPE_CHECKING:
    from ondit.export import shapes

Record = dict[str, Any]
"""A JSON object."""

_TROUBLESOME = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def encode(value: Mapping[str, Any]) -> str:
    """Return JSON on one line, in the characters of the texts themselves.

    Only what some readers take for the end of a line, and what no encoding holds, is escaped.
    """
    return _TROUBLESOME.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def write_list(items: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    """Write the items of a JSON list, each on a line of its own, behind the bracket that opens it."""
    for number, item in enumerate(items):
        stream.write((",\n" if number else "\n") + encode(item))


def span(story: Story, place: Span) -> shapes.Span:
    """Return a span with its text."""
    return {
        "article": place.article,
        "start": place.start,
        "end": place.end,
        "text": story.text(place),
    }


def article(_: Story, item: Article) -> shapes.Article:
    """Return an article."""
    return {
        "id": item.id,
        "path": item.path,
        "url": item.url,
        "source": {"value": item.source.value, "from": item.source.origin},
        "title": item.title,
        "author": item.author,
        "published": _published(item),
        "language": item.language,
        "copy_of": item.copy_of,
        "accessed": item.accessed,
        "version_of": item.version_of,
        "text": item.text,
    }


def match(story: Story, item: Match) -> shapes.Match:
    """Return a matched pair."""
    return {
        "a": span(story, item.a),
        "b": span(story, item.b),
        "similarity": item.similarity,
        "relation": item.relation,
        "differs": item.differs,
    }


def statement(story: Story, item: Statement) -> shapes.Statement:
    """Return a statement with its occurrences."""
    return {
        "id": item.id,
        "text": item.text,
        "occurrences": [_occurrence(story, place) for place in item.occurrences],
        "first": {"articles": list(item.first.articles), "published": item.first.published},
        "stemma": [
            {"child": edge.child, "parent": edge.parent, "tie": edge.tie, "reason": edge.reason}
            for edge in item.stemma
        ],
    }


def quote(story: Story, item: Quote) -> shapes.Quote:
    """Return a quote."""
    return {
        **span(story, item),
        "speaker": item.speaker,
        "role": item.role,
        "cue": item.cue,
        "suspect": item.suspect,
    }


def label(story: Story, item: Label) -> shapes.Label:
    """Return a label with its cues."""
    return {
        **span(story, item),
        "kind": item.kind,
        "subtype": item.subtype,
        "confidence": item.confidence,
        "cues": [span(story, cue) for cue in item.cues],
    }


def time_expression(story: Story, item: TimeExpression) -> shapes.TimeExpression:
    """Return a date, time, duration or set."""
    return {**span(story, item), "value": item.value, "type": item.type}


def claim(story: Story, item: Claim) -> shapes.Claim:
    """Return a claim with its mentions."""
    return {
        "id": item.id,
        "text": item.text,
        "kind": item.kind,
        "status": item.status,
        "target": item.target,
        "mentions": [span(story, place) for place in item.mentions],
        "settled_by": item.settled_by,
        "evidence": item.evidence,
        "subtype": item.subtype,
        "confidence": item.confidence,
        "standing": item.standing,
        "contradicts": list(item.contradicts),
        "history": [_event(story, event) for event in item.history],
        "overridden": list(item.overridden),
    }


def credit(story: Story, item: Credit) -> shapes.Credit:
    """Return words that credit another outlet."""
    return {**span(story, item), "source": item.source, "articles": list(item.articles)}


def derivation(_: Story, item: Derivation) -> shapes.Derivation:
    """Return how much of an article is a release's wording."""
    return {
        "article": item.article,
        "release": item.release,
        "share": item.share,
        "grade": item.grade,
        "credited": item.credited,
    }


def source(_: Story, item: SourceRecord) -> shapes.Record:
    """Return what a source has told, and how it turned out."""
    return {
        "source": item.source,
        "first": item.first,
        "tied": item.tied,
        "repeated": item.repeated,
        "alone": item.alone,
        "right": item.right,
        "wrong": item.wrong,
        "share": item.share,
        "interval": list(item.interval) if item.interval else None,
        "rank": item.rank,
    }


def entry(_: Story, item: TimelineEntry) -> shapes.TimelineEntry:
    """Return an entry of the timeline."""
    return {
        "id": item.id,
        "claim": item.claim,
        "statement": item.statement,
        "kind": item.kind,
        "confidence": item.confidence,
        "published": item.published,
        "target": item.target,
        "sources": list(item.sources),
        "text": item.text,
        "said": item.said,
        "settled": item.settled,
        "standing": item.standing,
        "importance": item.importance,
        "why": list(item.why),
    }


def problem(_: Story, item: Problem) -> shapes.Problem:
    """Return a problem."""
    return {"input": item.input, "line": item.line, "what": item.what, "hint": item.hint}


def excerpt(item: Excerpt) -> Record:
    """Return an excerpt with all that is known of it; what is not known is left out."""
    own = item.article
    told = {name: value for name, value in facts(item).items() if name not in ("first", "first_published")}
    place = {"article": own.id, "start": item.start, "end": item.end, "text": item.text}
    return place | known(
        {
            "source": {"value": own.source.value, "from": own.source.origin},
            "title": own.title,
            "author": own.author,
            "published": _published(own),
            "url": own.url,
            "accessed": own.accessed,
            "language": own.language if own.language != UNDETERMINED else None,
            "first": known({"sources": list(item.first), "published": item.first_published}),
        }
        | told
    )


def known(record: Mapping[str, Any]) -> Record:
    """Return a record less what is unknown or empty."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def _published(item: Article) -> shapes.Published | None:
    published = item.published
    if published is None:
        return None
    return {
        "value": published.value,
        "granularity": published.granularity,
        "from": published.origin,
    }


def _event(story: Story, item: Event) -> shapes.Event:
    return {
        "step": item.step,
        "published": item.published,
        "places": [span(story, place) for place in item.places],
        "claim": item.claim,
    }


def _occurrence(story: Story, item: Occurrence) -> shapes.Occurrence:
    return {**span(story, item), "variant": item.variant, "similarity": item.similarity}
