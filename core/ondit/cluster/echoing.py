"""Sentences that only echo another one: they take over its pairs, so that what all repeat stays bounded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.blocks import Keys
from ondit.cluster.both import Both
from ondit.matching.evidence import EQUAL, Evidence
from ondit.matching.table import MatchTable, distinct, joined, keys_of, rows_of, table
from ondit.model import Match

Flags = NDArray[np.bool_]
Row = tuple[int, int, float, int, int, int, int]


class _Copy(NamedTuple):
    """A pair that is taken over.

    Attributes:
        key: The pair of the sentence that is echoed, as one number.
        echo: The sentence that echoes it.
        is_left: Whether it stands in the place of the left one.
    """

    key: int
    echo: int
    is_left: bool


def with_echoes(
    both: Both, evidence: Evidence, keys: Keys, kept: tuple[Flags, Flags]
) -> tuple[Evidence, Keys]:
    """Add the pairs of sentences that echo another one: those that the other keeps, and that with it.

    Args:
        both: The two blocks.
        evidence: What is found of the sentences that take part.
        keys: All pairs that are found.
        kept: Which of them the left sentence keeps, and which the right one does.

    Returns:
        What is found of all; and the keys of the pairs that are told, ascending.
    """
    told = keys[kept[0] | kept[1]]
    if not both.echoes:
        return evidence, told
    copies = list(_copies(both, keys, kept))
    with_it = list(_with_echoed(both)) if both.is_one else []
    found = evidence._replace(
        wholes=_added(both, evidence.wholes, copies, with_it),
        runs=_added(both, evidence.runs, copies, []),
        retold=_added(both, evidence.retold, copies, []),
        fragments=evidence.fragments | dict(_fragments(evidence, copies)),
    )
    pairs = [_pair(one) for one in copies] + [(row[0], row[1]) for row in with_it]
    new = keys_of(*np.array(pairs, np.int64).reshape(-1, 2).T)
    return found, distinct(np.append(told, new))


def _copies(both: Both, keys: Keys, kept: tuple[Flags, Flags]) -> Iterator[_Copy]:
    echoed = np.array(sorted(both.echoes), np.int64)
    ends = rows_of(keys)
    for is_left in (True, False):
        own, other = ends if is_left else ends[::-1]
        for at in np.flatnonzero(kept[0 if is_left else 1] & np.isin(own, echoed)).tolist():
            for echo in both.echoes[int(own[at])]:
                if both.groups[echo] != both.groups[other[at]]:
                    yield _Copy(int(keys[at]), echo, is_left)


def _pair(copy: _Copy) -> tuple[int, int]:
    """Return the places of a pair that is taken over, the lower first."""
    left, right = (int(end) for end in rows_of(np.array(copy.key)))
    other = right if copy.is_left else left
    return min(copy.echo, other), max(copy.echo, other)


def _is_turned(copy: _Copy) -> bool:
    """Say whether the two sentences of a pair stand the other way round than those that it is taken from."""
    return (_pair(copy)[0] == copy.echo) != copy.is_left


def _with_echoed(both: Both) -> Iterator[Row]:
    """Yield the pair of each sentence with the one that it echoes."""
    for echoed, echoes in both.echoes.items():
        for echo in echoes:
            if both.groups[echo] != both.groups[echoed]:
                size = len(both.texts[echo])
                yield min(echo, echoed), max(echo, echoed), EQUAL, 0, size, 0, size


def _added(both: Both, found: MatchTable, copies: list[_Copy], more: list[Row]) -> MatchTable:
    at = found.places(np.array([one.key for one in copies], np.int64))
    rows = list(more)
    for place, copy in zip(at.tolist(), copies, strict=True):
        if place >= 0:
            similarity, *ends = (column[place].item() for column in found.columns[2:])
            here = (*ends[2:], *ends[:2]) if _is_turned(copy) else tuple(ends)
            rows.append((*_pair(copy), similarity, *here))
    return joined(both.texts, [found.columns, table(both.texts, rows).columns])


def _fragments(evidence: Evidence, copies: list[_Copy]) -> Iterator[tuple[tuple[int, int], Match]]:
    for copy in copies:
        left, right = (int(end) for end in rows_of(np.array(copy.key)))
        known = evidence.fragments.get((left, right))
        if known:
            a, b = (known.b, known.a) if _is_turned(copy) else (known.a, known.b)
            pair = _pair(copy)
            yield pair, Match(a, b, known.similarity, known.relation, *pair)
