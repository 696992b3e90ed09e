"""The matches of an article with others, in columns of small numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

import msgspec

from ondit.model import Match
from ondit.store.compact_findings import Place

LONGEST = 1 << 12
"""What similarities are shares of is counted so far; others are kept as they are."""
_STEPS = 24

Pair = tuple[int, int, int, int, int, float, str, str | None]
"""Start and end, the other article's number, start and end there, similarity, relation, what differs."""


class Pairs(msgspec.Struct, array_like=True):
    """The matches of an article, in order of place.

    Attributes:
        steps: Letters from where the one before begins.
        lengths: Letters.
        others: Numbers of the other articles, each less the one before.
        starts: Where it begins there.
        ends: How much longer or shorter it is there.
        lost: What is missing in a similarity, of `wholes`; the similarity itself where that is 0.
        wholes: What similarities are shares of.
        relations: What the other is to it.
        differs: Which facts differ.
    """

    steps: list[int]
    lengths: list[int]
    others: list[int]
    starts: list[int]
    ends: list[int]
    lost: list[int | float]
    wholes: list[int]
    relations: list[str]
    differs: list[str | None]


class MatchPlace(msgspec.Struct):
    """A `Match`, to become one together with others."""

    a: Place
    b: Place
    similarity: float
    relation: str
    left: int
    right: int
    differs: str | None


def of_matches(matches: Sequence[Match], numbers: Mapping[str, int]) -> Pairs:
    """Return matches of one left article in few numbers.

    Args:
        matches: The matches.
        numbers: The articles' numbers, by their ids.
    """
    ordered = sorted(
        (
            (one.a.start, one.a.end, numbers[one.b.article or ""], one.b.start, one.b.end, one)
            for one in matches
        ),
        key=lambda row: row[:5],
    )
    found = Pairs([], [], [], [], [], [], [], [], [])
    at = number = 0
    for start, end, other, there, stop, one in ordered:
        lost, whole = _parted(one.similarity)
        found.steps.append(start - at)
        found.lengths.append(end - start)
        found.others.append(other - number)
        found.starts.append(there)
        found.ends.append(stop - there - (end - start))
        found.lost.append(lost)
        found.wholes.append(whole)
        found.relations.append(one.relation)
        found.differs.append(one.differs)
        at, number = start, other
    return found


def pairs(found: Pairs) -> Iterator[Pair]:
    """Yield the matches of an article.

    Raises:
        ValueError: They make no sense.
    """
    for start, length, other, there, more, lost, whole, relation, differs in zip(
        accumulate(found.steps),
        found.lengths,
        accumulate(found.others),
        found.starts,
        found.ends,
        found.lost,
        found.wholes,
        found.relations,
        found.differs,
        strict=True,
    ):
        similarity = 100 * (1 - lost / whole) if whole else float(lost)
        yield start, start + length, other, there, there + length + more, similarity, relation, differs


@lru_cache(1 << 16)
def _parted(similarity: float) -> tuple[int | float, int]:
    """Return a similarity as what it lacks, and of how many: exactly so, else as it is, of 0.

    The fractions tried are those of its continued fraction, among which any exact one of few digits is.
    """
    rest = 1 - similarity / 100
    before, lost, whole_before, whole = 0, 1, 1, 0
    for _ in range(_STEPS):
        part = int(rest)
        before, lost = lost, part * lost + before
        whole_before, whole = whole, part * whole + whole_before
        if whole > LONGEST:
            break
        if 100 * (1 - lost / whole) == similarity:
            return lost, whole
        if rest == part:
            break
        rest = 1 / (rest - part)
    return similarity, 0
