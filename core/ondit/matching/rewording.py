"""Texts that tell a thing in other words: re-wordings and back-translations, which keep what is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from ondit.matching.contents import Contents, Holders, Integers, holders
from ondit.matching.table import MatchTable, table
from ondit.matching.vocabulary import Vocabulary
from ondit.matching.whole import FEW_TEXTS, check_groups
from ondit.text import normalise, words


class Demand(NamedTuple):
    """What two texts must share, in units of weight.

    Attributes:
        weight: Of stems.
        share: Of the stems of the lighter text, 0 to 1.
        telling: Of telling stems: their weight times their share.
    """

    weight: int
    share: float
    telling: int

    def least(self, whole: int) -> int:
        """Return what a text must share that weighs so much and is the lighter one of two."""
        return max(self.weight, ceil(self.share * whole))


WITHOUT_FIGURE = Demand(1_800, 0.5, 600)
WITH_FIGURE = Demand(1_000, 0.25, 150)

UNLIKE = 0.35
"""What a word that only one text has takes from a passage, as a share of what a common one gives."""

WHOLE_SHARE = 0.8
MOST_SHARE = 0.75

Row = tuple[int, int, float, int, int, int, int]

NOWHERE = np.empty(0, np.int64)


def reworded(
    texts: Sequence[str], *, groups: Sequence[int] | None = None, vocabulary: Vocabulary | None = None
) -> MatchTable:
    """Find the pairs of texts that tell a thing in the same content words, whatever their order.

    Rule: the stems that both have, weighed by how rare they are (1 for the rarest), come to 1.8 or more, and
    to half of what the one has that has less; and of those words that are neither names nor figures, nor of
    the stock of news, the weight times the share comes to 0.6. Where a figure is among the common stems, 1, a
    quarter and 0.15 will do. Function words and roles do not count; a figure of one digit, a year, a day of a
    month and the time of a clock are words like others. All such pairs are found.

    Example: "Cars will pay 45 crowns" beside "The toll will be 45 crowns for cars and 120 for lorries". Must
    not: "Edda Marrison, the minister of transport, will report" beside "The minister of transport, Edda
    Marrison, was asked to come", which share a name, or two companies that decline to comment.
    Figures: in the three sample stories 0.94 of 87 re-wordings tell the same or are marked as differing, on
    which the numbers above were chosen; of 120 of them in real news of several outlets, read before the last
    number was, 85 are found, 0.79 of them so; credits, captions of photographs and people with their roles
    are most of the rest.
    Known failures: synonyms throughout; a long sentence of which one clause without a figure is re-worded;
    two things told of one subject in the same words.

    Args:
        texts: Texts to match; rows of the table are indexes into it.
        groups: One group a text; pairs within a group are left out.
        vocabulary: What the stems weigh; that of the texts where absent.

    Returns:
        Pairs with the passages that tell the same: of each text the words from the first common one to the
        last, less what stands far from any; both whole texts where each is most of its own. The similarity
        is that of the passages.

    Raises:
        ValueError: `groups` is not as long as `texts`.
    """
    check_groups(texts, groups)
    contents = Contents(texts, vocabulary)
    pairs = (pair for pair in _candidates(contents, groups) if _tell_the_same(contents, *pair))
    return table(texts, [retold(texts, left, right, contents) for left, right in pairs])


def retold(texts: Sequence[str], left: int, right: int, contents: Contents) -> Row:
    """Return the row of a table for a pair that is re-worded, with its passages."""
    a, b = _passages(texts, left, right, contents)
    similarity = fuzz.ratio(normalise(texts[left][slice(*a)]), normalise(texts[right][slice(*b)]))
    return left, right, similarity, *a, *b


def _tell_the_same(contents: Contents, left: int, right: int) -> bool:
    has_figure = not contents.figures[left].isdisjoint(contents.figures[right])
    demand = WITH_FIGURE if has_figure else WITHOUT_FIGURE
    whole = min(contents.wholes[left], contents.wholes[right])
    if contents.weight(contents.stems[left] & contents.stems[right]) < demand.least(whole):
        return False
    telling = contents.weight(contents.telling[left] & contents.telling[right])
    return telling**2 >= demand.telling * min(contents.tellings[left], contents.tellings[right]) > 0


def _candidates(contents: Contents, groups: Sequence[int] | None) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows that share enough, each lighter text looked up among the heavier ones."""
    held = holders(contents)
    of = np.arange(len(held.rows)) if groups is None else np.asarray(groups)[held.rows]
    if len(held.rows) > FEW_TEXTS:
        # The compiler takes half a second to load, which few texts need not wait for.
        from ondit.matching.many.retold import partners

        demands = ((demand.weight, demand.share) for demand in (WITHOUT_FIGURE, WITH_FIGURE))
        places, others = partners(held, *demands)
    else:
        found = [_partners(held, place) for place in range(len(held.rows))]
        places = np.repeat(np.arange(len(found)), [len(one) for one in found])
        others = np.concatenate([NOWHERE, *found])
    apart = of[places] != of[others]
    ones, twos = held.rows[places[apart]], held.rows[others[apart]]
    left, right = np.minimum(ones, twos).tolist(), np.maximum(ones, twos).tolist()
    return zip(left, right, strict=True)


def _partners(held: Holders, place: int) -> Integers:
    """Return the places before one whose texts share enough stems, by weight, with its text.

    Texts that share no figure must share one of the rarest stems: what is common to most texts does not
    weigh enough.
    """
    own = slice(held.starts[place], held.starts[place + 1])
    stems, weights = held.stems[own], held.weights[held.stems[own]]
    before = [held.places[held.heads[stem] : held.heads[stem + 1]] for stem in stems.tolist()]
    before = [holding[: holding.searchsorted(place)] for holding in before]
    least = WITHOUT_FIGURE.least(int(weights.sum()))
    rare = int(np.count_nonzero(np.cumsum(weights[::-1])[::-1] >= least))
    by_stem = _union(before[:rare])
    least_with = WITH_FIGURE.least(int(weights.sum()))
    by_figure = _union([before[at] for at in np.flatnonzero(held.figures[own]).tolist()])
    return _union(
        [
            by_stem[_shared(before, weights, by_stem) >= least],
            by_figure[_shared(before, weights, by_figure) >= least_with],
        ]
    )


def _union(places: Sequence[Integers]) -> Integers:
    return np.unique(np.concatenate([NOWHERE, *places]))


def _shared(before: Sequence[Integers], weights: Integers, places: Integers) -> Integers:
    """Return what the stems weigh that the texts at some places share, given where each stem stands."""
    shared = np.zeros(len(places), np.int64)
    for holding, weight in zip(before, weights.tolist(), strict=True):
        shared[_holds(holding, places)] += weight
    return shared


def _holds(holding: Integers, places: Integers) -> NDArray[np.bool_]:
    """Say which of some places are among those of a stem."""
    if not len(holding):
        return np.zeros(len(places), np.bool_)
    at = np.minimum(holding.searchsorted(places), len(holding) - 1)
    held: NDArray[np.bool_] = holding[at] == places
    return held


def _passages(
    texts: Sequence[str], left: int, right: int, contents: Contents
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the passages of two texts stand; the whole texts where each passage is most of its own."""
    common = contents.stems[left] & contents.stems[right]
    split = words(texts[left]), words(texts[right])
    ends = [_gaining(contents.words[row], common, contents.weights) for row in (left, right)]
    if all(high - low >= WHOLE_SHARE * len(one) for (low, high), one in zip(ends, split, strict=True)):
        ends = [(0, len(one)) for one in split]
    a, b = ((one.starts[low], one.ends[high - 1]) for (low, high), one in zip(ends, split, strict=True))
    return a, b


def _gaining(keys: Sequence[str | None], common: Set[str], weights: Mapping[str, int]) -> tuple[int, int]:
    """Return the run of words that tells what is common: the one that gains most.

    A common word gains what it weighs, another loses a third of that; function words are free, and taken in
    at the ends of the text. A run that lacks a quarter of what is common gives way to all words from the
    first common one to the last.
    """
    best, start, gain = (0.0, 0, 0), 0, 0.0
    for at, key in enumerate(keys):
        if gain <= 0:
            start, gain = at, 0.0
        if key:
            gain += weights[key] * (1 if key in common else -UNLIKE)
        if gain > best[0]:
            best = gain, start, at + 1
    _, low, high = best
    held = sum(weights[key] for key in common & set(keys[low:high]) if key)
    if held < MOST_SHARE * sum(weights[key] for key in common):
        places = [at for at, key in enumerate(keys) if key in common]
        low, high = places[0], places[-1] + 1
    return low if any(keys[:low]) else 0, high if any(keys[high:]) else len(keys)
