"""What is worked out about many texts before they are compared: order, rare tokens, postings, sketches."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.folding import Bytes, Codes, Folded, Offsets
from ondit.matching.many.kernel import kernel
from ondit.matching.many.rarity import (
    Collection,
    Counts,
    Keys,
    Postings,
    by_rarity,
    collect,
    longest,
    post,
    token,
    token_range,
    token_weight,
)

Shares = NDArray[np.float64]

SKETCH = 4_096
FULL = 64
"""What a partner must gather to be a candidate; each token gathers its share of it."""

EXTENSION = 0.5
ROUNDING = 1e-9


class Plan(NamedTuple):
    """Texts in order of length with all that a probe reads.

    Attributes:
        collection: The texts; a place is a position among them.
        sizes: What each text weighs where its tokens are weighed.
        tokens: The rare tokens by which texts are found, text after text.
        gains: What each of them gathers towards `FULL`.
        firsts: Where those of each text begin in `tokens`, with the end of the last one.
        postings: The texts that are indexed by each token.
        lowest: The first place whose text is long enough to be as alike as `cutoff`, for each text.
        sketches: All tokens of all texts, reduced to 12 bits each.
        sketched: Where those of each text begin in `sketches`, with the end of the last one.
        share: How much of two texts the shared tokens must hold; at 0 every text meets every other.
        cutoff: How alike two texts must be, 0 to 1.
        shorter: Places below this may be the shorter text of a pair.
    """

    collection: Collection
    sizes: Counts
    tokens: Codes
    gains: Bytes
    firsts: Offsets
    postings: Postings
    lowest: Counts
    sketches: NDArray[np.uint16]
    sketched: Offsets
    share: float
    cutoff: float
    shorter: int


def shortest_partner(cutoff: float) -> float:
    """Return how long, as a share, the shorter of two texts must be to be as alike as `cutoff` (0 to 1)."""
    return cutoff / (2 - cutoff)


def plan(
    folded: Folded,
    rows: Keys,
    lengths: Offsets,
    pairs: bool,
    share: float,
    cutoff: float,
    below: int,
    threads: int,
) -> Plan:
    """Sort out texts that come in order of length; the arguments are those of `join.alike`."""
    collection = collect(folded, rows, pairs=pairs)
    least = np.ceil(lengths * shortest_partner(cutoff) - ROUNDING)
    spaced = 2 if pairs else 1
    sizes = ((lengths + 1) * spaced).astype(np.int32)
    smallest = (least + 1) * spaced
    bounds = np.linspace(0, len(rows), threads + 1).astype(np.int64).tolist()
    with ThreadPoolExecutor(threads) as pool:
        parts = list(
            pool.map(
                lambda low, high: _rarest(collection, sizes, smallest, share, low, high),
                bounds[:-1],
                bounds[1:],
            )
        )
    tokens, gains, counts, indexed = (np.concatenate(column) for column in zip(*parts, strict=True))
    firsts = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
    shorter = int(np.searchsorted(lengths, below))
    postings = post(tokens, firsts, indexed[:shorter], len(collection.holders))
    sketched = np.zeros(len(rows) + 1, np.int64)
    sketches = _sketches(collection, sketched)
    lowest = np.searchsorted(lengths, least).astype(np.int32)
    return Plan(
        collection, sizes, tokens, gains, firsts, postings, lowest, sketches, sketched, share, cutoff, shorter
    )


@kernel
def _rarest(
    collection: Collection, sizes: Counts, smallest: Shares, share: float, low: int, high: int
) -> tuple[Codes, NDArray[np.uint8], Counts, Counts]:
    """Choose the tokens by which the texts of a range are found, the rarest first.

    Returns:
        The tokens of all texts; what each gathers towards `FULL`; how many tokens each text has; how many
        of them it is indexed by.
    """
    room = 0
    for place in range(low, high):
        first, stop = token_range(collection, place)
        room += stop - first
    tokens, gains = np.empty(room, np.uint32), np.empty(room, np.uint8)
    counts, indexed = np.zeros(high - low, np.int32), np.zeros(high - low, np.int32)
    most = longest(collection, low, high)
    keys, words = np.empty(most, np.int64), np.empty(most, np.int64)
    to = 0
    for place in range(low, high):
        size = by_rarity(collection, place, keys, words)
        behind = 0
        for at in range(size):
            behind += token_weight(collection, words[at])
        asked = share * (sizes[place] + smallest[place]) / 2
        first, at = to, 0
        while share > 0 and at < size and behind >= (1 - EXTENSION) * asked:
            if behind >= (1 - EXTENSION) * share * sizes[place]:
                indexed[place - low] += 1
            key, weight = keys[at], 0
            while at < size and keys[at] == key:
                weight += token_weight(collection, words[at])
                at += 1
            tokens[to] = np.uint32(key & 0xFFFFFFFF)
            gains[to] = min(FULL, ceil(weight * FULL / (EXTENSION * share * smallest[place])))
            behind -= weight
            to += 1
        counts[place - low] = to - first
    return tokens[:to].copy(), gains[:to].copy(), counts, indexed


@kernel
def _sketches(collection: Collection, starts: Offsets) -> NDArray[np.uint16]:
    """Reduce the tokens of each text to 12 bits each; fills in where those of each text begin."""
    for place in range(len(collection.rows)):
        first, stop = token_range(collection, place)
        starts[place + 1] = starts[place] + stop - first
    codes = np.empty(starts[-1], np.uint16)
    for place in range(len(collection.rows)):
        first, stop = token_range(collection, place)
        for word in range(first, stop):
            codes[starts[place] + word - first] = token(collection, word) & np.uint32(SKETCH - 1)
    return codes
