"""Stories written for other programs and for people: citations, and one writer per format.

Writers write text to a stream: hand them one that encodes as UTF-8 and leaves newlines alone. The same
story gives the same characters every time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TextIO

from ondit.errors import UsageError
from ondit.export import bibtex, csl, json_lines, json_object, jsonld, markdown, page, ris, table, timelinejs
from ondit.export.citation import citation
from ondit.model import Story

__all__ = ["FORMATS", "Listing", "citation", "write"]

Listing = Literal["timeline", "match", "quotes"]
"""What is listed of a story: its timeline's entries, its matched pairs, or its quotes."""
Writer = Callable[[Story, TextIO], str | None]
"""Writes a story's listing, and returns a sentence on what its format has no place for."""

_WRITERS: Mapping[str, Mapping[str, Writer]] = {
    "timeline": {
        "json": json_object.write,
        "jsonl": json_lines.timeline,
        "csv": table.timeline,
        "markdown": markdown.timeline,
        "html": page.timeline,
        "timelinejs": timelinejs.write,
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
        "jsonl": json_lines.quotes,
        "csv": table.quotes,
        "markdown": markdown.quotes,
        "html": page.quotes,
        "csl-json": csl.write,
        "bibtex": bibtex.write,
        "ris": ris.write,
        "jsonld": jsonld.write,
    },
}

FORMATS: Mapping[str, tuple[str, ...]] = {listing: tuple(writers) for listing, writers in _WRITERS.items()}
"""The formats that each listing has."""


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
        known = ", ".join(FORMATS[listing])
        raise UsageError(f"There is no format “{form}” for {listing}.", f"Choose one of {known}.")
    return _WRITERS[listing][form](story, stream)
