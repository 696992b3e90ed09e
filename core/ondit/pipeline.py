"""All stages tied together: inputs in, a story out. The only module that knows them all."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ondit import (
    boilerplate,
    claims,
    copies,
    english,
    headings,
    ingest,
    overrides,
    provenance,
    records,
    relabel,
    statements,
    suspects,
    timeline,
    versions,
)
from ondit.dates.said import said
from ondit.findings import find
from ondit.garbage import collector_waiting
from ondit.growing import Keep, LastBuild, anew
from ondit.matching import crowds
from ondit.matching.story import Matcher, groups_of
from ondit.model import (
    Article,
    Claim,
    Credit,
    Findings,
    Label,
    Match,
    Problem,
    Quote,
    Sentence,
    Statement,
    Story,
    TimeExpression,
)
from ondit.overrides.records import Override
from ondit.progress import Finding, Report
from ondit.spans import DAY


class Ongoing:
    """What one build leaves for the next of nearly the same articles, which then costs what is new.

    It holds what the last build needed, and is for one build at a time. After a build that raised, begin with
    a new one.

    Attributes:
        kept: What stages worked out.
        matcher: What was matched.
        claims: The claims.
        articles: The ids of the articles that these know.
    """

    def __init__(self) -> None:
        self.kept = LastBuild()
        self.matcher = Matcher()
        self.claims = claims.Growing()
        self.articles: set[str] = set()


def read(
    inputs: Iterable[str | os.PathLike[str]],
    *,
    strict: bool = False,
    report: Report | None = None,
    within: int | None = None,
    reach: ingest.Reach | None = None,
) -> Story:
    """Read inputs and find all that is announced, rumoured, quoted and repeated in them.

    Args:
        inputs: Files, folders, globs, web addresses, or `-` for standard input.
        strict: Stop at the first bad input instead of noting it as a problem.
        report: Called as the work goes on.
        within: Compare only articles that were published within so many days of each other: for archives.
        reach: What reading may use: the network, other processes, a way to be stopped.

    Raises:
        InputError: An input is bad, and `strict` is set.
    """
    reading = ingest.read_all(inputs, strict=strict, report=report, reach=reach)
    return build(reading.articles, reading.problems, within=within, report=report)


@collector_waiting()
def build(
    articles: Sequence[Article],
    problems: Sequence[Problem] = (),
    *,
    within: int | None = None,
    report: Report | None = None,
    given: Sequence[Override] = (),
    known: Mapping[str, Findings] | None = None,
    ongoing: Ongoing | None = None,
) -> Story:
    """Find all that is announced, rumoured, quoted and repeated in some articles.

    The order of the articles changes nothing: they are taken in the order of their ids.

    Args:
        articles: The articles.
        problems: What could not be read.
        within: Compare only articles that were published within so many days of each other; one whose day
            is not known is compared with all.
        report: Called as the work goes on.
        given: What a reader says of claims; what it was said of but is not there any more is noted.
        known: What was found before in articles by themselves, by their ids.
        ongoing: What was worked out in the build before, of which most is the same where few articles came
            or went; behind this build it holds what was worked out in it.
    """
    keep: Keep = ongoing.kept if ongoing else anew
    found = _found(articles, known or {}, report, keep)
    matches, left_out = _matched(found, within, ongoing)
    credited = provenance.credits.find(found.articles, keep)
    clusters = _clusters(found, matches, credited, keep)
    labels = relabel.correct(found.labels, clusters, found.articles)
    suspected = suspects.mark(found.quotes, matches, found.articles, keep)
    told = headings.untainted(_claims(found, labels, clusters, matches, ongoing), suspected, found.by_id)
    assertions, lost = _as_said(told, given, found.articles)
    derivations = provenance.derivation.derive(found.articles, found.sentences, matches, credited, keep)
    days = _said(assertions, found)
    if ongoing:
        ongoing.kept.turn()
    return Story(
        articles=found.articles,
        sentences=found.sentences,
        matches=matches,
        statements=clusters,
        quotes=suspected,
        labels=labels,
        dates=tuple(expression for article in found.articles for expression in found.dates[article.id]),
        claims=assertions,
        timeline=timeline.build(
            found.articles, clusters, assertions, said=days, derivations=derivations, labels=labels
        ),
        problems=(*problems, *found.notes, *crowds.note(left_out, len(matches)), *lost),
        credits=credited,
        derivations=derivations,
        records=records.of_sources(assertions, found.by_id),
    )


def matched_texts(story: Story) -> tuple[list[str], list[int]]:
    """Return the sentences of a story that are matched, and the number of the article of each."""
    news = [sentence for sentence in story.sentences if sentence.boilerplate is None]
    return [story.text(sentence) for sentence in news], groups_of(news)


def _day(article: Article) -> int | None:
    """Return the number of the day on which an article was published, where that is known."""
    value = article.published.value if article.published else ""
    return date.fromisoformat(value[:DAY]).toordinal() if len(value) >= DAY else None


class _Found(NamedTuple):
    """What is found in articles one by one, put together."""

    articles: tuple[Article, ...]
    by_id: dict[str, Article]
    sentences: tuple[Sentence, ...]
    news: list[Sentence]
    quotes: list[Quote]
    dates: dict[str, list[TimeExpression]]
    labels: list[Label]
    notes: list[Problem]


def _found(
    articles: Sequence[Article], known: Mapping[str, Findings], report: Report | None, keep: Keep
) -> _Found:
    articles = copies.mark(sorted(articles, key=lambda article: article.id), keep)
    each = list(_each(articles, known, report))
    split = boilerplate.mark_repeated(
        [sentence for own in each for sentence in own.sentences], articles, keep
    )
    split = versions.mark(articles, split, keep)
    labels = (labels for own in each for labels in own.labels)
    note = english.note([a for a, own in zip(articles, each, strict=True) if not own.in_english])
    return _Found(
        tuple(articles),
        {article.id: article for article in articles},
        tuple(split),
        [sentence for sentence in split if sentence.boilerplate is None],
        versions.less_told_before((quote for own in each for quote in own.quotes), split),
        {article.id: list(own.dates) for article, own in zip(articles, each, strict=True)},
        [
            label
            for sentence, told in zip(split, labels, strict=True)
            if sentence.boilerplate is None
            for label in told
        ],
        [note] if note else [],
    )


def _matched(found: _Found, within: int | None, ongoing: Ongoing | None) -> tuple[tuple[Match, ...], int]:
    """Return the matches, and how many of a crowd are left out."""
    texts = [found.by_id[s.article or ""].text[s.start : s.end] for s in found.news]
    days = {article.id: _day(article) for article in found.articles}
    published = [days[s.article or ""] for s in found.news]
    matcher = ongoing.matcher if ongoing and within is None else Matcher()
    told = matcher.match(found.news, texts, found.quotes, published, within)
    return versions.across(told, found.by_id), matcher.left_out


def _claims(
    found: _Found,
    labels: Sequence[Label],
    clusters: Sequence[Statement],
    matches: Sequence[Match],
    ongoing: Ongoing | None,
) -> tuple[Claim, ...]:
    of = found.articles, labels, clusters, found.news, found.dates
    if ongoing is None:
        return claims.group(*of, matches=matches)
    there = {article.id for article in found.articles}
    ongoing.claims.drop(ongoing.articles - there)
    ongoing.claims.put(*of, matches=matches)
    ongoing.articles = there
    return ongoing.claims.claims()


def _each(
    articles: Sequence[Article], known: Mapping[str, Findings], report: Report | None
) -> Iterator[Findings]:
    """Yield what is found in each article by itself, as it is known or anew."""
    told = Finding(report, len(articles))
    for article in articles:
        own = known.get(article.id) or find(article)
        yield own
        told.one(len(own.sentences))
    told.end()


def _clusters(
    found: _Found, matches: Sequence[Match], credited: Sequence[Credit], keep: Keep
) -> tuple[Statement, ...]:
    """Return the statements, each with its stemma."""
    clusters = statements.cluster(found.articles, found.news, found.quotes, matches, keep)
    descents = provenance.stemma.of_statements(clusters, found.by_id, credited, keep)
    return tuple(replace(one, stemma=descents.get(one.id, ())) for one in clusters)


def _as_said(
    told: Sequence[Claim], given: Sequence[Override], articles: Sequence[Article]
) -> tuple[tuple[Claim, ...], list[Problem]]:
    """Return claims as a reader says they are, and notes on those that are not there any more."""
    lost = [_lost(override) for override in overrides.unmatched(told, given, articles)]
    return overrides.apply(told, given, articles), lost


def _said(assertions: Sequence[Claim], found: _Found) -> dict[str, str]:
    """Find the day on which claims were said, by the sentence that told each first."""
    rows: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in found.sentences:
        rows[sentence.article or ""].append(sentence)
    days: dict[str, str] = {}
    for claim in assertions:
        first = claim.mentions[0]
        article = found.by_id[first.article or ""]
        place = bisect_right(rows[article.id], first.start, key=lambda row: row.start) - 1
        day = _day(article)
        if place >= 0 and day is not None:
            told = rows[article.id][place]
            value = said(article.text, found.dates[article.id], told.start, told.end, date.fromordinal(day))
            if value:
                days[claim.id] = value
    return days


def _lost(override: Override) -> Problem:
    """Note that what a reader said of a claim finds it no more."""
    return Problem(
        "your decisions",
        None,
        f"No claim tells “{override.anchor.words}” any more, of which you said something.",
        "It is kept, and holds again when an article with these words is there.",
        is_note=True,
    )
