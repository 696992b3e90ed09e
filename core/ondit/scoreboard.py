"""The scoreboard: what each outlet had first, what it repeated, how that ended, and what is a release's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from typing import Protocol

from ondit import records
from ondit.article_list import mostly
from ondit.model import Grade, Record, Role, Story, TimelineEntry
from ondit.search import finder, folded, names_finder, parse
from ondit.timeline import Filter

MOST_OTHERS = 12
"""How many other outlets a score names at the most."""
_Others = tuple[tuple[str, int], ...]
_Share = tuple[float, Grade]


@dataclass(frozen=True, slots=True)
class Score:
    """What an outlet told, beside others.

    Attributes:
        record: What it had first, repeated, told alone, and how its rumours ended; zeros where it tells none.
        articles: How many articles of it there are.
        reports: How many of them are no releases of its own.
        released: Which share of its reports is a release's wording, on the average: 0 to 1; absent of none.
        wholly: How many of its reports are wholly a release's.
        partly: How many are partly so.
        after: Of whom it repeated claims, and how many: those that had them first, or together with others;
            most first, then by name.
        before: Who repeated claims that it had first, or together with others, and how many.
    """

    record: Record
    articles: int
    reports: int
    released: float | None
    wholly: int
    partly: int
    after: _Others
    before: _Others


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """What the outlets of a story told, beside each other.

    Attributes:
        scores: One an outlet; most firsts first, then by name.
        told: The ids of the claims to which an outlet was something, by outlet and role, in the order of the
            story's claims.
    """

    scores: tuple[Score, ...]
    told: Mapping[tuple[str, Role], Sequence[str]]


class ScoreView(Protocol):
    """The scoreboard of a story, to look at."""

    @property
    def scores(self) -> Sequence[Score]:
        """One an outlet; most firsts first, then by name."""

    def told_by(self, source: str, role: Role, start: int, count: int) -> Sequence[TimelineEntry]:
        """Return so many of the entries to which an outlet was something, in the timeline's order.

        Args:
            source: The outlet.
            role: What it was to them.
            start: The place of the first.
            count: How many at the most.
        """


class WholeScores:
    """The scoreboard of a story that is in memory.

    Args:
        story: The story.
    """

    def __init__(self, story: Story) -> None:
        self._story = story

    @property
    def scores(self) -> Sequence[Score]:
        """One an outlet; most firsts first, then by name."""
        return self._board.scores

    def told_by(self, source: str, role: Role, start: int, count: int) -> Sequence[TimelineEntry]:
        """Return so many of the entries to which an outlet was something, in the timeline's order."""
        claims = self._board.told.get((source, role), ())
        places = nsmallest(start + count, (self._places[one] for one in claims if one in self._places))
        return [self._story.timeline[place] for place in places[start:]]

    @cached_property
    def _board(self) -> Scoreboard:
        return of_story(self._story)

    @cached_property
    def _places(self) -> Mapping[str | None, int]:
        """Where the entries of claims stand in the timeline."""
        return {entry.claim: place for place, entry in enumerate(self._story.timeline)}


def narrowed(scores: Sequence[Score], wanted: Filter) -> Sequence[Score]:
    """Return the scores of the outlets that a filter names, or of which a search finds the names.

    Raises:
        UsageError: The search makes no sense.
    """
    query = parse(wanted.search)
    has_words, is_named = finder(query), names_finder(query.source)
    return [
        one
        for one in scores
        if (not wanted.sources or one.record.source in wanted.sources)
        and has_words(folded(one.record.source))
        and is_named((one.record.source,))
    ]


def of_story(story: Story) -> Scoreboard:
    """Return what the outlets of a story told, beside each other.

    What is a release's is worked out article by article: of several releases that which gives it most counts,
    and what others have from an article makes that a release, of which no share is worked out.

    Example: an outlet with a report that is wholly a release's (0.9), and one that is not: 0.45 on the
    average.
    """
    articles = {article.id: article for article in story.articles}
    counts: dict[str, Counter[Role]] = {article.source.value: Counter() for article in story.articles}
    told: dict[tuple[str, Role], list[str]] = defaultdict(list)
    after: dict[str, Counter[str]] = defaultdict(Counter)
    before: dict[str, Counter[str]] = defaultdict(Counter)
    for tellers in records.of_claims(story.claims, articles):
        for source, role in tellers.roles:
            counts[source][role] += 1
            told[source, role].append(tellers.claim.id)
        for late, soon in tellers.repeated:
            after[late][soon] += 1
            before[soon][late] += 1
    shares = _shares(story)
    had = Counter(article.source.value for article in story.articles)
    scores = (
        _score(one, had[one.source], shares.get(one.source, ()), after[one.source], before[one.source])
        for one in records.ranked(counts)
    )
    return Scoreboard(tuple(scores), dict(told))


def _shares(story: Story) -> Mapping[str, Sequence[_Share]]:
    """Return for each outlet which share of each of its reports is a release's, and the grade of that."""
    most = mostly(story.derivations)
    releases = {one.release for one in story.derivations}
    found: dict[str, list[_Share]] = defaultdict(list)
    for article in story.articles:
        known = most.get(article.id)
        if known:
            found[article.source.value].append((known.share, known.grade))
        elif article.id not in releases:
            found[article.source.value].append((0.0, "not"))
    return found


def _score(
    record: Record,
    articles: int,
    reports: Sequence[_Share],
    after: Mapping[str, int],
    before: Mapping[str, int],
) -> Score:
    grades = Counter(grade for _, grade in reports)
    return Score(
        record=record,
        articles=articles,
        reports=len(reports),
        released=sum(share for share, _ in reports) / len(reports) if reports else None,
        wholly=grades["wholly"],
        partly=grades["partly"],
        after=_most(after),
        before=_most(before),
    )


def _most(others: Mapping[str, int]) -> _Others:
    """Return others with how often, the most frequent first, then by name."""
    return tuple(nsmallest(MOST_OTHERS, others.items(), key=lambda one: (-one[1], one[0])))
