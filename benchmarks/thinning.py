"""What is left out where many sentences share a wording, and what that costs the statements.

`python benchmarks/thinning.py INPUT … --articles 1000 4000` reads articles of anything that Ondit reads, and
finds the story of so many of the first of them as it is, and once more with all pairs of each crowd.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from unittest.mock import patch

import sizes

from ondit import pipeline
from ondit.findings import find
from ondit.matching import story as matching
from ondit.model import Article, Findings, Span, Story


def unthinned(articles: Sequence[Article], known: Mapping[str, Findings]) -> Story:
    """Return the story of some articles with all their pairs."""
    with patch.object(matching, "thinned", lambda pairs, _: pairs.keys):
        return pipeline.build(articles, known=known)


def parted(every: Story, thinned: Story) -> tuple[int, int]:
    """Return how many occurrences statements have where no pair is left out, and how many of them are parted.

    Those of one statement are together where their sentences are told by one again: the most that are.
    """
    row = _rows(every)
    homes: dict[int, set[int]] = defaultdict(set)
    for number, one in enumerate(thinned.statements):
        for place in one.occurrences:
            homes[row(place)].add(number)
    lost = total = 0
    for one in every.statements:
        together = Counter(number for place in one.occurrences for number in homes[row(place)])
        total += len(one.occurrences)
        lost += len(one.occurrences) - min(len(one.occurrences), max(together.values(), default=0))
    return total, lost


def _rows(story: Story) -> Callable[[Span], int]:
    """Return what tells the row of the sentence that a place lies in."""
    known = [(sentence.article, sentence.start) for sentence in story.sentences]
    return lambda place: bisect_right(known, (place.article, place.start))


def measure(articles: Sequence[Article]) -> str:
    """Return the figures in a line."""
    known = {article.id: find(article) for article in articles}
    thinned, every = pipeline.build(articles, known=known), unthinned(articles, known)
    total, lost = parted(every, thinned)
    return (
        f"{len(articles):,} articles, {len(thinned.sentences):,} sentences: {len(thinned.matches):,} of"
        f" {len(every.matches):,} pairs are told; of {total:,} occurrences of statements"
        f" {lost:,} are not told with the others any more"
    )


if __name__ == "__main__":
    sizes.run(__doc__, measure)
