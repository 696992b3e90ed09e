"""How fast claims are grouped, credits found and sources told, and in what memory, as articles grow.

`python benchmarks/claims.py INPUT … --articles 250 500 1000` reads articles of anything that Ondit reads,
finds their sentences, dates and labels (that is not measured, and done by two processes where they are many),
and prints for so many of the first of them how many sentences a second are grouped into claims, in what
memory and what of that was there before, how much longer the ten newest of them take where the others are
there, and how long the rest of provenance does. Give the numbers in rising order: memory is the most that was
ever used.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from usage import peak

from ondit import certainty, claims, dates, ingest, records, sentences
from ondit.forking import mapped
from ondit.garbage import collector_waiting
from ondit.model import Article, Claim, Label, Sentence, TimeExpression
from ondit.provenance import credits as credited
from ondit.spans import DAY

TEN = 10
FEW = 400
"""Articles up to which one process is enough."""

Found = tuple[list[Sentence], list[Label], list[TimeExpression]]


def found_in(article: Article) -> Found:
    """Find what claims are made of, without a pipeline: no boilerplate is left out, nothing is matched."""
    value = article.published.value[:DAY] if article.published else ""
    reference = date.fromisoformat(value) if len(value) == DAY else None
    dated = [replace(one, article=article.id) for one in dates.find(article.text, reference)]
    split, labels = [], []
    for span in sentences.split(article.text):
        split.append(Sentence(span.start, span.end, article.id))
        labels += [
            replace(label, article=article.id, cues=tuple(replace(c, article=article.id) for c in label.cues))
            for label in certainty.label(article.text, span.start, span.end)
        ]
    return split, labels, dated


@collector_waiting()
def found_in_all(
    articles: list[Article],
) -> tuple[list[Sentence], list[Label], dict[str, list[TimeExpression]]]:
    """Find what claims are made of in many articles, in two processes."""
    each = mapped(found_in, articles, pack=lambda found: found, unpack=lambda _, found: found, least=FEW)
    split = [sentence for found, _, _ in each for sentence in found]
    labels = [label for _, found, _ in each for label in found]
    return split, labels, {article.id: found for article, (_, _, found) in zip(articles, each, strict=True)}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long some work takes, and what it gives."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


Put = tuple[list[Article], list[Label], tuple[()], list[Sentence]]


def parted(articles: list[Article], labels: list[Label], split: list[Sentence]) -> tuple[Put, Put]:
    """Return what claims are made of in all but the newest articles, and in those: ten, or half of few."""
    ordered = sorted(articles, key=lambda one: (one.published.value if one.published else "", one.id))
    place = max(len(ordered) - TEN, (len(ordered) + 1) // 2)
    return of(ordered[:place], labels, split), of(ordered[place:], labels, split)


def of(articles: list[Article], labels: list[Label], split: list[Sentence]) -> Put:
    """Return articles with their labels and sentences."""
    known = {article.id for article in articles}
    return (
        articles,
        [label for label in labels if label.article in known],
        (),
        [sentence for sentence in split if sentence.article in known],
    )


def put(growing: claims.Growing, some: Put, dated: dict[str, list[TimeExpression]]) -> tuple[Claim, ...]:
    """Put articles to those that are there, and return the claims of all."""
    growing.put(*some, dated)
    return growing.claims()


def main() -> None:
    """Print the speeds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("inputs", nargs="+")
    options.add_argument("--articles", type=int, nargs="+", default=[250, 500, 1000], help="how many")
    given = options.parse_args()
    read = (one for one in ingest.stream(given.inputs) if isinstance(one, Article))
    articles = list(islice(read, max(given.articles)))
    split, labels, dated = found_in_all(articles)
    for count in given.articles:
        measure(articles[:count], labels, split, dated)


def measure(
    taken: list[Article], labels: list[Label], split: list[Sentence], dated: dict[str, list[TimeExpression]]
) -> None:
    """Group the claims of some articles, and print how long that takes and how much memory."""
    known = {article.id: article for article in taken}
    rows = sum(sentence.article in known for sentence in split)
    growing = claims.Growing()
    first, last = parted(taken, labels, split)
    before = peak()
    took, _ = timed(lambda: put(growing, first, dated))
    most = peak()
    more, made = timed(lambda: put(growing, last, dated))
    heard, _ = timed(lambda: credited.find(taken))
    kept, _ = timed(lambda: records.of_sources(made, known))
    print(
        f"{len(taken):,} articles, {rows:,} sentences, {len(made):,} claims: {took:.1f} s"
        f" ({rows / took:,.0f} sentences a second) in {most:,.0f} MB, of which {before:,.0f} MB were there"
        f" before, {more:.2f} s more for the newest {len(last[0])}, credits {heard:.1f} s, records"
        f" {kept:.2f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
