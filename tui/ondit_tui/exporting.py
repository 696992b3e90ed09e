"""Excerpts written into a file, and a sentence on what became of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Generic, TypeVar

from ondit.export import (
    Excerpt,
    Look,
    Table,
    write_case_file,
    write_excerpts,
    write_file,
    write_references,
    write_table,
)
from ondit.export.casefile import CaseView
from ondit.model import Article
from ondit.timeline import Filter
from ondit_tui.widgets.wording import count

T = TypeVar("T")


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
    told = _Counted(excerpts)
    note = write_file(place, lambda stream: write_excerpts(told, form, stream, look), force=force)
    said = f"Wrote {count(told.count, 'excerpt')} as {form} to {place.absolute()}"
    return f"{said}. {note}" if note else f"{said}."


def export_table(table: Table, form: str, place: Path, look: Look) -> str:
    """Write a table into a file that is not there, its rows taken one at a time.

    Args:
        table: The table.
        form: One of `ondit.export.TABLE_FORMATS`.
        place: The file.
        look: How what is for people looks.

    Returns:
        A sentence on how many rows went where.

    Raises:
        OnditError: They cannot be read, or the file cannot be written.
    """
    rows = _Counted(table.rows)
    write_file(place, lambda stream: write_table(table._replace(rows=rows), form, stream, look))
    return f"Wrote {count(rows.count, 'row')} as {form} to {place.absolute()}."


def export_references(articles: Iterable[Article], form: str, place: Path) -> str:
    """Write articles as references to them into a file that is not there, taken one at a time.

    Args:
        articles: The articles.
        form: One of `ondit.export.REFERENCE_FORMATS`.
        place: The file.

    Returns:
        A sentence on how many went where.

    Raises:
        OnditError: They cannot be read, or the file cannot be written.
    """
    told = _Counted(articles)
    write_file(place, lambda stream: write_references(told, form, stream))
    return f"Wrote {count(told.count, 'reference')} as {form} to {place.absolute()}."


def export_case(view: CaseView, wanted: Filter, place: Path, look: Look, *, force: bool = False) -> str:
    """Write what of a story passes a filter as a case file, made now.

    Returns:
        A sentence on where it went, and on what it leaves out.

    Raises:
        OnditError: The story cannot be read, or the file cannot be written.
    """
    made = datetime.now(UTC)
    note = write_file(place, lambda stream: write_case_file(view, wanted, stream, look, made), force=force)
    said = f"Wrote a case file to {place.absolute()}"
    return f"{said}. {note}" if note else f"{said}."


def write_text(text: str, place: Path) -> str:
    """Write a text into a file that is not there, and return a sentence saying where it went.

    Raises:
        OutputError: There is such a file, or it cannot be written.
    """
    write_file(place, lambda stream: stream.write(text))
    return f"Wrote it to {place.absolute()}."


class _Counted(Generic[T]):
    """Counts what is taken of it."""

    def __init__(self, some: Iterable[T]) -> None:
        self.count = 0
        self._some = some

    def __iter__(self) -> Iterator[T]:
        for one in self._some:
            self.count += 1
            yield one
