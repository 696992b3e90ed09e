"""What is worked out about many texts before runs are looked for: by which word pairs each is found."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.containment import RARE
from ondit.matching.many.folding import Codes, Folded, Offsets
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


class Tokens(NamedTuple):
    """The different word pairs of texts, text after text, the rarest of each first.

    Attributes:
        codes: The word pairs.
        weights: What each weighs in its text, as often as it stands there.
        firsts: Where those of each text begin, with the end of the last one.
        findable: By how many of them, from the first on, each text is found by longer ones.
    """

    codes: Codes
    weights: Counts
    firsts: Offsets
    findable: Counts


class Plan(NamedTuple):
    """Texts that are looked for among others, or among themselves; all in order of length.

    Attributes:
        sought: Which runs are looked for.
        folded: Holds the texts that are looked for, the probes.
        rows: The probes.
        tokens: Their word pairs.
        longer: The first place among the partners of one that is longer than each probe.
        among: Holds the partners.
        partners: The texts among which the probes are looked for.
        held: Their word pairs.
        found: The places of the partners that are found by each word pair.
        others: The places of the partners that hold it and are not.
        holders: How often each word pair stands in all texts.
        rare: How often it may so that all texts are found by it.
        most: Words of the longest text.
    """

    sought: Sought
    folded: Folded
    rows: Keys
    tokens: Tokens
    longer: Counts
    among: Folded
    partners: Keys
    held: Tokens
    found: Postings
    others: Postings
    holders: Counts
    rare: int
    most: int


class Held(NamedTuple):
    """Texts in order of length, ready to be looked up.

    Attributes:
        collection: Their word pairs, counted.
        folded: Holds the texts.
        rows: The texts.
        lengths: Their letters, ascending.
        rare: How often a word pair may stand in the texts so that all of them are found by it.
        tokens: Their different word pairs.
        found: The places of the texts that are found by each word pair.
        others: The places of the texts that hold it and are not.
        most: Words of the longest text.
    """

    collection: Collection
    folded: Folded
    rows: Keys
    lengths: Offsets
    rare: int
    tokens: Tokens
    found: Postings
    others: Postings
    most: int


def counted(folded: Folded, rows: Keys, sought: Sought) -> Collection:
    """Count the word pairs of the texts that have words enough for a run."""
    return collect(folded, by_length(folded, rows, sought), pairs=True)


def common_pairs(folded: Folded, collection: Collection) -> Keys:
    """Return the word pairs that stand too often in a collection for all texts to be found by them."""
    return np.flatnonzero(collection.holders > rare_in(folded))


def holding(collection: Collection, size: int, pairs: Keys) -> NDArray[np.bool_]:
    """Say which of so many texts hold one of some word pairs."""
    held = np.zeros(size, np.bool_)
    if len(pairs):
        sought = np.zeros(len(collection.holders), np.bool_)
        sought[pairs] = True
        _mark(collection._replace(rows=np.arange(size)), sought, held)
    return held


@kernel
def _mark(collection: Collection, sought: NDArray[np.bool_], held: NDArray[np.bool_]) -> None:
    for row in range(len(held)):
        first, stop = token_range(collection, row)
        for word in range(first, stop):
            held[row] |= sought[token(collection, word)]


def plan(
    folded: Folded,
    rows: Keys,
    sought: Sought,
    threads: int,
    collection: Collection,
    rare: int | None = None,
) -> Plan:
    """Plan to look for some texts among themselves, each pair once, from its longer text.

    Args:
        folded: Holds the texts.
        rows: The texts, each another wording.
        sought: Which runs are wanted.
        threads: How many to use.
        collection: The word pairs of these texts, or of more, counted.
        rare: How often a word pair may stand in all of them so that texts are found by it; as `rare_in`
            says of those that `folded` holds where absent.
    """
    rows, rare = by_length(folded, rows, sought), rare_in(folded) if rare is None else rare
    tokens = _findable(collection._replace(rows=rows), rare, sought, threads)
    found = post(tokens.codes, tokens.firsts, tokens.findable, len(collection.holders))
    before = np.arange(len(rows), dtype=np.int32)
    probes = tokens._replace(findable=np.zeros(len(rows), np.int32))
    most = _most_words(folded, rows)
    holders = collection.holders
    return Plan(sought, folded, rows, probes, before, folded, rows, tokens, found, found, holders, rare, most)


def hold(
    folded: Folded,
    rows: Keys,
    sought: Sought,
    threads: int,
    collection: Collection,
    rare: int | None = None,
) -> Held:
    """Make texts ready to be looked up by others; the arguments are those of `plan`."""
    rows, rare = by_length(folded, rows, sought), rare_in(folded) if rare is None else rare
    tokens = _findable(collection._replace(rows=rows), rare, sought, threads)
    buckets = len(collection.holders)
    found = post(tokens.codes, tokens.firsts, tokens.findable, buckets)
    rest = (np.diff(tokens.firsts) - tokens.findable).astype(np.int32)
    others = post(tokens.codes, tokens.firsts[:-1] + tokens.findable, rest, buckets)
    lengths = folded.starts[rows + 1] - folded.starts[rows]
    most = _most_words(folded, rows)
    return Held(collection, folded, rows, lengths, rare, tokens, found, others, most)


def lookup(held: Held, folded: Folded, rows: Keys, sought: Sought, threads: int) -> Plan:
    """Plan to look for some texts among those that are held.

    A pair is met from the side of the new text, and by the word pairs that the shorter text is found by: an
    old one by those of `found`; a new one, among the longer old ones, by as many of its own.
    """
    rows = by_length(folded, rows, sought)
    collection = held.collection._replace(words=folded.words, firsts=folded.firsts, rows=rows)
    tokens = _findable(collection, held.rare, sought, threads)
    lengths = folded.starts[rows + 1] - folded.starts[rows]
    longer = np.searchsorted(held.lengths, lengths, side="right").astype(np.int32)
    most = max(held.most, _most_words(folded, rows))
    theirs = (held.folded, held.rows, held.tokens, held.found, held.others)
    return Plan(sought, folded, rows, tokens, longer, *theirs, collection.holders, held.rare, most)


def by_length(folded: Folded, rows: Keys, sought: Sought) -> Keys:
    """Return the texts that have words enough for a run, in order of length."""
    rows = rows[folded.firsts[rows + 1] - folded.firsts[rows] >= sought.least]
    return rows[np.argsort(folded.starts[rows + 1] - folded.starts[rows], kind="stable")]


def _most_words(folded: Folded, rows: Keys) -> int:
    return int((folded.firsts[rows + 1] - folded.firsts[rows]).max(initial=1))


def rare_in(folded: Folded) -> int:
    """Return how often a word pair may stand in some texts so that all of them are found by it."""
    return RARE if len(folded.digests) > FEW_TEXTS else np.iinfo(np.int32).max


def _findable(collection: Collection, rare: int, sought: Sought, threads: int) -> Tokens:
    """Return what `_different` finds, with where the tokens of each text begin in place of their counts."""
    different = partial(_different, collection, rare, sought.asked)
    parts = over_ranges(different, evenly(len(collection.rows), threads), threads)
    codes, weights, counts, findable = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Tokens(codes, weights, starts_of(counts), findable)


@kernel
def _different(
    collection: Collection, rare: int, asked: int, low: int, high: int
) -> tuple[Codes, Counts, Counts, Counts]:
    """List the different tokens of each text of a range, the rarest first.

    Returns:
        The tokens; what each weighs in its text; how many each text has; by how many each is found: by all
        the rare ones, and by so many that a text which shares half of all its tokens, by weight, shares as
        many of them as is asked.
    """
    room, most = token_counts(collection, low, high)
    tokens, weights = np.empty(room, np.uint32), np.empty(room, np.int32)
    counts, indexed = np.zeros(high - low, np.int32), np.zeros(high - low, np.int32)
    keys = np.empty(most, np.int64)
    to = 0
    for place in range(low, high):
        size = by_rarity(collection, place, keys)
        first, whole, heaviest = to, 0, 0
        for at in range(size):
            bucket, weight = bucket_of(keys[at]), weight_of(keys[at])
            whole += weight
            if to > first and tokens[to - 1] == bucket:
                weights[to - 1] += weight
            else:
                tokens[to], weights[to] = bucket, weight
                to += 1
            heaviest = max(heaviest, weights[to - 1])
        counts[place - low], behind = to - first, whole
        for at in range(first, to):
            if collection.holders[tokens[at]] <= rare or behind + (asked - 1) * heaviest >= HALF * whole:
                indexed[place - low] += 1
            behind -= weights[at]
    return tokens[:to].copy(), weights[:to].copy(), counts, indexed
