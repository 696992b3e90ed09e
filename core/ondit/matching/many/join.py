"""Pairs of alike texts out of many, without looking at every pair.

The way is that of the prefix filter (Bayardo et al., "Scaling up all pairs similarity search", 2007;
Xiao et al., PPJoin, 2008; Mann et al., "An empirical evaluation of set similarity join techniques", 2016):
texts that share much share something rare. Texts are sorted by length, so that only partners of admissible
length are met; each is indexed by its rarest tokens only, as many as leave too little behind for a pair to
be alike, and a little more, so that a partner must share a little more than one of them (Wang et al.,
"Can we beat the prefix filtering?", 2012). What is shared is counted partner by partner (ScanCount), then
bounded over all tokens by a sketch, then settled letter by letter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.kernel import kernel, over_ranges, worth_while
from ondit.matching.many.letters import clear_pattern, common, common_of_long, new_pattern, set_pattern
from ondit.matching.many.plan import FULL, ROUNDING, SKETCH, Plan
from ondit.matching.many.rarity import (
    Collection,
    Counts,
    Keys,
    Starts,
    token_hash,
    token_range,
    token_weight,
)
from ondit.matching.many.sorting import grown, sort
from ondit.matching.whole import LONG_TEXT

T = TypeVar("T")
PARTS = 32
WEIGHT_WIDTH = 16
WEIGHT = (1 << WEIGHT_WIDTH) - 1


class Pairs(NamedTuple):
    """Pairs of alike texts.

    Attributes:
        left: Rows of the folded texts.
        right: Rows of the folded texts, never the same as on the left.
        common: Letters of their longest common subsequence.
    """

    left: Counts
    right: Counts
    common: Counts


class _Room(NamedTuple):
    """What a thread writes to while it probes."""

    gathered: NDArray[np.uint8]
    touched: Counts
    candidates: Counts
    sketch: NDArray[np.uint16]


def alike(plan: Plan, threads: int) -> Pairs:
    """Find the pairs of texts that a plan is after; the probe is on the left."""
    parts = in_parts(lambda low, high: _probe_range(plan, low, high), len(plan.lowest), threads)
    return joined(parts)


def joined(parts: Sequence[Sequence[Counts]]) -> Pairs:
    """Put the pairs of several ranges, or bands, together."""
    return Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def in_parts(work: Callable[[int, int], T], size: int, threads: int) -> list[T]:
    """Do some work over ranges of places, on several threads; the results in order.

    Later places meet more partners: the ranges grow narrower.
    """
    parts = worth_while(size, PARTS)
    bounds = (np.sqrt(np.linspace(0, 1, parts + 1)) * size).astype(np.int64).tolist()
    return over_ranges(work, bounds, threads)


def _probe_range(plan: Plan, low: int, high: int) -> tuple[Counts, ...]:
    size = int(plan.highest[:high].max(initial=0))
    room = _Room(
        np.zeros(size, np.uint8),
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.zeros(SKETCH, np.uint16),
    )
    return _probe(plan, room, low, high)


@kernel
def _probe(plan: Plan, room: _Room, low: int, high: int) -> tuple[Counts, Counts, Counts]:
    """Compare each probe of a range with its candidates."""
    found = 0
    rows, letters, starts = plan.probes.collection.rows, plan.probes.letters, plan.probes.starts
    partners, others, offsets = plan.among.collection.rows, plan.among.letters, plan.among.starts
    left, right, shared = np.empty(1024, np.int32), np.empty(1024, np.int32), np.empty(1024, np.int32)
    pattern = new_pattern(starts[rows[high - 1] + 1] - starts[rows[high - 1]] if high > low else 0)
    for place in range(low, high):
        if plan.share == 0:
            candidates = _all_between(plan, room, place)
        else:
            candidates = _sift(plan, room, place, _gather(plan, room, place))
        if not candidates:
            continue
        start, stop = starts[rows[place]], starts[rows[place] + 1]
        size = stop - start
        if size <= LONG_TEXT:
            set_pattern(pattern, letters, start, stop)
        for at in range(candidates):
            other = partners[room.candidates[at]]
            begin, end = offsets[other], offsets[other + 1]
            least = ceil(plan.cutoff * (size + end - begin) / 2 - ROUNDING)
            if size <= LONG_TEXT:
                length = common(pattern, size, others, begin, end, least)
            else:
                length = common_of_long(pattern, letters, start, stop, others, begin, end, least)
            if length < 0 or not _share_enough(plan, place, room.candidates[at]):
                continue
            if found == len(left):
                left, right, shared = grown(left), grown(right), grown(shared)
            left[found], right[found], shared[found] = rows[place], other, length
            found += 1
        if size <= LONG_TEXT:
            clear_pattern(pattern, letters, start, stop)
    return left[:found].copy(), right[:found].copy(), shared[:found].copy()


@kernel
def _share_enough(plan: Plan, place: int, partner: int) -> bool:
    """Say whether a probe and a partner share what is promised, token by token.

    Buckets and sketches let more pass, now these and now those, as the collection is; this hangs on the two
    texts alone.
    """
    if plan.share == 0:
        return True
    ones = _coded(plan.probes.collection, place)
    others = _coded(plan.among.collection, partner)
    here, there, shared = 0, 0, 0
    while here < len(ones) and there < len(others):
        if ones[here] == others[there]:
            shared += ones[here] & WEIGHT
            here, there = here + 1, there + 1
        elif ones[here] < others[there]:
            here += 1
        else:
            there += 1
    return bool(shared >= plan.share * (plan.probes.sizes[place] + plan.among.sizes[partner]) / 2)


@kernel
def _coded(collection: Collection, place: int) -> Keys:
    """Return the tokens of a text as numbers, ascending; the lowest bits of each are its weight."""
    first, stop = token_range(collection, place)
    codes = np.empty(stop - first, np.int64)
    for word in range(first, stop):
        weight = np.int64(token_weight(collection, word))
        codes[word - first] = (np.int64(token_hash(collection, word)) << WEIGHT_WIDTH) | weight
    sort(codes, len(codes))
    return codes


@kernel
def _all_between(plan: Plan, room: _Room, place: int) -> int:
    """Make every partner of admissible length a candidate; return how many there are."""
    candidates = 0
    for partner in range(plan.lowest[place], plan.highest[place]):
        room.candidates[candidates] = partner
        candidates += 1
    return candidates


@kernel
def _gather(plan: Plan, room: _Room, place: int) -> int:
    """Collect the partners of a probe that share enough rare tokens; return how many there are."""
    starts, places = plan.postings
    lowest, highest = plan.lowest[place], plan.highest[place]
    touched = candidates = 0
    for at in range(plan.firsts[place], plan.firsts[place + 1]):
        first, stop = starts[plan.tokens[at]], starts[plan.tokens[at] + 1]
        gain = plan.gains[at]
        for entry in range(not_before(places, first, stop, lowest), stop):
            partner = places[entry]
            if partner >= highest:
                break
            gathered = room.gathered[partner]
            if gathered == 0:
                room.touched[touched] = partner
                touched += 1
            if gathered < FULL:
                gathered += gain
                room.gathered[partner] = gathered
                if gathered >= FULL:
                    room.candidates[candidates] = partner
                    candidates += 1
    for at in range(touched):
        room.gathered[room.touched[at]] = 0
    return candidates


@kernel
def not_before(places: Starts, first: int, stop: int, lowest: int | np.int64) -> int:
    """Return where the numbers that are not below `lowest` begin, in a range of ascending ones."""
    while first < stop:
        middle = (first + stop) // 2
        if places[middle] < lowest:
            first = middle + 1
        else:
            stop = middle
    return first


@kernel
def _sift(plan: Plan, room: _Room, place: int, candidates: int) -> int:
    """Keep the candidates whose sketch lets them share enough; return how many are left."""
    if candidates == 0:
        return 0
    probes, among = plan.probes, plan.among
    if probes.sketched[place + 1] - probes.sketched[place] > SKETCH:
        return _sift_long(plan, room, place, candidates)
    first, _ = token_range(probes.collection, place)
    begin, end = probes.sketched[place], probes.sketched[place + 1]
    for at in range(begin, end):
        weight = token_weight(probes.collection, first + at - begin)
        code = probes.sketches[at]
        room.sketch[code] = max(room.sketch[code], weight)
    kept = 0
    for at in range(candidates):
        partner = room.candidates[at]
        shared = 0
        for entry in range(among.sketched[partner], among.sketched[partner + 1]):
            shared += room.sketch[among.sketches[entry]]
        if shared >= plan.share * (probes.sizes[place] + among.sizes[partner]) / 2:
            room.candidates[kept] = partner
            kept += 1
    for at in range(begin, end):
        room.sketch[probes.sketches[at]] = 0
    return kept


@kernel
def _sift_long(plan: Plan, room: _Room, place: int, candidates: int) -> int:
    """Sift the candidates of a text so long that its tokens fill a sketch: by the tokens themselves."""
    probes, among = plan.probes, plan.among
    codes = _coded(probes.collection, place)
    kept = 0
    for at in range(candidates):
        partner = room.candidates[at]
        begin, end = token_range(among.collection, partner)
        shared = 0
        for word in range(begin, end):
            wanted = np.int64(token_hash(among.collection, word))
            found = not_before(codes, 0, len(codes), wanted << WEIGHT_WIDTH)
            if found < len(codes) and codes[found] >> WEIGHT_WIDTH == wanted:
                shared += token_weight(among.collection, word)
        if shared >= plan.share * (probes.sizes[place] + among.sizes[partner]) / 2:
            room.candidates[kept] = partner
            kept += 1
    return kept
