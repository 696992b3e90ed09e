"""Which mention of which claim an anchor finds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate

from ondit.model import Article, Claim, Span
from ondit.overrides.records import Anchor, Override

Place = tuple[int, int]
"""A mention: the number of its claim, and its own in `Claim.mentions`."""


class Mentions:
    """The mentions of claims in the articles that overrides hold on to, by place."""

    def __init__(
        self, claims: Sequence[Claim], overrides: Sequence[Override], articles: Mapping[str, Article]
    ) -> None:
        wanted = {anchor.article for o in overrides for anchor in (o.anchor, o.other) if anchor}
        self._articles = articles
        self._rows: dict[str | None, list[tuple[int, int, Place]]] = defaultdict(list)
        for number, claim in enumerate(claims):
            for place, mention in enumerate(claim.mentions):
                if mention.article in wanted:
                    self._rows[mention.article].append((mention.start, mention.end, (number, place)))
        self._reach = {}
        for article, rows in self._rows.items():
            rows.sort()
            self._reach[article] = list(accumulate((end for _, end, _ in rows), max))

    def at(self, anchor: Anchor) -> Place | None:
        """Return the mention that an anchor overlaps most; of equals the shortest, then the first."""
        span = standing_at(anchor, self._articles)
        if span is None:
            return None
        rows = self._rows.get(span.article, [])
        low = bisect_right(self._reach.get(span.article, []), span.start)
        high = bisect_left(rows, span.end, key=lambda row: row[0])

        def fit(row: tuple[int, int, Place]) -> tuple[int, int]:
            start, end, _ = row
            return min(end, span.end) - max(start, span.start), start - end

        best = max(rows[low:high], key=fit, default=None)
        return best[2] if best else None


def standing_at(anchor: Anchor, articles: Mapping[str, Article]) -> Span | None:
    """Return where an anchor's words stand: at its place, else elsewhere if they stand there only once.

    The same address may give another text when it is read afresh; its article has the same id.
    """
    article = articles.get(anchor.article or "")
    if article is None:
        return None
    if article.text.startswith(anchor.words, anchor.start):
        return anchor
    start = article.text.find(anchor.words)
    if start < 0 or article.text.find(anchor.words, start + 1) >= 0:
        return None
    return Span(start, start + len(anchor.words), article.id)
