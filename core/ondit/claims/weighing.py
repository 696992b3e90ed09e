"""What words weigh as more and more is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from ondit.claims.assertions import Assertion
from ondit.claims.likeness import Likeness
from ondit.matching.vocabulary import Vocabulary

GROWTH = 1.25
KEPT = 2


class Weighing:
    """The weights of words by what was told, counted anew whenever that has grown by a quarter.

    A few hundred tellings more change nothing that matters among many thousands, and where weights stay,
    whatever was summed of them does.
    """

    def __init__(self) -> None:
        self._told: list[Assertion] = []
        self._counts: Counter[str] = Counter()
        self._counted: list[int] = []
        self._known: dict[int, Likeness] = {}

    def __len__(self) -> int:
        return len(self._told)

    def add(self, told: Sequence[Assertion]) -> Likeness:
        """Add what is told together, and return what words weigh for it."""
        self._told += told
        for one in told:
            self._counts.update(one.bag.keys())
        if not self._counted or len(self._told) >= GROWTH * self._counted[-1]:
            self._counted.append(len(self._told))
        count = self._counted[-1]
        if count not in self._known:
            self._known[count] = Likeness(Vocabulary.counted(self._holding(count), count))
            for old in sorted(self._known)[:-KEPT]:
                del self._known[old]
        return self._known[count]

    def back(self, count: int) -> None:
        """Take back all but the first so many tellings."""
        self._counts.subtract(key for one in self._told[count:] for key in one.bag)
        del self._told[count:]
        while self._counted and self._counted[-1] > count:
            self._known.pop(self._counted.pop(), None)

    def _holding(self, count: int) -> Counter[str]:
        """Return how many of the first tellings hold each word that some hold."""
        if count == len(self._told):
            return +self._counts
        return Counter(key for one in islice(self._told, count) for key in one.bag)
