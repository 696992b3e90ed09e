"""Assertions: the parts of labelled clauses, with what claims are compared by."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ondit import dates
from ondit.claims import designators
from ondit.claims.acts import acts, with_acts
from ondit.claims.parts import leans, less_joint, split
from ondit.matching.facts import names, negated, quantities
from ondit.matching.vocabulary import FUNCTION_WORDS, ROLE_WORDS, bag, stem
from ondit.model import Article, Label, Sentence, Span, Statement, TimeExpression
from ondit.spans import carries, inside, overlap
from ondit.text import core

LONG_CUE = 12
DESIGNATOR = "@"
OWN_PART = 0.6
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
_DEPENDENT = re.compile(
    r"(?:which|who|that|and|or|will|would|shall|can|could|may|might|must|is|are|was|were|has|have|had|not|said)\b"
)
_JOINING = re.compile(r"(?:but|though|although|while|yet|whereas|however|except that)\b,?\s+")


@dataclass
class Assertion:
    """A part of a labelled clause that asserts one thing; what is not always asked for is read when it is.

    Attributes:
        label: The label of its clause.
        span: Its place.
        article: The text that it stands in.
        opens: Where its sentence begins.
        text: Its words, less who said it.
        plain: The same, less its dates and designators.
        designators: Its designators, each with its head.
        bag: Its stems that say something, and its acts, counted.
        dated: The dates in it.
        statement: The statement that carries it.
        leader: The first part of its clause, where it is another part.
        known: The names that the story's assertions have within sentences.
    """

    label: Label
    span: Span
    article: str
    opens: int
    text: str
    plain: str
    designators: Mapping[str, str]
    bag: Counter[str]
    dated: tuple[TimeExpression, ...]
    statement: str | None
    leader: Assertion | None = None
    known: frozenset[str] = frozenset()

    @cached_property
    def target(self) -> str | None:
        """The date that it speaks of, as TIMEX3."""
        found = dates.target(self.article, self.dated, self.span.start, self.span.end) if self.dated else None
        return found.value if found else None

    @cached_property
    def times(self) -> tuple[str, ...]:
        """The values of all dates in it."""
        return tuple(one.value for one in self.dated)

    @cached_property
    def shown(self) -> str:
        """Its words so that they stand alone.

        Rule: a part that begins with a verb, a relative or a price is told from the beginning of its
        sentence, where its subject stands; any other less the conjunction that joins it to what goes before.

        Example: "The reader, which may be the Folio, will be sold in May" for "will be sold in May"; "it may
        be the Folio" for "but it may be the Folio".
        """
        span = self.span
        words = self.article[span.start : span.end]
        if _DEPENDENT.match(words) or (span.start > self.label.start and leans(words)):
            words = self.article[min(self.opens, span.start) : span.end]
        elif joining := _JOINING.match(words):
            words = words[joining.end() :]
        return words[slice(*core(words))]

    @cached_property
    def quantities(self) -> Mapping[str, set[str]]:
        """Its figures by their unit, less those of its dates and designators."""
        return quantities(self.plain)

    @cached_property
    def names(self) -> frozenset[str]:
        """Its names, and those of its clause's subject."""
        begins = {_OWNED.sub("", word).casefold() for word in _CAPITAL.findall(self.text)}
        subject = self.leader.own_names if self.leader else frozenset()
        return self.own_names | (begins & self.known) | subject

    @cached_property
    def own_names(self) -> frozenset[str]:
        """The names in its words that begin no sentence."""
        return frozenset(names(self.text))

    @cached_property
    def months(self) -> frozenset[str]:
        """The months that it names."""
        return frozenset(_MONTH.findall(self.text))

    @cached_property
    def spoken(self) -> Counter[str]:
        """Its stems that are no figures, counted."""
        return Counter({key: count for key, count in self.bag.items() if not key[0].isdigit()})

    @cached_property
    def telling(self) -> frozenset[str]:
        """Its stems that are no names."""
        return frozenset(self.bag) - {stem(name) for name in self.names}

    @cached_property
    def is_negated(self) -> bool:
        """Whether it says that something is not so: "free of charge" does, "not until May" does not."""
        told = _FREE.sub(" no cost ", _UNTIL.sub(" ", self.text))
        return self.denies or negated(told)

    @cached_property
    def acts(self) -> set[str]:
        """The acts that it tells."""
        return acts(self.bag)

    @cached_property
    def denies(self) -> bool:
        """Whether it is the part of a denial that denies."""
        if self.label.subtype != "denial":
            return False
        return negated(self.text) or any(overlap(cue, self.span) for cue in self.label.cues)


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

    def read(self, labels: Iterable[Label], known: frozenset[str] | None = None) -> list[Assertion]:
        """Return the assertions of labelled clauses, in their order; parts without words are none.

        Args:
            labels: The labels of the clauses.
            known: Words that are names where they begin a sentence, too; those of the assertions if left out.
        """
        found: list[Assertion] = []
        for label in labels:
            found += self._parts(label)
        known = names_in(found) if known is None else known
        for one in found:
            one.known = known
        return found

    def may_retell(self, label: Label) -> bool:
        """Say whether a clause that is neither may still tell a claim again.

        Rule: it has a figure, or lies in a statement. Others are too many, and seldom tell anything again.
        """
        if label.kind != "neither" or label.subtype is not None:
            return False
        words = self._articles[label.article or ""].text[label.start : label.end]
        return _FIGURE.search(words) is not None or any(
            overlap(place, label) for place, _ in self._near(label)
        )

    def _parts(self, label: Label) -> list[Assertion]:
        article = self._articles[label.article or ""].text
        made: list[Assertion] = []
        for part in split(article, label.start, label.end):
            place = less_joint(article, part)
            one = self._assertion(label, Span(place.start, place.end, label.article), article)
            one.leader = made[0] if made else None
            if one.bag:
                made.append(one)
        return made

    def _assertion(self, label: Label, span: Span, article: str) -> Assertion:
        times = self._times(span)
        text, plain = _less(article, span, label.cues), _less(article, span, (*label.cues, *times))
        named, plain = designators.find(plain)
        told = Counter({key: count for key, count in bag(plain).items() if _says(key)})
        told.update(DESIGNATOR + one for one in named)
        return Assertion(
            label,
            span,
            article,
            self._opening(label, span),
            text,
            plain,
            named,
            with_acts(told, plain),
            tuple(times),
            self._carrier(span),
        )

    def _times(self, span: Span) -> list[TimeExpression]:
        """Return the dates in a part of an article."""
        return inside(self._dated.get(span.article or "", ()), span.start, span.end)

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
        places = self._occurrences.get(span.article, [])
        first = span.start - self._longest.get(span.article, 0)
        low = bisect_left(places, first, key=lambda place: place[0].start)
        high = bisect_left(places, span.end, key=lambda place: place[0].start)
        return places[low:high]

    def _opening(self, label: Label, span: Span) -> int:
        """Return where the sentence of a part begins; where the part does, if that is not known."""
        starts = self._starts.get(label.article, [])
        place = bisect_right(starts, span.start) - 1
        return starts[max(0, place)] if starts else span.start


def names_in(found: Iterable[Assertion]) -> frozenset[str]:
    """Return all names that some assertions have within sentences."""
    return frozenset(name for one in found for name in one.own_names)


def _less(text: str, span: Span, gone: Iterable[Span]) -> str:
    """Return the words of a span less those of some others in it; short cues stay, for they may be verbs."""
    kept: list[str] = []
    low = span.start
    for place in sorted(gone, key=lambda one: one.start):
        is_cue = not isinstance(place, TimeExpression)
        if place.start < low or place.end > span.end or (is_cue and place.end - place.start <= LONG_CUE):
            continue
        kept.append(text[low : place.start])
        low = place.end
    return _NOISE.sub(" ", " ".join([*kept, text[low : span.end]]))


def _says(key: str) -> bool:
    """Say whether a stem is compared: no function word, no word of saying, no lone letter."""
    return key not in _IDLE and (len(key) > 1 or key.isdigit())
