"""Fragments of a few words that two articles put in quotation marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ondit.model import Match, Quote, Sentence, Span
from ondit.spans import overlap
from ondit.text import Words, words

MIN_WORDS = 3
MAX_WORDS = 7

Pair = tuple[int, int]


def quoted_fragments(
    sentences: Sequence[Sentence], texts: Sequence[str], quotes: Sequence[Quote]
) -> dict[Pair, Match]:
    """Find the short quotes of one article that stand, word for word, in a quote of another.

    Rule: a quote of three to seven words, all of which follow one another within quotation marks in a
    sentence of another article.

    Example: “not in talks” beside “The company is not in talks with anybody.” Must not: the same words
    where one of the two articles says them itself; three words are too few to tell who took them from whom.
    Known failures: a fragment that runs over two sentences; a fragment with one word changed.

    Returns:
        A match for each pair of rows `left < right`, with spans of the two texts.
    """
    split = [words(text) for text in texts]
    padded = [f" {' '.join(found.texts)} " for found in split]
    found: dict[Pair, Match] = {}
    for row, quote in _short(sentences, quotes):
        place = Span(quote.start - sentences[row].start, quote.end - sentences[row].start)
        needle = words(texts[row][place.start : place.end]).texts
        if not MIN_WORDS <= len(needle) <= MAX_WORDS:
            continue
        for other, text in enumerate(padded):
            if sentences[other].article != quote.article and f" {' '.join(needle)} " in text:
                there = _place(split[other], needle)
                if _is_quoted(sentences[other], there, quotes):
                    a, b = (place, there) if row < other else (there, place)
                    pair = min(row, other), max(row, other)
                    found.setdefault(pair, Match(a, b, 100.0, "verbatim", *pair))
    return found


def _short(sentences: Sequence[Sentence], quotes: Sequence[Quote]) -> Iterator[tuple[int, Quote]]:
    """Yield the quotes that lie in one sentence, with its row."""
    rows: dict[str | None, list[int]] = defaultdict(list)
    for row, sentence in enumerate(sentences):
        rows[sentence.article].append(row)
    for quote in quotes:
        for row in rows[quote.article]:
            if overlap(quote, sentences[row]) == quote.end - quote.start:
                yield row, quote
                break


def _place(found: Words, needle: Sequence[str]) -> Span:
    width = len(needle)
    at = next(i for i in range(len(found)) if found.texts[i : i + width] == tuple(needle))
    return Span(found.starts[at], found.ends[at + width - 1])


def _is_quoted(sentence: Sentence, place: Span, quotes: Sequence[Quote]) -> bool:
    there = Span(sentence.start + place.start, sentence.start + place.end, sentence.article)
    return any(overlap(quote, there) == there.end - there.start for quote in quotes)
