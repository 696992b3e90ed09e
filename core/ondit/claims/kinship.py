"""Which articles may tell one story: only those tell one claim in other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta

from ondit.claims.assertions import Assertion
from ondit.matching.vocabulary import ROLE_WORDS
from ondit.model import Article
from ondit.periods import are_near, period
from ondit.spans import day

NO_PARTIES = ROLE_WORDS | frozenset(
    "january february march april may june july august september october november december jan feb mar apr"
    " jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday corp co llc"
    " sa nv se limited incorporated corporation holdings partners industries u us uk eu".split()
)
"""What is written like a name, but names nobody."""
FAR = timedelta(days=90)
LEAD_LENGTH = 250
FEWEST_NAMES = 2
_DATELINE = re.compile(r"\A[^\n(]{0,60}\([^()\n]{2,20}\)\s*[-–—]?")
_NAME = re.compile(r"\b[A-Z][\w-]+")


class Kinship:
    """Says of which assertions the articles may tell one story.

    Rule: they are kin if they name somebody in common, or if two of the names with which one of the articles
    begins (its title and 250 characters, without a dateline) stand anywhere in the other; an article that
    begins with fewer names is kin to all. They are far from each other if they were published more than 90
    days apart, and name no date in common; one without a date is far from none.

    Example: "a permanent replacement is sought" of a Nasdaq officer who leaves, and "he would stay until a
    permanent replacement was found" of AIG's chief.
    Must not: "it will open in May" in two outlets' articles on one tunnel, of which one names no builder.
    Known failures: a story that rests for a quarter of a year and is told on without a date; two stories of
    one firm; firms that each list names, where both come with the same exchange and index.
    """

    def __init__(self, articles: Mapping[str, Article]) -> None:
        """Take the articles by their ids."""
        self._articles = articles
        self._leads: dict[str, tuple[str, ...]] = {}

    def are_kin(self, a: Assertion, b: Assertion) -> bool:
        """Say whether two assertions are of one article, name somebody in common, or the articles do."""
        left, right = a.label.article or "", b.label.article or ""
        return left == right or not (a.names & b.names) <= NO_PARTIES or self._are_of_one_story(left, right)

    def are_far(self, a: Assertion, b: Assertion) -> bool:
        """Say whether two assertions were told more than 90 days apart, and name no date in common."""
        first, second = (period(day(self._articles[one.label.article or ""]) or "") for one in (a, b))
        if first is None or second is None or are_near(first, second, FAR):
            return False
        return not same_times(a, b)

    def are_headed_apart(self, a: Assertion, b: Assertion) -> bool:
        """Say whether two assertions name nobody in common, nor do the titles of their articles."""
        left, right = (_named(self._articles[one.label.article or ""].title or "") for one in (a, b))
        return bool(left and right) and left.isdisjoint(right) and (a.names & b.names) <= NO_PARTIES

    def forget(self, articles: Iterable[str]) -> None:
        """Forget some articles, which are told anew."""
        for article in articles:
            self._leads.pop(article, None)

    def _are_of_one_story(self, a: str, b: str) -> bool:
        left, right = self._lead(a), self._lead(b)
        return (
            min(len(left), len(right)) < FEWEST_NAMES
            or self._stand_in(left, b) >= FEWEST_NAMES
            or self._stand_in(right, a) >= FEWEST_NAMES
        )

    def _stand_in(self, names: tuple[str, ...], article: str) -> int:
        one = self._articles[article]
        return sum(name in one.text or name in (one.title or "") for name in names)

    def _lead(self, article: str) -> tuple[str, ...]:
        if article not in self._leads:
            self._leads[article] = lead(self._articles[article])
        return self._leads[article]


def same_times(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions name one time on the calendar."""
    return any(period(one) and one in b.times for one in a.times)


def lead(article: Article) -> tuple[str, ...]:
    """Return the names that an article begins with, sorted."""
    text = _DATELINE.sub("", article.text[: 2 * LEAD_LENGTH])[:LEAD_LENGTH]
    return tuple(sorted(_named(f"{article.title or ''} {text}")))


def _named(words: str) -> set[str]:
    return {name for name in _NAME.findall(words) if name.casefold() not in NO_PARTIES}
