"""Re-wordings beside what two articles have in common: whoever repeats an article keeps its order."""

from __future__ import annotations

import numpy as np

from ondit.matching.contents import UNIT, Contents, Flags
from ondit.matching.ragged import Integers
from ondit.matching.table import distinct, held

LEAST = 1.2
LEAST_SHARE = 0.4
MANY_PAIRS = 10_000


def pairs_beside(
    groups: Integers, left: Integers, right: Integers, contents: Contents
) -> tuple[Integers, Integers]:
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
        groups: The number of the article of each sentence; those of an article stand together, in order.
        left: Rows of the lower sentences of the pairs that were found.
        right: Rows of the higher ones.
        contents: What the sentences tell.

    Returns:
        The rows of the pairs that are not among those found, ascending.
    """
    size = max(1, len(groups))
    frontier = seen = distinct(left * size + right)
    alike = [seen[:0]]
    while len(frontier):
        near = distinct(_beside(groups, frontier // size, frontier % size))
        near = near[~held(near, seen)]
        seen = np.sort(np.append(seen, near))
        frontier = near[_are_alike(contents, near // size, near % size)]
        alike.append(frontier)
    found = np.sort(np.concatenate(alike))
    return found // size, found % size


def _beside(groups: Integers, left: Integers, right: Integers) -> Integers:
    """Return the pairs just before and just behind some pairs, within their articles."""
    size, found = len(groups), []
    for step in (-1, 1):
        inside = (left + step >= 0) & (right + step < size)
        ones, others = left[inside], right[inside]
        same = (groups[ones + step] == groups[ones]) & (groups[others + step] == groups[others])
        found.append((ones[same] + step) * size + others[same] + step)
    return np.concatenate(found)


def _are_alike(contents: Contents, left: Integers, right: Integers) -> Flags:
    lighter = np.minimum(contents.wholes[left], contents.wholes[right])
    return _shared(contents, left, right) >= np.maximum(LEAST * UNIT, LEAST_SHARE * lighter)


def _shared(contents: Contents, left: Integers, right: Integers) -> Integers:
    """Return what the stems weigh that pairs of texts share."""
    if len(left) > MANY_PAIRS:
        # The compiler takes half a second to load, which few pairs need not wait for.
        from ondit.matching.many.retold import shared

        return shared(contents.told.stems, contents.told.starts, contents.weights, left, right)
    parts = [common for _, common, _, _ in contents.shared(left, right)]
    return np.concatenate([left[:0], *parts])
