"""The rows of the store's tables, and the records that they hold."""

from __future__ import annotations

from typing import Any

from ondit.model import Article, Published, Source
from ondit.overrides import Anchor, Override
from ondit.schema import OVERRIDE, REST, seal
from ondit.store import texts

HAS = "SELECT 1 FROM article WHERE id = ?"
HAS_TEXT = "SELECT number FROM text WHERE digest = ?"
INSERT_TEXT = "INSERT INTO text (digest, text) VALUES (?, ?)"
INSERT = f"INSERT INTO article (id, text, {REST}, digest) VALUES (?{', ?' * 12})"  # noqa: S608
ARTICLES = (
    f"SELECT id, text.text, {REST}, version_of, is_summary, accessed FROM article"  # noqa: S608
    " JOIN text ON text.number = article.text LEFT JOIN reading ON reading.article = article.id"
)
"""What `article` makes articles of."""
SELECT = f"{ARTICLES} ORDER BY article.number"
SELECT_UNREAD = (
    f"{ARTICLES} LEFT JOIN finding ON finding.article = article.number AND finding.maker = ?"
    " WHERE finding.article IS NULL ORDER BY article.number LIMIT ?"
)
COUNT_UNREAD = (
    "SELECT count(*) FROM article"
    " LEFT JOIN finding ON finding.article = article.number AND finding.maker = ?"
    " WHERE finding.article IS NULL"
)
_MARKS = ", ".join("?" * (OVERRIDE.count(",") + 1))
HAS_OVERRIDE = f"SELECT 1 FROM override WHERE ({OVERRIDE}) IS ({_MARKS})"  # noqa: S608
INSERT_OVERRIDE = f"INSERT INTO override ({OVERRIDE}) VALUES ({_MARKS})"  # noqa: S608
SELECT_OVERRIDES = f"SELECT {OVERRIDE} FROM override ORDER BY number"  # noqa: S608
DELETE_OVERRIDE = f"DELETE FROM override WHERE ({OVERRIDE}) IS ({_MARKS})"  # noqa: S608


def of_article(article: Article, text: int, key: bytes) -> tuple[str | int | bytes | None, ...]:
    """Return the row of an article whose text has a number and a digest."""
    published = article.published
    told = (
        article.source.value,
        article.source.origin,
        article.path,
        article.url,
        article.title,
        article.author,
        published.value if published else None,
        published.granularity if published else None,
        published.origin if published else None,
        article.language,
    )
    return (article.id, text, *told, seal(key, article.id, *told))


def article(row: tuple[Any, ...]) -> Article:
    """Return the article of a row, with its text, as it is kept or as it reads.

    Raises:
        ValueError: The text is damaged.
    """
    name, text, source, source_origin, path, url, title, author, value, granularity, origin, *rest = row
    language, version_of, is_summary, accessed = rest if len(rest) > 1 else (*rest, None, None, None)
    return Article(
        id=name,
        text=text if isinstance(text, str) else texts.unpack(text),
        source=Source(source, source_origin),
        path=path,
        url=url,
        title=title,
        author=author,
        published=None if value is None else Published(value, granularity, origin),
        language=language,
        version_of=version_of,
        is_summary=bool(is_summary),
        accessed=accessed,
    )


def of_override(override: Override) -> tuple[str | int | None, ...]:
    """Return the row of an override."""
    return (
        override.kind,
        override.made,
        override.status,
        *_anchor(override.anchor),
        *_anchor(override.other),
    )


def override(row: tuple[Any, ...]) -> Override:
    """Return the override of a row."""
    kind, made, status, article, start, stop, words, *other = row
    return Override(
        kind=kind,
        anchor=Anchor(start, stop, article, words),
        made=made,
        status=status,
        other=None if other[0] is None else Anchor(other[1], other[2], other[0], other[3]),
    )


def _anchor(anchor: Anchor | None) -> tuple[str | int | None, ...]:
    return (anchor.article, anchor.start, anchor.end, anchor.words) if anchor else (None,) * 4
