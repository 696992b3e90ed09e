"""Worlds: the sentences among which it counts how common something is; all, or those of a window of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.blocks import Keys, Numbers, Settled, Stems, block_of
from ondit.cluster.reading import NEVER
from ondit.cluster.remembering import remembered
from ondit.cluster.shelf import Shelf
from ondit.matching.containment import LONG_TEXT as LONG_FOR_RUNS
from ondit.matching.containment import MIN_WORDS, SAME_RUN
from ondit.matching.contents import weighed
from ondit.matching.evidence import MOST_HOLDERS
from ondit.matching.many.contained import sought_runs
from ondit.matching.many.rarity import Counts, buckets_for, collected, count
from ondit.matching.many.run_plan import Sought, by_length
from ondit.matching.many.whole import MOST_TINY, TINY
from ondit.matching.whole import FEW_TEXTS, LONG_TEXT

HALF_DIGESTS = NDArray[np.uint64]


class World(NamedTuple):
    """Which blocks are compared with which.

    Attributes:
        blocks: The blocks whose sentences count.
        early: Those of them whose pairs, with each other and with all, are told here and nowhere else.
    """

    blocks: list[int]
    early: list[int]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of blocks, or of one with itself, that are told here; the lower number first.

        Those with the same block second, whose index the other is looked up in, come one after the other.
        """
        early = set(self.early)
        for b in self.blocks:
            others = self.blocks if b in early else self.early
            yield from ((a, b) for a in others if a <= b)

    def partners(self, block: int) -> list[int]:
        """Return the blocks that one makes such a pair with, itself among them."""
        if block not in self.blocks:
            return []
        return self.blocks if block in self.early else self.early


def worlds_of(buckets: Sequence[int]) -> list[World]:
    """Return the worlds of blocks, of each of which the bucket of days is given.

    They are the windows of `ondit.matching.window.windowed`: a bucket of days with the next one and what has
    no day; and what has no day alone.
    """
    of: dict[int, list[int]] = {}
    for block, bucket in enumerate(buckets):
        of.setdefault(bucket, []).append(block)
    undated = of.pop(NEVER, [])
    worlds = [
        World(sorted([*undated, *own, *of.get(bucket + 1, [])]), own) for bucket, own in sorted(of.items())
    ]
    return [*worlds, World(undated, undated)] if undated else worlds


class Digests(NamedTuple):
    """The different wordings of a block that one reader compares with those of others.

    Attributes:
        digests: A digest of each, two columns.
        letters: Letters of each.
        words: Words of each.
    """

    digests: HALF_DIGESTS
    letters: Keys
    words: Keys


def digest_block(shelf: Shelf, block: int, parts: int) -> int:
    """Deal the digests of the wordings of a block; return how many there are."""
    wordings = block_of(shelf, block).wordings
    folded, rows = wordings.folded, wordings.rows
    found = Digests(folded.digests[rows], np.diff(folded.starts)[rows], np.diff(folded.firsts)[rows])
    part_of = found.digests[:, 0] % parts
    shelf.deal(
        f"digests/{block:06}",
        {part: Digests(*(column[part_of == part] for column in found)) for part in range(parts)},
    )
    return len(rows)


class Owned(NamedTuple):
    """What the wordings of a part of a world come to.

    Attributes:
        short: How many have each number of letters below `TINY`.
        words: Words of those that may share a run.
    """

    short: list[int]
    words: int


def own_wordings(shelf: Shelf, world: int, part: int, blocks: list[int]) -> Owned:
    """Say which block of a world has each wording first, so that each counts once."""
    none = Digests(np.zeros((0, 2), np.uint64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    each = [shelf.dealt(f"digests/{block:06}", part, Digests) or none for block in blocks]
    every = Digests(*(np.concatenate(column) for column in zip(*each, strict=True)))
    order = np.lexsort((every.digests[:, 1], every.digests[:, 0]))
    ordered = every.digests[order]
    new = np.append(True, (ordered[1:] != ordered[:-1]).any(axis=1))[: len(order)]
    first = np.zeros(len(order), np.bool_)
    first[order[new]] = True
    bounds = np.cumsum([0, *(len(one.letters) for one in each)]).tolist()
    shelf.deal(
        f"owned/{world:06}-{part:06}",
        {block: first[low:high] for block, low, high in zip(blocks, bounds[:-1], bounds[1:], strict=True)},
    )
    short = np.bincount(every.letters[first & (every.letters < TINY)], minlength=TINY)
    may = first & (every.words >= MIN_WORDS)
    return Owned(short.tolist(), int(every.words[may].sum()))


def tiny_among(short: Sequence[int]) -> int:
    """Return how long a text may not be to be compared with each, as `many.whole.tiny_of` does of all sizes.

    Args:
        short: How many wordings have each number of letters below `TINY`.
    """
    if sum(short) <= MOST_TINY:
        return TINY
    return int(np.searchsorted(np.cumsum(short), MOST_TINY, side="right"))


def count_pairs(shelf: Shelf, world: int, block: int, parts: int, words: int) -> int:
    """Count the word pairs of the wordings that a block of a world has first; return how many wordings."""
    own = block_of(shelf, block).wordings
    folded, rows = own.folded, own.rows
    part_of, owned = folded.digests[rows, 0] % parts, np.zeros(len(rows), np.bool_)
    for part in range(parts):
        there = shelf.dealt(f"owned/{world:06}-{part:06}", block, np.ndarray)
        if there is not None:
            owned[part_of == part] = there
    holders = np.zeros(buckets_for(words), np.int32)
    count(collected(folded, by_length(folded, rows[owned], sought()), holders, pairs=True))
    shelf.keep(f"pairs/{world:06}-{block:06}", holders)
    return int(owned.sum())


def sought() -> Sought:
    """Return which runs are looked for."""
    return sought_runs(MIN_WORDS, SAME_RUN)


class Facts(NamedTuple):
    """What is counted in a world.

    Attributes:
        sentences: How many there are.
        longest: Letters of the longest.
        tiny: How long a text may not be to be compared with each.
        holders: How often the word pairs of each bucket stand in its wordings.
        common: Stems that so many sentences hold that re-wordings are not found by them, ascending.
    """

    sentences: int
    longest: int
    tiny: int
    holders: Counts
    common: Numbers

    @property
    def are_few(self) -> bool:
        """Whether each wording is compared with each."""
        return self.sentences <= FEW_TEXTS and self.longest <= LONG_TEXT

    @property
    def are_few_for_runs(self) -> bool:
        """Whether all that share enough are aligned."""
        return self.sentences <= FEW_TEXTS and self.longest <= LONG_FOR_RUNS

    @property
    def are_few_for_stems(self) -> bool:
        """Whether re-wordings are found by any stem."""
        return self.sentences <= FEW_TEXTS


def sum_up(shelf: Shelf, world: int, blocks: list[int], settled: Settled, tiny: int) -> int:
    """Sum up what was counted in the blocks of a world; return how many stems are common."""
    holders, stems = None, Stems(np.zeros(0, np.uint64), np.zeros(0, np.int64))
    for block in blocks:
        counts = shelf.kept(f"pairs/{world:06}-{block:06}", np.ndarray)
        holders = counts if holders is None else holders + counts
        kept = block_of(shelf, block).kept
        own = np.bincount(kept.told.stems, minlength=len(kept.stems))
        stems = merged([stems, Stems(kept.stems, own)])
    common = stems.stems[stems.holders > MOST_HOLDERS]
    every = np.zeros(1, np.int32) if holders is None else holders.astype(np.int32)
    shelf.keep(f"worlds/{world:06}", Facts(settled.sentences, settled.longest, tiny, every, common))
    return len(common)


def merged(parts: Sequence[Stems]) -> Stems:
    """Put counts of stems together."""
    stems, places = np.unique(np.concatenate([one.stems for one in parts]), return_inverse=True)
    holders = np.bincount(places, np.concatenate([one.holders for one in parts]), len(stems))
    return Stems(stems, holders.astype(np.int64))


def count_stems(shelf: Shelf, part: int, blocks: int) -> int:
    """Count how many sentences hold each stem of a part; return how many stems several do.

    A stem that one sentence holds weighs what all weigh that are not kept.
    """
    dealt = [shelf.dealt(f"stems/{block:06}", part, Stems) for block in range(blocks)]
    stems = merged([Stems(np.zeros(0, np.uint64), np.zeros(0, np.int64)), *(one for one in dealt if one)])
    several = stems.holders > 1
    shelf.keep(f"vocabulary/{part:06}", Stems(stems.stems[several], stems.holders[several]))
    return int(several.sum())


@remembered(1)
def _vocabulary(address: str, parts: int) -> Stems:
    each = [Shelf(address).kept(f"vocabulary/{part:06}", Stems) for part in range(parts)]
    stems, holders = (np.concatenate(column) for column in zip(*each, strict=True))
    order = np.argsort(stems)
    return Stems(stems[order], holders[order])


def weights_of(shelf: Shelf, stems: Numbers, parts: int, sentences: int) -> Keys:
    """Return what stems weigh among all sentences."""
    known = _vocabulary(shelf.address, parts)
    holders = np.ones(len(stems), np.int64)
    if len(known.stems):
        at = np.minimum(np.searchsorted(known.stems, stems), len(known.stems) - 1)
        there = known.stems[at] == stems
        holders[there] = known.holders[at[there]]
    return weighed(holders, sentences)


@remembered(2)
def _facts(address: str, world: int) -> Facts:
    facts = Shelf(address).kept(f"worlds/{world:06}", Facts)
    # What is unpacked is read-only: for such an array whatever takes it would be compiled once more.
    return facts._replace(holders=facts.holders.copy())


def facts_of(shelf: Shelf, world: int) -> Facts:
    """Return what is counted in a world, read once while it is asked for again and again."""
    return _facts(shelf.address, world)
