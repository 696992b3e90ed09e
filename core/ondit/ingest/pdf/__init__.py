"""PDF files: press releases and articles, one file, one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median
from typing import BinaryIO

from ondit.errors import InputError
from ondit.ingest.byline import read_byline, take_bylines
from ondit.ingest.drafts import Draft, Place, draft
from ondit.ingest.header import split
from ondit.ingest.kinds import PDF
from ondit.ingest.pdf.layout import Paragraph, less_running, paragraphs
from ondit.ingest.pdf.words import joined
from ondit.ingest.pdf.worker import WORKER
from ondit.model import Problem
from ondit.text import clean, normalise

MAX_BYTES = 100_000_000
"""The largest file; most of it is pictures."""

_HEAD = 1024
_LARGER = 1.15
_TITLE_WITHIN = 12
_LONGEST_TITLE = 250
_LEAST_WORDS = 2
_NO_TITLE = re.compile(
    r"microsoft word\b|powerpoint\b|untitled|document\s?\d*$|slide \d|print$|press release$|media release$"
    r"|template|.{0,250}@|.{0,250}\.(?:docx?|odt|rtf|indd|qxd|pptx?|tex|pages|pdf|html?)$|\S{0,250}_\S{0,250}$|https?:",
    re.IGNORECASE,
)


def read(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """Yield the article that a PDF file holds.

    Its text is that of its paragraphs, parted by blank lines, in reading order (`layout.columns`), less
    what runs along the top and bottom of its pages (`layout.less_running`): heuristics, each with its
    known failures. What hangs on shape alone, such as tables, comes out as a line a row.

    The title is the one that the file names, where the first page shows it too; else the paragraph in
    letters larger than the rest near the top; else what `header.split` takes for it. Author and date are
    those shown beside it, and the author also the file's, if that is a name. The date at which the file was
    made is no date of publication.

    Raises:
        InputError: It is no PDF, damaged, encrypted, too long, a scan without text, or takes more memory or
            time than any article does.
        OSError: The process that reads it cannot be started.
    """
    data = stream.read(MAX_BYTES + 1)
    if not data:
        raise InputError("It is empty.", "Leave it out, or fetch it again.")
    if len(data) > MAX_BYTES:
        raise InputError(
            f"It is longer than {MAX_BYTES // 1_000_000} MB, too long for one article.",
            "Save its text alone.",
        )
    if PDF not in data[:_HEAD]:
        raise InputError("It is not a PDF.", "Open it to see what it is, and name it so.")
    found = WORKER.document(data)
    parts = paragraphs(less_running(found.pages))
    texts = [clean(text) for text in joined([part.lines for part in parts])]
    fields, text = _header(parts, texts, clean(found.data.get("Title", "")).strip())
    if author := _name(clean(found.data.get("Author", ""))):
        fields.setdefault("author", author)
    if language := clean(found.language):
        fields.setdefault("language", language)
    yield from draft(place, text, fields)


def _header(parts: list[Paragraph], texts: list[str], named: str) -> tuple[dict[str, object], str]:
    """Take title, author and date off the top of the paragraphs; what stands above the title stays."""
    named = named if _is_title(named) else ""
    at = next(
        (n for n, text in enumerate(texts[:_TITLE_WITHIN]) if named and normalise(text) == normalise(named)),
        None,
    )
    if at is None:
        at = _largest(parts, texts)
    if at is None:
        fields, text = split("\n\n".join(texts))
        if named and "title" not in fields:
            fields["title"] = named
        return fields, text
    author, date, rest = take_bylines("\n\n".join(texts[at + 1 :]), titled=True)
    shown = [found for text in texts[:at] if (found := read_byline(text, bare=False))]
    author = author or next((line.author for line in shown if line.author), None)
    date = date or next((line.date for line in shown if line.date), None)
    fields = {"title": texts[at], "author": author, "dateline": date}
    above, rest = "\n\n".join(texts[:at]), rest.strip("\n")
    return {key: value for key, value in fields.items() if value}, f"{above}\n\n{rest}" if above else rest


def _largest(parts: list[Paragraph], texts: list[str]) -> int | None:
    """Return which of the first paragraphs is set in letters larger than the rest, if one is."""
    usual = median(part.height for part in parts for _ in part.lines) if parts else 0.0
    fit = [
        (part.height, -number)
        for number, (part, text) in enumerate(zip(parts[:_TITLE_WITHIN], texts, strict=False))
        if part.page == 0 and part.height >= _LARGER * usual and _is_title(text)
    ]
    return -max(fit)[1] if fit else None


def _is_title(text: str) -> bool:
    return (
        len(text) <= _LONGEST_TITLE
        and len(text.split()) >= _LEAST_WORDS
        and normalise(text) not in {"for immediate release", "press release", "news release", "media release"}
        and _NO_TITLE.match(text) is None
    )


def _name(author: str) -> str | None:
    """Return the author that a file names, if that is a person's full name."""
    author = author.strip()
    byline = read_byline(f"By {author}", bare=False) if len(author.split()) >= _LEAST_WORDS else None
    return byline.author if byline and byline.date is None else None
