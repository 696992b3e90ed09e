"""Markdown: lists that read well as they stand, in which no text of an article is markup."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TextIO

from ondit.export.wording import address, date_words, kind_words, one_line, similarity_words
from ondit.model import Article, Quote, Span, Story, TimelineEntry

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$^@]|&(?=[#\w])")
_SCHEME = re.compile(r"(?i)(?:https?|ftp|mailto|xmpp):|www\.")


def timeline(story: Story, stream: TextIO) -> None:
    """Write the timeline under a heading for each day, month or year."""
    stream.write("# Timeline\n")
    for day, entries in groupby(story.timeline, key=_day):
        stream.write(f"\n## {day}\n\n")
        stream.writelines(_entry(entry) for entry in entries)


def match(story: Story, stream: TextIO) -> None:
    """Write the matched pairs, both sides of each under one another."""
    stream.write("# Matches\n\n" if story.matches else "# Matches\n")
    for pair in story.matches:
        stream.write(f"- {escape(similarity_words(pair))}\n")
        stream.writelines(f"  - {_cited(story, side, None)}\n" for side in (pair.a, pair.b))


def quotes(story: Story, stream: TextIO) -> None:
    """Write the quotes with speaker, outlet, date and address."""
    stream.write("# Quotes\n\n" if story.quotes else "# Quotes\n")
    for quote in story.quotes:
        suspect = f" (suspect: {escape(quote.suspect)})" if quote.suspect else ""
        stream.write(f"- {_cited(story, quote, quote)}{suspect}\n")


def escape(text: str | None) -> str:
    r"""Return a text in which Markdown finds no markup, for any place but the start of a line.

    `*so*` becomes `\*so\*`. Addresses in it are no links: where they lead, the page does not vouch for.
    """
    plain = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    return _SCHEME.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], plain)


def _day(entry: TimelineEntry) -> str:
    return escape(date_words(entry.published)) if entry.published else "Undated"


def _entry(entry: TimelineEntry) -> str:
    told = f"x{len(entry.sources)}: {escape(', '.join(entry.sources))}"
    return f"- **{kind_words(entry)}** — {escape(entry.text)} ({told})\n"


def _cited(story: Story, span: Span, quote: Quote | None) -> str:
    article = story.article(span.article or "")
    speaker = [quote.speaker, quote.role] if quote and quote.speaker else []
    published = date_words(article.published.value) if article.published else None
    parts = [escape(part) for part in (*speaker, f"via {article.source.value}", published) if part]
    return f"“{escape(story.text(span))}” — {', '.join([*parts, *_link(article)])}"


def _link(article: Article) -> list[str]:
    link = address(article)
    return [f"<{link}>"] if link else [escape(article.url)] if article.url else []
