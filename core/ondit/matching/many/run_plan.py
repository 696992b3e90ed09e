"""What is worked out about many texts before runs are looked for: by which word pairs each is found."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from ondit.matching.containment import RARE
from ondit.matching.many.folding import Codes, Folded, Offsets, starts_of
from ondit.matching.many.kernel import evenly, kernel, over_ranges
from ondit.matching.many.rarity import (
    Collection,
    Counts,
    Keys,
    Postings,
    by_rarity,
    collect,
    longest,
    post,
    token_range,
    token_weight,
)
from ondit.matching.whole import FEW_TEXTS

HALF = 0.5


class Sought(NamedTuple):
    """Which runs are looked for.

    Attributes:
        least: Words that a run must have.
        cutoff: How alike two runs must be to be aligned, 0 to 1.
        score_cutoff: The similarity that they must reach, 0 to 100.
        asked: Different word pairs, of those by which the shorter text is found, that two texts must share.
    """

    least: int
    cutoff: float
    score_cutoff: float
    asked: int


class Plan(NamedTuple):
    """Texts that are looked for among others, or among themselves; all in order of length.

    Attributes:
        sought: Which runs are looked for.
        folded: Holds the texts that are looked for, the probes.
        rows: The probes.
        tokens: The different word pairs of the probes, text after text, the rarest first.
        firsts: Where those of each probe begin in `tokens`, with the end of the last one.
        findable: By how many of them, from the first on, each probe is found by longer texts.
        longer: The first place among the partners of one that is longer than each probe.
        among: Holds the partners.
        partners: The texts among which the probes are looked for.
        found: The places of the partners that are found by each word pair.
        others: The places of the partners that hold it and are not.
        most: Words of the longest text.
    """

    sought: Sought
    folded: Folded
    rows: Keys
    tokens: Codes
    firsts: Offsets
    findable: Counts
    longer: Counts
    among: Folded
    partners: Keys
    found: Postings
    others: Postings
    most: int


class Held(NamedTuple):
    """Texts in order of length, ready to be looked up.

    Attributes:
        collection: Their word pairs.
        folded: Holds the texts.
        rows: The texts.
        lengths: Their letters, ascending.
        rare: How often a word pair may stand in the texts so that all of them are found by it.
        found: The places of the texts that are found by each word pair.
        others: The places of the texts that hold it and are not.
        most: Words of the longest text.
    """

    collection: Collection
    folded: Folded
    rows: Keys
    lengths: Offsets
    rare: int
    found: Postings
    others: Postings
    most: int


def plan(folded: Folded, rows: Keys, sought: Sought, threads: int) -> Plan:
    """Plan to look for some texts among themselves, each pair once, from its longer text.

    Args:
        folded: Holds the texts.
        rows: The texts, each another wording.
        sought: Which runs are wanted.
        threads: How many to use.
    """
    rows = _by_length(folded, rows, sought)
    collection = collect(folded, rows, pairs=True)
    tokens, firsts, findable = _findable(collection, _rare(folded), sought, threads)
    found = post(tokens, firsts, findable, len(collection.holders))
    before = np.arange(len(rows), dtype=np.int32)
    none = np.zeros(len(rows), np.int32)
    most = _most_words(folded, rows)
    return Plan(sought, folded, rows, tokens, firsts, none, before, folded, rows, found, found, most)


def hold(folded: Folded, rows: Keys, sought: Sought, threads: int) -> Held:
    """Make texts ready to be looked up by others; the arguments are those of `plan`."""
    rows = _by_length(folded, rows, sought)
    collection, rare = collect(folded, rows, pairs=True), _rare(folded)
    tokens, firsts, findable = _findable(collection, rare, sought, threads)
    buckets = len(collection.holders)
    found = post(tokens, firsts, findable, buckets)
    rest = (np.diff(firsts) - findable).astype(np.int32)
    others = post(tokens, firsts[:-1] + findable, rest, buckets)
    lengths = folded.starts[rows + 1] - folded.starts[rows]
    return Held(collection, folded, rows, lengths, rare, found, others, _most_words(folded, rows))


def lookup(held: Held, folded: Folded, rows: Keys, sought: Sought, threads: int) -> Plan:
    """Plan to look for some texts among those that are held.

    A pair is met from the side of the new text, and by the word pairs that the shorter text is found by: an
    old one by those of `found`; a new one, among the longer old ones, by as many of its own.
    """
    rows = _by_length(folded, rows, sought)
    collection = held.collection._replace(words=folded.words, firsts=folded.firsts, rows=rows)
    tokens, firsts, findable = _findable(collection, held.rare, sought, threads)
    lengths = folded.starts[rows + 1] - folded.starts[rows]
    longer = np.searchsorted(held.lengths, lengths, side="right").astype(np.int32)
    most = max(held.most, _most_words(folded, rows))
    return Plan(
        sought,
        folded,
        rows,
        tokens,
        firsts,
        findable,
        longer,
        held.folded,
        held.rows,
        held.found,
        held.others,
        most,
    )


def _by_length(folded: Folded, rows: Keys, sought: Sought) -> Keys:
    """Return the texts that have words enough for a run, in order of length."""
    rows = rows[folded.firsts[rows + 1] - folded.firsts[rows] >= sought.least]
    return rows[np.argsort(folded.starts[rows + 1] - folded.starts[rows], kind="stable")]


def _most_words(folded: Folded, rows: Keys) -> int:
    return int((folded.firsts[rows + 1] - folded.firsts[rows]).max(initial=1))


def _rare(folded: Folded) -> int:
    """Return how often a word pair may stand in some texts so that all of them are found by it."""
    return RARE if len(folded.digests) > FEW_TEXTS else np.iinfo(np.int32).max


def _findable(
    collection: Collection, rare: int, sought: Sought, threads: int
) -> tuple[Codes, Offsets, Counts]:
    """Return what `_different` finds, with where the tokens of each text begin in place of their counts."""
    different = partial(_different, collection, rare, sought.asked)
    parts = over_ranges(different, evenly(len(collection.rows), threads), threads)
    tokens, counts, findable = (np.concatenate(column) for column in zip(*parts, strict=True))
    return tokens, starts_of(counts), findable


@kernel
def _different(
    collection: Collection, rare: int, asked: int, low: int, high: int
) -> tuple[Codes, Counts, Counts]:
    """List the different tokens of each text of a range, the rarest first.

    Returns:
        The tokens; how many each text has; by how many each is found: by all the rare ones, and by so many
        that a text which shares half of all its tokens, by weight, shares as many of them as is asked.
    """
    room = 0
    for place in range(low, high):
        first, stop = token_range(collection, place)
        room += stop - first
    tokens = np.empty(room, np.uint32)
    counts, indexed = np.zeros(high - low, np.int32), np.zeros(high - low, np.int32)
    most = longest(collection, low, high)
    keys, words = np.empty(most, np.int64), np.empty(most, np.int64)
    to = 0
    for place in range(low, high):
        size = by_rarity(collection, place, keys, words)
        whole, heaviest, weight = 0, 0, 0
        for at in range(size):
            if at and keys[at] != keys[at - 1]:
                weight = 0
            weight += token_weight(collection, words[at])
            heaviest = max(heaviest, weight)
            whole += token_weight(collection, words[at])
        behind = whole
        for at in range(size):
            if at == 0 or keys[at] != keys[at - 1]:
                tokens[to] = np.uint32(keys[at] & 0xFFFFFFFF)
                to += 1
                counts[place - low] += 1
                if keys[at] >> 32 <= rare or behind + (asked - 1) * heaviest >= HALF * whole:
                    indexed[place - low] += 1
            behind -= token_weight(collection, words[at])
    return tokens[:to].copy(), counts, indexed
