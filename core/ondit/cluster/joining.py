"""What two blocks have in common: the pairs of their sentences, as one engine finds them among all."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.blocks import Keys
from ondit.cluster.both import Both, Scale
from ondit.cluster.searching import fragments, retellings, runs, wholes
from ondit.cluster.shelf import Shelf
from ondit.cluster.worlds import facts_of
from ondit.matching.contents import Contents
from ondit.matching.crowds import Pairs
from ondit.matching.evidence import Evidence, nothing
from ondit.matching.rewording import retold
from ondit.matching.table import MatchTable, keys_of, rows_of
from ondit.matching.table import joined as in_order
from ondit.model import Match

Array = NDArray[Any]


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
    whole, cut = wholes(shelf, both, facts)
    run, cut_runs = runs(shelf, both, facts, world)
    pairs_again, cut_again = retellings(both, facts, contents, stems)
    again = _passages(both, contents, *pairs_again)
    quoted, cut_quoted = fragments(both)
    joined = Joined(
        Columns(*whole.columns),
        Columns(*run.columns),
        Columns(*again.columns),
        [(*pair, found) for pair, found in quoted.items()],
    )
    shelf.keep(f"joins/{join_name(a, b)}", joined)
    pairs = joined.evidence(both, contents).pairs()
    shelf.deal(f"sides/{join_name(a, b)}", _sides(both, pairs))
    return Found(len(pairs.keys), cut + cut_runs + cut_again + cut_quoted)


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
