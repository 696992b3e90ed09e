"""What two blocks have in common: the pairs of their sentences, as one engine finds them among all."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.blocks import Block, Keys, block_of
from ondit.cluster.both import Both, Scale
from ondit.cluster.bounding import bounded, near_enough
from ondit.cluster.shelf import Shelf
from ondit.cluster.worlds import Facts, facts_of, sought
from ondit.matching.best import SAME_WORDING
from ondit.matching.containment import RARE, contained
from ondit.matching.contents import Contents, holders
from ondit.matching.crowds import Pairs
from ondit.matching.evidence import MOST_HOLDERS, Evidence, nothing
from ondit.matching.fragments import Pair, quoted_fragments
from ondit.matching.many.contained import Runs, runs_among, table_of_runs
from ondit.matching.many.index import alike_between, indexed
from ondit.matching.many.plan import Indexed
from ondit.matching.many.rarity import collected
from ondit.matching.many.retold import partners_by
from ondit.matching.many.run_index import runs_between
from ondit.matching.many.run_plan import Held, hold
from ondit.matching.many.segments import Segment
from ondit.matching.many.whole import alike_among, alike_from, table_of
from ondit.matching.rewording import WITH_FIGURE, WITHOUT_FIGURE, pairs_retold, retold, tell_the_same
from ondit.matching.table import MatchTable, keys_of, rows_of
from ondit.matching.table import joined as in_order
from ondit.matching.whole import match
from ondit.model import Match

Ready = TypeVar("Ready")
Array = NDArray[Any]

THREADS = 1
"""Of a task: a worker runs as many tasks at a time as it has threads."""


@lru_cache(maxsize=2)
def _alike_index(address: str, block: int, tiny: int) -> Segment[list[Indexed]]:
    own = block_of(Shelf(address), block)
    return _segment(own, indexed(own.wordings, SAME_WORDING, tiny, THREADS))


@lru_cache(maxsize=2)
def _run_index(address: str, block: int, world: int) -> Segment[Held]:
    shelf = Shelf(address)
    own, facts = block_of(shelf, block), facts_of(shelf, world)
    folded, rows = own.wordings.folded, own.wordings.rows
    counted = collected(folded, rows, facts.holders, pairs=True)
    return _segment(own, hold(folded, rows, sought(), THREADS, counted, _rare(facts)))


def _segment(own: Block, ready: Ready) -> Segment[Ready]:
    wordings = own.wordings
    return Segment(own.batch, wordings.folded.digests[wordings.rows[wordings.by_digest], 0], ready)


def wholes(shelf: Shelf, both: Both, facts: Facts) -> MatchTable:
    """Find the pairs of alike wordings, as `ondit.matching.match` does among all of a world."""
    texts = both.texts
    if facts.are_few:
        return match(texts, groups=both.groups.tolist(), score_cutoff=SAME_WORDING)
    if both.is_one:
        join = alike_from(SAME_WORDING)
        own, places = both.a.batch, both.taking(both.a)
        left, right, similarity = alike_among(
            own.wordings, own.texts, join, SAME_WORDING, THREADS, None, facts.tiny
        )
        return table_of(texts, places[left], places[right], similarity)
    segment = _alike_index(shelf.address, both.b.number, facts.tiny)
    left, right, similarity = alike_between(both.a.batch, segment, SAME_WORDING, THREADS)
    return table_of(texts, both.taking(both.a)[left], both.taking(both.b)[right], similarity)


def runs(shelf: Shelf, both: Both, facts: Facts, world: int) -> MatchTable:
    """Find the pairs that share a run, as `ondit.matching.contained` does among all of a world."""
    texts = both.texts
    if facts.are_few_for_runs:
        return contained(texts, groups=both.groups.tolist())
    if both.is_one:
        own, folded = both.a.batch, both.a.wordings.folded
        counted = collected(folded, own.wordings.rows, facts.holders, pairs=True)
        found = runs_among(own.wordings, own.texts, sought(), THREADS, None, counted, _rare(facts))
    else:
        segment = _run_index(shelf.address, both.b.number, world)
        found = runs_between(both.a.batch, segment, sought(), THREADS)
    places = both.taking(both.a)[found.left], both.taking(both.b)[found.right]
    return table_of_runs(texts, Runs(*places, *found[2:]))


def _rare(facts: Facts) -> int:
    return RARE if not facts.are_few_for_stems else np.iinfo(np.int32).max


def retellings(
    both: Both, facts: Facts, contents: Contents, stems: NDArray[np.uint64]
) -> tuple[MatchTable, int]:
    """Find the pairs that are re-worded, as they are found among all of a world; and how many are cut."""
    places = np.sort(np.concatenate([both.taking(block) for block in both.blocks]))
    groups, own = both.groups[places], Contents(contents.told.at(places), contents.weights)
    if facts.are_few_for_stems:
        left, right = pairs_retold(own, groups, None, MOST_HOLDERS)
    else:
        asked = None if both.is_one else both.of_a[places]
        common = np.isin(stems, facts.common)
        one, other = partners_by(
            holders(own), WITHOUT_FIGURE[:2], WITH_FIGURE[:2], asked, common, apart=not both.is_one
        )
        left, right = np.minimum(one, other), np.maximum(one, other)
        apart = groups[left] != groups[right]
        left, right = left[apart], right[apart]
        same = tell_the_same(own, left, right)
        left, right = left[same], right[same]
    left, right = places[left], places[right]
    across = both.are_across(left, right)
    left, right = left[across], right[across]
    kept = near_enough(left, right, (both.told, np.zeros(len(left))))
    return _passages(both, contents, left[kept], right[kept]), int((~kept).sum())


def _passages(both: Both, contents: Contents, left: Keys, right: Keys) -> MatchTable:
    """Return the table of pairs that are re-worded; the same two texts are looked at once."""
    numbers: dict[str, int] = {}
    texts = both.texts
    ends = [
        np.array([numbers.setdefault(texts[row], len(numbers)) for row in rows.tolist()], np.int64)
        for rows in (left, right)
    ]
    _, first, number = np.unique(keys_of(*ends), return_index=True, return_inverse=True)
    rows = retold(texts, contents, left[first], right[first])
    columns = np.array([row[2:] for row in rows], np.float64).reshape(-1, len(Columns._fields) - 2)[number].T
    places = (column.astype(np.int32) for column in (left, right, *columns[1:]))
    one, other, *offsets = places
    return in_order(texts, [(one, other, columns[0], *offsets)])


def fragments(both: Both) -> dict[Pair, Match]:
    """Find the pairs that quote the same few words."""
    found = quoted_fragments(both.sentences, both.texts, both.quotes_of, both.quoted())
    if not found:
        return {}
    across = both.are_across(*np.array(list(found), np.int64).T)
    return {pair: one for (pair, one), kept in zip(found.items(), across.tolist(), strict=True) if kept}


class Columns(NamedTuple):
    """A table of pairs as it is kept (`ondit.matching.table.MatchTable`)."""

    left: Array
    right: Array
    similarity: Array
    left_start: Array
    left_end: Array
    right_start: Array
    right_end: Array


class Joined(NamedTuple):
    """What two blocks have in common, as it is kept; rows are places of `Both`.

    Attributes:
        wholes: Pairs of the same wording.
        runs: Pairs that share a run of words.
        retold: Pairs that are re-worded.
        fragments: Pairs that quote the same few words.
    """

    wholes: Columns
    runs: Columns
    retold: Columns
    fragments: list[tuple[int, int, Match]]

    def evidence(self, both: Both, contents: Contents) -> Evidence:
        """Return it as the choice among evidence takes it."""
        return nothing()._replace(
            told=contents.told,
            weights=contents.weights,
            wholes=MatchTable(both.texts, *self.wholes),
            runs=MatchTable(both.texts, *self.runs),
            retold=MatchTable(both.texts, *self.retold),
            fragments={(left, right): found for left, right, found in self.fragments},
        )


class Side(NamedTuple):
    """Pairs seen from one of their blocks; of a block with itself those seen from the left, then the right.

    Attributes:
        row: The place of the sentence in the block.
        other: The number of the other sentence.
        told: The day on which the other was told.
        start: Where in the sentence the wording begins that they share.
        end: Its end, exclusive.
        shared: How much the passages share.
    """

    row: Array
    other: Array
    told: Array
    start: Array
    end: Array
    shared: Array

    def at(self, order: Keys) -> Side:
        """Return some of them, in another order."""
        return Side(*(column[order] for column in self))


def join_name(a: int, b: int) -> str:
    """Return the name of what two blocks, the lower first, have in common."""
    return f"{a:06}-{b:06}"


class Found(NamedTuple):
    """What joining two blocks came to: pairs, and those that are cut because a sentence has too many."""

    pairs: int
    cut: int


def join_blocks(shelf: Shelf, world: int, a: int, b: int, scale: Scale) -> Found:
    """Find the pairs of two blocks of a world, and deal them to both."""
    both, facts = Both(shelf, a, b, scale.within), facts_of(shelf, world)
    contents, stems = both.contents(scale)
    whole, cut = bounded(both, both.across(wholes(shelf, both, facts)))
    run, cut_runs = bounded(both, both.across(runs(shelf, both, facts, world)))
    again, cut_again = retellings(both, facts, contents, stems)
    quoted = [(*pair, found) for pair, found in fragments(both).items()]
    joined = Joined(Columns(*whole.columns), Columns(*run.columns), Columns(*again.columns), quoted)
    shelf.keep(f"joins/{join_name(a, b)}", joined)
    pairs = joined.evidence(both, contents).pairs()
    shelf.deal(f"sides/{join_name(a, b)}", _sides(both, pairs))
    return Found(len(pairs.keys), cut + cut_runs + cut_again)


def _sides(both: Both, pairs: Pairs) -> dict[int, Side]:
    """Return pairs as each of the blocks sees them."""
    left, right = rows_of(pairs.keys)
    shared = pairs.shared()
    one = _side(both, (left, right), (pairs.left_start, pairs.left_end), shared)
    other = _side(both, (right, left), (pairs.right_start, pairs.right_end), shared)
    if both.is_one:
        return {both.a.number: Side(*(np.append(x, y) for x, y in zip(one, other, strict=True)))}
    is_a = both.of_a[left]
    return {
        block.number: Side(*(np.where(own, x, y) for x, y in zip(one, other, strict=True)))
        for block, own in ((both.a, is_a), (both.b, ~is_a))
    }


def _side(both: Both, rows: tuple[Keys, Keys], place: tuple[Array, Array], shared: Array) -> Side:
    row, other = rows
    return Side(both.place_in_block(row), both.rows[other], both.told[other], *place, shared)
