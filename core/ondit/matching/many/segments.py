"""Texts that come in batches, kept in segments: what indexes of many texts have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.folding import chained, fold
from ondit.matching.many.wordings import Rows, Wordings, ranges, wordings_of
from ondit.matching.whole import check_groups

GROWTH = 4

Ready = TypeVar("Ready")


class Batch(NamedTuple):
    """Texts that came one after the other.

    Attributes:
        first: The row of the first of them.
        texts: The texts.
        groups: The number of the group of each.
        wordings: The texts collapsed by wording.
    """

    first: int
    texts: list[str]
    groups: Rows
    wordings: Wordings


class Segment(NamedTuple, Generic[Ready]):
    """Texts that can be looked up.

    Attributes:
        batch: The texts.
        digests: The first half of the digest of each wording, ascending.
        ready: What they are looked up in.
    """

    batch: Batch
    digests: NDArray[np.uint64]
    ready: Ready


class Segments(Generic[Ready]):
    """Texts in segments, each at least four times as large as the next.

    A segment that is no longer so large is joined with what comes behind it: there are few segments, and
    each text is made ready anew a few times only, however many come.

    Attributes:
        texts: All texts, in the order in which they came.
        segments: The segments, in the same order.
    """

    def __init__(self, prepare: Callable[[Wordings], Ready]) -> None:
        """Start without texts; `prepare` makes those of a segment ready to be looked up."""
        self.texts: list[str] = []
        self.segments: list[Segment[Ready]] = []
        self._prepare = prepare
        self._numbers: dict[int, int] = {}
        self._groups = 0

    def batch(self, texts: Sequence[str], groups: Sequence[int] | None) -> Batch:
        """Collapse texts that are to come next; texts without groups are each a group of its own.

        Raises:
            ValueError: `groups` is not as long as `texts`.
        """
        check_groups(texts, groups)
        if groups is None:
            numbers = np.arange(self._groups, self._groups + len(texts))
            self._groups += len(texts)
        else:
            numbers = np.array([self._number(group) for group in groups], np.int64)
        return Batch(len(self.texts), list(texts), numbers, wordings_of(fold(texts), numbers))

    def _number(self, group: int) -> int:
        number = self._numbers.setdefault(group, self._groups)
        self._groups += number == self._groups
        return number

    def keep(self, batch: Batch) -> None:
        """Put a batch behind the texts that are there, together with the segments that it outgrows."""
        texts = batch.texts
        size, outgrown = len(batch.texts), len(self.segments)
        while outgrown and len(self.segments[outgrown - 1].batch.texts) < GROWTH * size:
            outgrown -= 1
            size += len(self.segments[outgrown].batch.texts)
        if outgrown < len(self.segments):
            batch = _together([*(segment.batch for segment in self.segments[outgrown:]), batch])
        wordings = batch.wordings
        digests = wordings.folded.digests[wordings.rows[wordings.by_digest], 0]
        segment = Segment(batch, digests, self._prepare(wordings))
        self.segments[outgrown:] = [segment]
        self.texts += texts


def _together(batches: Sequence[Batch]) -> Batch:
    groups = np.concatenate([batch.groups for batch in batches])
    wordings = wordings_of(chained([batch.wordings.folded for batch in batches]), groups)
    return Batch(batches[0].first, [text for batch in batches for text in batch.texts], groups, wordings)


def equal_wordings(new: Batch, old: Segment[Ready]) -> tuple[Rows, Rows]:
    """Return the wordings that a batch has in common with a segment, as numbers on each side."""
    ours, theirs = (wordings.folded.digests for wordings in (new.wordings, old.batch.wordings))
    ours = ours[new.wordings.rows]
    begins = np.searchsorted(old.digests, ours[:, 0])
    source, places = ranges(begins, np.searchsorted(old.digests, ours[:, 0], side="right") - begins)
    wordings = old.batch.wordings.by_digest[places]
    same = ours[source, 1] == theirs[old.batch.wordings.rows[wordings], 1]
    return source[same], wordings[same]


def spread_between(new: Batch, old: Batch, left: Rows, right: Rows) -> tuple[Rows, Rows, Rows]:
    """Turn pairs of wordings of two batches into pairs of texts of different groups.

    Args:
        new: The one batch.
        old: The other.
        left: Numbers of wordings of the one.
        right: Numbers of wordings of the other.

    Returns:
        The rows of the new texts, those of the old ones, and the number of the pair that each comes from.
    """
    starts, others = new.wordings.starts, old.wordings.starts
    widths = others[right + 1] - others[right]
    source, within = ranges(np.zeros(len(left), np.int64), (starts[left + 1] - starts[left]) * widths)
    one, other = np.divmod(within, widths[source])
    a = new.wordings.texts[starts[left[source]] + one]
    b = old.wordings.texts[others[right[source]] + other]
    apart = new.groups[a] != old.groups[b]
    return new.first + a[apart], old.first + b[apart], source[apart]
