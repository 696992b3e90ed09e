"""Two blocks side by side: their sentences in the order of all."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.blocks import Block, Keys, block_of, is_dated
from ondit.cluster.shelf import Shelf
from ondit.cluster.worlds import weights_of
from ondit.matching.contents import Contents, Told
from ondit.matching.fragments import Quoted, QuotesOf, quotes_by_article
from ondit.matching.given import UNDATED, Given
from ondit.matching.story import groups_of
from ondit.model import Sentence

Flags = NDArray[np.bool_]


class Scale(NamedTuple):
    """What is counted over all blocks.

    Attributes:
        sentences: How many sentences are matched.
        parts: In how many parts the vocabulary is.
        within: Days that two sentences may be apart, absent for any.
    """

    sentences: int
    parts: int
    within: int | None


class Both:
    """The sentences of two blocks, or of one, in the order of all; places count them.

    Attributes:
        a: The one block.
        b: The other; may be the same.
        rows: The numbers of the sentences, ascending.
        of_a: Which of them are of the first.
    """

    def __init__(self, shelf: Shelf, a: int, b: int, within: int | None) -> None:
        """Read two blocks; only pairs that are within so many days of each other are between them."""
        self._shelf = shelf
        self._within = within
        self.a, self.b = block_of(shelf, a), block_of(shelf, b)
        each = [self.a.kept.rows] if a == b else [self.a.kept.rows, self.b.kept.rows]
        rows = np.concatenate(each)
        self._order = np.argsort(rows, kind="stable")
        self.rows: Keys = rows[self._order]
        self.of_a: Flags = self._order < len(self.a)
        self.places = np.empty(len(rows), np.int64)
        self.places[self._order] = np.arange(len(rows))

    @property
    def is_one(self) -> bool:
        """Whether it is one block only."""
        return self.a.number == self.b.number

    @property
    def blocks(self) -> list[Block]:
        """The different blocks."""
        return [self.a] if self.is_one else [self.a, self.b]

    def places_of(self, block: Block) -> Keys:
        """Return where the sentences of one of the blocks stand."""
        return self.places[: len(self.a)] if block is self.a else self.places[len(self.a) :]

    def taking(self, block: Block) -> Keys:
        """Return where the sentences of one of the blocks stand that take part in the joins."""
        return self.places_of(block)[block.taking]

    @cached_property
    def echoes(self) -> dict[int, list[int]]:
        """The sentences that echo another one, by that."""
        found: dict[int, list[int]] = defaultdict(list)
        for block in self.blocks:
            places, echo_of = self.places_of(block), block.kept.echo_of
            for own in np.flatnonzero(echo_of >= 0).tolist():
                found[int(places[echo_of[own]])].append(int(places[own]))
        return dict(found)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences."""
        every = [one for block in self.blocks for one in block.kept.sentences]
        return [every[at] for at in self._order.tolist()]

    @cached_property
    def texts(self) -> list[str]:
        """Their texts."""
        every = [text for block in self.blocks for text in block.texts]
        return [every[at] for at in self._order.tolist()]

    @cached_property
    def days(self) -> Keys:
        """The day of each."""
        return np.concatenate([block.days for block in self.blocks])[self._order]

    @cached_property
    def groups(self) -> Keys:
        """The number of the article of each."""
        return np.array(groups_of(self.sentences), np.int64)

    @cached_property
    def quotes_of(self) -> QuotesOf:
        """The quotes of each article."""
        return quotes_by_article([quote for block in self.blocks for quote in block.kept.quotes])

    def quoted(self) -> Quoted:
        """What the sentences quote."""
        one, *others = (block.quoted.moved(self.places_of(block)) for block in self.blocks)
        return one.beside(others[0]) if others else one

    @cached_property
    def told(self) -> Keys:
        """The day on which each sentence was told; one that is not known comes behind all others."""
        return np.where(is_dated(self.days), self.days, UNDATED)

    def given(self) -> Given:
        """Return the sentences as the choice among evidence takes them."""
        return Given(self.sentences, self.texts, self.quotes_of, self.groups, (), self._within)

    def contents(self, scale: Scale) -> tuple[Contents, NDArray[np.uint64]]:
        """Return what the sentences tell, by numbers of stems of their own, and the hash of each stem."""
        stems = np.unique(np.concatenate([block.kept.stems for block in self.blocks]))
        one, *others = (_renumbered(block, stems) for block in self.blocks)
        told = one.followed_by(others[0]) if others else one
        weights = weights_of(self._shelf, stems, scale.parts, scale.sentences)
        return Contents(told.at(self._order), weights), stems

    def are_across(self, left: NDArray[Any], right: NDArray[Any]) -> Flags:
        """Say which pairs have a sentence in either block, and are of days that are near."""
        kept = np.ones(len(left), np.bool_) if self.is_one else self.of_a[left] != self.of_a[right]
        if self._within is not None:
            dated = is_dated(self.days)
            days = np.where(dated, self.days, 0)
            near = np.abs(days[left] - days[right]) <= self._within
            kept &= near | ~dated[left] | ~dated[right]
        return kept

    def place_in_block(self, places: Keys) -> Keys:
        """Return where sentences stand in their own block."""
        at = self._order[places]
        return np.where(at < len(self.a), at, at - len(self.a))


def _renumbered(block: Block, stems: NDArray[np.uint64]) -> Told:
    """Return what a block tells by the places of its stems among others, those of each text ascending."""
    told, numbers = block.kept.told, np.searchsorted(stems, block.kept.stems).astype(np.int32)
    text = np.repeat(np.arange(len(told)), np.diff(told.starts))
    own = numbers[told.stems]
    order = np.lexsort((own, text))
    words = np.where(told.words >= 0, numbers[told.words] if len(numbers) else told.words, told.words)
    return Told(words.astype(np.int32), told.word_starts, own[order], told.kinds[order], told.starts)
