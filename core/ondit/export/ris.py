"""RIS: what reference managers exchange, one record for each quote."""

from __future__ import annotations

from typing import TextIO

from ondit.export.references import Reference, references
from ondit.model import Story


def write(story: Story, stream: TextIO) -> None:
    """Write the quotes as RIS records, parted by blank lines; the quote is the record's note."""
    stream.write("\n".join(_record(reference) for reference in references(story)))


def _record(reference: Reference) -> str:
    year, month, day = (*reference.date, "", "", "")[:3]
    fields = {
        "TY": "NEWS",
        "ID": reference.key,
        "TI": reference.title,
        "AU": reference.author,
        "T2": reference.outlet,
        "PY": year,
        "DA": year and f"{year}/{month}/{day}/",
        "UR": reference.url,
        "LA": reference.language,
        "N1": reference.note,
    }
    return "".join(f"{tag}  - {value}\n" for tag, value in fields.items() if value) + "ER  - \n"
