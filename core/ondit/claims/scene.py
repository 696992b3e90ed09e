"""What of a story may settle rumours: who told what when, beside what, and who is named where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from ondit.claims.assertions import Assertion
from ondit.claims.grouping import Group
from ondit.claims.kinship import NO_PARTIES
from ondit.claims.trail import Trail
from ondit.model import Article
from ondit.periods import period, same_time
from ondit.spans import day

_HEDGED = re.compile(
    r"\b(?:would|could|may|might|if|whether|closer to|close to|nearing|considers?|considering|in talks)\b",
    re.IGNORECASE,
)
_TELLERS = re.compile(
    r"\b(?:told|said|according to)(?:\s(?:the\s)?[A-Z]\w+){1,4}+(?!\s(?:and\s[A-Z]\w+\s)?"
    r"(?:may|might|could|can|will|would|should|is|are|was|were|has|have|had|plans?)\b)"
    r"|\ban?(?:\s[A-Z]\w+){1,4} report\b"
    r"|(?:\b[A-Z]\w{1,40}\s){1,4}(?=cited\b|citing\b)"
)
_OWNED = re.compile(
    r"(?:\b[A-Z][\w’-]{0,40}\s){1,3}(?=parent\s[A-Z])|\bparent\sof(?:\sthe)?(?:\s[A-Z][\w’-]*){1,3}"
)
_OPENING = re.compile(r"\W*(?:The |An? )?([A-Z][\w’-]*(?:\s[A-Z][\w’-]*){0,4})")
MOST_PARTY = 0.6
YEAR = timedelta(days=365)
_NAME = re.compile(r"\b[A-Z][\w-]+")
MOST_PARTIES = 512


class Scene:
    """The assertions of a story by their articles and clauses.

    Args:
        groups: The groups of assertions, in order of first telling; they grow, and may shrink.
        told: The assertions of each article, in order.
        articles: The story's articles by id.
        trail: What is told is added through it.
    """

    def __init__(
        self,
        groups: Sequence[Group],
        told: Mapping[str | None, Sequence[Assertion]],
        articles: Mapping[str, Article],
        trail: Trail,
    ) -> None:
        self.groups = groups
        self.told = told
        self.articles = articles
        self.trail = trail
        self._beside: dict[tuple[str | None, int], list[Assertion]] = defaultdict(list)
        self._named: dict[str | None, list[Assertion]] = defaultdict(list)
        self._names: dict[str | None, frozenset[str]] = {}
        self._near: dict[str | None, frozenset[str]] = {}

    def hear(self, one: Assertion) -> None:
        """Hear what is announced, or told again by a clause that is neither announcement nor rumour."""
        self.trail.add(self._named[one.label.article], one)
        if one.label.kind == "announcement":
            self.trail.add(self._beside[one.label.article, one.label.start], one)

    def forget(self, articles: Iterable[str]) -> None:
        """Forget who is named in some articles, which are told anew."""
        for article in articles:
            self._names.pop(article, None)
            self._near.pop(article, None)

    def first_told(self, number: int) -> str:
        """Return the day on which a group was first told, "" where unknown."""
        return self.published(self.groups[number].first)

    def published(self, one: Assertion) -> str:
        """Return the day on which an assertion's article was published, "" where unknown."""
        return day(self.articles[one.label.article or ""]) or ""

    def beside(self, one: Assertion) -> Sequence[Assertion]:
        """Return what is announced in the same clause."""
        return self._beside.get((one.label.article, one.label.start), ())

    def parties(self, one: Assertion) -> frozenset[str]:
        """Return the names in an assertion and its subject, less times, forms of companies and who tells."""
        if one.parties is None:
            gone = (match for beside in (_TELLERS, _OWNED) for match in beside.finditer(one.text))
            others = {name.casefold() for match in gone for name in match[0].split()}
            named = one.names | {name.casefold() for name in _opening_names(one.text)} | _speakers(one)
            one.parties = named - NO_PARTIES - others
        return one.parties

    def opening_party(self, one: Assertion) -> frozenset[str]:
        """Return the name that an assertion begins with, as `parties` does; empty where it has none there."""
        opening = _OPENING.match(one.text)
        words = opening[1].casefold().replace("’s", "").split() if opening else []
        return self.parties(one).intersection(words)

    def own_parties(self, one: Assertion) -> frozenset[str]:
        """Return the names in an assertion itself, as `parties` does."""
        subject = one.leader.own_names - one.own_names if one.leader else frozenset()
        return self.parties(one) - subject

    def other_parties(self, a: Assertion, b: Assertion) -> bool:
        """Say whether both name somebody, and nobody in common."""
        left = self.parties(a) if a.parties is None else a.parties
        right = self.parties(b) if b.parties is None else b.parties
        return bool(left and right) and left.isdisjoint(right)

    def parties_near(self, one: Assertion) -> frozenset[str]:
        """Return who is named by what is announced in the article of an assertion, and by itself."""
        article = one.label.article
        if article not in self._near:
            named = self._named.get(article, ())[:MOST_PARTIES]
            self._near[article] = frozenset(name for other in named for name in self.parties(other))
        return self._near[article] | self.parties(one)

    def names_of(self, one: Assertion) -> frozenset[str]:
        """Return who is named by any rumour or announcement in the article of an assertion."""
        article = one.label.article
        if article not in self._names:
            told = self.told.get(article, ())[:MOST_PARTIES]
            self._names[article] = frozenset(name for other in told for name in self.parties(other))
        return self._names[article]

    def may_settle(self, told: Assertion, rumour: Assertion, last: Assertion | None = None) -> bool:
        """Say whether an announcement was published no earlier than a rumour, nor over a year after its last.

        Args:
            told: The announcement.
            rumour: The rumour's first telling.
            last: Its last telling; the first if left out.
        """
        if not self.not_before(told, rumour):
            return False
        heard, settled = period(self.published(last or rumour)), period(self.published(told))
        return bool(heard and settled and settled[0] - heard[1] <= YEAR)

    def not_before(self, a: Assertion, b: Assertion) -> bool:
        """Say whether an assertion was published no earlier than another, as far as that is known."""
        first = self.articles[a.label.article or ""].published
        second = self.articles[b.label.article or ""].published
        if first is None or second is None:
            return False
        return first.value >= second.value or same_time(first.value, second.value)

    def is_past(self, one: Assertion) -> bool:
        """Say whether all dates in an assertion lie a year or more before it was published."""
        told = period(self.published(one))
        if told is None:
            return False
        spans = [days for value in one.times if (days := period(value))]
        return bool(spans) and all(told[0] - last > YEAR for _, last in spans)

    def has_a_part(self, named: frozenset[str], one: Assertion) -> bool:
        """Say whether most of some names are named where an announcement is."""
        return len(named & self.parties_near(one)) >= MOST_PARTY * len(named)

    def is_buyer_near(self, rumour: Assertion, told: Assertion) -> bool:
        """Say whether the name that a rumour begins with, if any, is named where an announcement is."""
        buyer = self.opening_party(rumour)
        return not buyer or not buyer.isdisjoint(self.parties_near(told))

    def later_day(self, a: Assertion, b: Assertion) -> bool:
        """Say whether an assertion was surely published on a later day than another."""
        first, second = self.published(a), self.published(b)
        return bool(first and second and first > second and not same_time(first, second))


def _opening_names(text: str) -> list[str]:
    """Return the capitalised words that a text begins with, where they are two or more."""
    opening = _OPENING.match(text)
    found = opening[1].split() if opening else []
    return found if len(found) > 1 else []


def _speakers(one: Assertion) -> set[str]:
    """Return the names among the words that make a clause an announcement: who announces has a part in it."""
    if one.label.kind != "announcement":
        return set()
    cues = (one.article[cue.start : cue.end] for cue in one.label.cues)
    return {name.casefold() for cue in cues for name in _NAME.findall(cue)}


def is_hedged(one: Assertion) -> bool:
    """Say whether an announcement only tells what would be, in a part of its own or that it leans on."""
    if one.label.subtype is not None:
        return False
    told = one.text if one.leader is None else f"{one.leader.text} {one.text}"
    return _HEDGED.search(told) is not None
