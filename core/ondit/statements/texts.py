"""Look-ups that the clustering shares: the words of a span, its outlet, its quoted part."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ondit.growing import Keep, anew
from ondit.model import Article, Quote, Sentence, Span
from ondit.spans import HALF, overlap, share
from ondit.text import core, words


class Texts:
    """The articles, sentences and quotes of a story, looked up by span."""

    def __init__(
        self,
        articles: Sequence[Article],
        sentences: Sequence[Sentence],
        quotes: Sequence[Quote],
        keep: Keep = anew,
    ) -> None:
        self._keep = keep
        self.articles = {article.id: article for article in articles}
        self.sentences = sentences
        of_article: dict[str, list[Quote]] = defaultdict(list)
        for quote in sorted(quotes, key=lambda quote: (quote.start, quote.end)):
            of_article[quote.article or ""].append(quote)
        self._quotes = {identifier: _Quoted(found) for identifier, found in of_article.items()}

    def text(self, span: Span) -> str:
        """Return the words of a span."""
        return self.articles[span.article or ""].text[span.start : span.end]

    def size(self, span: Span) -> int:
        """Count the words of a span."""
        return self._keep(_size, self.text(span))

    def core(self, span: Span) -> Span:
        """Return a span less commas and lone quotation marks at its edges."""
        return _cored(span, self.text(span))

    def quoted(self, span: Span) -> Span | None:
        """Return the part of a span in the quote that covers most of it."""
        part = self.passage(span).quoted(Span(0, span.end - span.start))
        return Span(span.start + part.start, span.start + part.end, span.article) if part else None

    def passage(self, span: Span) -> Passage:
        """Return a sentence or a part of one by itself, with what is quoted in it."""
        quoted = self._quotes.get(span.article or "")
        found = sorted(
            (max(0, quote.start - span.start), min(quote.end, span.end) - span.start)
            for quote in (quoted.meeting(span) if quoted else ())
        )
        return Passage(self.text(span), tuple(found))

    def is_quoted(self, span: Span) -> bool:
        """Say whether half of a span or more stands in one quote."""
        quoted = self._quotes.get(span.article or "")
        return quoted is not None and quoted.holds_half(span)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence by itself; places are counted from its beginning.

    Attributes:
        text: Its text.
        quotes: Where in it something is quoted, in order of place.
    """

    text: str
    quotes: tuple[tuple[int, int], ...]

    def core(self, span: Span) -> Span:
        """Return a span less commas and lone quotation marks at its edges."""
        return _cored(span, self.text[span.start : span.end])

    def quoted(self, span: Span, holding: Span | None = None) -> Span | None:
        """Return the part of a span in the quote that covers most of it, or of what it is to hold."""
        parts = [
            Span(max(span.start, start), min(span.end, end))
            for start, end in self.quotes
            if start < span.end and span.start < end
        ]
        return max(
            parts,
            key=lambda part: (overlap(part, holding) if holding else part.end - part.start, -part.start),
            default=None,
        )


def _size(text: str) -> int:
    return len(words(text))


def _cored(span: Span, text: str) -> Span:
    low, high = core(text)
    return Span(span.start + low, span.start + high, span.article) if low < high else span


class _Quoted:
    """The quotes of one article, found by place without looking at them all."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = quotes
        self._starts = [quote.start for quote in quotes]
        self._furthest = list(accumulate((quote.end for quote in quotes), max))

    def holds_half(self, span: Span) -> bool:
        """Say whether one of them holds half of a span or more."""
        place = bisect_left(self._starts, span.end) - 1
        if place < 0 or self._furthest[place] <= span.start:
            return False
        return any(share(quote, span) >= HALF for quote in self.meeting(span))

    def meeting(self, span: Span) -> Iterator[Quote]:
        """Yield the quotes that share a character with a span, the last first."""
        for place in range(bisect_left(self._starts, span.end) - 1, -1, -1):
            if self._furthest[place] <= span.start:
                return
            if overlap(self._quotes[place], span):
                yield self._quotes[place]
