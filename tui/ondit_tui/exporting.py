"""Excerpts written into a file, and a sentence on what became of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ondit.export import Excerpt, Look, write_excerpts, write_file


def export(excerpts: Iterable[Excerpt], form: str, place: Path, look: Look, *, force: bool = False) -> str:
    """Write excerpts into a file.

    Args:
        excerpts: The excerpts, which are taken one at a time.
        form: One of `ondit.export.EXCERPT_FORMATS`.
        place: The file.
        look: How what is for people looks.
        force: Whether a file that is there may be written over.

    Returns:
        A sentence on how many went where, and on what the format has no place for.

    Raises:
        OnditError: They cannot be read, or the file cannot be written.
    """
    count = 0

    def counted() -> Iterator[Excerpt]:
        nonlocal count
        for excerpt in excerpts:
            count += 1
            yield excerpt

    note = write_file(place, lambda stream: write_excerpts(counted(), form, stream, look), force=force)
    noun = "excerpt" if count == 1 else "excerpts"
    said = f"Wrote {count:,} {noun} as {form} to {place.absolute()}"
    return f"{said}. {note}" if note else f"{said}."


def write_text(text: str, place: Path) -> str:
    """Write a text into a file that is not there, and return a sentence saying where it went.

    Raises:
        OutputError: There is such a file, or it cannot be written.
    """
    write_file(place, lambda stream: stream.write(text))
    return f"Wrote it to {place.absolute()}."
