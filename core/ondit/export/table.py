"""CSV: a row for each entry, match or excerpt. No cell is a formula to a spreadsheet program."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

from ondit.export.excerpts import Excerpt
from ondit.export.facts import facts
from ondit.model import UNDETERMINED, Span, Story
from ondit.text import clean

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_ENTRY = (
    "published", "kind", "subtype", "status", "confidence", "target", "outlets", "sources", "text",
    "id", "claim", "statement", "evidence",
)  # fmt: skip
_PLACE = ("source", "published", "title", "author", "url", "article", "start", "end")
_SAID = (
    "speaker", "role", "cue", "suspect", "kind", "subtype", "confidence",
    "variant", "similarity", "first", "first_published",
)  # fmt: skip
_KNOWN = ("statement", "claim", "status", "evidence", "entry", "hash")
_EXCERPT = (
    "text", *_SAID, "source", "published", "granularity", "title", "author", "url", "accessed", "language",
    "article", "start", "end", *_KNOWN,
)  # fmt: skip
_SIDE = ("text", *_PLACE)
_MATCH = (
    "similarity", "relation", "differs",
    *(f"a_{name}" for name in _SIDE),
    *(f"b_{name}" for name in _SIDE),
)  # fmt: skip

Cell = str | int | float | None


def timeline(story: Story, stream: TextIO) -> None:
    """Write the timeline: dates no finer than known, outlets in order of telling, parted by `; `."""
    _write(
        stream,
        _ENTRY,
        (
            (
                entry.published, entry.kind, entry.subtype, entry.status, entry.confidence, entry.target,
                len(entry.sources), "; ".join(entry.sources), entry.text,
                entry.id, entry.claim, entry.statement, entry.evidence,
            )
            for entry in story.timeline
        ),
    )  # fmt: skip


def match(story: Story, stream: TextIO) -> None:
    """Write the matched pairs, the columns of each side after one another."""
    _write(
        stream,
        _MATCH,
        (
            (
                match.similarity, match.relation, match.differs,
                story.text(match.a), *_place(story, match.a),
                story.text(match.b), *_place(story, match.b),
            )
            for match in story.matches
        ),
    )  # fmt: skip


def write(excerpts: Iterable[Excerpt], stream: TextIO) -> None:
    """Write excerpts, one at a time: a table of any length takes the memory of a row."""
    _write(stream, _EXCERPT, (_row(excerpt) for excerpt in excerpts))


def _row(excerpt: Excerpt) -> tuple[Cell, ...]:
    told, article = facts(excerpt), excerpt.article
    published = article.published
    return (
        excerpt.text, *(told[name] for name in _SAID),
        article.source.value, published.value if published else None,
        published.granularity if published else None,
        article.title, article.author, article.url, article.accessed,
        article.language if article.language != UNDETERMINED else None,
        article.id, excerpt.start, excerpt.end, *(told[name] for name in _KNOWN),
    )  # fmt: skip


def _place(story: Story, span: Span) -> tuple[Cell, ...]:
    article = story.article(span.article or "")
    published = article.published.value if article.published else None
    return (
        article.source.value, published, article.title, article.author, article.url,
        article.id, span.start, span.end,
    )  # fmt: skip


def _write(stream: TextIO, columns: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)


def harmless(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet program takes for a formula: such text starts with an apostrophe.

    `=cmd()` becomes `'=cmd()`; a number is left alone. A sentence that starts with a dash gets its
    apostrophe too.
    """
    if not isinstance(cell, str):
        return cell
    text = clean(cell)
    return f"'{text}" if _FORMULA.match(text) else text
