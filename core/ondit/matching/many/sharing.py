"""Pairs of texts that share a run of words, out of many, by the neighbouring words that both have."""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.folding import SPACE, Bytes, Codes, Folded, Offsets, starts_of
from ondit.matching.many.join import in_parts
from ondit.matching.many.kernel import evenly, kernel, over_ranges
from ondit.matching.many.letters import Pattern, clear_pattern, common, new_pattern, set_pattern
from ondit.matching.many.plan import ROUNDING
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
from ondit.matching.many.runs import Board, best_run, clear_board, new_board, set_board

HALF = 0.5
COLUMNS = 8


class Shared(NamedTuple):
    """Pairs of texts and the run that they share; the starts and ends count words.

    Attributes:
        left: Rows of the folded texts.
        right: Rows of the folded texts, never the same as on the left.
        left_start: Where the run begins on the left.
        left_end: Where it ends, exclusive.
        right_start: Where the run begins on the right.
        right_end: Where it ends, exclusive.
        common: Letters of the runs' longest common subsequence.
        letters: Letters of both runs together.
    """

    left: Counts
    right: Counts
    left_start: Counts
    left_end: Counts
    right_start: Counts
    right_end: Counts
    common: Counts
    letters: Counts


class _Plan(NamedTuple):
    """Texts in order of length, and by which of their word pairs each is found."""

    rows: Keys
    tokens: Codes
    firsts: Offsets
    postings: Postings
    asked: int
    least: int
    cutoff: float


def sharing(
    folded: Folded, rows: Keys, *, least: int, cutoff: float, rare: int, asked: int, threads: int
) -> Shared:
    """Find the pairs of texts that share a run of words.

    Args:
        folded: The texts.
        rows: Those to compare, each another wording.
        least: Words that a run must have.
        cutoff: How alike the two runs must be, 0 to 1.
        rare: How often a word pair may stand in the texts so that all of them are found by it.
        asked: Different word pairs, of those by which texts are found, that two texts must share.
        threads: How many to use.
    """
    plan = _plan(folded, rows, least, cutoff, rare, asked, threads)
    parts = in_parts(lambda low, high: _probe_range(plan, folded, low, high), len(rows), threads)
    return Shared(*np.concatenate(parts, axis=1))


def _plan(
    folded: Folded, rows: Keys, least: int, cutoff: float, rare: int, asked: int, threads: int
) -> _Plan:
    rows = rows[np.argsort(np.diff(folded.starts)[rows], kind="stable")]
    collection = collect(folded, rows, pairs=True)
    findable = partial(_findable, collection, rare, asked)
    parts = over_ranges(findable, evenly(len(rows), threads), threads)
    tokens, counts, indexed = (np.concatenate(column) for column in zip(*parts, strict=True))
    firsts = starts_of(counts)
    postings = post(tokens, firsts, indexed, len(collection.holders))
    return _Plan(rows, tokens, firsts, postings, asked, least, cutoff)


@kernel
def _findable(
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


def _probe_range(plan: _Plan, folded: Folded, low: int, high: int) -> NDArray[np.int32]:
    words = np.diff(folded.firsts)[plan.rows[:high]].max(initial=1)
    letters = np.diff(folded.starts)[plan.rows[:high]].max(initial=1)
    gathered, touched = np.zeros(high, np.uint8), np.empty(high, np.int32)
    return _probe(
        plan, folded, new_board(int(words)), new_pattern(int(letters)), gathered, touched, low, high
    )


@kernel
def _probe(
    plan: _Plan,
    folded: Folded,
    board: Board,
    pattern: Pattern,
    gathered: Bytes,
    touched: Counts,
    low: int,
    high: int,
) -> NDArray[np.int32]:
    """Align each text of a range with those before it that share enough; a column of `Shared` a row."""
    columns, found = np.empty((COLUMNS, 1024), np.int32), 0
    for place in range(low, high):
        candidates = _gather(plan, gathered, touched, place)
        if not candidates:
            continue
        row = plan.rows[place]
        first, stop = folded.firsts[row], folded.firsts[row + 1]
        set_board(board, folded.words, first, stop)
        for at in range(candidates):
            other = plan.rows[touched[at]]
            start, end, other_start, other_end = best_run(board, folded, row, other, plan.cutoff, plan.least)
            if start < 0:
                continue
            length, both = _compare(
                folded, pattern, row, start, end, other, other_start, other_end, plan.cutoff
            )
            if length < 0:
                continue
            if found == columns.shape[1]:
                columns = widened(columns)
            columns[0, found], columns[1, found] = row, other
            columns[2, found], columns[3, found] = start, end
            columns[4, found], columns[5, found] = other_start, other_end
            columns[6, found], columns[7, found] = length, both
            found += 1
        clear_board(board, folded.words, first, stop)
    return columns[:, :found].copy()


@kernel
def widened(columns: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return columns of twice the length that begin with the given ones."""
    longer = np.empty((columns.shape[0], 2 * columns.shape[1]), np.int32)
    longer[:, : columns.shape[1]] = columns
    return longer


@kernel
def _gather(plan: _Plan, gathered: Bytes, touched: Counts, place: int) -> int:
    """Collect the texts before a place that share enough tokens, at the head of `touched`."""
    starts, places = plan.postings
    met = 0
    for at in range(plan.firsts[place], plan.firsts[place + 1]):
        for entry in range(starts[plan.tokens[at]], starts[plan.tokens[at] + 1]):
            partner = places[entry]
            if partner >= place:
                break
            if gathered[partner] == 0:
                touched[met] = partner
                met += 1
            if gathered[partner] < plan.asked:
                gathered[partner] += 1
    candidates = 0
    for at in range(met):
        partner = touched[at]
        if gathered[partner] >= plan.asked:
            touched[candidates] = partner
            candidates += 1
        gathered[partner] = 0
    return candidates


@kernel
def _compare(
    folded: Folded,
    pattern: Pattern,
    row: int,
    start: int,
    end: int,
    other: int,
    other_start: int,
    other_end: int,
    cutoff: float,
) -> tuple[int, int]:
    """Return how many letters two runs have in common, -1 where these are too few, and how many they have."""
    low, high = _letters(folded, row, start, end)
    other_low, other_high = _letters(folded, other, other_start, other_end)
    both = high - low + other_high - other_low
    if _equal(folded.letters[low:high], folded.letters[other_low:other_high]):
        return high - low, both
    set_pattern(pattern, folded.letters, low, high)
    least = ceil(cutoff * both / 2 - ROUNDING)
    length = common(pattern, high - low, folded.letters, other_low, other_high, least)
    clear_pattern(pattern, folded.letters, low, high)
    return length if length >= least else -1, both


@kernel
def _letters(folded: Folded, row: int, start: int, end: int) -> tuple[int, int]:
    """Return where some words of a text begin and end in its letters."""
    at, stop = folded.starts[row], folded.starts[row + 1]
    word, low = 0, at
    while word < end and at < stop:
        if folded.letters[at] == SPACE:
            word += 1
            if word == start:
                low = at + 1
            if word == end:
                break
        at += 1
    return low, at


@kernel
def _equal(one: Bytes, other: Bytes) -> bool:
    return len(one) == len(other) and not (one != other).any()
