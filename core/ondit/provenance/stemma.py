"""Stemmata: which occurrence of a wording comes from which, shown by the deviations that they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import NamedTuple

from ondit.growing import Keep, anew
from ondit.model import Article, Credit, Descent, Statement
from ondit.provenance.crediting import Credits
from ondit.provenance.moments import Told, before, in_order, moment
from ondit.provenance.readings import (
    Base,
    Deviation,
    Reading,
    Witness,
    base_of,
    beside,
    lacking,
    own_words,
    read,
)
from ondit.provenance.reasons import Choice, Parent, Reasons

MOST_HOLDERS = 64
"""How many occurrences with a deviation are remembered, the oldest."""
MOST_ALIKE = 16
"""How many of those that share most are compared, and how many of one outlet."""
MOST_FULLEST = 256
"""How many are remembered for their words alone, the oldest that none outdoes."""
FULLEST_TRIED = 4
SAME_WORDING = 2

_Credited = Mapping[str, Credits]
_NONE = Credits(())


def of_statements(
    statements: Iterable[Statement],
    articles: Mapping[str, Article],
    found: Iterable[Credit],
    keep: Keep = anew,
) -> dict[str, tuple[Descent, ...]]:
    """Say which occurrence of each statement comes from which.

    Rule: each occurrence is laid beside the statement's text. Of the occurrences in other articles that are
    not known to be later, its parent is the one that shares most of its deviations, then one whose outlet
    its article credits, then the one with fewest deviations of its own, then the earliest, of those of one
    time one that credits none of the others, then the fullest. No occurrence restores words: one that lacks
    some which the child has, and which an earlier one has, is no parent, unless the child's article credits
    it, or a second parent has all of them; nor is one whose article credits the child's outlet.
    An edge is `credited` where the article says so; `inferred` where the two share a deviation, words that
    the first witness lacks, or five words in a row, dates give their order, and no other occurrence of the
    same time shows as much; else it is a `tie`.

    Example: of three outlets, two have “lenses” where the release has “film”: the later comes from the
    earlier.
    Must not: make an order of one day's occurrences; take the words of a credit ("via …"), or where an
    excerpt begins and ends, for a deviation.
    Known failures: an outlet that is dated before the release which it copies becomes its parent; of two that
    put in the same word by chance one becomes the other's; a source that is no article of the story is not
    seen; of a wording that hundreds carry, only the oldest and fullest are tried as parents.

    Args:
        statements: The statements.
        articles: The story's articles by id.
        found: What articles say that they have from other outlets.
        keep: Asks which statements' edges are known.

    Returns:
        By the statement's id, edges without a cycle, by child, then parent; at most two a child, none of one
        that shows no parent.
    """
    by_article: dict[str, list[Credit]] = defaultdict(list)
    for credit in found:
        by_article[credit.article or ""].append(credit)
    credited = {name: keep(Credits, tuple(those)) for name, those in by_article.items()}
    stemmata = {}
    for statement in statements:
        names = dict.fromkeys(occurrence.article or "" for occurrence in statement.occurrences)
        of = tuple(articles[name] for name in names), tuple(credited.get(name, _NONE) for name in names)
        stemmata[statement.id] = keep(_stemma, statement, *of)
    return stemmata


def _stemma(
    statement: Statement, of: tuple[Article, ...], credits_of: tuple[Credits, ...]
) -> tuple[Descent, ...]:
    articles = {article.id: article for article in of}
    credited = {article.id: own for article, own in zip(of, credits_of, strict=True)}
    base = base_of(statement, articles)
    told: dict[str, list[Witness]] = defaultdict(list)
    for witness in _witnesses(statement, base, articles, credited):
        told[witness.article.id].append(witness)
    order = in_order(_told(told))
    for those in told.values():
        those.sort(key=lambda one: (one.occurrence.start, one.occurrence.end))
    reasons = Reasons(base, [one for name in order for one in told[name]])
    earlier = _Earlier()
    edges: list[Descent] = []
    for name in order:
        for witness in told[name]:
            choice = _choose(witness, earlier)
            edges += reasons.edges(witness, choice) if choice else ()
        for witness in told[name]:
            earlier.add(witness)
    return tuple(sorted(edges, key=lambda edge: (edge.child, edge.parent)))


def _told(told: Mapping[str, Sequence[Witness]]) -> Iterator[Told]:
    """Yield when each article told it; where dates give no order, who credits another comes behind it."""
    outlets = {those[0].article.source.value for those in told.values()}
    for name, those in told.items():
        found, own = those[0].credits, those[0].article.source.value
        credits_another = any(
            source != own for source in found.by_source.keys() & outlets
        ) or not told.keys().isdisjoint(found.by_article)
        fullest = max(one.held.bit_count() for one in those)
        yield Told(those[0].when, (credits_another, -fullest), name)


def _witnesses(
    statement: Statement, base: Base, articles: Mapping[str, Article], credited: _Credited
) -> Iterator[Witness]:
    """Yield the occurrences beside the statement's text; wordings that are equal are read once."""
    readings: dict[tuple[tuple[str, ...], frozenset[int]], tuple[Reading, int]] = {}
    for number, occurrence in enumerate(statement.occurrences):
        article = articles[occurrence.article or ""]
        naming = credited[article.id]
        own = own_words(occurrence, article)
        muted = naming.words_of(own, occurrence)
        if (own.texts, muted) not in readings:
            reading = read(base, own.texts, muted)
            readings[own.texts, muted] = reading, lacking(base, reading)
        reading, lost = readings[own.texts, muted]
        lost &= ~beside(base, lost, occurrence, article)
        yield Witness(
            number,
            occurrence,
            article,
            naming,
            moment(article.published),
            reading,
            kept=base.content & reading.kept,
            held=base.content & ~lost,
        )


class _Rank(NamedTuple):
    """How good a parent is; the least is the best."""

    unshared: int
    uncredited: bool
    lost: int
    own: int


def _choose(child: Witness, earlier: _Earlier) -> Choice | None:
    """Return where an occurrence comes from; nothing where nothing shows it."""
    needed = child.kept & earlier.kept
    ranked = []
    for one in earlier.candidates(child, needed):
        shared = len(child.reading.deviations & one.reading.deviations)
        credited = child.credits.naming(one.article, child.occurrence) is not None
        if (credited or not _heard(one, child)) and (
            shared or credited or child.reading.kept & one.reading.kept
        ):
            own = len(one.reading.deviations) - shared
            lost = (needed & ~one.held).bit_count()
            ranked.append((_Rank(-shared, not credited, lost, own), one))
    ranked.sort(key=lambda row: row[0])
    for at, (rank, best) in enumerate(ranked):
        lost_here = needed & ~best.held
        second = earlier.holder(lost_here, child) if lost_here else None
        if second or not lost_here or not rank.uncredited:
            equal = [one for other, one in ranked[at + 1 :] if other == rank]
            return Choice(Parent(best, _rival(best, equal)), second, lost_here)
    return None


def _heard(one: Witness, child: Witness) -> bool:
    """Say whether an occurrence's article credits the other one's outlet."""
    return one.credits.naming(child.article, one.occurrence) is not None


def _rival(best: Witness, equal: Iterable[Witness]) -> Witness | None:
    """Return the first of some of other outlets that are not known to be later than the best of them."""
    outlet = best.article.source.value
    others = (one for one in equal if one.article.source.value != outlet and not before(best.when, one.when))
    return next(others, None)


class _Earlier:
    """The occurrences so far, none of which is known to be later than those that come."""

    def __init__(self) -> None:
        self.kept = 0
        self._all: list[Witness] = []
        self._wordings: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._holders: dict[Deviation, list[int]] = defaultdict(list)
        self._outlets: dict[str, list[int]] = defaultdict(list)
        self._articles: dict[str, list[int]] = defaultdict(list)
        self._fullest: list[int] = []

    def add(self, witness: Witness) -> None:
        """Keep an occurrence."""
        place = len(self._all)
        self._all.append(witness)
        self.kept |= witness.kept
        _keep(self._outlets[witness.article.source.value], place, MOST_ALIKE)
        _keep(self._articles[witness.article.id], place, MOST_ALIKE)
        same = self._wordings[witness.reading.words]
        if all(self._all[one].article.id != witness.article.id for one in same) and _keep(
            same, place, SAME_WORDING
        ):
            for deviation in witness.reading.deviations:
                _keep(self._holders[deviation], place, MOST_HOLDERS)
        if not any(_outdone(witness, self._all[one]) for one in self._fullest):
            _keep(self._fullest, place, MOST_FULLEST)

    def candidates(self, child: Witness, needed: int) -> list[Witness]:
        """Return, in order, those that may be an occurrence's parent; `needed` are words it must have."""
        found = set(self._wordings.get(child.reading.words, ()))
        holders = (self._holders.get(deviation, ()) for deviation in child.reading.deviations)
        votes = Counter(place for places in holders for place in places)
        found.update(nsmallest(MOST_ALIKE, votes, key=lambda place: (-votes[place], place)))
        found.update(nsmallest(FULLEST_TRIED, self._fullest, key=lambda place: self._lost(place, needed)))
        for source in child.credits.by_source.keys() & self._outlets.keys():
            found.update(self._outlets[source])
        for name in child.credits.by_article.keys() & self._articles.keys():
            found.update(self._articles[name])
        return [self._all[place] for place in sorted(found)]

    def holder(self, needed: int, child: Witness) -> Parent | None:
        """Return the occurrence that has all of some words, and fewest deviations; the earliest of equals."""
        having = [
            place
            for place in self._fullest
            if not needed & ~self._all[place].kept and not _heard(self._all[place], child)
        ]
        if not having:
            return None
        fewest = min(len(self._all[place].reading.deviations) for place in having)
        best, *equal = (
            one for place in having if len((one := self._all[place]).reading.deviations) == fewest
        )
        return Parent(best, _rival(best, equal))

    def _lost(self, place: int, needed: int) -> tuple[int, int, int]:
        one = self._all[place]
        return (needed & ~one.held).bit_count(), len(one.reading.deviations), place


def _keep(places: list[int], place: int, most: int) -> bool:
    if len(places) >= most:
        return False
    places.append(place)
    return True


def _outdone(one: Witness, other: Witness) -> bool:
    """Say whether another occurrence is earlier, has all its words and no more deviations."""
    return (
        not one.held & ~other.held
        and len(other.reading.deviations) <= len(one.reading.deviations)
        and before(other.when, one.when)
    )
