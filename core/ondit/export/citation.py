"""Who said it, where and when, in one line beside the exact words."""

from __future__ import annotations

from ondit.export.excerpts import Excerpt
from ondit.export.wording import date_words, one_line


def citation(excerpt: Excerpt, locale: str | None = None) -> str:
    """Return exact words with speaker, role, outlet, date and address, where known.

    `“…” — Ida Brandt, chief executive of Nerio, via The Ledger, 23 May 2024, https://ledger.example/a`

    The date is no finer than it is known. What is not known is left out.

    Args:
        excerpt: The words.
        locale: Whose way of writing dates, as in `en_US`.
    """
    parts = [*credit(excerpt, locale), *([excerpt.article.url] if excerpt.article.url else [])]
    return f"“{excerpt.text}” — {', '.join(parts)}"


def credit(excerpt: Excerpt, locale: str | None = None) -> list[str]:
    """Return who said something, where and when, in parts that commas join.

    "Ida Brandt", "chief executive of Nerio", "via The Ledger", "23 May 2024".
    """
    article = excerpt.article
    published = date_words(article.published.value, locale) if article.published else None
    parts = (excerpt.speaker, excerpt.role, f"via {article.source.value}", published)
    return [part for part in parts if part]


def particulars(excerpt: Excerpt, locale: str | None = None) -> list[str]:
    """Return what else is known of an excerpt, in words, each on one line.

    "announcement, 0.93", "cue: said", "“Nerio grows”, by Mara Lind", "fragment, 62", "first: The Ledger; Tarn
    Weekly, 23 May 2024", "published 2024-05-23 (day)", "accessed 2024-05-24", "characters 1 to 70 of ledger",
    "sha256:…".
    """
    article, label, occurrence, quote = excerpt.article, excerpt.label, excerpt.occurrence, excerpt.quote
    published = article.published
    kind = ", ".join(filter(None, (label.kind, label.subtype, f"{label.confidence:.2f}"))) if label else None
    title = " by ".join(filter(None, (article.title and f"“{article.title}”", article.author)))
    when = [date_words(excerpt.first_published, locale)] if excerpt.first_published else []
    parts = (
        kind,
        f"cue: {quote.cue}" if quote and quote.cue else None,
        f"suspect: {quote.suspect}" if quote and quote.suspect else None,
        title if article.title else article.author and f"by {article.author}",
        f"{occurrence.variant}, {occurrence.similarity:.0f}" if occurrence else None,
        f"first: {', '.join(['; '.join(excerpt.first), *when])}" if excerpt.first else None,
        f"published {published.value} ({published.granularity})" if published else None,
        f"accessed {article.accessed}" if article.accessed else None,
        f"characters {excerpt.start} to {excerpt.end} of {article.id}",
        excerpt.hash,
    )
    return [one_line(part) for part in parts if part]
