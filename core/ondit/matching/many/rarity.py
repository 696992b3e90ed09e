"""Words and word pairs as numbers, and how rare each is: what an index of many texts is built from.

A token is a word, or two neighbouring words, hashed into as many buckets as the collection asks for. Two
tokens in one bucket make a pair of texts seem to share more than it does, never less: a filter that reads
buckets lets too much through and loses nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.folding import MULTIPLIER, WEIGHT_BITS, Codes, Folded, Offsets
from ondit.matching.many.kernel import kernel
from ondit.matching.many.sorting import sort
from ondit.matching.ragged import starts_of
from ondit.matching.whole import HEAVIEST

Counts = NDArray[np.int32]
Keys = NDArray[np.int64]
Starts = NDArray[np.int32] | NDArray[np.int64]
"""The narrower of them where it is wide enough: what is read at random had better be small."""

SALT = 0xC2B2AE3D27D4EB4F
MOST_BUCKETS = 22
FEWEST_BUCKETS = 10
KEY_WEIGHT_BITS = 10
"""Bits of a key for what two words weigh at the most; with those of a bucket no more than 32."""


class Collection(NamedTuple):
    """Texts of which the tokens are counted.

    Attributes:
        words: As in `Folded`.
        firsts: As in `Folded`.
        rows: The texts that belong, as rows of `firsts`.
        pairs: Whether a token is two neighbouring words; else it is one.
        mask: Number of buckets less one.
        holders: How often each bucket is met.
    """

    words: Codes
    firsts: Offsets
    rows: Keys
    pairs: bool
    mask: np.uint32
    holders: Counts


def collect(folded: Folded, rows: Keys, *, pairs: bool) -> Collection:
    """Count the tokens of some texts."""
    size = int((folded.firsts[rows + 1] - folded.firsts[rows]).sum())
    holders = np.zeros(buckets_for(size), np.int32)
    collection = collected(folded, rows, holders, pairs=pairs)
    count(collection)
    return collection


def buckets_for(words: int) -> int:
    """Return into how many buckets the tokens of so many words are hashed."""
    return 1 << min(MOST_BUCKETS, max(FEWEST_BUCKETS, words.bit_length() - 1))


def collected(folded: Folded, rows: Keys, holders: Counts, *, pairs: bool) -> Collection:
    """Return a collection of some texts where it is known how often each bucket is met, or to be counted."""
    return Collection(folded.words, folded.firsts, rows, pairs, np.uint32(len(holders) - 1), holders)


@kernel
def token(collection: Collection, word: int) -> np.uint32:
    """Return the bucket of the token that begins with a word."""
    return np.uint32(token_hash(collection, word) & collection.mask)


@kernel
def token_hash(collection: Collection, word: int) -> np.uint32:
    """Return all bits of the token that begins with a word."""
    if not collection.pairs:
        return np.uint32(collection.words[word] >> np.uint32(WEIGHT_BITS))
    mixed = np.uint64(collection.words[word]) * np.uint64(MULTIPLIER)
    mixed ^= np.uint64(collection.words[word + 1]) * np.uint64(SALT)
    mixed = (mixed ^ (mixed >> np.uint64(32))) * np.uint64(MULTIPLIER)
    return np.uint32(mixed >> np.uint64(32))


@kernel
def token_weight(collection: Collection, word: int) -> int:
    """Return the letters of the token that begins with a word, and a space a word."""
    weight = int(collection.words[word] & HEAVIEST)
    if collection.pairs:
        weight += int(collection.words[word + 1] & HEAVIEST)
    return weight


@kernel
def token_range(collection: Collection, place: int) -> tuple[int, int]:
    """Return the words with which the tokens of the text at a place begin; the end is exclusive."""
    row = collection.rows[place]
    first, stop = collection.firsts[row], collection.firsts[row + 1]
    return first, max(first, stop - 1) if collection.pairs else stop


@kernel
def count(collection: Collection) -> None:
    """Count the tokens of the texts of a collection into its buckets."""
    for place in range(len(collection.rows)):
        first, stop = token_range(collection, place)
        for word in range(first, stop):
            collection.holders[token(collection, word)] += 1


@kernel
def by_rarity(collection: Collection, place: int, keys: Keys) -> int:
    """Sort the tokens of a text, the rarest first; return how many there are.

    Writes to `keys` how often each token is met in the collection (upper half), its bucket, and what it
    weighs (lowest `KEY_WEIGHT_BITS`). Equal tokens stand side by side.
    """
    first, stop = token_range(collection, place)
    for word in range(first, stop):
        bucket = token(collection, word)
        key = (np.int64(collection.holders[bucket]) << 32) | (np.int64(bucket) << KEY_WEIGHT_BITS)
        keys[word - first] = key | np.int64(token_weight(collection, word))
    sort(keys, stop - first)
    return int(stop - first)


@kernel
def weight_of(key: int) -> int:
    """Return what the token of a key weighs (`by_rarity`)."""
    return key & ((1 << KEY_WEIGHT_BITS) - 1)


@kernel
def bucket_of(key: int) -> np.uint32:
    """Return the bucket of the token of a key (`by_rarity`)."""
    return np.uint32((key & 0xFFFFFFFF) >> KEY_WEIGHT_BITS)


@kernel
def token_counts(collection: Collection, low: int, high: int) -> tuple[int, int]:
    """Return how many tokens the texts of a range have, all together and the longest."""
    every = most = 0
    for place in range(low, high):
        first, stop = token_range(collection, place)
        every += stop - first
        most = max(most, stop - first)
    return every, most


class Postings(NamedTuple):
    """For each token the texts that hold it, as places in the collection, ascending.

    Attributes:
        starts: Where each token's texts begin in `places`, with the end of the last one.
        places: The texts.
    """

    starts: Starts
    places: Counts


def post(tokens: Codes, firsts: Offsets, counts: Counts, buckets: int) -> Postings:
    """Turn the tokens of texts round: of each text, the first `counts` of its tokens from `firsts` on."""
    sizes = np.zeros(buckets, np.int32)
    _tally(tokens, firsts, counts, sizes)
    starts: Starts = starts_of(sizes)
    if starts[-1] <= np.iinfo(np.int32).max:
        starts = starts.astype(np.int32)
    places = np.empty(int(starts[-1]), np.int32)
    _fill(tokens, firsts, counts, starts[:-1].copy(), places)
    return Postings(starts, places)


@kernel
def _tally(tokens: Codes, firsts: Offsets, counts: Counts, sizes: Counts) -> None:
    for place in range(len(counts)):
        for at in range(firsts[place], firsts[place] + counts[place]):
            sizes[tokens[at]] += 1


@kernel
def _fill(tokens: Codes, firsts: Offsets, counts: Counts, cursors: Starts, places: Counts) -> None:
    for place in range(len(counts)):
        for at in range(firsts[place], firsts[place] + counts[place]):
            places[cursors[tokens[at]]] = place
            cursors[tokens[at]] += 1
