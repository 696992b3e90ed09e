"""Stories written for other programs and for people: citations, and one writer per format.

What is quoted or told is written as excerpts (`ondit.export.excerpts`), in every format from the same
records, as they come, so that their number does not matter. Writers write text to a stream: hand them one
that encodes as UTF-8 and leaves newlines alone. The same story gives the same characters every time.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TextIO

from ondit.errors import UsageError
from ondit.export import (
    bibtex,
    csl,
    json_lines,
    json_list,
    json_object,
    jsonld,
    markdown,
    page,
    plain,
    ris,
    table,
    timelinejs,
)
from ondit.export.casefile import CASE_FILE
from ondit.export.casefile import write as write_case_file
from ondit.export.citation import citation
from ondit.export.excerpts import (
    Excerpt,
    excerpt_of,
    excerpts_of_entries,
    excerpts_of_entry,
    excerpts_of_quotation,
    excerpts_of_quotes,
)
from ondit.export.files import check_place, write_file
from ondit.export.listed import (
    articles_listed,
    excerpts_of_article,
    excerpts_of_claims,
    excerpts_of_quotations,
)
from ondit.export.looks import Look
from ondit.export.references import Reference, reference_to, references
from ondit.export.tables import TABLE_FORMATS, Table, table_of_articles, table_of_scores, write_table
from ondit.model import Article, Story

__all__ = [
    "CASE_FILE",
    "EXCERPT_FORMATS",
    "EXPORT_FORMATS",
    "FORMATS",
    "REFERENCE_FORMATS",
    "SUFFIXES",
    "TABLE_FORMATS",
    "Excerpt",
    "Listing",
    "Look",
    "Table",
    "articles_listed",
    "check_place",
    "citation",
    "excerpt_of",
    "excerpts_of_article",
    "excerpts_of_claims",
    "excerpts_of_entries",
    "excerpts_of_entry",
    "excerpts_of_quotation",
    "excerpts_of_quotations",
    "excerpts_of_quotes",
    "format_of_name",
    "table_of_articles",
    "table_of_scores",
    "write",
    "write_case_file",
    "write_excerpts",
    "write_file",
    "write_references",
    "write_table",
    "written",
]

Listing = Literal["timeline", "match", "quotes"]
"""What is listed of a story: its timeline's entries, its matched pairs, or its quotes."""
Writer = Callable[[Story, TextIO], str | None]
"""Writes a story's listing, and returns a sentence on what its format has no place for."""
ExcerptWriter = Callable[[Iterable[Excerpt], TextIO, Look], str | None]
"""Writes excerpts, and returns a sentence on what its format has no place for."""


def _of_one_look(write: Callable[[Iterable[Excerpt], TextIO], str | None]) -> ExcerptWriter:
    """Return a writer of a format for programs, which looks the same to all."""
    return lambda excerpts, stream, _: write(excerpts, stream)


_OF_REFERENCES: Mapping[str, Callable[[Iterable[Reference], TextIO], None]] = {
    "csl-json": csl.write,
    "bibtex": bibtex.write,
    "ris": ris.write,
}


def _of_references(write: Callable[[Iterable[Reference], TextIO], None]) -> ExcerptWriter:
    """Return a writer of excerpts of a format for reference managers."""
    return lambda excerpts, stream, _: write(references(excerpts), stream)


_OF_EXCERPTS: Mapping[str, ExcerptWriter] = {
    "text": plain.write,
    "markdown": markdown.write,
    "html": page.write,
    "csv": _of_one_look(table.write),
    "json": _of_one_look(json_list.write),
    "jsonl": _of_one_look(json_lines.write),
    **{form: _of_references(write) for form, write in _OF_REFERENCES.items()},
    "jsonld": _of_one_look(jsonld.write),
    "timelinejs": _of_one_look(timelinejs.write),
}


def _of_quotes(form: str) -> Writer:
    return lambda story, stream: write_excerpts(excerpts_of_quotes(story), form, stream, Look("Quotes"))


_WRITERS: Mapping[str, Mapping[str, Writer]] = {
    "timeline": {
        "json": json_object.write,
        "jsonl": json_lines.timeline,
        "csv": table.timeline,
        "markdown": markdown.timeline,
        "html": page.timeline,
        "timelinejs": timelinejs.timeline,
    },
    "match": {
        "json": json_object.write,
        "jsonl": json_lines.match,
        "csv": table.match,
        "markdown": markdown.match,
        "html": page.match,
    },
    "quotes": {
        "json": json_object.write,
        **{
            form: _of_quotes(form)
            for form in ("jsonl", "csv", "markdown", "html", "csl-json", "bibtex", "ris", "jsonld")
        },
    },
}

FORMATS: Mapping[str, tuple[str, ...]] = {listing: tuple(writers) for listing, writers in _WRITERS.items()}
"""The formats that each listing has."""
EXCERPT_FORMATS: tuple[str, ...] = tuple(_OF_EXCERPTS)
"""The formats that excerpts are written in."""
REFERENCE_FORMATS: tuple[str, ...] = tuple(_OF_REFERENCES)
"""The formats that articles are cited in."""
EXPORT_FORMATS: tuple[str, ...] = (*EXCERPT_FORMATS, CASE_FILE)
"""The formats that a slice of a story is written in."""
SUFFIXES: Mapping[str, str] = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "csv": ".csv",
    "json": ".json",
    "jsonl": ".jsonl",
    "csl-json": ".csl.json",
    "bibtex": ".bib",
    "ris": ".ris",
    "jsonld": ".jsonld",
    "timelinejs": ".timelinejs.json",
    CASE_FILE: ".case.html",
}
"""How the names of files of each format end."""


def format_of_name(name: str) -> str | None:
    """Return the format that a file's name ends like: `bibtex` of "quotes.bib"; absent where it says none."""
    ends = {form: end for form, end in SUFFIXES.items() if name.lower().endswith(end)}
    return max(ends, key=lambda form: len(ends[form]), default=None)


def write(story: Story, listing: Listing, form: str, stream: TextIO) -> str | None:
    """Write a listing of a story in one format.

    `json` is the whole story whatever the listing; the other formats hold the listing alone, in the
    story's order.

    Returns:
        A sentence on what the format has no place for; absent where it held everything.

    Raises:
        UsageError: The listing has no such format.
    """
    if form not in _WRITERS[listing]:
        raise _no_format(form, f" for {listing}", FORMATS[listing])
    return _WRITERS[listing][form](story, stream)


def write_excerpts(
    excerpts: Iterable[Excerpt],
    form: str,
    stream: TextIO,
    look: Look = Look(),  # noqa: B008 - it is frozen
) -> str | None:
    """Write excerpts in one format, in their order.

    Args:
        excerpts: The excerpts; those of one entry side by side.
        form: One of `EXCERPT_FORMATS`.
        stream: Where to.
        look: What formats for people are called, and how they write dates.

    Returns:
        A sentence on what the format has no place for; absent where it held everything.

    Raises:
        UsageError: There is no such format.
    """
    if form not in _OF_EXCERPTS:
        raise _no_format(form, "", EXCERPT_FORMATS)
    return _OF_EXCERPTS[form](excerpts, stream, look)


def write_references(articles: Iterable[Article], form: str, stream: TextIO) -> None:
    """Write articles as references to them, in their order.

    Args:
        articles: The articles, each once.
        form: One of `REFERENCE_FORMATS`.
        stream: Where to.

    Raises:
        UsageError: There is no such format.
    """
    if form not in _OF_REFERENCES:
        raise _no_format(form, " for articles", REFERENCE_FORMATS)
    _OF_REFERENCES[form](map(reference_to, articles), stream)


def written(excerpt: Excerpt, form: str, locale: str | None = None) -> str:
    """Return one excerpt as it is to be pasted: its citation for `text`, its one line for `markdown`.

    Raises:
        UsageError: There is no such format.
    """
    if form == "text":
        return citation(excerpt, locale)
    if form == "markdown":
        return markdown.cited(excerpt, locale)
    stream = io.StringIO()
    write_excerpts([excerpt], form, stream, Look(locale=locale))
    return stream.getvalue()


def _no_format(form: str, where: str, known: Iterable[str]) -> UsageError:
    return UsageError(f"There is no format “{form}”{where}.", f"Choose one of {', '.join(known)}.")
