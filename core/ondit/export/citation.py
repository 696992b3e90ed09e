"""Who said it, where and when, in one line beside the exact words."""

from __future__ import annotations

from ondit.export.wording import date_words
from ondit.model import Article, Quote, Span, Story
from ondit.spans import overlap


def citation(story: Story, span: Span) -> str:
    """Return the exact words of a span with speaker, role, outlet, date and address, where known.

    `“…” — Ida Brandt, chief executive of Nerio, via The Ledger, 23 May 2024, https://ledger.example/a`

    Speaker and role are those of the quote that shares most characters with the span; the date is no
    finer than it is known. What is not known is left out.

    Raises:
        KeyError: The span belongs to no article of this story.
    """
    return f"“{story.text(span)}” — {credit(story.article(span.article or ''), quote_of(story, span))}"


def credit(article: Article, quote: Quote | None) -> str:
    """Return who said something, where and when: "Ida Brandt, chief executive of Nerio, via The Ledger, …".

    Args:
        article: Where it stands.
        quote: The quote that it is, or is part of; absent where it is none.
    """
    speaker = [quote.speaker, quote.role] if quote and quote.speaker else []
    published = date_words(article.published.value) if article.published else None
    return ", ".join(
        part for part in (*speaker, f"via {article.source.value}", published, article.url) if part
    )


def quote_of(story: Story, span: Span) -> Quote | None:
    """Return the quote that shares most characters with a span, the first of equals; absent without any."""
    touching = [(overlap(quote, span), quote) for quote in story.quotes]
    best = max(touching, key=lambda pair: (pair[0], -pair[1].start), default=None)
    return best[1] if best and best[0] else None
