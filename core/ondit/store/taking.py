"""What becomes of an article that comes to a store: it is new, a version of a page, or there already."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from ondit.model import Article, Published
from ondit.schema import digest
from ondit.spans import DAY
from ondit.store import rows, texts
from ondit.store.troubles import sensible

_VERSIONS = (
    f"{rows.ARTICLES} WHERE article.id = :of"  # noqa: S608
    " OR article.id IN (SELECT reading.article FROM reading WHERE version_of = :of) ORDER BY article.number"
)
_OF_PAGE = (
    f"{rows.ARTICLES} JOIN page ON page.article = article.number WHERE page = :of ORDER BY article.number"
)

SHARED = 0.25
"""Which share of the shorter one's news two texts have in common that may be one page's by their id."""


class Added(NamedTuple):
    """What became of articles that were added to a store.

    Attributes:
        new: Articles that the store did not have.
        copies: Those of them whose text it had already from another article; such a text is kept once.
        changed: The ids, as they came, of those of whose pages it had another text; they are kept beside it.
    """

    new: int
    copies: int
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """An article as it is to be kept.

    Attributes:
        article: The article, with its id, its date and the first of its page.
        is_change: Whether the store has another text of its page.
    """

    article: Article
    is_change: bool = False


def judged(path: Path, connection: sqlite3.Connection, article: Article, read_on: str | None) -> Taken | None:
    """Return an article as it is to be kept; absent where the store has it.

    Rule: it is there where its page, or else its id and outlet, is there with this text or with the same
    news (`versions.news`). It is there, too, where it only sums up what the store has whole. With other news
    it is a version of the first article of its page. A page that goes back to what it told before is no
    version. An article that has no more than the id of another gets one of its own.

    A version that tells no later date of its own than the first is of the day on which it was read, for what
    it tells may be as new as that; unless the first only sums it up, or it was read together with the first.

    Args:
        path: The store's file.
        connection: The store.
        article: The article.
        read_on: The day on which it was read, ISO, where it does not say itself on which it was fetched;
            without any, versions keep the dates that they have.

    Raises:
        StoreError: A text that it is compared with is damaged.
    """
    known = _versions(path, connection, article)
    if not known and _has(connection, article.id):
        from ondit.ingest.identity import derived

        article = replace(article, id=derived(article))
        known = _versions(path, connection, article)
    if not known:
        return Taken(article)
    if any(one.text == article.text or one.is_summary < article.is_summary for one in known):
        return None
    from ondit.versions import news

    told = news(article)
    if any(told == news(one) for one in known):
        return None
    first, is_change = known[0], article.is_summary or not all(one.is_summary for one in known)
    name = first.version_of or first.id
    kept = replace(article, id=_free(connection, article, name), version_of=name)
    day = article.accessed or read_on
    if is_change and day and article.version_of is None and not _is_later(article, first):
        kept = replace(kept, published=Published(day, "day", "read"))
    return Taken(kept, is_change)


def keep(connection: sqlite3.Connection, article: Article) -> bool:
    """Keep an article as it is, and return whether the store had its text."""
    key = digest(article.text)
    found = connection.execute(rows.HAS_TEXT, (key,)).fetchone()
    if found is None:
        text = connection.execute(rows.INSERT_TEXT, (key, texts.pack(article.text))).lastrowid
    else:
        (text,) = found
    number = connection.execute(rows.INSERT, rows.of_article(article, text or 0, key)).lastrowid
    if article.version_of or article.is_summary or article.accessed:
        row = (article.id, article.version_of, int(article.is_summary), article.accessed)
        connection.execute("INSERT INTO reading VALUES (?, ?, ?, ?)", row)
    if article.url:
        from ondit.ingest.sameness import page_number

        connection.execute("INSERT INTO page VALUES (?, ?)", (page_number(article.url), number))
    return found is not None


def _versions(path: Path, connection: sqlite3.Connection, article: Article) -> Sequence[Article]:
    """Return what the store has of an article's page, the first of it first."""
    found = []
    if article.url:
        from ondit.ingest.sameness import page_number

        there = _articles(path, connection, _OF_PAGE, page_number(article.url))
        found = [one for one in there if one.version_of is None and not _are_given(one, article)]
    if not found:
        there = _articles(path, connection, _VERSIONS, article.version_of or article.id)
        found = [one for one in there if _is_of(one, article)]
    return _articles(path, connection, _VERSIONS, found[0].version_of or found[0].id) if found else ()


def _articles(path: Path, connection: sqlite3.Connection, query: str, of: str | int) -> list[Article]:
    found = connection.execute(query, {"of": of}).fetchall()
    with sensible(path):
        return [rows.article(row) for row in found]


def _is_of(one: Article, article: Article) -> bool:
    """Say whether articles of one id are of one page.

    Rule: they have its address in common; or the outlet, and the title or a quarter of the news, for a number
    that files give their rows says little.
    """
    from ondit.ingest.addresses import canonical
    from ondit.versions import news

    if one.url and article.url and canonical(one.url) == canonical(article.url):
        return True
    if one.source.value != article.source.value:
        return False
    if one.text == article.text or (one.title and one.title == article.title):
        return True
    here, there = news(one), news(article)
    return len(here & there) >= max(1, SHARED * min(len(here), len(there)))


def _are_given(one: Article, article: Article) -> bool:
    """Say whether two articles of one page were given ids that differ; one that is made is of the address."""
    from ondit.ingest.identity import derived

    names = [(told.version_of or told.id, derived(told)) for told in (one, article)]
    return names[0][0] != names[1][0] and not any(name.startswith(made) for name, made in names)


def _is_later(article: Article, first: Article) -> bool:
    own, before = article.published, first.published
    return own is not None and before is not None and own.value[:DAY] > before.value[:DAY]


def _free(connection: sqlite3.Connection, article: Article, first: str) -> str:
    """Return the id of a version: its own, where one that was read with the first has it; else the next."""
    own = [article.id] if article.version_of == first else []
    following = (f"{first}-{number}" for number in count(2))
    return next(name for name in chain(own, following) if not _has(connection, name))


def _has(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute(rows.HAS, (name,)).fetchone() is not None
