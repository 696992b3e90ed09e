"""Pairs of texts that share a run of words, out of many, by the neighbouring words that both have."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.folding import SPACE, Bytes
from ondit.matching.many.join import in_parts, not_before
from ondit.matching.many.kernel import kernel
from ondit.matching.many.letters import Pattern, clear_pattern, common, new_pattern, set_pattern
from ondit.matching.many.plan import ROUNDING
from ondit.matching.many.rarity import Counts
from ondit.matching.many.run_plan import HALF, Plan
from ondit.matching.many.runs import Board, best_run, clear_board, leads, new_board, set_board
from ondit.matching.many.sorting import widened

COLUMNS = 8
RARE_ONE = 16
"""What a rare token counts, so that common ones are counted beside: of either kind two are asked at most."""


class Shared(NamedTuple):
    """Pairs of texts and the run that they share; the starts and ends count words.

    Attributes:
        left: Rows of the folded texts that are looked for.
        right: Rows of those among which they are, never the same where these are the same texts.
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


class _Room(NamedTuple):
    """What a thread writes to while it probes."""

    board: Board
    pattern: Pattern
    gathered: Bytes
    touched: Counts


def sharing(plan: Plan, threads: int) -> Shared:
    """Find the pairs of texts that a plan is after; the probe is on the left."""
    parts = in_parts(lambda low, high: _probe_range(plan, low, high), len(plan.rows), threads)
    return Shared(*np.concatenate(parts, axis=1))


def _probe_range(plan: Plan, low: int, high: int) -> NDArray[np.int32]:
    if low == high:
        return np.empty((COLUMNS, 0), np.int32)
    starts, longest, size = plan.folded.starts, plan.rows[high - 1], len(plan.partners)
    room = _Room(
        new_board(plan.most),
        new_pattern(int(starts[longest + 1] - starts[longest])),
        np.zeros(size, np.uint8),
        np.empty(size, np.int32),
    )
    return _probe(plan, room, low, high)


@kernel
def _probe(plan: Plan, room: _Room, low: int, high: int) -> NDArray[np.int32]:
    """Align each text of a range with its partners that share enough; a column of `Shared` a row."""
    columns, found = np.empty((COLUMNS, 1024), np.int32), 0
    words, letters, others = plan.folded.words, plan.folded.letters, plan.among.letters
    cutoff = plan.sought.cutoff
    for place in range(low, high):
        candidates = _gather(plan, room.gathered, room.touched, place)
        if not candidates:
            continue
        row = plan.rows[place]
        first, stop = plan.folded.firsts[row], plan.folded.firsts[row + 1]
        start, end = plan.folded.starts[row], plan.folded.starts[row + 1]
        set_board(room.board, words, first, stop)
        for at in range(candidates):
            other = plan.partners[room.touched[at]]
            begin, behind = plan.among.starts[other], plan.among.starts[other + 1]
            if leads(letters, start, end, others, begin, behind):
                run = _run_of_longer(plan, room.board, row, other)
            else:
                begins, ends = plan.among.firsts[other], plan.among.firsts[other + 1]
                run = best_run(
                    room.board, words, first, plan.among.words, begins, ends, cutoff, plan.sought.least
                )
            if run[0] < 0:
                continue
            low_letter, high_letter = _letters(letters, start, end, run[0], run[1])
            begin, behind = _letters(others, begin, behind, run[2], run[3])
            length = _compare(room.pattern, letters, low_letter, high_letter, others, begin, behind, cutoff)
            if length < 0:
                continue
            if found == columns.shape[1]:
                columns = widened(columns)
            columns[0, found], columns[1, found] = row, other
            columns[2, found], columns[3, found], columns[4, found], columns[5, found] = run
            columns[6, found], columns[7, found] = length, high_letter - low_letter + behind - begin
            found += 1
        clear_board(room.board, words, first, stop)
    return columns[:, :found].copy()


@kernel
def _gather(plan: Plan, gathered: Bytes, touched: Counts, place: int) -> int:
    """Collect the partners that share enough tokens, at the head of `touched`; return how many there are."""
    starts, places = plan.found
    asked, longer, met = plan.sought.asked, plan.longer[place], 0
    first, stop = plan.tokens.firsts[place], plan.tokens.firsts[place + 1]
    for at in range(first, stop):
        code = plan.tokens.codes[at]
        unit = RARE_ONE if plan.holders[code] <= plan.rare else 1
        bound = len(plan.partners) if at - first < plan.tokens.findable[place] else longer
        for entry in range(starts[code], starts[code + 1]):
            partner = places[entry]
            if partner >= bound:
                break
            met = _count(gathered, touched, partner, met, unit, asked)
    for at in range(first, first + plan.tokens.findable[place]):
        code = plan.tokens.codes[at]
        unit = RARE_ONE if plan.holders[code] <= plan.rare else 1
        begin, end = plan.others.starts[code], plan.others.starts[code + 1]
        for entry in range(not_before(plan.others.places, begin, end, longer), end):
            met = _count(gathered, touched, plan.others.places[entry], met, unit, asked)
    candidates = 0
    for at in range(met):
        partner = touched[at]
        rare, others = gathered[partner] // RARE_ONE, gathered[partner] % RARE_ONE
        if rare >= asked or (rare + others >= asked and _half(plan, place, partner)):
            touched[candidates] = partner
            candidates += 1
        gathered[partner] = 0
    return candidates


@kernel
def _count(gathered: Bytes, touched: Counts, partner: int, met: int, unit: int, asked: int) -> int:
    """Count a token that a partner shares; return how many partners share any."""
    before = gathered[partner]
    if before == 0:
        touched[met] = partner
        met += 1
    if before & (unit * (RARE_ONE - 1)) < unit * asked:
        gathered[partner] = before + unit
    return met


@kernel
def _half(plan: Plan, place: int, partner: int) -> bool:
    """Say whether the tokens that two texts share hold half of the shorter one; of both, if none is."""
    ones, others = plan.tokens, plan.held
    here, end = ones.firsts[place], ones.firsts[place + 1]
    there, stop = others.firsts[partner], others.firsts[partner + 1]
    size, other_size = ones.weights[here:end].sum(), others.weights[there:stop].sum()
    held = other_held = 0
    while here < end and there < stop:
        one, other = ones.codes[here], others.codes[there]
        if one == other:
            held, other_held = held + ones.weights[here], other_held + others.weights[there]
            here, there = here + 1, there + 1
        elif (plan.holders[one], one) < (plan.holders[other], other):
            here += 1
        else:
            there += 1
    row, other_row = plan.rows[place], plan.partners[partner]
    letters = plan.folded.starts[row + 1] - plan.folded.starts[row]
    other_letters = plan.among.starts[other_row + 1] - plan.among.starts[other_row]
    return bool(
        (letters > other_letters or held >= HALF * size)
        and (other_letters > letters or other_held >= HALF * other_size)
    )


@kernel
def _run_of_longer(plan: Plan, board: Board, row: int, other: int) -> tuple[int, int, int, int]:
    """Return the run that a probe, which is laid out on the board, shares with a partner that it leads."""
    words, others = plan.folded.words, plan.among.words
    first, stop = plan.folded.firsts[row], plan.folded.firsts[row + 1]
    begin, end = plan.among.firsts[other], plan.among.firsts[other + 1]
    clear_board(board, words, first, stop)
    set_board(board, others, begin, end)
    run = best_run(board, others, begin, words, first, stop, plan.sought.cutoff, plan.sought.least)
    clear_board(board, others, begin, end)
    set_board(board, words, first, stop)
    return run[2], run[3], run[0], run[1]


@kernel
def _compare(
    pattern: Pattern, one: Bytes, low: int, high: int, other: Bytes, begin: int, end: int, cutoff: float
) -> int:
    """Return how many letters two runs have in common, -1 where these are too few."""
    if _equal(one, low, high, other, begin, end):
        return high - low
    set_pattern(pattern, one, low, high)
    least = ceil(cutoff * (high - low + end - begin) / 2 - ROUNDING)
    length = common(pattern, high - low, other, begin, end, least)
    clear_pattern(pattern, one, low, high)
    return length if length >= least else -1


@kernel
def _letters(letters: Bytes, at: int, stop: int, start: int, end: int) -> tuple[int, int]:
    """Return where some words of a text begin and end in its letters."""
    word, low = 0, at
    while word < end and at < stop:
        if letters[at] == SPACE:
            word += 1
            if word == start:
                low = at + 1
            if word == end:
                break
        at += 1
    return low, at


@kernel
def _equal(one: Bytes, low: int, high: int, other: Bytes, begin: int, end: int) -> bool:
    size, at = high - low, 0
    while at < size and size == end - begin and one[low + at] == other[begin + at]:
        at += 1
    return bool(at == size == end - begin)
