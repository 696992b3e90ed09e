"""BibTeX: one entry for each article or excerpt, in UTF-8, without a character that TeX acts on.

Only the address stands as it is: styles hand it to a command that takes it literally.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from ondit.export.references import Reference

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_"},
}
_ACTIVE = re.compile(r"[\\{}~^&%$#_]")


def write(references: Iterable[Reference], stream: TextIO) -> None:
    """Write references as BibTeX entries, parted by blank lines; an excerpt's words are its note."""
    for number, reference in enumerate(references):
        stream.write(("\n" if number else "") + _entry(reference))


def _entry(reference: Reference) -> str:
    year, month, day = (*reference.date, "", "", "")[:3]
    fields = {
        "author": _tex(reference.author) and f"{{{_tex(reference.author)}}}",
        "title": _tex(reference.title) and f"{{{_tex(reference.title)}}}",
        "journal": _tex(reference.outlet),
        "year": year,
        "month": month and _MONTHS[int(month) - 1],
        "day": day and str(int(day)),
        "url": reference.url,
        "urldate": "-".join(reference.accessed),
        "language": _tex(reference.language),
        "keywords": reference.facts.get("ondit-kind"),
        "note": _tex(reference.note),
        **{name: _tex(value) for name, value in reference.facts.items()},
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    ]
    return f"@article{{{reference.key},\n{''.join(lines)}}}\n"


def _tex(text: str) -> str:
    """Return a text as TeX prints it: braces become commands, so that none is unbalanced."""
    return _ACTIVE.sub(lambda found: _SPECIAL[found[0]], text)
