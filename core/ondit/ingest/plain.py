"""Plain text and Markdown: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ondit.errors import InputError
from ondit.ingest.decode import MAX_BYTES, decode
from ondit.ingest.drafts import Draft, Place, draft
from ondit.ingest.header import split
from ondit.model import Problem
from ondit.text import clean


def read(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """Yield the article that a text file holds, and what is wrong with it before.

    Raises:
        InputError: It is empty, too long, or not text.
    """
    data = stream.read(MAX_BYTES + 1)
    if not data:
        raise InputError("It is empty.", "Leave it out, or save the article's text in it.")
    if len(data) > MAX_BYTES:
        raise InputError(
            f"It is longer than {MAX_BYTES // 1_000_000} MB, too long for one article.",
            "Part it into one file per article, or one JSON row per line (.jsonl).",
        )
    text, damaged = decode(data)
    if damaged:
        yield place.problem(
            f"{damaged} of its characters cannot be read and are shown as �.", "Save it again as UTF-8."
        )
    fields, body = split(clean(text))
    yield from draft(place, body, fields)
