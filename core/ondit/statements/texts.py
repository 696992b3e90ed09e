"""Look-ups that the clustering shares: the words of a span, its outlet, its quoted part."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from ondit.model import Article, Quote, Sentence, Span
from ondit.spans import overlap
from ondit.text import core


class Texts:
    """The articles, sentences and quotes of a story, looked up by span."""

    def __init__(
        self, articles: Sequence[Article], sentences: Sequence[Sentence], quotes: Sequence[Quote]
    ) -> None:
        self.articles = {article.id: article for article in articles}
        self.sentences = sentences
        of_article: dict[str, list[Quote]] = defaultdict(list)
        for quote in sorted(quotes, key=lambda quote: (quote.start, quote.end)):
            of_article[quote.article or ""].append(quote)
        self._quotes = {identifier: _Quoted(found) for identifier, found in of_article.items()}

    def text(self, span: Span) -> str:
        """Return the words of a span."""
        return self.articles[span.article or ""].text[span.start : span.end]

    def core(self, span: Span) -> Span:
        """Return a span less commas and lone quotation marks at its edges."""
        low, high = core(self.text(span))
        return Span(span.start + low, span.start + high, span.article) if low < high else span

    def quoted(self, span: Span, holding: Span | None = None) -> Span | None:
        """Return the part of a span in the quote that covers most of it, or of what it is to hold."""
        quoted = self._quotes.get(span.article or "")
        parts = [
            Span(max(span.start, q.start), min(span.end, q.end), span.article)
            for q in (quoted.meeting(span) if quoted else ())
        ]
        if holding is not None:
            return max(parts, key=lambda part: (overlap(part, holding), -part.start), default=None)
        return max(parts, key=lambda part: (part.end - part.start, -part.start), default=None)


class _Quoted:
    """The quotes of one article, found by place without looking at them all."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = quotes
        self._starts = [quote.start for quote in quotes]
        self._furthest = list(accumulate((quote.end for quote in quotes), max))

    def meeting(self, span: Span) -> Iterator[Quote]:
        """Yield the quotes that share a character with a span, the last first."""
        for place in range(bisect_left(self._starts, span.end) - 1, -1, -1):
            if self._furthest[place] <= span.start:
                return
            if overlap(self._quotes[place], span):
                yield self._quotes[place]
