"""The pairs of two blocks, as one engine finds them among all: of some sentences at a time, to hold few."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
from ondit.matching.many.folding import fold
from ondit.matching.many.plan import Indexed
from ondit.matching.many.plan import Plan as AlikePlan
from ondit.matching.many.plan import lookup as alike_lookup
from ondit.matching.many.rarity import Postings, collected
from ondit.matching.many.retold import partners_by
from ondit.matching.many.run_plan import Held, hold
from ondit.matching.many.run_plan import Plan as RunPlan
from ondit.matching.many.run_plan import lookup as run_lookup
from ondit.matching.many.whole import alike_among, alike_from, table_of
from ondit.matching.many.wordings import Wordings, wordings_of
from ondit.matching.ragged import starts_of, sums_of
from ondit.matching.rewording import WITH_FIGURE, WITHOUT_FIGURE, pairs_retold, tell_the_same
from ondit.matching.table import MatchTable
from ondit.matching.whole import match
from ondit.model import Match

Array = NDArray[Any]

THREADS = 1
"""Of a task: a worker runs as many tasks at a time as it has threads."""


@remembered(2)
def _alike_index(address: str, block: int, tiny: int) -> Segment[list[Indexed]]:
    own = block_of(Shelf(address), block)
    return segment_of(own.batch, indexed(own.wordings, SAME_WORDING, tiny, THREADS))


@remembered(2)
def _run_index(address: str, block: int, world: int) -> Segment[Held]:
    shelf = Shelf(address)
    own, facts = block_of(shelf, block), facts_of(shelf, world)
    folded, rows = own.wordings.folded, own.wordings.rows
    counted = collected(folded, rows, facts.holders, pairs=True)
    return segment_of(own.batch, hold(folded, rows, sought(), THREADS, counted, _rare(facts)))


def _rare(facts: Facts) -> int:
    return RARE if not facts.are_few_for_stems else np.iinfo(np.int32).max


def wholes(shelf: Shelf, both: Both, facts: Facts) -> tuple[MatchTable, int]:
    """Find the pairs of alike wordings as `ondit.matching.match` does in a world; and how many are cut."""
    texts, nearest = both.texts, Nearest(both, 3)
    if facts.are_few:
        found = match(texts, groups=both.groups.tolist(), score_cutoff=SAME_WORDING)
        nearest.add(found.left, found.right, -found.similarity)
    else:
        for left, right, similarity in _wholes(shelf, both, facts):
            nearest.add(both.taking(both.a)[left], both.taking(both.b)[right], -similarity)
    (left, right, unlike), cut = nearest.kept()
    return table_of(texts, left, right, -unlike), cut


def _wholes(shelf: Shelf, both: Both, facts: Facts) -> Iterator[tuple[Keys, Keys, Array]]:
    own = both.a.batch
    segment = _alike_index(shelf.address, both.b.number, facts.tiny)
    costs = np.zeros(len(own.wordings.rows), np.int64)
    for band in segment.ready:
        plan = alike_lookup(band, own.wordings.folded, own.wordings.rows, THREADS)
        costs += _of_alike(plan, segment.batch.wordings, own.wordings)
    some = list(slices(_by_row(costs, own.wordings, len(segment.batch.texts))))
    if both.is_one and len(some) <= 1:
        join = alike_from(SAME_WORDING)
        yield alike_among(own.wordings, own.texts, join, SAME_WORDING, THREADS, None, facts.tiny)
        return
    for rows in some:
        left, right, similarity = alike_between(_part(own, rows), segment, SAME_WORDING, THREADS)
        once = left < right if both.is_one else np.ones(len(left), np.bool_)
        yield left[once], right[once], similarity[once]


def runs(shelf: Shelf, both: Both, facts: Facts, world: int) -> tuple[MatchTable, int]:
    """Find the pairs that share a run as `ondit.matching.contained` does in a world; and how many are cut."""
    texts, nearest = both.texts, Nearest(both, 7)
    if facts.are_few_for_runs:
        left, right, similarity, *ends = contained(texts, groups=both.groups.tolist()).columns
        nearest.add(left, right, -similarity, *ends)
        (left, right, unlike, *ends), cut = nearest.kept()
        left, right, *ends = (column.astype(np.int32) for column in (left, right, *ends))
        return MatchTable(texts, left, right, -unlike, *ends), cut
    for found in _runs(shelf, both, facts, world):
        places = both.taking(both.a)[found.left], both.taking(both.b)[found.right]
        nearest.add(*places, -found.similarity, *found[3:])
    (left, right, unlike, *words), cut = nearest.kept()
    return table_of_runs(texts, Runs(left, right, -unlike, *words)), cut


def _runs(shelf: Shelf, both: Both, facts: Facts, world: int) -> Iterator[Runs]:
    own = both.a.batch
    segment = _run_index(shelf.address, both.b.number, world)
    plan = run_lookup(segment.ready, own.wordings.folded, own.wordings.rows, sought(), THREADS)
    costs = _of_runs(plan, segment.batch.wordings, own.wordings)
    some = list(slices(_by_row(costs, own.wordings, len(segment.batch.texts))))
    if both.is_one and len(some) <= 1:
        counted = collected(own.wordings.folded, own.wordings.rows, facts.holders, pairs=True)
        yield runs_among(own.wordings, own.texts, sought(), THREADS, None, counted, _rare(facts))
        return
    for rows in some:
        found = runs_between(_part(own, rows), segment, sought(), THREADS)
        once = found.left < found.right
        yield Runs(*(column[once] for column in found)) if both.is_one else found


def _part(own: Batch, rows: slice) -> Batch:
    """Return some of the texts of a block."""
    texts, groups = own.texts[rows], own.groups[rows]
    if len(texts) == len(own.texts):
        return own
    return Batch(rows.start, texts, groups, wordings_of(fold(texts), groups))


def _by_row(costs: Array, wordings: Wordings, most: int) -> Array:
    """Return what is known of wordings for each text, up to a number."""
    found = np.empty(len(wordings.texts), np.int64)
    found[wordings.texts] = np.repeat(np.minimum(costs, most), np.diff(wordings.starts))
    return found


def _of_alike(plan: AlikePlan, partners: Wordings, probes: Wordings) -> Array:
    """Return how many texts each wording may be alike to at the most, as far as one band goes."""
    copies = _copies(partners, plan.among.collection.rows)
    if plan.share == 0:
        sums = starts_of(copies)
        own = sums[np.maximum(plan.lowest, plan.highest)] - sums[plan.lowest]
    else:
        own = sums_of(_posted(plan.postings, copies)[plan.tokens], plan.firsts)
    return _put(own, plan.probes.collection.rows, probes)


def _of_runs(plan: RunPlan, partners: Wordings, probes: Wordings) -> Array:
    """Return how many texts each wording may share a run with at the most."""
    copies, tokens = _copies(partners, plan.partners), plan.tokens
    is_findable = (
        np.arange(len(tokens.codes)) - np.repeat(tokens.firsts[:-1], np.diff(tokens.firsts))
    ) < np.repeat(tokens.findable, np.diff(tokens.firsts))
    found, others = (_posted(one, copies)[tokens.codes] for one in (plan.found, plan.others))
    return _put(sums_of(found + np.where(is_findable, others, 0), tokens.firsts), plan.rows, probes)


def _copies(wordings: Wordings, rows: Keys) -> Array:
    """Return how many texts have each wording, by its first text."""
    return np.diff(wordings.starts)[np.searchsorted(wordings.rows, rows)]


def _posted(postings: Postings, copies: Array) -> Array:
    """Return how many texts are found by each token."""
    return sums_of(copies[postings.places], postings.starts)


def _put(values: Array, rows: Keys, wordings: Wordings) -> Array:
    """Return values by wordings, 0 for those that have none."""
    found = np.zeros(len(wordings.rows), np.int64)
    found[np.searchsorted(wordings.rows, rows)] = values
    return found


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
