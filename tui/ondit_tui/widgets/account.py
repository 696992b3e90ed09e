"""The account of one entry: who tells it, in which words, who had it first, and why it is labelled so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ondit.model import Article, Claim, Label, Occurrence, Quote, Span, Story, TimelineEntry
from ondit.spans import first_told, overlap
from ondit.text import normalise
from ondit.timeline import label_of, mentions

IDENTICAL = 100.0


@dataclass(frozen=True, slots=True)
class Telling:
    """One place that tells an entry.

    Attributes:
        span: Where it stands.
        article: The article that it stands in.
        text: Its exact words.
        variant: What it is to the entry's wording; absent where it says it in other words.
        similarity: 0 to 100, to the entry's wording.
        quote: The quotation that it is part of, or that is part of it.
        original: The article of which this one is a copy, where it is one and that is shown too.
        first: The article of which this one is a later version, likewise.
        was: What the first version of its page told instead, in its exact words.
    """

    span: Span
    article: Article
    text: str
    variant: str | None
    similarity: float
    quote: Quote | None
    original: Article | None = None
    first: Article | None = None
    was: str | None = None

    @property
    def published(self) -> str | None:
        """When the article was published, at its own granularity."""
        return self.article.published.value if self.article.published else None


@dataclass(frozen=True, slots=True)
class Account:
    """All that the detail shows of an entry.

    Attributes:
        entry: The entry.
        text: The wording that the tellings are compared with, in full; the statement's where it has one.
        tellings: Where it is told, first told first.
        first: Outlets that had it first, more than one where their dates give no order.
        first_published: The earliest date, absent where no telling has one.
        undated: How many tellings have no date, and may have been earlier.
        label: The label that gives the entry's kind, where one covers a telling; of several the nearest's.
        cues: The words that decided the label.
        settled_by: The wording of the claim that settled it.
        claim: Its claim, where it has one.
        against: The wordings of claims that contradict it.
    """

    entry: TimelineEntry
    text: str
    tellings: tuple[Telling, ...]
    first: tuple[str, ...]
    first_published: str | None
    undated: int
    label: Label | None
    cues: tuple[str, ...]
    settled_by: str | None
    claim: Claim | None = None
    against: tuple[str, ...] = ()

    @property
    def speech(self) -> Quote | None:
        """The first quotation of it that names its speaker."""
        return next((t.quote for t in self.tellings if t.quote and t.quote.speaker), None)

    @property
    def nearest(self) -> int:
        """The number, from 0, of the telling whose words are most the entry's; of equals the first."""
        likeness = [telling.similarity for telling in self.tellings]
        return likeness.index(max(likeness)) if likeness else 0

    @property
    def outlets(self) -> int:
        """How many outlets tell it."""
        return len({telling.article.source.value for telling in self.tellings})


def account(story: Story, entry: TimelineEntry) -> Account:
    """Gather what a story says about one of its entries."""
    statement = next((s for s in story.statements if s.id == entry.statement), None)
    claim = next((c for c in story.claims if c.id == entry.claim), None)
    text = statement.text if statement else claim.text if claim else entry.text
    told = tuple(_telling(story, span, text) for span in mentions(story, entry))
    label = _label(story, entry, told)
    first, published = first_told(telling.article for telling in told)
    settling = next((c for c in story.claims if claim and c.id == claim.settled_by), None)
    return Account(
        entry=entry,
        text=text,
        tellings=told,
        first=first,
        first_published=published,
        undated=sum(1 for telling in told if telling.published is None),
        label=label,
        cues=tuple(dict.fromkeys(story.text(cue) for cue in label.cues)) if label else (),
        settled_by=settling.text if settling else None,
        claim=claim,
        against=tuple(c.text for c in story.claims if claim and c.id in claim.contradicts),
    )


def _telling(story: Story, span: Span, wording: str) -> Telling:
    text = story.text(span)
    known = span if isinstance(span, Occurrence) else None
    similarity = known.similarity if known else _similarity(text, wording)
    touching = [quote for quote in story.quotes if overlap(quote, span)]
    article = story.article(span.article or "")
    others = {other.id: other for other in story.articles}
    first = others.get(article.version_of or "")
    return Telling(
        span=span,
        article=article,
        text=text,
        variant=known.variant if known else "verbatim" if similarity == IDENTICAL else None,
        similarity=similarity,
        quote=max(touching, key=lambda quote: (overlap(quote, span), -quote.start), default=None),
        original=others.get(article.copy_of or ""),
        first=first,
        was=_was(text, first) if first else None,
    )


def _was(text: str, first: Article) -> str | None:
    if first.is_summary:
        return None
    from ondit.versions import was  # it is slow to come, and hardly ever needed

    return was(text, first)


def _similarity(text: str, wording: str) -> float:
    a, b = normalise(text), normalise(wording)
    if a == b:
        return IDENTICAL
    from rapidfuzz import fuzz  # it is slow to come, and for most entries not needed

    return fuzz.ratio(a, b)


def _label(story: Story, entry: TimelineEntry, told: Sequence[Telling]) -> Label | None:
    """Return the label that says what the entry says: its kind, and its subtype where one does.

    Of several it is that of the telling whose words are most the entry's, which are those that are shown.
    """
    nearest = sorted(told, key=lambda telling: -telling.similarity)
    labels = [
        label for telling in nearest if (label := label_of(story, telling.span)) and label.kind == entry.kind
    ]
    return next((label for label in labels if label.subtype == entry.subtype), labels[0] if labels else None)
