"""Fragments of a few words that two articles put in quotation marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ondit.model import Match, Quote, Sentence, Span
from ondit.spans import overlap
from ondit.text import Words, words

MIN_WORDS = 3
MAX_WORDS = 7

_INNER = re.compile(r"(?<!\w)[“‘„«\"'](?P<inner>[^“”‘’„«»\"'\n]{5,80})[”’“»\"'](?!\w)")

Pair = tuple[int, int]
QuotesOf = Mapping[str | None, Sequence[Quote]]


def quoted_fragments(
    sentences: Sequence[Sentence], texts: Sequence[str], quotes: Sequence[Quote]
) -> dict[Pair, Match]:
    """Find the short quotes of one article that stand, word for word, in a quote of another.

    Rule: a quote of three to seven words, or a passage of a quote that is in marks of its own, all of which
    follow one another within quotation marks in a sentence of another article.

    Example: “not in talks”, or ‘They said “not in talks” as well’, beside “The company is not in talks with
    anybody.” Must not: the same words
    where one of the two articles says them itself; three words are too few to tell who took them from whom.
    Known failures: a fragment that runs over two sentences; a fragment with one word changed.

    Returns:
        A match for each pair of rows `left < right`, with spans of the two texts.
    """
    split = [words(text) for text in texts]
    quotes_of: dict[str | None, list[Quote]] = defaultdict(list)
    for quote in quotes:
        quotes_of[quote.article].append(quote)
    hosts = _hosts(sentences, split, quotes_of)
    found: dict[Pair, Match] = {}
    for row, place in _marked(sentences, texts, quotes_of):
        needle = words(texts[row][place.start : place.end]).texts
        if not MIN_WORDS <= len(needle) <= MAX_WORDS:
            continue
        for other in hosts.get(needle[:MIN_WORDS], ()):
            there = _place(split[other], needle)
            if (
                there
                and sentences[other].article != sentences[row].article
                and _is_quoted(sentences[other], there, quotes_of)
            ):
                a, b = (place, there) if row < other else (there, place)
                pair = min(row, other), max(row, other)
                found.setdefault(pair, Match(a, b, 100.0, "verbatim", *pair))
    return found


def _hosts(
    sentences: Sequence[Sentence], split: Sequence[Words], quotes_of: QuotesOf
) -> dict[tuple[str, ...], list[int]]:
    """List the sentences with quotes in them by each run of words as short as a fragment may be."""
    hosts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, sentence in enumerate(sentences):
        if any(overlap(quote, sentence) for quote in quotes_of.get(sentence.article, ())):
            found = split[row].texts
            for start in {found[i : i + MIN_WORDS] for i in range(len(found) - MIN_WORDS + 1)}:
                hosts[start].append(row)
    return hosts


def _marked(
    sentences: Sequence[Sentence], texts: Sequence[str], quotes_of: QuotesOf
) -> Iterator[tuple[int, Span]]:
    """Yield where the quotes stand that lie in one sentence, and what is marked within a quote; by row."""
    for row, sentence in enumerate(sentences):
        for quote in quotes_of.get(sentence.article, ()):
            within = overlap(quote, sentence)
            if within == quote.end - quote.start:
                yield row, Span(quote.start - sentence.start, quote.end - sentence.start)
            if within:
                low, high = max(quote.start, sentence.start), min(quote.end, sentence.end)
                for found in _INNER.finditer(texts[row], low - sentence.start, high - sentence.start):
                    yield row, Span(*found.span("inner"))


def _place(found: Words, needle: Sequence[str]) -> Span | None:
    width = len(needle)
    for at in range(len(found) - width + 1):
        if found.texts[at : at + width] == tuple(needle):
            return Span(found.starts[at], found.ends[at + width - 1])
    return None


def _is_quoted(sentence: Sentence, place: Span, quotes_of: QuotesOf) -> bool:
    there = Span(sentence.start + place.start, sentence.start + place.end, sentence.article)
    return any(
        overlap(quote, there) == there.end - there.start for quote in quotes_of.get(sentence.article, ())
    )
