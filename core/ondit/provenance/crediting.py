"""Crediting: what one article says that it has from other outlets, looked up by outlet and by place."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate

from ondit.model import Article, Credit, Span
from ondit.text import Words


class Credits:
    """The credits of one article.

    Attributes:
        by_source: Those of each outlet, by place.
        by_article: Those that may mean an article, by its id, by place.
    """

    def __init__(self, found: Iterable[Credit]) -> None:
        self._all = sorted(set(found), key=_place)
        self._starts = [credit.start for credit in self._all]
        self._ends = list(accumulate((credit.end for credit in self._all), max))
        self.by_source: dict[str, list[Credit]] = defaultdict(list)
        self.by_article: dict[str, list[Credit]] = defaultdict(list)
        for credit in self._all:
            self.by_source[credit.source].append(credit)
            for name in credit.articles:
                self.by_article[name].append(credit)

    def naming(self, article: Article, near: Span) -> Credit | None:
        """Return the credit nearest to a place that names an article or its outlet."""
        rows = (self.by_source.get(article.source.value), self.by_article.get(article.id))
        nearest = [credit for row in rows if row for credit in _around(row, near.start)]
        return min(nearest, key=lambda one: (abs(one.start - near.start), *_place(one)), default=None)

    def words_of(self, own: Words, place: Span) -> frozenset[int]:
        """Return the numbers of those of a place's words that stand in a credit."""
        at = bisect_left(self._starts, place.end)
        marked = bytearray(place.end - place.start) if at else bytearray()
        while at and self._ends[at - 1] > place.start:
            at -= 1
            low = max(0, self._all[at].start - place.start)
            high = max(low, min(len(marked), self._all[at].end - place.start))
            marked[low:high] = b"\1" * (high - low)
        return frozenset(number for number, start in enumerate(own.starts) if marked and marked[start])


def _place(credit: Credit) -> tuple[int, int, str, tuple[str, ...]]:
    return credit.start, credit.end, credit.source, credit.articles


def _around(row: list[Credit], start: int) -> list[Credit]:
    """Return the credits on either side of an offset."""
    at = bisect_left(row, start, key=lambda credit: credit.start)
    return row[max(0, at - 1) : at + 1]
