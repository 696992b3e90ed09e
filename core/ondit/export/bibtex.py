"""BibTeX: one entry for each quote, in UTF-8, without a character that TeX acts on.

Only the address stands as it is: styles hand it to a command that takes it literally.
"""

from __future__ import annotations

import re
from typing import TextIO

from ondit.export.references import Reference, references
from ondit.model import Story

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


def write(story: Story, stream: TextIO) -> None:
    """Write the quotes as BibTeX entries, parted by blank lines; the quote is the entry's note."""
    stream.write("\n".join(_entry(reference) for reference in references(story)))


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
        "language": _tex(reference.language),
        "note": _tex(reference.note),
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
