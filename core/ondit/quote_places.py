"""The quotes of a story by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from ondit.model import Quote, Span


class QuotePlaces:
    """The quotes of a story by article and place."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.quotes = quotes
        self._of: dict[str | None, list[int]] = defaultdict(list)
        self._starts: dict[str | None, list[int]] = defaultdict(list)
        for place in sorted(range(len(quotes)), key=lambda place: quotes[place].start):
            self._of[quotes[place].article].append(place)
            self._starts[quotes[place].article].append(quotes[place].start)

    def meeting(self, span: Span) -> Sequence[int]:
        """Return the numbers of the quotes that share a character with a span, in order of place."""
        starts = self._starts.get(span.article)
        if starts is None:
            return ()
        places = self._of[span.article]
        high = low = bisect_left(starts, span.end)
        while low and self.quotes[places[low - 1]].end > span.start:
            low -= 1
        return places[low:high] if low < high else ()
