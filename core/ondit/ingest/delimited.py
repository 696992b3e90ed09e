"""CSV and TSV: a header that names the fields, then one row, one article; read in constant memory."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from ondit.errors import InputError
from ondit.ingest.decode import MAX_BYTES, decode, lines
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.fields import meant
from ondit.ingest.rows import article, bounded
from ondit.model import Problem

DELIMITERS = ",\t;|"
_LONE_RETURN = re.compile(r"(?<=\r)(?![\n]|$)")


def read(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """Yield the articles of the rows, and in their order what is wrong with a row.

    The delimiter is the one at which the header's names part so that most of them are known. A field between
    quotation marks may hold line breaks; a row is named by the line on which it begins. Rows that have less
    fields than the header lack the last ones; blank lines are skipped. A lone carriage return ends a line.

    Raises:
        InputError: There is no row at all, none but the header, or the header names no text.
    """
    csv.field_size_limit(MAX_BYTES)
    feed = _Feed(stream, place)
    text = iter(feed)
    header = _header(feed, text)
    if not header:
        raise InputError("It is empty.", "Leave it out, or begin it with the names of its fields.")
    delimiter = max(DELIMITERS, key=lambda mark: len(_known(header, mark)))
    names = _split(header, delimiter)
    if "text" not in _known(header, delimiter):
        raise InputError(
            "Its first line names no field of text.",
            'Name the fields in the first line: "text", and "source", "title", "published" if there are any.',
        )
    is_empty = True
    for item in bounded(_rows(feed, text, names, delimiter, place), place):
        is_empty = False
        yield item
    if is_empty:
        raise InputError("There is no row below its first line.", "Leave it out, or export it again.")


def looks_like(head: bytes) -> bool:
    """Return whether a file that begins so is a table: its first line names a text and another known field.

    Args:
        head: The first bytes, a whole line of them at least.
    """
    line = next((line for line in head.splitlines() if line.strip()), b"")
    try:
        header, _ = decode(line)
    except InputError:
        return False
    most = max((_known(header, mark) for mark in DELIMITERS), key=len)
    return "text" in most and len(most) > 1


class _Feed:
    """The lines of a stream as text; what is wrong with one is kept until it is asked for.

    Attributes:
        number: The number of the last line, from 1.
        taken: Characters given since this was set to 0: a row takes as many lines as its quotation marks ask
            for, but no more than `MAX_BYTES`.
        is_done: Whether there are no more lines.
    """

    def __init__(self, stream: BinaryIO, place: Place) -> None:
        self._lines = lines(stream)
        self._place = place
        self._problems: list[Problem] = []
        self.number = self.taken = 0
        self.is_done = False

    def __iter__(self) -> Iterator[str]:
        for number, line in self._lines:
            self.number = number
            text = self._text(line)
            if text is None:
                continue
            self.taken += len(text)
            if self.taken > MAX_BYTES:
                raise csv.Error
            yield from _LONE_RETURN.split(text)
        self.is_done = True

    def _text(self, line: bytes | None) -> str | None:
        if line is None:
            what = f"The line is longer than {MAX_BYTES // 1_000_000} MB, too long for one article."
            self._note(what, "Write one article a row.")
            return None
        try:
            text, damaged = decode(line)
        except InputError as error:
            self._note(error.what, error.hint)
            return None
        if damaged:
            what = f"{damaged} characters of the line cannot be read and are shown as \ufffd."
            self._note(what, "Save it again as UTF-8.")
        return text

    def _note(self, what: str, hint: str) -> None:
        self._problems.append(replace(self._place, line=self.number).problem(what, hint))

    def problems(self) -> Iterator[Problem]:
        """Yield what was wrong with the lines read since it was asked for last."""
        found, self._problems = self._problems, []
        yield from found


def _rows(
    feed: _Feed, text: Iterator[str], names: list[str], delimiter: str, place: Place
) -> Iterator[Draft | Problem]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while not feed.is_done:
        here, feed.taken = replace(place, line=feed.number + 1), 0
        try:
            row = next(reader, [])
        except csv.Error:
            yield from feed.problems()
            yield _misquoted(feed, here)
            if feed.taken > MAX_BYTES:
                return
            continue
        yield from feed.problems()
        if len(row) > len(names):
            yield here.problem(
                f"The row has {len(row)} fields, the first line names {len(names)}.",
                "Put fields that hold a delimiter between quotation marks.",
            )
        elif any(field.strip() for field in row):
            yield from article(dict(zip(names, row, strict=False)), here)


def _misquoted(feed: _Feed, here: Place) -> Problem:
    hint = "Close it, or write it twice where it belongs to the text."
    if feed.is_done or feed.taken > MAX_BYTES:
        return here.problem(
            "A quotation mark that opens in this row is not closed; what follows is not read.", hint
        )
    return here.problem("A quotation mark stands where none may.", hint)


def _header(feed: _Feed, text: Iterator[str]) -> str:
    """Return the first line that is not blank, less its end; nothing where there is none."""
    for line in text:
        feed.taken = 0
        if line.strip():
            return line.removesuffix("\n").removesuffix("\r")
    return ""


def _split(header: str, delimiter: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([header], delimiter=delimiter))]


def _known(header: str, delimiter: str) -> set[str]:
    """Return the fields that a header names at a delimiter."""
    return {field for name in _split(header, delimiter) if (field := meant(name))}
