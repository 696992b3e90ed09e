"""The Parquet tables that a run writes: articles, sentences, matches and statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from ondit.model import Article, Match, Sentence, Span, Statement

Words = Callable[[Span], str]
"""What gives the words of a span."""

_SPAN = (("article", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("text", pa.string()))

ARTICLES = pa.schema(
    [
        (name, pa.string())
        for name in ("id", "url", "source", "title", "author", "published", "language", "version_of", "text")
    ]
)
SENTENCES = pa.schema(
    [
        *_SPAN,
        ("paragraph", pa.int32()),
        ("boilerplate", pa.string()),
        ("source", pa.string()),
        ("published", pa.string()),
    ]
)
MATCHES = pa.schema(
    [
        *((f"a_{name}", kind) for name, kind in _SPAN),
        *((f"b_{name}", kind) for name, kind in _SPAN),
        ("similarity", pa.float64()),
        ("relation", pa.string()),
        ("differs", pa.string()),
    ]
)
STATEMENTS = pa.schema(
    [
        ("id", pa.string()),
        ("text", pa.string()),
        ("first_articles", pa.list_(pa.string())),
        ("first_published", pa.string()),
        (
            "occurrences",
            pa.list_(pa.struct([*_SPAN, ("variant", pa.string()), ("similarity", pa.float64())])),
        ),
    ]
)


class Place(Protocol):
    """Where a file is written, whole or not at all."""

    def put(self, name: str, data: bytes) -> None:
        """Write a file."""


def article_table(articles: Iterable[Article]) -> pa.Table:
    """Return articles, one a row, by the names that readers of tables know."""
    return pa.Table.from_pylist([_article(one) for one in articles], ARTICLES)


def sentence_table(articles: Mapping[str, Article], sentences: Iterable[Sentence]) -> pa.Table:
    """Return sentences with outlet and date of their articles, one a row."""
    return pa.Table.from_pylist([_sentence(articles[one.article or ""], one) for one in sentences], SENTENCES)


def match_table(words: Words, matches: Iterable[Match]) -> pa.Table:
    """Return matches, one a row; a passage is that of the article with the lower id first."""
    return pa.Table.from_pylist([_match(words, one) for one in matches], MATCHES)


def statement_table(words: Words, statements: Sequence[Statement]) -> pa.Table:
    """Return statements, one a row."""
    return pa.Table.from_pylist([_statement(words, one) for one in statements], STATEMENTS)


def written(place: Place, name: str, table: pa.Table) -> None:
    """Write a table as one part, whole or not at all; the same rows give the same bytes."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    place.put(name, sink.getvalue().to_pybytes())


def _span(words: Words, span: Span) -> dict[str, Any]:
    return {"article": span.article, "start": span.start, "end": span.end, "text": _safe(words(span))}


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": _safe(article.id),
        "url": _safe(article.url),
        "source": _safe(article.source.value),
        "title": _safe(article.title),
        "author": _safe(article.author),
        "published": article.published.value if article.published else None,
        "language": article.language,
        "version_of": _safe(article.version_of),
        "text": _safe(article.text),
    }


def _sentence(article: Article, sentence: Sentence) -> dict[str, Any]:
    return {
        **_span(lambda span: article.text[span.start : span.end], sentence),
        "paragraph": sentence.paragraph,
        "boilerplate": sentence.boilerplate,
        "source": _safe(article.source.value),
        "published": article.published.value if article.published else None,
    }


def _match(words: Words, found: Match) -> dict[str, Any]:
    sides = (("a", found.a), ("b", found.b))
    spans = {f"{side}_{name}": value for side, one in sides for name, value in _span(words, one).items()}
    return {
        **spans,
        "similarity": found.similarity,
        "relation": found.relation,
        "differs": _safe(found.differs),
    }


def _statement(words: Words, found: Statement) -> dict[str, Any]:
    return {
        "id": found.id,
        "text": _safe(found.text),
        "first_articles": list(found.first.articles),
        "first_published": found.first.published,
        "occurrences": [
            {**_span(words, one), "variant": one.variant, "similarity": one.similarity}
            for one in found.occurrences
        ],
    }


def _safe(text: str | None) -> str | None:
    """Return a text less lone surrogates, which no table holds."""
    return None if text is None else text.encode("utf-8", "replace").decode()
