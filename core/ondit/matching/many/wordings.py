"""The different wordings of many texts, each compared once, and the texts that have each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.folding import Folded, Offsets, fold
from ondit.matching.ragged import ranges, starts_of

Rows = NDArray[Any]
Flags = NDArray[np.bool_]


class Wordings(NamedTuple):
    """Texts collapsed by their normalised wording.

    Attributes:
        folded: All texts, normalised.
        rows: The first text of each wording, ascending.
        texts: The texts of each wording, by group and row, one wording after the other.
        starts: Where those of each wording begin in `texts`, with the end of the last one.
        by_digest: The numbers of the wordings, by the digest of each.
        keys: The wording of each of `texts` times the number of groups, plus its group; ascending.
        groups: How many groups there are. Texts of one group make no pair.
    """

    folded: Folded
    rows: Rows
    texts: Rows
    starts: Offsets
    by_digest: Rows
    keys: Rows
    groups: int


def collapse(texts: Sequence[str], groups: Sequence[int] | None) -> Wordings:
    """Normalise texts and find the equal ones."""
    return wordings_of(fold(texts), groups)


def wordings_of(folded: Folded, groups: Sequence[int] | Rows | None) -> Wordings:
    """Find the equal ones of normalised texts: equal in both halves of their digest, thus in 128 bits."""
    size = len(folded.digests)
    group = np.arange(size) if groups is None else np.unique(np.asarray(groups), return_inverse=True)[1]
    order = np.lexsort((folded.digests[:, 1], folded.digests[:, 0]))
    digests = folded.digests[order]
    new = np.ones(size, np.bool_)
    new[1:] = (digests[1:] != digests[:-1]).any(axis=1)
    begins = np.flatnonzero(new)
    rows = order[begins]
    rank = np.empty(len(rows), np.int64)
    rank[np.argsort(rows)] = np.arange(len(rows))
    wording = np.empty(size, np.int64)
    wording[order] = rank[np.cumsum(new) - 1]
    keys = wording * (size + 1) + group
    sorted_texts = np.argsort(keys, kind="stable").astype(np.int32)
    starts = starts_of(np.bincount(wording, minlength=len(rows)))
    return Wordings(folded, np.sort(rows), sorted_texts, starts, rank, keys[sorted_texts], size + 1)


def spread(wordings: Wordings, left: Rows, right: Rows) -> tuple[Rows, Rows, Rows]:
    """Turn pairs of wordings into pairs of texts of different groups.

    Args:
        wordings: The texts.
        left: Numbers of wordings.
        right: Numbers of wordings; where it is the same as on the left, its texts are paired with each
            other.

    Returns:
        The texts on the left, those on the right, and the number of the pair that each comes from. Every
        pair of texts comes once, whichever of the two is the smaller one.
    """
    starts, texts = wordings.starts, wordings.texts
    counts = np.diff(starts)
    single = (counts[left] == 1) & (counts[right] == 1)
    one, other, pair = _of_several(wordings, left[~single], right[~single])
    number = np.flatnonzero(single).astype(np.int32)
    ones, others = texts[starts[left[number]]], texts[starts[right[number]]]
    groups = wordings.keys % wordings.groups
    apart = groups[starts[left[number]]] != groups[starts[right[number]]]
    return (
        np.concatenate((ones[apart], one)),
        np.concatenate((others[apart], other)),
        np.concatenate((number[apart], np.flatnonzero(~single).astype(np.int32)[pair])),
    )


def _of_several(wordings: Wordings, left: Rows, right: Rows) -> tuple[Rows, Rows, Rows]:
    starts, texts = wordings.starts, wordings.texts
    pair, ones = ranges(starts[left], np.diff(starts)[left])
    others = right[pair]
    key = others * wordings.groups + wordings.keys[ones] % wordings.groups
    same, behind = np.searchsorted(wordings.keys, key), np.searchsorted(wordings.keys, key, side="right")
    before = np.where(left[pair] == others, 0, same - starts[others])
    number, partners = ranges(starts[others], before + starts[others + 1] - behind)
    late = partners - starts[others][number] >= before[number]
    partners += np.where(late, (behind - starts[others] - before)[number], 0)
    return texts[ones[number]], texts[partners], pair[number]


def repeated(wordings: Wordings) -> Rows:
    """Return the numbers of the wordings that several texts have."""
    return np.flatnonzero(np.diff(wordings.starts) > 1)


def asked_wordings(wordings: Wordings, asked: Flags | None) -> tuple[Rows, Rows]:
    """Return the first texts of the wordings that a text has which is asked for, and those of the others."""
    if asked is None:
        return wordings.rows, wordings.rows[:0]
    held = np.zeros(len(wordings.rows), np.bool_)
    held[np.repeat(np.arange(len(held)), np.diff(wordings.starts))[asked[wordings.texts]]] = True
    return wordings.rows[held], wordings.rows[~held]
