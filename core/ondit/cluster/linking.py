"""Which matches are evidence for statements, and which sentences chains of them join, over all blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.blocks import Keys, block_of
from ondit.cluster.both import Both, Scale
from ondit.cluster.joining import join_name
from ondit.cluster.remembering import remembered
from ondit.cluster.shelf import Shelf
from ondit.matching.formulas import BROAD_COLLECTION, Rarity, is_sampled, sampling
from ondit.matching.many.kernel import kernel
from ondit.model import Match
from ondit.statements.evidence import Evidence
from ondit.statements.texts import Texts

AT_ONCE = 16
"""Forests that are read together."""


def note_unmatched(shelf: Shelf, block: int, partners: list[int]) -> int:
    """Note which sentences of a block are in no match; return how many."""
    free = np.ones(len(block_of(shelf, block)), np.bool_)
    for other in partners:
        rows = shelf.dealt(f"matched/{join_name(min(block, other), max(block, other))}", block, np.ndarray)
        if rows is not None:
            free[rows] = False
    shelf.keep(f"unmatched/{block:06}", np.flatnonzero(free))
    return int(free.sum())


def sample_block(shelf: Shelf, block: int, unmatched: int) -> int:
    """Choose sentences of a block that are in no match, of so many of all blocks; return how many."""
    texts = block_of(shelf, block).texts
    rows, step = shelf.kept(f"unmatched/{block:06}", np.ndarray), sampling(unmatched)
    chosen = [texts[row] for row in rows.tolist() if is_sampled(texts[row], step)]
    shelf.keep(f"sample/{block:06}", chosen)
    return len(chosen)


def gather_sample(shelf: Shelf, blocks: int, unmatched: int) -> int:
    """Put the chosen sentences of all blocks together, where there are enough of them; return how many."""
    sample = [text for block in range(blocks) for text in shelf.kept(f"sample/{block:06}", list[str])]
    is_broad = unmatched >= BROAD_COLLECTION
    shelf.keep("rarity", sample if is_broad else None)
    return len(sample)


@remembered(1)
def _rarity(address: str) -> Rarity:
    return Rarity.sampled(Shelf(address).kept("rarity", list[str] | None))  # type: ignore[arg-type]


class Forest(NamedTuple):
    """Which sentences chains of links join.

    Attributes:
        rows: Numbers of sentences, ascending.
        roots: The lowest number of each one's tree.
    """

    rows: Keys
    roots: Keys


def link_blocks(shelf: Shelf, a: int, b: int, scale: Scale) -> int:
    """Keep the matches of two blocks that are evidence, and which sentences they join; return how many."""
    both = Both(shelf, a, b, scale.within)
    articles = [article for block in both.blocks for article in block.kept.articles]
    quotes = [quote for block in both.blocks for quote in block.kept.quotes]
    evidence = Evidence(Texts(articles, both.sentences, quotes), _rarity(shelf.address))
    matches = shelf.kept(f"matches/{join_name(a, b)}", list[Match])
    rows = both.rows.tolist()
    links = [
        replace(one, left=rows[one.left], right=rows[one.right]) for one in matches if evidence.is_in(one)
    ]
    shelf.keep(f"links/{join_name(a, b)}", links)
    ends = np.array([(one.left, one.right) for one in links], np.int64).reshape(-1, 2)
    shelf.keep(f"forests/0-{join_name(a, b)}", forest(ends[:, 0], ends[:, 1]))
    return len(links)


def unite(shelf: Shelf, name: str, parts: Sequence[str]) -> int:
    """Unite forests into one of a given name; return how many sentences are in it."""
    united = forest(np.zeros(0, np.int64), np.zeros(0, np.int64))
    for at in range(0, len(parts), AT_ONCE):
        each = [united, *(shelf.kept(f"forests/{part}", Forest) for part in parts[at : at + AT_ONCE])]
        united = forest(*(np.concatenate(column) for column in zip(*each, strict=True)))
    shelf.keep(f"forests/{name}", united)
    return len(united.rows)


def forest(left: Keys, right: Keys) -> Forest:
    """Join sentences by links between their numbers."""
    rows, ends = np.unique(np.concatenate((left, right)), return_inverse=True)
    parents = np.arange(len(rows))
    _join(parents, ends[: len(left)].astype(np.int64), ends[len(left) :].astype(np.int64))
    return Forest(rows, rows[parents])


@kernel
def _join(parents: NDArray[np.int64], left: Keys, right: Keys) -> None:
    for at in range(len(left)):
        one, other = left[at], right[at]
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        while parents[other] != other:
            parents[other] = parents[parents[other]]
            other = parents[other]
        parents[max(one, other)] = min(one, other)
    for row in range(len(parents)):
        parents[row] = parents[parents[row]]
