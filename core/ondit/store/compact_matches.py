"""The matches of an article with others, in columns of small numbers.

A match takes some eight bytes: several stand at one place, most are as long there as here, and lack nothing
in similarity. Numbers are kept as planes of bytes (`ondit.store.planes`), compressed.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, product
from typing import NamedTuple, TypeVar, get_args

import msgspec

from ondit.model import Match, Relation
from ondit.store import planes
from ondit.store.compact_findings import Place
from ondit.store.inflating import inflated
from ondit.store.planes import folded, unfolded

T = TypeVar("T")

LONGEST = 1 << 12
"""What similarities are shares of is counted so far; others are kept as they are."""
_STEPS = 24
_LEVEL, _MEMORY, _RAW = 9, 9, -zlib.MAX_WBITS
_KNOWN = '","names: ","negation: right only","negation: left only","numbers: 2 → 3","numbers: 1 → 2'.encode()
"""What packed matches mostly say, the most frequent last. No letter of it may ever change."""

Pair = tuple[int, int, int, int, int, float, str, str | None]
"""Start and end, the other article's number, start and end there, similarity, relation, what differs."""


class _Kind(NamedTuple):
    """What a match mostly is, kept as a byte.

    Attributes:
        relation: What the other is to it.
        likeness: Whether its similarity is 100, lacks a share of letters, or is kept as it is.
        is_begun: Whether it stands at another place than the match before it.
        is_other: Whether facts differ.
    """

    relation: str
    likeness: str
    is_begun: bool
    is_other: bool


_ALL, _SHARE, _OWN = "all", "share", "own"
_KINDS = tuple(
    _Kind(*one) for one in product(get_args(Relation), (_ALL, _SHARE, _OWN), (False, True), (False, True))
)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}


class _Columns(msgspec.Struct, array_like=True):
    """Matches in order of place.

    Attributes:
        kinds: What each mostly is, by its place in `_KINDS`.
        own: The similarities that are kept as they are.
        differs: Of those in which facts differ: which.
        steps: Of those at another place: letters from where the one before begins.
        lengths: Of these: letters.
        others: Numbers of the other articles; of those at one place how much more than the one before.
        starts: Where it begins there.
        ends: How much longer or shorter it is there.
        lost: Of those that lack a share: how many letters.
        rests: How many letters less than both wordings have that is a share of.
    """

    kinds: bytes
    own: bytes
    differs: bytes
    steps: bytes
    lengths: bytes
    others: bytes
    starts: bytes
    ends: bytes
    lost: bytes
    rests: bytes


class MatchPlace(msgspec.Struct):
    """A `Match`, to become one together with others."""

    a: Place
    b: Place
    similarity: float
    relation: str
    left: int
    right: int
    differs: str | None


def pairs_of(matches: Iterable[Match], numbers: Mapping[str, int]) -> list[Pair]:
    """Return matches of one left article, in order of place.

    Args:
        matches: The matches.
        numbers: The articles' numbers, by their ids.
    """
    found: list[Pair] = [
        (
            *(one.a.start, one.a.end, numbers[one.b.article or ""], one.b.start, one.b.end),
            *(one.similarity, one.relation, one.differs),
        )
        for one in matches
    ]
    return sorted(found, key=lambda row: row[:5])


def pack_pairs(pairs: Iterable[Pair]) -> bytes:
    """Pack matches that are in order of place; the same give the same bytes."""
    kinds, own, differs = bytearray(), array("d"), list[str]()
    columns = tuple(list[int]() for _ in range(7))
    steps, lengths, others, starts, ends, lost, rests = columns
    at, number, place = 0, 0, (-1, -1)
    for start, end, other, there, stop, similarity, relation, difference in pairs:
        is_begun = (start, end) != place
        if is_begun:
            steps.append(start - at)
            lengths.append(end - start)
            at, number, place = start, 0, (start, end)
        others.append(other - number)
        number = other
        starts.append(there)
        ends.append(folded(stop - there - (end - start)))
        letters = end - start + stop - there
        less, whole = _share(similarity, letters)
        if not whole:
            own.append(similarity)
        elif less:
            lost.append(less)
            rests.append(folded(letters - whole))
        if difference is not None:
            differs.append(difference)
        likeness = (_SHARE if less else _ALL) if whole else _OWN
        kinds.append(_NUMBERS[_Kind(relation, likeness, is_begun, difference is not None)])
    numbers = (planes.of_numbers(column) for column in columns)
    kept = _Columns(bytes(kinds), planes.turned(own).tobytes(), msgspec.json.encode(differs), *numbers)
    return _packed(msgspec.msgpack.encode(kept))


def unpack_pairs(data: bytes, only: int | None = None) -> Iterator[Pair]:
    """Yield the matches of an article, in order of place.

    Args:
        data: The bytes.
        only: The number of another article, where those with this one are wanted only.

    Raises:
        ValueError: They are damaged.
    """
    try:
        kept = msgspec.msgpack.decode(_unpacked(data), type=_Columns)
        yield from _pairs(kept, [_KINDS[number] for number in kept.kinds], only)
    except (msgspec.MsgspecError, LookupError, ArithmeticError) as error:
        raise ValueError(f"matches cannot be read: {error}") from error


def pack_lefts(numbers: Sequence[int]) -> bytes:
    """Pack ascending numbers of articles, each once."""
    steps = [one - before for before, one in pairwise([0, *numbers])]
    data = planes.of_numbers(steps)
    return _packed(bytes([len(data) // len(steps)]) + data) if steps else b""


def unpack_lefts(data: bytes) -> list[int]:
    """Unpack ascending numbers of articles.

    Raises:
        ValueError: They are damaged.
    """
    width, *kept = _unpacked(data) if data else b"\1"
    count = len(kept) // width if width else 0
    return list(accumulate(planes.numbers(bytes(kept), count)))


def _pairs(kept: _Columns, kinds: Sequence[_Kind], only: int | None) -> Iterator[Pair]:
    begun = sum(one.is_begun for one in kinds)
    steps, lengths = (iter(planes.numbers(one, begun)) for one in (kept.steps, kept.lengths))
    others, starts, ends = (planes.numbers(one, len(kinds)) for one in (kept.others, kept.starts, kept.ends))
    similarity = _Similarities(kept, [one.likeness for one in kinds])
    told = msgspec.json.decode(kept.differs, type=list[str])
    differs = iter(_so_many(told, sum(one.is_other for one in kinds)))
    start = length = number = 0
    for kind, other, there, more in zip(kinds, others, starts, ends, strict=True):
        if kind.is_begun:
            start, length, number = start + next(steps), next(lengths), 0
        number += other
        long = length + unfolded(more)
        alike, difference = (
            similarity.next(kind.likeness, length + long),
            next(differs) if kind.is_other else None,
        )
        if only in (None, number):
            yield start, start + length, number, there, there + long, alike, kind.relation, difference


def _packed(data: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, _MEMORY, zdict=_KNOWN)
    return packer.compress(data) + packer.flush()


def _unpacked(data: bytes) -> bytes:
    try:
        return inflated(zlib.decompressobj(_RAW, zdict=_KNOWN), data)
    except zlib.error as error:
        raise ValueError(f"matches cannot be read: {error}") from error


class _Similarities:
    """The similarities of matches, one behind the other."""

    def __init__(self, kept: _Columns, likenesses: Sequence[str]) -> None:
        shares = likenesses.count(_SHARE)
        self._lost, self._rests = (iter(planes.numbers(one, shares)) for one in (kept.lost, kept.rests))
        own = planes.turned(array("d", kept.own))
        self._own = iter(_so_many(own, likenesses.count(_OWN)))

    def next(self, likeness: str, letters: int) -> float:
        if likeness == _SHARE:
            return 100 * (1 - next(self._lost) / (letters - unfolded(next(self._rests))))
        return 100.0 if likeness == _ALL else next(self._own)


def _so_many(values: Sequence[T], count: int) -> Sequence[T]:
    if len(values) != count:
        raise ValueError(f"there are {len(values)} values for {count} matches")
    return values


@lru_cache(1 << 16)
def _share(similarity: float, letters: int) -> tuple[int, int]:
    """Return a similarity as what it lacks, and of nearly how many letters; of 0 where it is no share."""
    lost, whole = _parted(similarity)
    times = max(1, letters // whole) if whole else 0
    return times * lost, times * whole


@lru_cache(1 << 16)
def _parted(similarity: float) -> tuple[int, int]:
    """Return a similarity as what it lacks, and of how many; of 0 where it is exactly so of no few.

    The fractions tried are those of its continued fraction, among which any exact one of few digits is.
    """
    rest = 1 - similarity / 100
    before, lost, whole_before, whole = 0, 1, 1, 0
    for _ in range(_STEPS):
        part = int(rest)
        before, lost = lost, part * lost + before
        whole_before, whole = whole, part * whole + whole_before
        if whole > LONGEST:
            break
        if 100 * (1 - lost / whole) == similarity:
            return lost, whole
        if rest == part:
            break
        rest = 1 / (rest - part)
    return 0, 0
