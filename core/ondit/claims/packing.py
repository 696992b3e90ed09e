"""What was read of articles, packed for another process: less what that has, and each word once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from ondit.claims.assertions import Assertion
from ondit.claims.reading import Read, Told, led
from ondit.model import Span

Numbers = tuple[int, ...]


class Row(NamedTuple):
    """What was read of a part of a clause.

    Attributes:
        label: The number of the clause's label in its article.
        start: Where the part begins.
        end: Where it ends.
        dated: The numbers of its time expressions.
        bag: The numbers of its stems.
        more: How often it has those that it has more than once, by their place.
        acts: The numbers of its acts.
        names: The numbers of its own names.
        rest: What else there is, as it is.
    """

    label: int
    start: int
    end: int
    dated: Numbers
    bag: Numbers
    more: dict[int, int] | None
    acts: Numbers
    names: Numbers
    rest: tuple[Any, ...]


Packed = tuple[list[str], list[list[tuple[Any, ...]]]]
"""The words that were not packed before, and what was read, as rows."""


class Packing:
    """Packs what was read of one article after the other, or unpacks it in the same order."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []
        self._sets: dict[frozenset[str], frozenset[str]] = {}

    def pack(self, read: Read) -> Packed:
        """Return what was read less what was there already."""
        known = len(self._numbers)
        labels = {id(label): number for number, label in enumerate(read.told.labels)}
        dates = {id(one): number for number, one in enumerate(read.told.dated)}
        several = [
            [tuple(self._row(one, labels[id(one.label)], dates)) for one in some]
            for some in (read.assertions, read.retelling, read.worded)
        ]
        return list(islice(reversed(self._numbers), len(self._numbers) - known))[::-1], several

    def unpack(self, told: Told, packed: Packed) -> Read:
        """Return what was read of an article."""
        self._words += packed[0]
        several: list[list[Assertion]] = []
        for rows in packed[1]:
            several.append([])
            for _, parts in groupby(rows, itemgetter(0)):
                several[-1] += led([self._assertion(told, Row._make(row)) for row in parts])
        return Read(told, several[0], several[1], several[2], {})

    def _row(self, one: Assertion, label: int, dates: dict[int, int]) -> Row:
        bag = one.bag
        more = {place: count for place, count in enumerate(bag.values()) if count > 1}
        facts = (one.opens, one.text, one.designators, one.quantities)
        return Row(
            label=label,
            start=one.span.start,
            end=one.span.end,
            dated=tuple([dates[id(spoken)] for spoken in one.dated]),
            bag=self._numbered(bag),
            more=more or None,
            acts=self._numbered(one.acts),
            names=self._numbered(one.own_names),
            rest=(*facts, one.denies, one.is_negated, one.is_not_so, one.months, one.read_target),
        )

    def _numbered(self, words: Iterable[str]) -> Numbers:
        numbers = self._numbers
        return tuple([numbers.setdefault(word, len(numbers)) for word in words])

    def _assertion(self, told: Told, row: Row) -> Assertion:
        label, words = told.labels[row.label], self._words
        opens, text, named, quantities, denies, is_negated, is_not_so, months, target = row.rest
        bag = dict.fromkeys([words[number] for number in row.bag], 1)
        if row.more:
            bag.update({words[row.bag[place]]: count for place, count in row.more.items()})
        return Assertion(
            label,
            Span(row.start, row.end, label.article),
            told.article.text,
            opens,
            text,
            named,
            bag,
            quantities,
            self._set(row.acts),
            self._set(row.names),
            denies,
            is_negated,
            is_not_so,
            months,
            tuple([told.dated[number] for number in row.dated]),
            target,
        )

    def _set(self, numbers: Numbers) -> frozenset[str]:
        """Return the set of some words, the same one each time: most are of few words, again and again."""
        made = frozenset([self._words[number] for number in numbers])
        return self._sets.setdefault(made, made)
