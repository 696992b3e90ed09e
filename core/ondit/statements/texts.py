"""Look-ups that the clustering shares: the words of a span, its outlet, its quoted part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

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
        self.quotes: Mapping[str, list[Quote]] = defaultdict(list)
        for quote in quotes:
            self.quotes[quote.article or ""].append(quote)

    def text(self, span: Span) -> str:
        """Return the words of a span."""
        return self.articles[span.article or ""].text[span.start : span.end]

    def core(self, span: Span) -> Span:
        """Return a span less commas and lone quotation marks at its edges."""
        low, high = core(self.text(span))
        return Span(span.start + low, span.start + high, span.article) if low < high else span

    def quoted(self, span: Span) -> Span | None:
        """Return the part of a span that lies in the quote that covers most of it."""
        parts = [
            Span(max(span.start, q.start), min(span.end, q.end), span.article)
            for q in self.quotes[span.article or ""]
            if overlap(q, span)
        ]
        return max(parts, key=lambda part: (part.end - part.start, -part.start), default=None)
