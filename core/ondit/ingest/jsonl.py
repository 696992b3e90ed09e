"""JSON Lines: one row, one article; read line by line, in constant memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from ondit.errors import InputError
from ondit.ingest.decode import MAX_BYTES, decode, lines
from ondit.ingest.drafts import Draft, Place, draft
from ondit.ingest.fields import pick
from ondit.model import Problem
from ondit.text import clean

MAX_PROBLEMS = 200
"""Problems told of one file, so that one that is no JSON at all does not fill the screen."""

_decoder = json.JSONDecoder(strict=False)


def read(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """Yield the articles of the rows, and in their order what is wrong with a row.

    Blank lines are skipped. Behind `MAX_PROBLEMS` problems the others are only counted, in a last one.

    Raises:
        InputError: There is no row at all.
    """
    rows = told = untold = 0
    for number, line in lines(stream):
        if line is not None and not line.strip():
            continue
        rows += 1
        for item in _row(line, replace(place, line=number)):
            if isinstance(item, Draft) or told < MAX_PROBLEMS:
                yield item
                told += isinstance(item, Problem)
            else:
                untold += 1
    if untold:
        yield place.problem(
            f"{untold:,} more problems in this file are not listed.", "Mend those that are and read it again."
        )
    if not rows:
        raise InputError("It is empty.", "Leave it out, or write one JSON object per line.")


def _row(line: bytes | None, place: Place) -> Iterator[Draft | Problem]:
    if line is None:
        yield place.problem(
            f"The line is longer than {MAX_BYTES // 1_000_000} MB, too long for one article.",
            "Write one JSON object per line, one article each.",
        )
        return
    try:
        text, damaged = decode(line)
        row = _decoder.decode(text)
    except InputError as error:
        yield place.problem(error.what, error.hint)
        return
    except RecursionError:
        yield place.problem("The row is nested too deeply.", "Keep the article's fields at the top of it.")
        return
    except ValueError as error:
        yield place.problem(f"The row is not JSON: {error}.", "Write one JSON object per line.")
        return
    if damaged:
        yield place.problem(
            f"{damaged} characters of the row cannot be read and are shown as �.", "Save it again as UTF-8."
        )
    yield from _article(row, place)


def _article(row: object, place: Place) -> Iterator[Draft | Problem]:
    if not isinstance(row, dict):
        yield place.problem("The row is not a JSON object.", 'Write it as {"text": "…", "source": "…"}.')
        return
    fields = pick(row)
    text = fields.pop("text", None)
    if text is None:
        yield place.problem("The row has no text.", 'Give it a "text", or take it out.')
    elif not isinstance(text, str):
        yield place.problem(
            "The text of the row is not a text.", "Write it as a string between quotation marks."
        )
    else:
        yield from draft(place, clean(text), fields)
