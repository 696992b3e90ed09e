"""All stages tied together: inputs in, a story out. The only module that knows them all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ondit import (
    boilerplate,
    certainty,
    claims,
    copies,
    dates,
    english,
    ingest,
    quotes,
    relabel,
    sentences,
    statements,
    suspects,
    timeline,
)
from ondit.matching.story import groups_of, match_sentences
from ondit.model import Article, Label, Problem, Quote, Sentence, Story, TimeExpression
from ondit.progress import Progress, Report
from ondit.spans import DAY, overlap


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


def build(
    articles: Sequence[Article],
    problems: Sequence[Problem] = (),
    *,
    within: int | None = None,
    report: Report | None = None,
) -> Story:
    """Find all that is announced, rumoured, quoted and repeated in some articles.

    The order of the articles changes nothing: they are taken in the order of their ids.

    Args:
        articles: The articles.
        problems: What could not be read.
        within: Compare only articles that were published within so many days of each other; one whose day
            is not known is compared with all.
        report: Called as the work goes on.
    """
    articles = copies.mark(sorted(articles, key=lambda article: article.id))
    by_id = {article.id: article for article in articles}
    parts = list(_parts(articles, report or _unheard))
    split = boilerplate.mark_repeated([sentence for part in parts for sentence in part.sentences], articles)
    news = [sentence for sentence in split if sentence.boilerplate is None]
    texts = [by_id[s.article or ""].text[s.start : s.end] for s in news]
    spoken = [quote for part in parts for quote in part.quotes]
    dated = {article.id: part.dates for article, part in zip(articles, parts, strict=True)}
    days = {article.id: _day(article) for article in articles}
    matches = match_sentences(news, texts, spoken, [days[s.article or ""] for s in news], within)
    clusters = statements.cluster(articles, news, spoken, matches)
    told = {(sentence.article or "", sentence.start) for sentence in news}
    found = [label for part in parts for place, label in part.labels if place in told]
    labels = relabel.correct(found, clusters, articles)
    note = english.note(
        [article for article, part in zip(articles, parts, strict=True) if not part.in_english]
    )
    assertions = claims.group(articles, labels, clusters, news, dated)
    return Story(
        articles=tuple(articles),
        sentences=tuple(split),
        matches=matches,
        statements=clusters,
        quotes=suspects.mark(spoken, matches, articles),
        labels=labels,
        dates=tuple(expression for part in parts for expression in part.dates),
        claims=assertions,
        timeline=timeline.build(articles, clusters, assertions),
        problems=(*problems, note) if note else tuple(problems),
    )


def matched_texts(story: Story) -> tuple[list[str], list[int]]:
    """Return the sentences of a story that are matched, and the number of the article of each."""
    news = [sentence for sentence in story.sentences if sentence.boilerplate is None]
    return [story.text(sentence) for sentence in news], groups_of(news)


def _day(article: Article) -> int | None:
    """Return the number of the day on which an article was published, where that is known."""
    value = article.published.value if article.published else ""
    return date.fromisoformat(value[:DAY]).toordinal() if len(value) >= DAY else None


def _unheard(_: Progress) -> None:
    """Tell nobody."""


class _Part(NamedTuple):
    """What is found in one article by itself; its labels each with the place of their sentence."""

    sentences: list[Sentence]
    quotes: list[Quote]
    dates: list[TimeExpression]
    labels: list[tuple[tuple[str, int], Label]]
    in_english: bool


def _parts(articles: Sequence[Article], report: Report) -> Iterator[_Part]:
    found = 0
    for done, article in enumerate(articles, start=1):
        part = _part(article)
        found += len(part.sentences)
        yield part
        report(Progress("finding", done, len(articles), len(articles), found, "", done / len(articles)))
    if articles:
        report(Progress("matching", len(articles), len(articles), len(articles), found))


def _part(article: Article) -> _Part:
    """Find everything in one article; labels at once, while what they share with its quotes is at hand."""
    split, spoken = _sentences(article), _quotes(article)
    if not english.reads_as_english(article.text):
        nameless = [replace(quote, speaker=None, role=None, cue=None) for quote in spoken]
        return _Part(split, nameless, [], [], in_english=False)
    labels = [
        ((article.id, sentence.start), label)
        for sentence in split
        if sentence.boilerplate is None
        for label in _labels(article, sentence)
    ]
    return _Part(split, spoken, _dates(article), labels, in_english=True)


def _sentences(article: Article) -> list[Sentence]:
    paragraphs = sentences.paragraphs(article.text)
    found = []
    number = 0
    for span in sentences.split(article.text, article.language):
        while paragraphs[number][1] < span.end:
            number += 1
        why = boilerplate.reason(article.text, span.start, span.end)
        found.append(Sentence(span.start, span.end, article.id, number, why))
    return found


def _quotes(article: Article) -> list[Quote]:
    return [replace(quote, article=article.id) for quote in quotes.find(article.text)]


def _dates(article: Article) -> list[TimeExpression]:
    """Find the dates of an article, none finer than the date of the article that they rest on."""
    published = article.published
    known = len(published.value[:DAY]) if published else 0
    reference = date.fromisoformat((published.value + "-01-01")[:DAY]) if published else None
    found = dates.find(article.text, reference)
    if 0 < known < DAY:
        absolute = dates.find(article.text, None)
        found = absolute + [
            expression
            for expression in found
            if len(expression.value) <= known and not any(overlap(expression, f) for f in absolute)
        ]
    return [replace(expression, article=article.id) for expression in sorted(found)]


def _labels(article: Article, sentence: Sentence) -> list[Label]:
    return [
        replace(
            label,
            article=article.id,
            cues=tuple(replace(cue, article=article.id) for cue in label.cues),
        )
        for label in certainty.label(article.text, sentence.start, sentence.end)
    ]
