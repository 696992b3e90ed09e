"""Fragments of a few words that two articles put in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.table import held
from ondit.model import Match, Quote, Sentence, Span
from ondit.spans import overlap
from ondit.text import Words, words

MIN_WORDS = 3
MAX_WORDS = 7

_INNER = re.compile(r"(?<!\w)[“‘„«\"'](?P<inner>[^“”‘’„«»\"'\n]{5,80})[”’“»\"'](?!\w)")

Pair = tuple[int, int]
QuotesOf = Mapping[str | None, Sequence[Quote]]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Quoted(NamedTuple):
    """What sentences quote.

    Attributes:
        needles: The short quotes: the row of the sentence of each, its place there and its words; by row.
        starts: Each run of words as short as a fragment may be, hashed, of the sentences with quotes in them.
        hosts: The row of the sentence of each.
    """

    needles: list[tuple[int, Span, tuple[str, ...]]]
    starts: Integers
    hosts: Integers

    def moved(self, rows: Integers) -> Quoted:
        """Return the same with other rows for the sentences, in the same order, less those below 0."""
        needles = [(int(rows[row]), place, found) for row, place, found in self.needles if rows[row] >= 0]
        hosts = rows[self.hosts]
        return Quoted(needles, self.starts[hosts >= 0], hosts[hosts >= 0])

    def beside(self, more: Quoted) -> Quoted:
        """Return what these sentences and some others quote."""
        needles = sorted([*self.needles, *more.needles], key=itemgetter(0))
        return Quoted(needles, np.append(self.starts, more.starts), np.append(self.hosts, more.hosts))


def quotes_by_article(quotes: Sequence[Quote]) -> QuotesOf:
    """Return the quotes of each article, in order of place; they do not overlap."""
    found: dict[str | None, list[Quote]] = defaultdict(list)
    for quote in sorted(quotes, key=attrgetter("start")):
        found[quote.article].append(quote)
    return found


def _meeting(span: Span, quotes_of: QuotesOf) -> Sequence[Quote]:
    """Return the quotes that share a character with a span, in order."""
    quotes = quotes_of.get(span.article, ())
    first = bisect_right(quotes, span.start, key=attrgetter("end"))
    return quotes[first : bisect_left(quotes, span.end, lo=first, key=attrgetter("start"))]


def read_quoted(
    sentences: Sequence[Sentence], texts: Sequence[str], quotes_of: QuotesOf, rows: Sequence[int]
) -> Quoted:
    """Read what the sentences at some rows, ascending, quote."""
    needles = []
    for row, place in _marked(sentences, texts, quotes_of, rows):
        needle = words(texts[row][place.start : place.end]).texts
        if MIN_WORDS <= len(needle) <= MAX_WORDS:
            needles.append((row, place, needle))
    starts = [
        (hash(start), row)
        for row in rows
        if _meeting(sentences[row], quotes_of)
        for start in _starts(words(texts[row]).texts)
    ]
    hashed, hosts = np.array(starts, np.int64).reshape(-1, 2).T
    return Quoted(needles, hashed, hosts)


def _starts(found: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(found[at : at + MIN_WORDS]) for at in range(len(found) - MIN_WORDS + 1)}


def quoted_fragments(
    sentences: Sequence[Sentence],
    texts: Sequence[str],
    quotes_of: QuotesOf,
    quoted: Quoted | None = None,
    new: Flags | None = None,
) -> dict[Pair, Match]:
    """Find the short quotes of one article that stand, word for word, in a quote of another.

    Rule: a quote of three to seven words, or a passage of a quote that is in marks of its own, all of which
    follow one another within quotation marks in a sentence of another article.

    Example: “not in talks”, or ‘They said “not in talks” as well’, beside “The company is not in talks with
    anybody.” Must not: the same words where one of the two articles says them itself; three words are too
    few to tell who took them from whom.
    Known failures: a fragment that runs over two sentences; a fragment with one word changed.

    Args:
        sentences: Sentences of all articles.
        texts: Their texts.
        quotes_of: The quotes of each article.
        quoted: What the sentences quote, where that was read.
        new: Leave out pairs of which neither sentence is new.

    Returns:
        A match for each pair of rows `left < right`, with spans of the two texts.
    """
    quoted = quoted or read_quoted(sentences, texts, quotes_of, range(len(sentences)))
    found: dict[Pair, Match] = {}
    for (row, place, needle), other in _met(quoted):
        if sentences[other].article == sentences[row].article or not (new is None or new[row] or new[other]):
            continue
        there = _place(words(texts[other]), needle)
        if there and _is_quoted(sentences[other], there, quotes_of):
            a, b = (place, there) if row < other else (there, place)
            pair = min(row, other), max(row, other)
            found.setdefault(pair, Match(a, b, 100.0, "verbatim", *pair))
    return found


def _met(quoted: Quoted) -> Iterator[tuple[tuple[int, Span, tuple[str, ...]], int]]:
    """Yield each short quote, in order, with the rows of the sentences that its first words may stand in."""
    first = [hash(needle[:MIN_WORDS]) for _, _, needle in quoted.needles]
    met = held(quoted.starts, np.sort(np.array(first, np.int64)))
    hosts: dict[int, list[int]] = defaultdict(list)
    for start, host in zip(quoted.starts[met].tolist(), quoted.hosts[met].tolist(), strict=True):
        hosts[start].append(host)
    for start, needle in zip(first, quoted.needles, strict=True):
        for host in hosts.get(start, ()):
            yield needle, host


def _marked(
    sentences: Sequence[Sentence], texts: Sequence[str], quotes_of: QuotesOf, rows: Sequence[int]
) -> Iterator[tuple[int, Span]]:
    """Yield where the quotes stand that lie in one sentence, and what is marked within a quote; by row."""
    for row in rows:
        sentence = sentences[row]
        for quote in _meeting(sentence, quotes_of):
            low, high = max(quote.start, sentence.start), min(quote.end, sentence.end)
            if (low, high) == (quote.start, quote.end):
                yield row, Span(low - sentence.start, high - sentence.start)
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
    return any(overlap(quote, there) == there.end - there.start for quote in _meeting(there, quotes_of))
