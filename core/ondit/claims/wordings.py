"""Which assertions one wording carries, as far as it was told by a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ondit.claims.assertions import Assertion
from ondit.claims.reading import Read
from ondit.model import Article, Span
from ondit.spans import DAY

Day = tuple[bool, str]
"""A day of publication, "" where it is not known: that is told last."""
Footing = tuple[list[Assertion | None], list[tuple[Span, Assertion | None]]]
"""What statements tell of an article by a day."""
NEVER: Day = (True, "~")


def day_of(article: Article) -> Day:
    """Return the day on which an article was published, in order of telling."""
    published = article.published
    return (published is None, published.value[:DAY] if published else "")


def order_of(article: Article) -> tuple[bool, str, str]:
    """Return the order in which articles are told."""
    published = article.published
    return (published is None, published.value if published else "", article.id)


class _Known(NamedTuple):
    """What is known of a statement.

    Attributes:
        first: The first assertion of a rumour or an announcement that it carries.
        told: The day on which that is told.
        again: The day by which the statement occurs twice.
    """

    first: Assertion | None
    told: Day
    again: Day


class Wordings:
    """The statements of a story by the articles that they occur in.

    Attributes:
        texts: What each says.
    """

    def __init__(self, reads: Mapping[str, Read]) -> None:
        self.texts: dict[str, str] = {}
        self._reads = reads
        self._articles: dict[str, dict[str, None]] = defaultdict(dict)
        self._known: dict[str, _Known] = {}

    def put(self, read: Read) -> set[str]:
        """Note the statements of an article, and return them."""
        found = set(read.told.places.counts)
        for statement in found:
            self._articles[statement][read.told.article.id] = None
            self._known.pop(statement, None)
        return found

    def drop(self, read: Read) -> set[str]:
        """Forget the statements of an article, and return them."""
        found = set(read.told.places.counts)
        for statement in found:
            self._articles[statement].pop(read.told.article.id, None)
            self._known.pop(statement, None)
        return found

    def read(self, read: Read) -> None:
        """Note what an article carries that was put here unread: nothing is, of what is told before it."""
        for statement in read.carried:
            if statement in self._known and self._known[statement].first is None:
                del self._known[statement]

    def articles(self, statements: Iterable[str]) -> set[str]:
        """Return the articles that some statements occur in."""
        return {article for statement in statements for article in self._articles.get(statement, ())}

    def carried(self, one: Assertion, by: Day) -> Assertion | None:
        """Return the first assertion that an assertion's statement carries: another, told by a day."""
        if one.statement is None:
            return None
        known = self._of(one.statement)
        return known.first if known.told <= by and known.first is not one else None

    def retelling(self, read: Read, by: Day) -> Iterator[Assertion]:
        """Yield the assertions without a figure that may retell a claim: their statement was told twice."""
        for one in read.worded:
            meeting = read.told.places.meeting(one.label)
            if any(self._of(statement).again <= by for _, statement in meeting):
                yield one

    def footing(self, read: Read, by: Day) -> Footing:
        """Return what statements tell of an article by a day: what else they carry, and what retells."""
        told = [self.carried(one, by) for one in (*read.assertions, *read.retelling)]
        worded = [(one.span, self.carried(one, by)) for one in self.retelling(read, by)]
        return told, worded

    def purge(self, statements: Iterable[str]) -> None:
        """Forget those of some statements that occur nowhere any more."""
        for statement in statements:
            if not self._articles.get(statement):
                self._articles.pop(statement, None)
                self.texts.pop(statement, None)

    def _of(self, statement: str) -> _Known:
        if statement not in self._known:
            self._known[statement] = self._look(statement)
        return self._known[statement]

    def _look(self, statement: str) -> _Known:
        reads = sorted(
            (self._reads[article] for article in self._articles[statement]),
            key=lambda read: order_of(read.told.article),
        )
        days = [
            day_of(read.told.article) for read in reads for _ in range(read.told.places.counts[statement])
        ]
        first = next((one for read in reads if (one := read.carried.get(statement))), None)
        told = day_of(self._reads[first.span.article or ""].told.article) if first else NEVER
        return _Known(first, told, days[1] if len(days) > 1 else NEVER)
