"""Plain text: exact words with their citation, and below them what else is known."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TextIO

from ondit.export.citation import citation, particulars
from ondit.export.excerpts import Excerpt
from ondit.export.looks import Look
from ondit.export.wording import kind_words, one_line
from ondit.text import clean


def write(excerpts: Iterable[Excerpt], stream: TextIO, look: Look) -> None:
    """Write excerpts parted by blank lines, those of an entry of the timeline under its line."""
    stream.write(f"{look.title}\n")
    for entry, told in groupby(excerpts, key=lambda one: one.entry):
        if entry:
            stream.write(f"\n{kind_words(entry)}: {one_line(entry.text)}\n")
        for excerpt in told:
            stream.write(f"\n{clean(citation(excerpt, look.locale))}\n")
            stream.write(f"  {' · '.join(particulars(excerpt, look.locale))}\n")
