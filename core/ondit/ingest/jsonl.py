"""JSON Lines: one row, one article; read line by line, in constant memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from ondit.errors import InputError
from ondit.ingest.decode import MAX_BYTES, decode, lines
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.rows import article, bounded
from ondit.model import Problem

_decoder = json.JSONDecoder(strict=False)


def read(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """Yield the articles of the rows, and in their order what is wrong with a row.

    Blank lines are skipped. Behind `MAX_PROBLEMS` problems the others are only counted, in a last one.

    Raises:
        InputError: There is no row at all.
    """
    yield from bounded(_all_rows(stream, place), place)


def empty() -> InputError:
    """Return the error that there is no row."""
    return InputError("It is empty.", "Leave it out, or write one JSON object per line.")


def _all_rows(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    is_empty = True
    for found in rows(lines(stream), place):
        is_empty = False
        yield found
    if is_empty:
        raise empty()


def rows(numbered: Iterable[tuple[int, bytes | None]], place: Place) -> Iterator[Draft | Problem]:
    """Yield the articles of numbered lines, and what is wrong: something of each that is not blank."""
    for number, line in numbered:
        if line is None or line.strip():
            yield from _row(line, replace(place, line=number))


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
    except json.JSONDecodeError as error:
        what = f"The row is not JSON ({error.msg}: character {error.pos + 1:,})."
        yield place.problem(what, "Write one JSON object per line.")
        return
    except ValueError as error:
        yield place.problem(f"The row is not JSON: {error}.", "Write one JSON object per line.")
        return
    if damaged:
        yield place.problem(
            f"{damaged} characters of the row cannot be read and are shown as �.", "Save it again as UTF-8."
        )
    if isinstance(row, dict):
        yield from article(row, place)
    else:
        yield place.problem("The row is not a JSON object.", 'Write it as {"text": "…", "source": "…"}.')
