"""Assertions read from labelled clauses: what stands where in a story's articles."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from ondit.claims import designators
from ondit.claims.acts import act_of, acts
from ondit.claims.assertions import Assertion, denies
from ondit.claims.parts import less_joint, split
from ondit.forking import mapped
from ondit.matching.facts import names, negated, quantities
from ondit.matching.vocabulary import FUNCTION_WORDS, ROLE_WORDS, stem
from ondit.model import Article, Label, Sentence, Span, Statement, TimeExpression
from ondit.spans import carries, inside, overlap
from ondit.text import words

LONG_CUE = 12
DESIGNATOR = "@"
OWN_PART = 0.6
KEPT_KEYS = 65_536
_SAYING = (
    "announced reported confirmed statement reports sources source matter people familiar today yesterday"
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_IDLE = FUNCTION_WORDS | {stem(word) for word in (*ROLE_WORDS, *_SAYING.split(), *_DAYS.split())}
_UNTIL = re.compile(
    r"\b(?:not|never)\b(?=.{0,60}?\b(?:until|before|only|just|merely)\b)", re.IGNORECASE | re.DOTALL
)
_FREE = re.compile(r"\b(?:free of charge|for free|(?:is|are|remains?|stays?) free)\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_NOISE = re.compile(
    r"\A[^a-z\n]{0,60}(?:\([^()\n]{1,30}\) ?)?[-–—]{1,2} |\([^()\n]{1,30}\) [-–—]{1,2} "
    r"|\(\s*[A-Z]+(?:[.:][A-Z]+)*\s*\)|\b[A-Z]{2,6}\.[A-Z]{1,3}\b"
)
"""Datelines ("BELMORE (Altmere) –") and the codes of shares ("( CRV.N )")."""
_FIGURE = re.compile(r"\d")
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_OWNED = re.compile(r"[’']s\Z")


_REST = attrgetter(*(field.name for field in fields(Assertion)[3:-2]))
"""What is read of a part beside its clause, its place and its article, and may be known before others are."""


class Read(NamedTuple):
    """What was read.

    Attributes:
        assertions: In the order of their labels.
        known: The names that they have within sentences: words that are names where they begin one, too.
    """

    assertions: list[Assertion]
    known: frozenset[str]


class Reader:
    """Reads assertions: holds what stands where in a story's articles."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        statements: Sequence[Statement],
        sentences: Sequence[Sentence],
        dated: Mapping[str, Sequence[TimeExpression]],
    ) -> None:
        self._articles = articles
        self._dated = dated
        self._occurrences: dict[str | None, list[tuple[Span, str]]] = defaultdict(list)
        for statement in statements:
            for occurrence in statement.occurrences:
                self._occurrences[occurrence.article].append((occurrence, statement.id))
        self._longest: dict[str | None, int] = {}
        for article, places in self._occurrences.items():
            places.sort(key=lambda place: (place[0].start, place[0].end, place[1]))
            self._longest[article] = max(place.end - place.start for place, _ in places)
        self._starts: dict[str | None, list[int]] = defaultdict(list)
        for sentence in sentences:
            self._starts[sentence.article].append(sentence.start)

    def read(self, labels: Iterable[Label], known: frozenset[str] | None = None) -> Read:
        """Return the assertions of labelled clauses; parts without words are none.

        Args:
            labels: The labels of the clauses.
            known: Words that are names where they begin a sentence, too; those of the assertions if left out.
        """
        clauses = mapped(self._parts, list(labels), pack=_packed, unpack=self._unpacked)
        if known is None:
            known = frozenset(name for parts in clauses for one in parts for name in one.own_names)
        for parts in clauses:
            for one in parts:
                one.leader = parts[0] if one is not parts[0] else None
                one.names = _names(one, known)
        return Read([one for parts in clauses for one in parts], known)

    def may_retell(self, label: Label) -> bool:
        """Say whether a clause that is neither may still tell a claim again.

        Rule: it has a figure, or lies in a statement. Others are too many, and seldom tell anything again.
        """
        if label.kind != "neither" or label.subtype is not None:
            return False
        article = self._articles[label.article or ""].text
        return _FIGURE.search(article, label.start, label.end) is not None or any(
            overlap(place, label) for place, _ in self._near(label)
        )

    def _parts(self, label: Label) -> list[Assertion]:
        article = self._articles[label.article or ""].text
        places = [less_joint(article, part) for part in split(article, label.start, label.end)]
        parts = [self._assertion(label, Span(p.start, p.end, label.article), article) for p in places]
        return [one for one in parts if one.bag]

    def _unpacked(self, label: Label, rows: Sequence[tuple[int, int, tuple[Any, ...]]]) -> list[Assertion]:
        article = self._articles[label.article or ""].text
        return [
            Assertion(label, Span(start, end, label.article), article, *rest) for start, end, rest in rows
        ]

    def _assertion(self, label: Label, span: Span, article: str) -> Assertion:
        times = inside(self._dated.get(span.article or "", ()), span.start, span.end)
        text = _less(article, span, label.cues)
        undated = _less(article, span, (*label.cues, *times)) if times else text
        named, plain = designators.find(undated) if _FIGURE.search(undated) else ({}, undated)
        bag = Counter(filter(None, map(_key, words(plain).texts)))
        if named:
            bag.update(DESIGNATOR + one for one in named)
        return Assertion(
            label=label,
            span=span,
            article=article,
            opens=self._opening(label, span),
            text=text,
            designators=named,
            bag=bag,
            quantities=quantities(plain),
            acts=acts(bag),
            own_names=(own := frozenset(names(text))),
            names=own,
            is_negated=denies(label, span, text) or _is_negated(text),
            months=frozenset(_MONTH.findall(text)),
            dated=tuple(times),
            statement=self._carrier(span),
        )

    def _carrier(self, span: Span) -> str | None:
        """Return the statement that a part carries most of; absent where none."""
        carried = [
            (overlap(span, place), statement)
            for place, statement in self._near(span)
            if carries(place, span) and overlap(span, place) >= OWN_PART * (place.end - place.start)
        ]
        return max(carried, default=(0, None))[1]

    def _near(self, span: Span) -> list[tuple[Span, str]]:
        """Return the occurrences of statements that may meet a span."""
        places = self._occurrences.get(span.article)
        if not places:
            return []
        first = span.start - self._longest.get(span.article, 0)
        low = bisect_left(places, first, key=lambda place: place[0].start)
        high = bisect_left(places, span.end, key=lambda place: place[0].start)
        return places[low:high]

    def _opening(self, label: Label, span: Span) -> int:
        """Return where the sentence of a part begins; where the part does, if that is not known."""
        starts = self._starts.get(label.article, [])
        place = bisect_right(starts, span.start) - 1
        return starts[max(0, place)] if starts else span.start


def _is_negated(text: str) -> bool:
    """Say whether a text says that something is not so: "free of charge" does, "not until May" does not."""
    told = text.casefold()
    if "not" in told or "never" in told:
        text = _UNTIL.sub(" ", text)
    return negated(_FREE.sub(" no cost ", text) if "free" in told else text)


def _packed(parts: Sequence[Assertion]) -> list[tuple[int, int, tuple[Any, ...]]]:
    """Return parts less what their clause has already."""
    return [(one.span.start, one.span.end, _REST(one)) for one in parts]


def _names(one: Assertion, known: frozenset[str]) -> frozenset[str]:
    """Return the names of a part: its own, its clause's subject's, and what it begins with if that is one."""
    begins = {_OWNED.sub("", word).casefold() for word in _CAPITAL.findall(one.text)}
    subject = one.leader.own_names if one.leader else frozenset[str]()
    return one.own_names | subject | (begins & known)


def _less(text: str, span: Span, gone: Iterable[Span]) -> str:
    """Return the words of a span less those of some others in it; short cues stay, for they may be verbs."""
    gone = [place for place in gone if place.start < span.end and place.end > span.start]
    if not gone:
        return _NOISE.sub(" ", text[span.start : span.end])
    kept: list[str] = []
    low = span.start
    for place in sorted(gone, key=lambda one: one.start):
        is_cue = not isinstance(place, TimeExpression)
        if place.start < low or place.end > span.end or (is_cue and place.end - place.start <= LONG_CUE):
            continue
        kept.append(text[low : place.start])
        low = place.end
    return _NOISE.sub(" ", " ".join([*kept, text[low : span.end]]))


@lru_cache(KEPT_KEYS)
def _key(word: str) -> str | None:
    """Return what a word is compared by, its act or its stem; a word that says nothing by nothing."""
    key = act_of(word) or stem(word)
    is_said = key not in _IDLE and word not in FUNCTION_WORDS and (len(key) > 1 or key.isdigit())
    return key if is_said else None
