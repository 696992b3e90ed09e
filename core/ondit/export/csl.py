"""CSL-JSON: what reference managers read, one item for each excerpt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from ondit.export.excerpts import Excerpt
from ondit.export.records import Record, encode, known
from ondit.export.references import Reference, references


def write(excerpts: Iterable[Excerpt], stream: TextIO) -> None:
    """Write excerpts as CSL-JSON items, one a line.

    The exact words are `ondit-text` in an item's `custom` values, beside what CSL has no name for.
    """
    stream.write("[")
    for number, (reference, excerpt) in enumerate(references(excerpts)):
        stream.write((",\n" if number else "\n") + encode(_item(reference, excerpt)))
    stream.write("\n]\n")


def _item(reference: Reference, excerpt: Excerpt) -> Record:
    return known(
        {
            "id": reference.key,
            "type": "article-newspaper",
            "title": reference.title,
            "author": [{"literal": reference.author}] if reference.author else [],
            "container-title": reference.outlet,
            "issued": _date(reference.date),
            "accessed": _date(reference.accessed),
            "URL": reference.url,
            "language": reference.language,
            "keyword": reference.facts.get("ondit-kind"),
            "note": reference.note,
            "custom": {"ondit-text": excerpt.text, **reference.facts},
        }
    )


def _date(parts: Sequence[str]) -> Record:
    return {"date-parts": [[int(part) for part in parts]]} if parts else {}
