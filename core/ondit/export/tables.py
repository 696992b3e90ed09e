"""Tables: what views list in rows of their own, outlets and articles, in formats that have a place for them.

Columns have fixed names in a fixed order; a cell is empty where nothing is known. Rows are written as they
come, so that their number does not matter.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TextIO

from ondit import __version__
from ondit.article_list import ArticleView, ListedArticle
from ondit.errors import UsageError
from ondit.export import markdown, page
from ondit.export.looks import Look
from ondit.export.records import Record, encode, write_list
from ondit.export.table import Cell, harmless
from ondit.export.wording import one_line
from ondit.listing import every
from ondit.model import UNDETERMINED
from ondit.scoreboard import Score
from ondit.timeline import Filter

_DIGITS = 4
_ARTICLE = (
    "source", "published", "granularity", "title", "author", "url", "announcements", "rumours", "others",
    "copy_of", "release", "share", "grade", "credited", "language", "article",
)  # fmt: skip
_SCORE = (
    "source", "first", "tied", "repeated", "alone", "right", "wrong", "share", "rank", "articles", "reports",
    "released", "wholly", "partly", "after", "before",
)  # fmt: skip


class Table(NamedTuple):
    """Rows of cells.

    Attributes:
        name: What its rows are: "articles".
        columns: The names of its columns.
        rows: Its rows, each with a cell for each column; they are taken one at a time.
    """

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def table_of_articles(view: ArticleView, wanted: Filter) -> Table:
    """Return the articles that pass a filter, in the order in which they are listed.

    How many announcements, rumours and others each tells; of which it is a copy; of which release most of it
    is made, which share of it is that release's (0 to 1), and whether it says so.

    Raises:
        OnditError: The articles cannot be read, while the rows are taken.
    """
    return Table("articles", _ARTICLE, (_article(view, item) for item in every(view.listing(wanted))))


def table_of_scores(scores: Iterable[Score]) -> Table:
    """Return outlets with their figures, as `ondit.scoreboard.Score` and `ondit.model.Record` have them.

    Others after whom an outlet told claims, and before whom, are given with how many, parted by `; `.
    """
    return Table("sources", _SCORE, map(_score, scores))


def write_table(table: Table, form: str, stream: TextIO, look: Look) -> None:
    """Write a table in one format.

    Args:
        table: The table.
        form: One of `TABLE_FORMATS`.
        stream: Where to.
        look: What formats for people are called.

    Raises:
        UsageError: There is no such format.
    """
    if form not in _WRITERS:
        known = ", ".join(TABLE_FORMATS)
        raise UsageError(f"There is no format “{form}” for {table.name}.", f"Choose one of {known}.")
    _WRITERS[form](table, stream, look)


def _article(view: ArticleView, item: ListedArticle) -> Sequence[Cell]:
    article, made = view.article(item.id), item.derivation
    told = [item.kinds.get(kind, 0) for kind in ("announcement", "rumour", "neither")]
    published = item.published
    known = article.language if article and article.language != UNDETERMINED else None
    return (
        item.source.value,
        published.value if published else None, published.granularity if published else None,
        item.title, article.author if article else None, article.url if article else None,
        *told, article.copy_of if article else None,
        made.release if made else None, round(made.share, _DIGITS) if made else None,
        made.grade if made else None, ("yes" if made.credited else "no") if made else None,
        known, item.id,
    )  # fmt: skip


def _score(score: Score) -> Sequence[Cell]:
    record = score.record
    return (
        record.source, record.first, record.tied, record.repeated, record.alone, record.right, record.wrong,
        _rounded(record.share), record.rank, score.articles, score.reports, _rounded(score.released),
        score.wholly, score.partly, _others(score.after), _others(score.before),
    )  # fmt: skip


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, _DIGITS)


def _others(others: Sequence[tuple[str, int]]) -> str | None:
    return "; ".join(f"{name} ({number})" for name, number in others) or None


def _text(table: Table, stream: TextIO, look: Look) -> None:
    stream.write(f"{look.title}\n")
    for row in table.rows:
        known = (f"{name}: {one_line(str(cell))}" for name, cell in _known(table, row))
        stream.write(f"\n{' · '.join(known)}\n")


def _markdown(table: Table, stream: TextIO, look: Look) -> None:
    stream.write(f"# {look.title}\n\n")
    for row in (table.columns, ["---"] * len(table.columns)):
        stream.write(f"| {' | '.join(row)} |\n")
    for cells in table.rows:
        stream.write(f"| {' | '.join(markdown.escape(_worded(cell)) for cell in cells)} |\n")


def _html(table: Table, stream: TextIO, look: Look) -> None:
    page.write_rows(stream, look.title, table.columns, (map(_worded, row) for row in table.rows))


def _csv(table: Table, stream: TextIO, _: Look) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)


def _json(table: Table, stream: TextIO, _: Look) -> None:
    stream.write(f'{{"ondit": {json.dumps(__version__)},\n"{table.name}": [')
    write_list(_records(table), stream)
    stream.write("\n]}\n")


def _jsonl(table: Table, stream: TextIO, _: Look) -> None:
    stream.writelines(f"{encode(record)}\n" for record in _records(table))


def _records(table: Table) -> Iterator[Record]:
    return (dict(zip(table.columns, row, strict=True)) for row in table.rows)


def _known(table: Table, row: Sequence[Cell]) -> Iterator[tuple[str, Cell]]:
    """Yield what is known of a row, by the names of its columns."""
    return ((name, cell) for name, cell in zip(table.columns, row, strict=True) if cell is not None)


def _worded(cell: Cell) -> str:
    return "" if cell is None else str(cell)


_WRITERS: Mapping[str, Callable[[Table, TextIO, Look], None]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
}
TABLE_FORMATS: tuple[str, ...] = tuple(_WRITERS)
"""The formats that tables are written in."""
