"""The pairs of two blocks, as one engine finds them among all: of some sentences at a time, to hold few."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.asking import Array, Asked, Columns, by_row, of_alike, of_runs
from ondit.cluster.blocks import Keys, block_of
from ondit.cluster.both import Both
from ondit.cluster.bounding import MOST_RETOLD, Nearest, few_quoted, slices
from ondit.cluster.remembering import remembered
from ondit.cluster.shelf import Shelf
from ondit.cluster.worlds import Facts, facts_of, sought
from ondit.matching.best import SAME_WORDING
from ondit.matching.containment import RARE, contained
from ondit.matching.contents import Contents, Holders, holders
from ondit.matching.evidence import MOST_HOLDERS
from ondit.matching.fragments import Pair, quoted_fragments
from ondit.matching.many.between import Batch, Segment, alike_between, indexed, runs_between, segment_of
from ondit.matching.many.contained import Runs, runs_among, table_of_runs
from ondit.matching.many.plan import Indexed
from ondit.matching.many.plan import lookup as alike_lookup
from ondit.matching.many.rarity import collected
from ondit.matching.many.retold import partners_by
from ondit.matching.many.run_plan import Held, hold
from ondit.matching.many.run_plan import lookup as run_lookup
from ondit.matching.many.whole import alike_among, alike_from, table_of
from ondit.matching.ragged import sums_of
from ondit.matching.rewording import WITH_FIGURE, WITHOUT_FIGURE, pairs_retold, tell_the_same
from ondit.matching.table import MatchTable
from ondit.matching.whole import match
from ondit.model import Match

THREADS = 1
"""Of a task: a worker runs as many tasks at a time as it has threads."""


@remembered(2)
def _alike_index(address: str, block: int, tiny: int) -> Segment[list[Indexed]]:
    return _alike_segment(block_of(Shelf(address), block).batch, tiny)


@remembered(2)
def _run_index(address: str, block: int, world: int) -> Segment[Held]:
    shelf = Shelf(address)
    return _run_segment(block_of(shelf, block).batch, facts_of(shelf, world))


def _alike_segment(own: Batch, tiny: int) -> Segment[list[Indexed]]:
    return segment_of(own, indexed(own.wordings, SAME_WORDING, tiny, THREADS))


def _run_segment(own: Batch, facts: Facts) -> Segment[Held]:
    folded, rows = own.wordings.folded, own.wordings.rows
    counted = collected(folded, rows, facts.holders, pairs=True)
    return segment_of(own, hold(folded, rows, sought(), THREADS, counted, _rare(facts)))


def _rare(facts: Facts) -> int:
    return RARE if not facts.are_few_for_stems else np.iinfo(np.int32).max


def wholes(shelf: Shelf, both: Both, facts: Facts) -> tuple[MatchTable, int]:
    """Find the pairs of alike wordings as `ondit.matching.match` does in a world; and how many are cut."""
    texts, nearest = both.texts, Nearest(both, 3)
    if facts.are_few:
        found = match(texts, groups=both.groups.tolist(), score_cutoff=SAME_WORDING)
        nearest.add(found.left, found.right, -found.similarity)
    else:
        for left, right, similarity in _wholes(shelf, both, facts, nearest):
            nearest.add(both.taking(both.a)[left], both.taking(both.b)[right], -similarity)
    (left, right, unlike), cut = nearest.kept()
    return table_of(texts, left, right, -unlike), cut


def _wholes(shelf: Shelf, both: Both, facts: Facts, nearest: Nearest) -> Iterator[Columns]:
    own = both.a.batch
    segment = _alike_index(shelf.address, both.b.number, facts.tiny)
    costs = np.zeros(len(own.wordings.rows), np.int64)
    for band in segment.ready:
        plan = alike_lookup(band, own.wordings.folded, own.wordings.rows, THREADS)
        costs += of_alike(plan, segment.batch.wordings, own.wordings)
    asked = Asked(both, by_row(costs, own.wordings, len(segment.batch.texts)))
    if both.is_one and len(asked.parts) <= 1:
        join = alike_from(SAME_WORDING)
        yield alike_among(own.wordings, own.texts, join, SAME_WORDING, THREADS, None, facts.tiny)
        return
    yield from asked.found(
        segment,
        lambda part, among: alike_between(part, among, SAME_WORDING, THREADS),
        lambda batch: _alike_segment(batch, facts.tiny),
        nearest,
    )


def runs(shelf: Shelf, both: Both, facts: Facts, world: int) -> tuple[MatchTable, int]:
    """Find the pairs that share a run as `ondit.matching.contained` does in a world; and how many are cut."""
    texts, nearest = both.texts, Nearest(both, 7)
    if facts.are_few_for_runs:
        left, right, similarity, *ends = contained(texts, groups=both.groups.tolist()).columns
        nearest.add(left, right, -similarity, *ends)
        (left, right, unlike, *ends), cut = nearest.kept()
        left, right, *ends = (column.astype(np.int32) for column in (left, right, *ends))
        return MatchTable(texts, left, right, -unlike, *ends), cut
    for left, right, similarity, *words in _runs(shelf, both, facts, world, nearest):
        nearest.add(both.taking(both.a)[left], both.taking(both.b)[right], -similarity, *words)
    (left, right, unlike, *words), cut = nearest.kept()
    return table_of_runs(texts, Runs(left, right, -unlike, *words)), cut


def _runs(shelf: Shelf, both: Both, facts: Facts, world: int, nearest: Nearest) -> Iterator[Columns]:
    own = both.a.batch
    segment = _run_index(shelf.address, both.b.number, world)
    plan = run_lookup(segment.ready, own.wordings.folded, own.wordings.rows, sought(), THREADS)
    costs = of_runs(plan, segment.batch.wordings, own.wordings)
    asked = Asked(both, by_row(costs, own.wordings, len(segment.batch.texts)))
    if both.is_one and len(asked.parts) <= 1:
        counted = collected(own.wordings.folded, own.wordings.rows, facts.holders, pairs=True)
        yield runs_among(own.wordings, own.texts, sought(), THREADS, None, counted, _rare(facts))
        return
    yield from asked.found(
        segment,
        lambda part, among: runs_between(part, among, sought(), THREADS),
        lambda batch: _run_segment(batch, facts),
        nearest,
    )


def retellings(
    both: Both, facts: Facts, contents: Contents, stems: NDArray[np.uint64]
) -> tuple[tuple[Keys, Keys], int]:
    """Find the pairs that are re-worded, as they are found among all of a world; and how many are cut."""
    places = np.sort(np.concatenate([both.taking(block) for block in both.blocks]))
    groups, own = both.groups[places], Contents(contents.told.at(places), contents.weights)
    nearest = Nearest(both, 3, MOST_RETOLD)
    if facts.are_few_for_stems:
        left, right = pairs_retold(own, groups, None, MOST_HOLDERS)
        nearest.add(places[left], places[right], np.zeros(len(left)))
    else:
        common = np.isin(stems, facts.common)
        for one, other in _retold(both, holders(own), both.of_a[places], common):
            left, right = np.minimum(one, other), np.maximum(one, other)
            apart = groups[left] != groups[right]
            left, right = left[apart], right[apart]
            same = tell_the_same(own, left, right)
            left, right = places[left[same]], places[right[same]]
            nearest.add(left, right, np.zeros(len(left)))
    (left, right, _), cut = nearest.kept()
    return (left, right), cut


def _retold(both: Both, held: Holders, of_a: Array, common: Array) -> Iterator[tuple[Keys, Keys]]:
    met = np.where(common, 0, np.diff(held.heads))
    costs = np.empty(len(held.rows), np.int64)
    costs[held.rows] = np.minimum(sums_of(met[held.stems], held.starts), len(held.rows))
    probes = np.arange(len(of_a)) if both.is_one else np.flatnonzero(of_a)
    some = list(slices(costs[probes]))
    number = np.full(len(of_a), len(some))
    for at, rows in enumerate(some):
        number[probes[rows]] = at
    for at in range(len(some)):
        asked = number == at
        one, other = partners_by(
            held,
            WITHOUT_FIGURE[:2],
            WITH_FIGURE[:2],
            None if asked.all() else asked,
            common,
            apart=not both.is_one,
        )
        once = np.minimum(number[one], number[other]) == at
        yield one[once], other[once]


def fragments(both: Both) -> tuple[dict[Pair, Match], int]:
    """Find the pairs that quote the same few words; and how many are cut."""
    quoted, cut = few_quoted(both.quoted(), both.told)
    found = quoted_fragments(both.sentences, both.texts, both.quotes_of, quoted)
    if not found:
        return {}, cut
    across = both.are_across(*np.array(list(found), np.int64).T)
    kept = {pair: one for (pair, one), is_kept in zip(found.items(), across.tolist(), strict=True) if is_kept}
    return kept, cut
