"""What a reader's marks are on in a story: entries, quotations and articles, each by its id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from ondit.marks import Mark, id_of_article
from ondit.model import Span
from ondit.overrides import Anchor
from ondit.spans import overlap

QuotationAt = Callable[[Anchor], str | None]
"""Returns the id of the quotation that a place has, absent where it has none."""


class Marked:
    """Marks, and what they are on. A mark is on one place, so on one thing of each sort at the most.

    Args:
        marks: The marks, each with the entry that it is on.
        quotation_at: Asked for the quotations that they are on, once each, where that is wanted.

    Attributes:
        marks: The marks.
    """

    def __init__(self, marks: Iterable[Mark] = (), quotation_at: QuotationAt = lambda _: None) -> None:
        self.marks: Sequence[Mark] = tuple(marks)
        self._quotation_at = quotation_at
        self._known: dict[Anchor, str | None] = {}

    def with_marks(self, some: Iterable[Mark]) -> Marked:
        """Return these marks and some more."""
        return self._other((*self.marks, *some))

    def without(self, some: Iterable[Mark]) -> Marked:
        """Return these marks less some."""
        gone = {mark.anchor for mark in some}
        return self._other(mark for mark in self.marks if mark.anchor not in gone)

    def at(self, place: Span) -> Sequence[Mark]:
        """Return the marks that share a character with a place."""
        return [mark for mark in self.articles.get(place.article or "", ()) if overlap(mark.anchor, place)]

    @cached_property
    def entries(self) -> Mapping[str, Sequence[Mark]]:
        """The marks on each entry that has any, by its id."""
        return _grouped((mark.entry, mark) for mark in self.marks)

    @cached_property
    def quotations(self) -> Mapping[str, Sequence[Mark]]:
        """The marks on each quotation that has any, by its id (`ondit.speakers`)."""
        return _grouped((self._quotation(mark.anchor), mark) for mark in self.marks)

    @cached_property
    def articles(self) -> Mapping[str, Sequence[Mark]]:
        """The marks on each article that has any, or on a place in it, by its id."""
        return _grouped((mark.anchor.article, mark) for mark in self.marks)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all that is marked, as a filter takes them (`ondit.timeline.Filter.marked`)."""
        return frozenset((*self.entries, *self.quotations, *map(id_of_article, self.articles)))

    def _other(self, marks: Iterable[Mark]) -> Marked:
        other = Marked(marks, self._quotation_at)
        other._known = self._known
        return other

    def _quotation(self, anchor: Anchor) -> str | None:
        if anchor not in self._known:
            self._known[anchor] = self._quotation_at(anchor)
        return self._known[anchor]


def _grouped(pairs: Iterable[tuple[str | None, Mark]]) -> Mapping[str, Sequence[Mark]]:
    found: dict[str, list[Mark]] = defaultdict(list)
    for identifier, mark in pairs:
        if identifier is not None:
            found[identifier].append(mark)
    return dict(found)
