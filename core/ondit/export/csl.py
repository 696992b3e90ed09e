"""CSL-JSON: what reference managers read, one item for each quote."""

from __future__ import annotations

from typing import TextIO

from ondit.export.records import Record, encode, known
from ondit.export.references import Reference, references
from ondit.model import Story


def write(story: Story, stream: TextIO) -> None:
    """Write the quotes as CSL-JSON items, one a line; the quote is the item's note."""
    items = [encode(_item(reference)) for reference in references(story)]
    stream.write("[" + ",".join("\n" + item for item in items) + "\n]\n")


def _item(reference: Reference) -> Record:
    date = [int(part) for part in reference.date]
    return known(
        {
            "id": reference.key,
            "type": "article-newspaper",
            "title": reference.title,
            "author": [{"literal": reference.author}] if reference.author else [],
            "container-title": reference.outlet,
            "issued": {"date-parts": [date]} if date else {},
            "URL": reference.url,
            "language": reference.language,
            "note": reference.note,
        }
    )
