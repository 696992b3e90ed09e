"""Re-wordings beside what two articles have in common: whoever repeats an article keeps its order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ondit.matching.contents import UNIT, Contents
from ondit.matching.rewording import Row, retold
from ondit.matching.table import MatchTable, table
from ondit.matching.vocabulary import Vocabulary
from ondit.model import Sentence

LEAST = 1.2
LEAST_SHARE = 0.4

Pair = tuple[int, int]


def reworded_beside(
    sentences: Sequence[Sentence], texts: Sequence[str], found: Collection[Pair], vocabulary: Vocabulary
) -> MatchTable:
    """Find the pairs of sentences that are re-worded just before or just behind another pair.

    Rule: both stand before, or both behind, the sentences of a pair that was found or is itself beside one;
    their common stems weigh 1.2 of the rarest or more, and are two fifths of those of the sentence that has
    less.

    Example: "The bill, it is said, may reach 2.6 billion crowns." beside "The officials said that the cost
    could rise to 2.6 billion crowns.", where the sentences before them tell of the same failed test. Must
    not: the same two sentences where nothing around them is alike.
    Figures: in the three sample stories 7 pairs, of which 6 tell the same and 1 is marked as differing; the
    numbers above were chosen on them.
    Known failures: two reports of one event, neither made from the other, that tell things in one order.

    Args:
        sentences: Sentences of all articles, those of an article in order.
        texts: Their texts.
        found: Pairs of rows, the lower first.
        vocabulary: What the stems weigh.

    Returns:
        The pairs that are not among those found, as `ondit.matching.rewording.reworded` returns them.
    """
    seen, rows = set(found), list[Row]()
    frontier = set(found)
    while frontier:
        near = sorted({pair for one in frontier for pair in _beside(sentences, one)} - seen)
        seen.update(near)
        alike = _alike(texts, near, vocabulary)
        rows += alike
        frontier = {row[:2] for row in alike}
    return table(texts, rows)


def _beside(sentences: Sequence[Sentence], pair: Pair) -> Iterator[Pair]:
    """Yield the pairs just before and just behind a pair, within its articles."""
    for step in (-1, 1):
        near = pair[0] + step, pair[1] + step
        if all(
            0 <= row < len(sentences) and sentences[row].article == sentences[known].article
            for row, known in zip(near, pair, strict=True)
        ):
            yield near


def _alike(texts: Sequence[str], pairs: Sequence[Pair], vocabulary: Vocabulary) -> list[Row]:
    rows = sorted({row for pair in pairs for row in pair})
    place = {row: at for at, row in enumerate(rows)}
    own = [texts[row] for row in rows]
    contents = Contents(own, vocabulary)
    alike = []
    for pair in pairs:
        left, right = (place[row] for row in pair)
        common = contents.weight(contents.stems[left] & contents.stems[right])
        if common >= max(LEAST * UNIT, LEAST_SHARE * min(contents.wholes[left], contents.wholes[right])):
            alike.append((*pair, *retold(own, left, right, contents)[2:]))
    return alike
