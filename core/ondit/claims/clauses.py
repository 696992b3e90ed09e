"""Labelled clauses with what they are compared by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ondit.matching.facts import names, negated, numbers, quantities
from ondit.matching.vocabulary import FUNCTION_WORDS, Vocabulary, bag
from ondit.model import Article, Label, Sentence, Span, Statement, TimeExpression
from ondit.periods import same_time
from ondit.spans import carries, overlap

_DEPENDENT = re.compile(
    r"(?:which|who|that|and|or|will|would|shall|can|could|may|might|must|is|are|was|were|has|have|had|not|said)\b"
)
_JOINING = re.compile(r"(?:but|though|although|while|yet|whereas|however|except that)\b,?\s+")
SAME_TARGET_BONUS = 0.15
SAME_FIGURES_BONUS = 0.15
SAME_UNIT_BONUS = 0.1
MOST_BONUS = SAME_TARGET_BONUS + SAME_FIGURES_BONUS


@dataclass(frozen=True, slots=True)
class Clause:
    """A labelled clause with what claims are compared by.

    Attributes:
        label: Its label.
        text: Its words, with those of its sentence before it where its subject stands there.
        bag: Its content stems, counted.
        figures: Its figures, less those of its date.
        quantities: All its figures by their unit.
        names: Its capitalised words that begin no sentence.
        negated: Whether its negations leave it negated.
        target: The date that it speaks of, as TIMEX3.
        statement: The id of the statement that it lies in.
    """

    label: Label
    text: str
    bag: Counter[str]
    figures: frozenset[str]
    quantities: Mapping[str, set[str]]
    names: frozenset[str]
    negated: bool
    target: str | None
    statement: str | None


def read(
    labels: Sequence[Label],
    articles: Mapping[str, Article],
    statements: Sequence[Statement],
    sentences: Sequence[Sentence],
    targets: Mapping[Span, TimeExpression],
) -> list[Clause]:
    """Read the features of labelled clauses, in the order of the labels."""
    occurrences: Mapping[str | None, list[tuple[Span, str]]] = defaultdict(list)
    for statement in statements:
        for occurrence in statement.occurrences:
            occurrences[occurrence.article].append((occurrence, statement.id))
    starts: Mapping[str | None, list[int]] = defaultdict(list)
    for sentence in sentences:
        starts[sentence.article].append(sentence.start)
    found = []
    for label in labels:
        article = articles[label.article or ""].text
        text = article[label.start : label.end]
        target = targets.get(Span(label.start, label.end, label.article))
        told = set(numbers(text))
        if target:
            told -= set(numbers(article[target.start : target.end]))
        found.append(
            Clause(
                label,
                _with_subject(article, label, starts[label.article]),
                Counter({key: n for key, n in bag(text).items() if key not in FUNCTION_WORDS}),
                frozenset(told),
                quantities(text),
                frozenset(names(text)),
                negated(text),
                target.value if target else None,
                _statement_of(label, occurrences[label.article]),
            )
        )
    return found


class Neighbours:
    """Clauses that can be asked which of them assert much the same as another: an inverted index.

    Two clauses are alike by the weight of the words that they share (Dice), and more so where they share
    their date, all their figures, or a unit.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._clauses: list[Clause] = []
        self._weights: list[float] = []
        self._holding: Mapping[str, list[int]] = defaultdict(list)

    def add(self, clause: Clause) -> None:
        """Add a clause; its place is the number of those added before."""
        for key in clause.bag:
            self._holding[key].append(len(self._clauses))
        self._clauses.append(clause)
        self._weights.append(self._weight(clause))

    def alike(self, clause: Clause, least: float) -> dict[int, float]:
        """Return how alike the clauses are that are at least so, by place.

        A clause that shares no word with another is not alike to it.
        """
        shared: dict[int, float] = defaultdict(float)
        for key, count in clause.bag.items():
            weight = self._vocabulary.weight(key)
            for place in self._holding.get(key, ()):
                shared[place] += weight * min(count, self._clauses[place].bag[key])
        own = self._weight(clause)
        found = {}
        for place, weight in shared.items():
            score = 2 * weight / (own + self._weights[place])
            if score + MOST_BONUS >= least:
                score += _bonus(clause, self._clauses[place])
                if score >= least:
                    found[place] = score
        return found

    def _weight(self, clause: Clause) -> float:
        return sum(count * self._vocabulary.weight(key) for key, count in clause.bag.items())


def _bonus(a: Clause, b: Clause) -> float:
    bonus = SAME_TARGET_BONUS if a.target and b.target and same_time(a.target, b.target) else 0.0
    if a.figures and a.figures == b.figures:
        return bonus + SAME_FIGURES_BONUS
    return bonus + (SAME_UNIT_BONUS if a.quantities.keys() & b.quantities.keys() else 0.0)


def conflict(a: Clause, b: Clause) -> bool:
    """Say whether two clauses cannot be one assertion, however alike their words.

    Rule: they speak of different dates; each gives a figure that the other lacks; their names have nothing
    in common; or only one is negated.
    """
    return (
        bool(a.target and b.target and not same_time(a.target, b.target))
        or bool(a.figures - b.figures and b.figures - a.figures)
        or contradicts(a, b)
    )


def supersedes(a: Clause, b: Clause) -> bool:
    """Say whether a clause puts another date or another figure in the same unit for another clause's."""
    if a.target and b.target and not same_time(a.target, b.target):
        return True
    shared = a.quantities.keys() & b.quantities.keys()
    return any(a.quantities[unit].isdisjoint(b.quantities[unit]) for unit in shared)


def contradicts(a: Clause, b: Clause) -> bool:
    """Say whether two clauses speak of other names, or only one of them is negated."""
    return bool(a.names and b.names and a.names.isdisjoint(b.names)) or a.negated != b.negated


def _with_subject(article: str, label: Label, starts: Sequence[int]) -> str:
    """Return a clause's words so that they stand alone.

    Rule: a clause that begins with a verb or a relative is told from the beginning of its sentence, where
    its subject stands; any other less the conjunction that joins it to what goes before.

    Example: "The reader, which may be the Folio, will be sold in May" for "will be sold in May"; "it may be
    the Folio" for "but it may be the Folio".
    """
    clause = article[label.start : label.end]
    if _DEPENDENT.match(clause) and starts:
        start = max(starts[0], starts[bisect_right(starts, label.start) - 1])
        return article[min(start, label.start) : label.end]
    joining = _JOINING.match(clause)
    return clause[joining.end() :] if joining else clause


def _statement_of(label: Label, occurrences: Sequence[tuple[Span, str]]) -> str | None:
    """Return the id of the statement that tells most of a clause; absent where none carries it."""
    carrying = [
        (overlap(label, place), statement) for place, statement in occurrences if carries(place, label)
    ]
    return max(carrying, default=(0, None))[1]
