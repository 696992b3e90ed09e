"""RIS: what reference managers exchange, one record for each article or excerpt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from ondit.export.references import Reference


def write(references: Iterable[Reference], stream: TextIO) -> None:
    """Write references as RIS records, parted by blank lines; an excerpt's words are its first note."""
    for number, reference in enumerate(references):
        stream.write(("\n" if number else "") + _record(reference))


def _record(reference: Reference) -> str:
    year, month, day = (*reference.date, "", "", "")[:3]
    fields = [
        ("TY", "NEWS"),
        ("ID", reference.key),
        ("TI", reference.title),
        ("AU", reference.author),
        ("T2", reference.outlet),
        ("PY", year),
        ("DA", year and f"{year}/{month}/{day}/"),
        ("UR", reference.url),
        ("Y2", reference.accessed and f"{'/'.join(reference.accessed)}/"),
        ("LA", reference.language),
        ("KW", reference.facts.get("ondit-kind")),
        ("N1", reference.note),
        *(("N1", f"{name}: {value}") for name, value in reference.facts.items()),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - \n"
