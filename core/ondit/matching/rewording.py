"""Texts that tell a thing in other words: re-wordings and back-translations, which keep what is told."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz

from ondit.matching.contents import NONE, Contents, Flags, holders
from ondit.matching.ragged import Integers, starts_of
from ondit.matching.whole import FEW_TEXTS
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


WITHOUT_FIGURE = Demand(1_800, 0.5, 600)
WITH_FIGURE = Demand(1_000, 0.25, 150)

UNLIKE = 0.35
"""What a word that only one text has takes from a passage, as a share of what a common one gives."""

WHOLE_SHARE = 0.8
MOST_SHARE = 0.75

Row = tuple[int, int, float, int, int, int, int]


def pairs_retold(
    contents: Contents, groups: Integers, asked: Flags | None, most: int
) -> tuple[Integers, Integers]:
    """Find the pairs of texts that tell a thing in the same content words, whatever their order.

    Rule: the stems that both have, weighed by how rare they are (1 for the rarest), come to 1.8 or more, and
    to half of what the one has that has less; and of those words that are neither names nor figures, nor of
    the stock of news, the weight times the share comes to 0.6. Where a figure is among the common stems, 1, a
    quarter and 0.15 will do. Function words and roles do not count; a figure of one digit, a year, a day of a
    month and the time of a clock are words like others. Of up to 1,000 texts all such pairs are found; of
    more, each by a stem that both have and so many hold at the most as `most` says, and where only a common
    figure makes it one, by that figure.

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
        contents: What the texts tell.
        groups: The group of each text; pairs within a group are left out.
        asked: Leave out pairs of which neither text is asked for.
        most: How many texts may hold a stem that pairs are found by.

    Returns:
        The rows of the pairs, those on the left lower; in any order.
    """
    if len(contents.told) > FEW_TEXTS:
        # The compiler takes half a second to load, which few texts need not wait for.
        from ondit.matching.many.retold import partners

        left, right = partners(holders(contents), WITHOUT_FIGURE[:2], WITH_FIGURE[:2], asked, most)
    else:
        left, right = _partners(contents)
    kept = groups[left] != groups[right]
    if asked is not None:
        kept &= asked[left] | asked[right]
    left, right = np.minimum(left, right)[kept], np.maximum(left, right)[kept]
    same = tell_the_same(contents, left, right)
    return left[same], right[same]


def _partners(contents: Contents) -> tuple[Integers, Integers]:
    """Return the pairs of few texts that share enough stems, by weight."""
    told, size = contents.told, len(contents.told)
    order = np.argsort(told.stems, kind="stable")
    heads = starts_of(np.bincount(told.stems, minlength=len(contents.weights))).tolist()
    holding = np.repeat(np.arange(size), np.diff(told.starts))[order]
    shared = np.zeros((size, size), np.int64)
    for stem, (first, stop) in enumerate(pairwise(heads)):
        if stop - first > 1:
            rows = holding[first:stop]
            shared[np.ix_(rows, rows)] += contents.weights[stem]
    left, right = np.nonzero(np.triu(shared >= min(WITHOUT_FIGURE.weight, WITH_FIGURE.weight), 1))
    return left, right


def tell_the_same(contents: Contents, left: Integers, right: Integers) -> Flags:
    """Say which of some pairs of texts share enough."""
    same = np.zeros(len(left), np.bool_)
    for part, common, telling, has_figure in contents.shared(left, right):
        weight, share, least = (
            np.where(has_figure, *two) for two in zip(WITH_FIGURE, WITHOUT_FIGURE, strict=True)
        )
        ones, others = left[part], right[part]
        whole = np.minimum(contents.wholes[ones], contents.wholes[others])
        told = np.minimum(contents.tellings[ones], contents.tellings[others])
        same[part] = (
            (common >= np.maximum(weight, np.ceil(share * whole))) & (telling**2 >= least * told) & (told > 0)
        )
    return same


def retold(texts: Sequence[str], contents: Contents, left: Integers, right: Integers) -> list[Row]:
    """Return the row of a table for each re-worded pair of texts, with the passages that tell the same.

    A passage goes from the first common word of a text to the last, less what stands far from any; both are
    whole texts where each is most of its own. The similarity is that of the passages.
    """
    weights = contents.weights.tolist()
    rows = []
    for pair in zip(left.tolist(), right.tolist(), strict=True):
        a, b = _passages([texts[row] for row in pair], [contents.told.of(row) for row in pair], weights)
        one, other = (normalise(texts[row][slice(*span)]) for row, span in zip(pair, (a, b), strict=True))
        rows.append((*pair, fuzz.ratio(one, other), *a, *b))
    return rows


def _passages(
    texts: Sequence[str], told: Sequence[Sequence[int]], weights: Sequence[int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the passages of two texts stand; the whole texts where each passage is most of its own."""
    common = set(told[0]) & set(told[1]) - {NONE}
    split = [words(text) for text in texts]
    ends = [_gaining(keys, common, weights) for keys in told]
    if all(high - low >= WHOLE_SHARE * len(one) for (low, high), one in zip(ends, split, strict=True)):
        ends = [(0, len(one)) for one in split]
    a, b = ((one.starts[low], one.ends[high - 1]) for (low, high), one in zip(ends, split, strict=True))
    return a, b


def _gaining(keys: Sequence[int], common: Set[int], weights: Sequence[int]) -> tuple[int, int]:
    """Return the run of words that tells what is common: the one that gains most.

    A common word gains what it weighs, another loses a third of that; function words are free, and taken in
    at the ends of the text. A run that lacks a quarter of what is common gives way to all words from the
    first common one to the last.
    """
    best, start, gain = (0.0, 0, 0), 0, 0.0
    for at, key in enumerate(keys):
        if gain <= 0:
            start, gain = at, 0.0
        if key != NONE:
            gain += weights[key] * (1 if key in common else -UNLIKE)
        if gain > best[0]:
            best = gain, start, at + 1
    _, low, high = best
    held = sum(weights[key] for key in common & set(keys[low:high]))
    if held < MOST_SHARE * sum(weights[key] for key in common):
        places = [at for at, key in enumerate(keys) if key in common]
        low, high = places[0], places[-1] + 1
    tells = [at for at, key in enumerate(keys) if key != NONE]
    return low if tells[0] < low else 0, high if tells[-1] >= high else len(keys)
