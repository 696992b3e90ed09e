"""CSL-JSON: what reference managers read, one item for each article or excerpt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from ondit.export.records import Record, known, write_list
from ondit.export.references import Reference


def write(references: Iterable[Reference], stream: TextIO) -> None:
    """Write references as CSL-JSON items, one a line.

    An excerpt's exact words are `ondit-text` in its `custom` values, beside what CSL has no name for.
    """
    stream.write("[")
    write_list(map(_item, references), stream)
    stream.write("\n]\n")


def _item(reference: Reference) -> Record:
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
            "custom": known({"ondit-text": reference.words, **reference.facts}),
        }
    )


def _date(parts: Sequence[str]) -> Record:
    return {"date-parts": [[int(part) for part in parts]]} if parts else {}
