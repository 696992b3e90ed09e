"""Places compared: how far spans meet, and which of two is told first."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from ondit.model import Article, Span

S = TypeVar("S", bound=Span)
DAY = len("2022-05-23")
HALF, NEARLY_WHOLE, GOOD_PART = 0.5, 0.8, 0.3


def overlap(a: Span, b: Span) -> int:
    """Count the characters that two spans of the same article share; 0 where they do not meet."""
    if a.article != b.article:
        return 0
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def inside(spans: Sequence[S], start: int, end: int) -> list[S]:
    """Return those of one text's spans, given in order of start, that lie in a stretch of it."""
    first = bisect_left(spans, start, key=lambda one: one.start)
    last = bisect_left(spans, end, lo=first, key=lambda one: one.start)
    return [one for one in spans[first:last] if one.end <= end]


def by_article(spans: Iterable[S]) -> dict[str | None, list[S]]:
    """Return spans by their articles, in the order in which they came; an empty list of those without."""
    found: dict[str | None, list[S]] = defaultdict(list)
    for span in spans:
        found[span.article].append(span)
    return found


def share(part: Span, whole: Span) -> float:
    """Return which share of `whole` lies in `part`, from 0 to 1."""
    if part.article != whole.article:
        return 0.0
    met = min(part.end, whole.end) - max(part.start, whole.start)
    return met / (whole.end - whole.start) if met > 0 else 0.0


def carries(occurrence: Span, told: Span) -> bool:
    """Say whether an occurrence of a wording is what a clause tells, and not only a phrase in it.

    It is at least half of the clause; or it lies in the clause, nearly whole, and is a good part of it.
    """
    return share(occurrence, told) >= HALF or (
        share(told, occurrence) >= NEARLY_WHOLE and share(occurrence, told) >= GOOD_PART
    )


def day(article: Article) -> str | None:
    """Return when an article was published, no finer than a day; absent where unknown."""
    return article.published.value[:DAY] if article.published else None


def earliest(articles: Iterable[Article]) -> str | None:
    """Return the earliest date of publication among articles, no finer than a day; absent without any."""
    return min((date for article in articles if (date := day(article))), default=None)


def first_told(articles: Iterable[Article]) -> tuple[tuple[str, ...], str | None]:
    """Return who had something first of the articles that tell it, and the earliest date of publication.

    Returns:
        The outlets whose dates cannot be told apart from the earliest, in the articles' order; and that date
        at its own granularity. None of both where no article is dated.
    """
    dated = [(one.published.value, one.source.value) for one in articles if one.published]
    first = min((date for date, _ in dated), default=None)
    if first is None:
        return (), None
    tied = [name for date, name in dated if date.startswith(first) or first.startswith(date)]
    return tuple(dict.fromkeys(tied)), first


def told_order(span: Span, articles: Mapping[str, Article]) -> tuple[bool, str, str, int]:
    """Return a sort key: by publication, undated last, then by article and place."""
    published = articles[span.article or ""].published
    return (published is None, published.value if published else "", span.article or "", span.start)
