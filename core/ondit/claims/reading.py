"""Assertions read from the labelled clauses of articles, one by one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from ondit.claims import designators
from ondit.claims.acts import act_of, acts
from ondit.claims.assertions import Assertion, denies
from ondit.claims.parts import less_joint, split
from ondit.matching.facts import names, negated, quantities
from ondit.matching.vocabulary import FUNCTION_WORDS, ROLE_WORDS, stem
from ondit.model import Article, Label, Span, TimeExpression
from ondit.spans import carries, inside, overlap
from ondit.text import words

LONG_CUE = 12
DESIGNATOR = "@"
OWN_PART = 0.6
KEPT_KEYS = 65_536
_SAYING = (
    "announced reported confirmed statement reports sources source matter people familiar today yesterday"
)
_HEDGES = "likely apparently possibly perhaps probably maybe reportedly allegedly presumably supposedly"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_IDLE = FUNCTION_WORDS | {
    stem(word) for word in (*ROLE_WORDS, *_SAYING.split(), *_HEDGES.split(), *_DAYS.split())
}
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
_SIGN = re.compile(r"[(.]|[-–—] ")
"""What each of them has."""
_WITHOUT = re.compile(r"\bwithout\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_NONE: frozenset[str] = frozenset()
_NO_NAMES: dict[str, str] = {}


class Places:
    """Where statements occur in an article.

    Attributes:
        rows: Where, and which, in order.
        counts: How often each does.
    """

    def __init__(self, places: Iterable[tuple[Span, str]]) -> None:
        self.rows = sorted(places, key=lambda place: (place[0].start, place[0].end, place[1]))
        self.counts = Counter(statement for _, statement in self.rows)
        self._longest = max((place.end - place.start for place, _ in self.rows), default=0)

    def meeting(self, span: Span) -> list[tuple[Span, str]]:
        """Return the statements that meet a span, and where."""
        low = bisect_left(self.rows, span.start - self._longest, key=lambda place: place[0].start)
        high = bisect_left(self.rows, span.end, key=lambda place: place[0].start)
        return [(place, statement) for place, statement in self.rows[low:high] if overlap(place, span)]

    def carrier(self, span: Span) -> str | None:
        """Return the statement that a part of a clause carries most of; absent where none."""
        carried = [
            (overlap(span, place), statement)
            for place, statement in self.meeting(span)
            if carries(place, span) and overlap(span, place) >= OWN_PART * (place.end - place.start)
        ]
        return max(carried, default=(0, None))[1]


class Told(NamedTuple):
    """What is found in one article.

    Attributes:
        article: The article.
        labels: The labels of its clauses, in order.
        sentences: Its sentences, in order.
        dated: Its time expressions, in order.
        places: Where statements occur in it.
    """

    article: Article
    labels: Sequence[Label]
    sentences: Sequence[Span]
    dated: Sequence[TimeExpression]
    places: Places


class Read(NamedTuple):
    """What is read of one article; parts of clauses without words are none.

    Attributes:
        told: What it was read of.
        assertions: Those of rumours and announcements, in order.
        retelling: Those of clauses that are neither, but may tell a claim again: they have a figure.
        worded: Those that have none, but lie in a statement. Others are too many, and seldom tell it again.
        carried: The first of the assertions that each statement carries.
    """

    told: Told
    assertions: list[Assertion]
    retelling: list[Assertion]
    worded: list[Assertion]
    carried: dict[str, Assertion]


def reread(old: Read, places: Places) -> Read:
    """Read an article in which other statements occur than before, and nothing else is new."""
    told = old.told._replace(places=places)
    made = Read(told, old.assertions, old.retelling, _assertions(told, _numbers(told)[2]), {})
    carry(made)
    return made


def read(told: Told) -> Read:
    """Read the assertions of an article; which statements carry them is not told yet: see `carry`."""
    telling, figured, worded = (_assertions(told, numbers) for numbers in _numbers(told))
    found = Read(told, telling, figured, worded, {})
    for one in found.assertions:
        _ = one.target  # read here, where there may be two processes
    return found


def _numbers(told: Told) -> tuple[list[int], list[int], list[int]]:
    """Return the numbers of the labels that tell, that have a figure, and that lie in a statement."""
    telling: list[int] = []
    figured: list[int] = []
    worded: list[int] = []
    for number, label in enumerate(told.labels):
        if label.kind != "neither":
            telling.append(number)
        elif label.subtype is not None:
            continue
        elif _FIGURE.search(told.article.text, label.start, label.end):
            figured.append(number)
        elif told.places.meeting(label):
            worded.append(number)
    return telling, figured, worded


def carry(read: Read) -> None:
    """Tell the assertions of an article which statements carry them."""
    places = read.told.places
    for one in chain(read.assertions, read.retelling, read.worded):
        one.statement = places.carrier(one.span) if places.rows else None
    for one in reversed(read.assertions):
        if one.statement:
            read.carried[one.statement] = one


def _assertions(told: Told, numbers: Iterable[int]) -> list[Assertion]:
    """Return the assertions of some labels."""
    article = told.article.text
    starts = [sentence.start for sentence in told.sentences]
    found: list[Assertion] = []
    for number in numbers:
        label = told.labels[number]
        places = (less_joint(article, part) for part in split(article, label.start, label.end))
        parts = [_assertion(label, Span(p.start, p.end, label.article), told, starts) for p in places]
        found += led([one for one in parts if one.bag])
    return found


def led(parts: list[Assertion]) -> list[Assertion]:
    """Return the parts of a clause, all but the first with that as their leader."""
    for one in parts[1:]:
        one.leader = parts[0]
    return parts


def _assertion(label: Label, span: Span, told: Told, starts: Sequence[int]) -> Assertion:
    article = told.article.text
    times = inside(told.dated, span.start, span.end)
    text = _less(article, span, label.cues)
    undated = _less(article, span, (*label.cues, *times)) if times else text
    named, plain = designators.find(undated) if _FIGURE.search(undated) else (_NO_NAMES, undated)
    bag: dict[str, int] = {}
    for key in filter(None, map(_key, words(plain).texts)):
        bag[key] = bag.get(key, 0) + 1
    for one in named:
        bag[DESIGNATOR + one] = bag.get(DESIGNATOR + one, 0) + 1
    opens = starts[max(0, bisect_right(starts, span.start) - 1)] if starts else span.start
    is_denied = denies(label, span, text)
    is_negated = is_denied or _is_negated(text)
    return Assertion(
        label=label,
        span=span,
        article=article,
        opens=opens,
        text=text,
        designators=named or _NO_NAMES,
        bag=bag,
        quantities=quantities(plain),
        acts=acts(bag) or _NONE,
        own_names=frozenset(names(text)) or _NONE,
        denies=is_denied,
        is_negated=is_negated,
        is_not_so=is_denied or is_negated != (len(_WITHOUT.findall(text)) % 2 == 1),
        months=frozenset(_MONTH.findall(text)) or _NONE,
        dated=tuple(times),
    )


def _is_negated(text: str) -> bool:
    """Say whether a text says that something is not so: "free of charge" does, "not until May" does not."""
    told = text.casefold()
    if "not" in told or "never" in told:
        text = _UNTIL.sub(" ", text)
    return negated(_FREE.sub(" no cost ", text) if "free" in told else text)


def _less(text: str, span: Span, gone: Iterable[Span]) -> str:
    """Return the words of a span less those of some others in it; short cues stay, for they may be verbs."""
    gone = [place for place in gone if place.start < span.end and place.end > span.start]
    if not gone:
        return _less_noise(text[span.start : span.end])
    kept: list[str] = []
    low = span.start
    for place in sorted(gone, key=lambda one: one.start):
        is_cue = not isinstance(place, TimeExpression)
        if place.start < low or place.end > span.end or (is_cue and place.end - place.start <= LONG_CUE):
            continue
        kept.append(text[low : place.start])
        low = place.end
    return _less_noise(" ".join([*kept, text[low : span.end]]))


def _less_noise(text: str) -> str:
    """Return a text less its datelines and codes, of which most have no sign."""
    return _NOISE.sub(" ", text) if _SIGN.search(text) else text


@lru_cache(KEPT_KEYS)
def _key(word: str) -> str | None:
    """Return what a word is compared by, its act or its stem; a word that says nothing by nothing."""
    key = act_of(word) or stem(word)
    is_said = key not in _IDLE and word not in FUNCTION_WORDS and (len(key) > 1 or key.isdigit())
    return key if is_said else None
