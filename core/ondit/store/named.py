"""Places in articles that are named once, and told by their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from ondit.model import Article, Span
from ondit.store.compact_findings import Place

PlaceRow = tuple[int, int, int]
"""Number of the article among those that are named, start, length."""


class Names:
    """Names of articles and their numbers, in the order in which they come, an article's own first."""

    def __init__(self, first: str) -> None:
        self._numbers: dict[str | None, int] = {first: 0}

    def number(self, name: str | None) -> int:
        """Return the number of an article by its name."""
        return self._numbers.setdefault(name, len(self._numbers))

    def row(self, span: Span) -> PlaceRow:
        """Return a place by the number of its article."""
        return self.number(span.article), span.start, span.end - span.start

    def others(self) -> list[str | None]:
        """Return all names but the first, by their numbers."""
        return list(self._numbers)[1:]


def place(row: PlaceRow, names: Sequence[str | None]) -> Place:
    """Return the place of a row.

    Raises:
        LookupError: Its article is not named.
    """
    number, start, length = row
    return Place(start, start + length, names[number])


def first_words(places: Sequence[PlaceRow], article: Article) -> str:
    """Return the words of the first of some places in the article itself, else nothing."""
    if not places or places[0][0]:
        return ""
    _, start, length = places[0]
    return article.text[start : start + length]
