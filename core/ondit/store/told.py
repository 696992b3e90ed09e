"""What is kept of a few articles: themselves, what was found in them, and what the story makes of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import NamedTuple, cast

from ondit.model import Article, Findings, Label, Match, Quote, Relation, Span, TimeExpression
from ondit.search import Query
from ondit.search import matches as matches_words
from ondit.search.stories import article_passes
from ondit.store import indexed, rows
from ondit.store.compact_matches import unpack_lefts, unpack_pairs
from ondit.store.outcome import Outcome
from ondit.store.packing import unpack_copy_of, unpack_findings, unpack_outcome, unpack_quotes

_SELECT = f"{rows.ARTICLES} WHERE article.number = ?"


class Told(NamedTuple):
    """What is kept of an article.

    Attributes:
        article: The article, and of which one it is a copy.
        outcome: What the story makes of it.
    """

    article: Article
    outcome: Outcome


def article(connection: sqlite3.Connection, number: int) -> Article:
    """Return an article by its number, as it was added.

    Raises:
        ValueError: There is none.
    """
    row = connection.execute(_SELECT, (number,)).fetchone()
    if row is None:
        raise ValueError(f"there is no article {number}")
    return rows.article(row)


def articles(connection: sqlite3.Connection, query: Query, last: int) -> Iterator[Article]:
    """Yield the articles that a search finds, those added last first.

    Args:
        connection: The store.
        query: What is searched for; of its fields outlets and dates are asked of the articles.
        last: The highest number of an article that counts.

    Raises:
        ValueError: One is damaged.
    """
    is_asked = article_passes(query)
    for number in indexed.articles(connection, query, last):
        one = article(connection, number)
        if is_asked(one) and (indexed.knows(query) or matches_words(query, one.text)):
            yield one


def told(connection: sqlite3.Connection, number: int) -> Told:
    """Return what is kept of an article by its number.

    Raises:
        ValueError: It is not there, or damaged.
    """
    own = article(connection, number)
    outcome = unpack_outcome(_data(connection, "outcome", number), own)
    return Told(replace(own, copy_of=outcome.copy_of), outcome)


def as_told(connection: sqlite3.Connection, number: int) -> Article:
    """Return an article by its number, as the story has it.

    Raises:
        ValueError: It is not there, or damaged.
    """
    own = article(connection, number)
    return replace(own, copy_of=unpack_copy_of(_data(connection, "outcome", number), own))


def spans(
    connection: sqlite3.Connection, number: int, known: Told
) -> tuple[tuple[Quote, ...], tuple[Label, ...]]:
    """Return the quotes and labels of an article, as the story has them.

    Raises:
        ValueError: They are not there, or damaged.
    """
    if known.outcome.findings:
        return known.outcome.findings[1:]
    found = _findings(connection, number, known)
    return found.quotes, tuple(chain.from_iterable(found.labels))


def quotes(connection: sqlite3.Connection, number: int, known: Told) -> tuple[Quote, ...]:
    """Return the quotes of an article, as the story has them.

    Raises:
        ValueError: They are not there, or damaged.
    """
    if known.outcome.findings:
        return known.outcome.findings[1]
    return unpack_quotes(_data(connection, "finding", number), known.article)


def dates(connection: sqlite3.Connection, number: int, known: Told) -> tuple[TimeExpression, ...]:
    """Return the dates of an article.

    Raises:
        ValueError: They are not there, or damaged.
    """
    return _findings(connection, number, known).dates


def matches(connection: sqlite3.Connection, number: int, named: Callable[[int], str]) -> Iterator[Match]:
    """Yield the matches of an article with others, without the rows of their sentences.

    Args:
        connection: The store.
        number: The article's number.
        named: Returns the id of the article of a number.

    Raises:
        ValueError: They are damaged.
    """
    row = connection.execute("SELECT lefts FROM match WHERE article = ?", (number,)).fetchone()
    lefts = [number, *unpack_lefts(row[0])] if row else []
    for left in lefts:
        (data,) = connection.execute("SELECT data FROM match WHERE article = ?", (left,)).fetchone()
        only = None if left == number else number
        for start, end, other, there, stop, similarity, relation, differs in unpack_pairs(data, only):
            a, b = Span(start, end, named(left)), Span(there, stop, named(other))
            yield Match(a, b, similarity, cast("Relation", relation), 0, 0, differs)


def of_outlets(connection: sqlite3.Connection, passes: Callable[[str], bool]) -> Iterator[int]:
    """Yield the numbers of the articles of outlets, by what says whether one is asked for by its name."""
    is_asked = cache(passes)
    found = connection.execute("SELECT number, source FROM article")
    return (number for number, name in found if is_asked(name))


def numbers(connection: sqlite3.Connection, identifiers: Iterable[str]) -> Mapping[str, int]:
    """Return the numbers of articles by their ids, less those that there are not."""
    found = {}
    for identifier in identifiers:
        row = connection.execute("SELECT number FROM article WHERE id = ?", (identifier,)).fetchone()
        if row:
            found[identifier] = row[0]
    return found


def _findings(connection: sqlite3.Connection, number: int, known: Told) -> Findings:
    return unpack_findings(_data(connection, "finding", number), known.article)


def _data(connection: sqlite3.Connection, table: str, number: int) -> bytes:
    """Return what a table keeps of an article by its number."""
    row = connection.execute(f"SELECT data FROM {table} WHERE article = ?", (number,)).fetchone()  # noqa: S608
    if row is None:
        raise ValueError(f"no {table} is kept of the article {number}")
    data: bytes = row[0]
    return data
