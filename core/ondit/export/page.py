"""HTML: one page that needs nothing else, a table for the listing, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import TextIO

from ondit.export.citation import particulars
from ondit.export.excerpts import Excerpt, bare_excerpt
from ondit.export.looks import Look
from ondit.export.wording import address, date_words, kind_words, one_line, similarity_words
from ondit.model import UNDETERMINED, Article, Story, TimelineEntry

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
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
<thead><tr>{columns}</tr></thead>
<tbody>
"""
_FOOT = "</tbody>\n</table>\n<p>{count} in all</p>\n</body>\n</html>\n"


def timeline(story: Story, stream: TextIO) -> None:
    """Write the timeline as a page."""
    rows = (_entry(entry) for entry in story.timeline)
    _write(stream, "Timeline", ("Date", "Kind", "What", "Outlets"), rows)


def match(story: Story, stream: TextIO) -> None:
    """Write the matched pairs as a page."""
    rows = (
        (_text(similarity_words(pair)), *(_words(bare_excerpt(story, side)) for side in (pair.a, pair.b)))
        for pair in story.matches
    )
    _write(stream, "Matches", ("Relation", "One wording", "The other"), rows)


def write(excerpts: Iterable[Excerpt], stream: TextIO, look: Look) -> None:
    """Write excerpts as a page, those of an entry of the timeline under its line."""
    stream.write(_opening(look.title, ("Words", "Speaker", "What else is known")))
    count = 0
    for entry, told in groupby(excerpts, key=lambda one: one.entry):
        if entry:
            line = _text(f"{kind_words(entry)}: {entry.text}")
            stream.write(f'<tr><th colspan="3" scope="colgroup" dir="auto">{line}</th></tr>\n')
        for excerpt in told:
            count += 1
            known = " · ".join(_text(part) for part in particulars(excerpt, look.locale))
            stream.write(_row((_words(excerpt, look.locale), _speaker(excerpt), f"<small>{known}</small>")))
    stream.write(_FOOT.format(count=f"{count:,}"))


def write_rows(stream: TextIO, title: str, columns: Sequence[str], rows: Iterable[Iterable[str]]) -> None:
    """Write rows of plain texts as a page, taken one at a time."""
    _write(stream, title, map(_text, columns), (map(_text, row) for row in rows))


def _write(stream: TextIO, title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    stream.write(_opening(title, columns))
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - their number is told below them
        stream.write(_row(row))
    stream.write(_FOOT.format(count=f"{count:,}"))


def _opening(title: str, columns: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    return _HEAD.format(title=_text(title), style=_STYLE, columns=head)


def _row(cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f'<td dir="auto">{cell}</td>' for cell in cells) + "</tr>\n"


def _entry(entry: TimelineEntry) -> tuple[str, ...]:
    return (
        _text(date_words(entry.published) if entry.published else "undated"),
        _text(kind_words(entry)),
        _text(entry.text),
        _text(", ".join(entry.sources)),
    )


def _words(excerpt: Excerpt, locale: str | None = None) -> str:
    article = excerpt.article
    language = f' lang="{_text(article.language)}"' if article.language != UNDETERMINED else ""
    return f"<q{language}>{_text(excerpt.text)}</q><br><small>{_place(article, locale)}</small>"


def _place(article: Article, locale: str | None) -> str:
    published = date_words(article.published.value, locale) if article.published else None
    words = _text(", ".join(part for part in (article.source.value, published) if part))
    link = address(article)
    if link:
        return f'<a href="{_text(link)}" rel="noreferrer">{words}</a>'
    return f"{words}, {_text(article.url)}" if article.url else words


def _speaker(excerpt: Excerpt) -> str:
    return _text(", ".join(part for part in (excerpt.speaker, excerpt.role) if part))


def _text(text: str) -> str:
    return escape(one_line(text), quote=True)
