"""HTML: one page that needs nothing else, a table for the listing, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TextIO

from ondit.export.wording import address, date_words, kind_words, one_line, similarity_words
from ondit.model import UNDETERMINED, Article, Quote, Span, Story, TimelineEntry

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; padding-block-end: .5rem; }
th, td { border-block-end: 1px solid; padding: .4rem .8rem .4rem 0; text-align: start; vertical-align: top; }
tr { break-inside: avoid; }
td { overflow-wrap: anywhere; }
"""
_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<table>
<caption>{caption}</caption>
<thead><tr>{columns}</tr></thead>
<tbody>
"""
_FOOT = "</tbody>\n</table>\n</body>\n</html>\n"


def timeline(story: Story, stream: TextIO) -> None:
    """Write the timeline as a page."""
    rows = (_entry(entry) for entry in story.timeline)
    _write(stream, "Timeline", len(story.timeline), ("Date", "Kind", "What", "Outlets"), rows)


def match(story: Story, stream: TextIO) -> None:
    """Write the matched pairs as a page."""
    rows = (
        (_text(similarity_words(pair)), _words(story, pair.a), _words(story, pair.b))
        for pair in story.matches
    )
    _write(stream, "Matches", len(story.matches), ("Relation", "One wording", "The other"), rows)


def quotes(story: Story, stream: TextIO) -> None:
    """Write the quotes as a page."""
    rows = ((_words(story, quote), _speaker(quote)) for quote in story.quotes)
    _write(stream, "Quotes", len(story.quotes), ("Words", "Speaker"), rows)


def _write(
    stream: TextIO, title: str, count: int, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    stream.write(_HEAD.format(title=title, style=_STYLE, caption=f"{count:,} in all", columns=head))
    for row in rows:
        stream.write("<tr>" + "".join(f'<td dir="auto">{cell}</td>' for cell in row) + "</tr>\n")
    stream.write(_FOOT)


def _entry(entry: TimelineEntry) -> tuple[str, ...]:
    return (
        _text(date_words(entry.published) if entry.published else "undated"),
        _text(kind_words(entry)),
        _text(entry.text),
        _text(", ".join(entry.sources)),
    )


def _words(story: Story, span: Span) -> str:
    article = story.article(span.article or "")
    language = f' lang="{_text(article.language)}"' if article.language != UNDETERMINED else ""
    return f"<q{language}>{_text(story.text(span))}</q><br><small>{_place(article)}</small>"


def _place(article: Article) -> str:
    published = date_words(article.published.value) if article.published else None
    words = _text(", ".join(part for part in (article.source.value, published) if part))
    link = address(article)
    if link:
        return f'<a href="{_text(link)}" rel="noreferrer">{words}</a>'
    return f"{words}, {_text(article.url)}" if article.url else words


def _speaker(quote: Quote) -> str:
    parts = [part for part in (quote.speaker, quote.role) if part] if quote.speaker else []
    suspect = f"<br><small>suspect: {_text(quote.suspect)}</small>" if quote.suspect else ""
    return _text(", ".join(parts)) + suspect


def _text(text: str) -> str:
    return escape(one_line(text), quote=True)
