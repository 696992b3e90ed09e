"""What is worked out about many texts before they are compared: order, rare tokens, postings, sketches."""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.folding import Bytes, Codes, Folded, Offsets
from ondit.matching.many.kernel import evenly, kernel, over_ranges
from ondit.matching.many.rarity import (
    Collection,
    Counts,
    Keys,
    Postings,
    bucket_of,
    by_rarity,
    collect,
    post,
    token,
    token_counts,
    token_range,
    weight_of,
)
from ondit.matching.ragged import starts_of

Shares = NDArray[np.float64]

SKETCH = 4_096
FULL = 64
"""What a partner must gather to be a candidate; each token gathers its share of it."""

EXTENSION = 0.5
ROUNDING = 1e-9


class Side(NamedTuple):
    """Texts in order of length; a place is a position among them.

    Attributes:
        collection: Their tokens.
        letters: As in `Folded`.
        starts: As in `Folded`.
        sizes: What each text weighs where its tokens are weighed.
        sketches: All tokens of all texts, reduced to 12 bits each.
        sketched: Where those of each text begin in `sketches`, with the end of the last one.
    """

    collection: Collection
    letters: Bytes
    starts: Offsets
    sizes: Counts
    sketches: NDArray[np.uint16]
    sketched: Offsets


class Plan(NamedTuple):
    """Texts that are looked for among others, or among themselves.

    Attributes:
        probes: The texts that are looked for.
        among: The texts among which they are looked for.
        tokens: The rare tokens of the probes, text after text.
        gains: What each of them gathers towards `FULL`.
        firsts: Where those of each text begin in `tokens`, with the end of the last one.
        postings: The places in the index of the texts that are found by each token.
        lowest: The first place in the index where each probe may have a partner.
        highest: The place behind the last one.
        share: How much of two texts the shared tokens must hold; at 0 every text meets every other.
        cutoff: How alike two texts must be, 0 to 1.
    """

    probes: Side
    among: Side
    tokens: Codes
    gains: Bytes
    firsts: Offsets
    postings: Postings
    lowest: Counts
    highest: Counts
    share: float
    cutoff: float


class Band(NamedTuple):
    """Which pairs a join is after.

    Attributes:
        low: Letters that the shorter text has at least.
        below: Letters that the shorter text has not.
        pairs: Whether tokens are two neighbouring words, else one.
        share: How much of both texts, 0 to 1 by letters, the shared tokens must hold; at 0 every text meets
            every other.
        cutoff: How alike two texts must be, 0 to 1: twice their common letters over all their letters.
    """

    low: int
    below: int
    pairs: bool
    share: float
    cutoff: float


class Indexed(NamedTuple):
    """The texts of a band, ready to be looked up.

    Attributes:
        band: The band.
        side: The texts.
        lengths: Their letters, ascending.
        postings: By which tokens each is found, so that texts of any length can be looked up.
    """

    band: Band
    side: Side
    lengths: Offsets
    postings: Postings


def shortest_partner(cutoff: float) -> float:
    """Return how long, as a share, the shorter of two texts must be to be as alike as `cutoff` (0 to 1)."""
    return cutoff / (2 - cutoff)


def plan(folded: Folded, rows: Keys, band: Band, threads: int) -> Plan:
    """Plan to look for some texts among themselves, each pair once.

    Args:
        folded: Holds the texts.
        rows: The texts, each another wording.
        band: Which pairs are wanted.
        threads: How many to use.
    """
    side, lengths = _side(folded, rows, band, None)
    tokens, gains, firsts, indexed = _rare_tokens(side, lengths, band, threads)
    shorter = int(np.searchsorted(lengths, band.below))
    postings = post(tokens, firsts, indexed[:shorter], len(side.collection.holders))
    highest = np.minimum(np.arange(len(lengths)), shorter).astype(np.int32)
    lowest = np.searchsorted(lengths, _least(lengths, band)).astype(np.int32)
    return Plan(side, side, tokens, gains, firsts, postings, lowest, highest, band.share, band.cutoff)


def index(folded: Folded, rows: Keys, band: Band, threads: int) -> Indexed:
    """Make texts ready to be looked up by others; the arguments are those of `plan`."""
    side, lengths = _side(folded, rows, band, None)
    tokens, _, firsts, _ = _rare_tokens(side, lengths, band, threads)
    postings = post(tokens, firsts, np.diff(firsts).astype(np.int32), len(side.collection.holders))
    return Indexed(band, side, lengths, postings)


def lookup(indexed: Indexed, folded: Folded, rows: Keys, threads: int) -> Plan:
    """Plan to look for some texts among those of an index."""
    band = indexed.band
    side, lengths = _side(folded, rows, band, indexed.side.collection)
    tokens, gains, firsts, _ = _rare_tokens(side, lengths, band, threads)
    lowest = np.searchsorted(indexed.lengths, _least(lengths, band))
    most = np.floor(lengths / shortest_partner(band.cutoff) + ROUNDING)
    most = np.where(lengths >= band.below, np.minimum(most, band.below - 1), most)
    highest = np.searchsorted(indexed.lengths, most, side="right")
    bounds = lowest.astype(np.int32), highest.astype(np.int32)
    return Plan(side, indexed.side, tokens, gains, firsts, indexed.postings, *bounds, band.share, band.cutoff)


def _side(folded: Folded, rows: Keys, band: Band, counted: Collection | None) -> tuple[Side, Offsets]:
    """Sort out the texts that a band is about; their tokens are weighed as in another collection, if any."""
    lengths = np.diff(folded.starts)[rows]
    belong = (lengths >= band.low) & (lengths * shortest_partner(band.cutoff) < band.below)
    rows, lengths = rows[belong], lengths[belong]
    order = np.argsort(lengths, kind="stable")
    rows, lengths = rows[order], lengths[order]
    if counted is None:
        collection = collect(folded, rows, pairs=band.pairs)
    else:
        collection = counted._replace(words=folded.words, firsts=folded.firsts, rows=rows)
    sizes = ((lengths + 1) * (2 if band.pairs else 1)).astype(np.int32)
    sketched = np.zeros(len(rows) + 1, np.int64)
    sketches = _sketches(collection, sketched)
    return Side(collection, folded.letters, folded.starts, sizes, sketches, sketched), lengths


def _least(lengths: Offsets, band: Band) -> Shares:
    """Return how many letters a partner must have."""
    least: Shares = np.ceil(lengths * shortest_partner(band.cutoff) - ROUNDING)
    return least


def _rare_tokens(
    side: Side, lengths: Offsets, band: Band, threads: int
) -> tuple[Codes, Bytes, Offsets, Counts]:
    """Return what `_rarest` finds, with where the tokens of each text begin in place of their counts."""
    smallest = (_least(lengths, band) + 1) * (2 if band.pairs else 1)
    rarest = partial(_rarest, side.collection, side.sizes, smallest, band.share)
    parts = over_ranges(rarest, evenly(len(lengths), threads), threads)
    tokens, gains, counts, indexed = (np.concatenate(column) for column in zip(*parts, strict=True))
    return tokens, gains, starts_of(counts), indexed


@kernel
def _rarest(
    collection: Collection, sizes: Counts, smallest: Shares, share: float, low: int, high: int
) -> tuple[Codes, NDArray[np.uint8], Counts, Counts]:
    """Choose the tokens by which the texts of a range are found, the rarest first.

    Returns:
        The tokens of all texts; what each gathers towards `FULL`; how many tokens each text has; how many
        of them it is indexed by.
    """
    room, most = token_counts(collection, low, high)
    tokens, gains = np.empty(room, np.uint32), np.empty(room, np.uint8)
    counts, indexed = np.zeros(high - low, np.int32), np.zeros(high - low, np.int32)
    keys = np.empty(most, np.int64)
    to = 0
    for place in range(low, high):
        size = by_rarity(collection, place, keys)
        behind = 0
        for at in range(size):
            behind += weight_of(keys[at])
        asked = share * (sizes[place] + smallest[place]) / 2
        first, at = to, 0
        while share > 0 and at < size and behind >= (1 - EXTENSION) * asked:
            if behind >= (1 - EXTENSION) * share * sizes[place]:
                indexed[place - low] += 1
            bucket, weight = bucket_of(keys[at]), 0
            while at < size and bucket_of(keys[at]) == bucket:
                weight += weight_of(keys[at])
                at += 1
            tokens[to] = bucket
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
