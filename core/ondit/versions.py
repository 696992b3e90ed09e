"""Versions: what a page told at one time and at another, of which only what changed is told anew."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ondit import boilerplate, sentences
from ondit.growing import Keep, anew
from ondit.model import Article, Match, Quote, Sentence, Span
from ondit.text import normalise

TOLD_BEFORE = "told before on its page"
"""Why a sentence is no news that an earlier version of its page has."""
ALIKE, SAME = 50.0, 100.0
"""How similar, 0 to 100, a sentence is to the one that stood in its place; from which on it is the same."""

_PIECE = re.compile(r"[^\s](?:[^\n]*?[.!?…][”’\"')\]]*(?=\s|\Z)|[^\n]*)")
"""A sentence, as near as it is needed to be shown: `sentences` takes half a second to load."""


def page_of(article: Article) -> str:
    """Return what the versions of one page have in common: the id of the first."""
    return article.version_of or article.id


def in_order(articles: Iterable[Article]) -> list[Article]:
    """Return the versions of a page in the order in which they were read."""
    return sorted(articles, key=lambda one: (one.version_of is not None, len(one.id), one.id))


def news(article: Article) -> frozenset[str]:
    """Return the wordings of an article's sentences, less what is no news and what has no words.

    Rule: two texts of one page are versions of it where these differ. White space, case, punctuation, the
    order of sentences, credits and links make no version.

    Example: "in June" where "in May" stood makes a version.
    Must not: the same sentences in another order, or under another photograph's credit.
    Known failures: a line that changes with each reading and that nothing marks as boilerplate makes one
    ("1,204 people read this.").
    """
    split = sentences.split(article.text, article.language)
    told = [one for one in split if boilerplate.reason(article.text, one.start, one.end) is None]
    return frozenset(normalise(article.text[one.start : one.end]) for one in told) - {""}


def mark(articles: Sequence[Article], split: Sequence[Sentence], keep: Keep = anew) -> list[Sentence]:
    """Mark the sentences that an earlier version of their page has, which are told there.

    Rule: the same words, whatever their case and punctuation.

    Args:
        articles: The articles.
        split: All sentences of theirs, those of one article in reading order.
        keep: Asks what the words of an article's sentences are.

    Returns:
        The sentences in their order; those told before, which had no reason of their own, with one.
    """
    pages = _pages(articles)
    if not pages:
        return list(split)
    of: dict[str | None, list[Sentence]] = {one.id: [] for versions in pages for one in versions}
    for one in split:
        if one.article in of:
            of[one.article].append(one)
    before: set[Sentence] = set()
    for versions in pages:
        told: set[str] = set()
        for version in versions:
            own = keep(_wordings, version.text, tuple([(one.start, one.end) for one in of[version.id]]))
            before.update(one for one, words in zip(of[version.id], own, strict=True) if words in told)
            told.update(own)
    return [
        replace(one, boilerplate=TOLD_BEFORE)
        if one.article in of and one.boilerplate is None and one in before
        else one
        for one in split
    ]


def less_told_before(quotes: Iterable[Quote], split: Iterable[Sentence]) -> list[Quote]:
    """Return quotes less those that begin in a sentence that was told before."""
    places: dict[str | None, list[Sentence]] = defaultdict(list)
    for one in split:
        if one.boilerplate == TOLD_BEFORE:
            places[one.article].append(one)
    return [
        quote
        for quote in quotes
        if not any(one.start <= quote.start < one.end for one in places.get(quote.article, ()))
    ]


def across(matches: Sequence[Match], articles: Mapping[str, Article]) -> tuple[Match, ...]:
    """Return matches less those between versions of one page."""
    if not any(one.version_of for one in articles.values()):
        return tuple(matches)
    pages: dict[str | None, str] = {name: page_of(one) for name, one in articles.items()}
    return tuple(match for match in matches if pages[match.a.article] != pages[match.b.article])


def told_once(spans: Iterable[Span], articles: Mapping[str, Article]) -> list[Span]:
    """Return spans less those of a version whose page has others in an earlier one."""
    spans = list(spans)
    of = {one.id: one for one in (articles[span.article or ""] for span in spans)}
    first: dict[str, str] = {}
    for one in in_order(of.values()):
        first.setdefault(page_of(one), one.id)
    return [span for span in spans if first[page_of(of[span.article or ""])] == span.article]


def was(wording: str, before: Article) -> str | None:
    """Return what an earlier version of a page told in the place of some words, where it has words like them.

    Rule: of its sentences that which is most like them, at least half in all its letters.

    Example: “… sold for 40 million crowns, two people said.” for “… sold for 43 million crowns.”
    Must not: give a sentence for one that is wholly new, or that has only other punctuation.
    Known failures: of short sentences one of something else ("It rained all day in Belmore." for "It was dry
    all day in Lund.").

    Args:
        wording: Words of a later version.
        before: The earlier version.

    Returns:
        The exact words of the earlier version; other than `wording` by more than case and punctuation.
    """
    from rapidfuzz import fuzz  # which only this needs, and not where articles are kept

    now = normalise(wording)
    pieces = [piece[0] for piece in _PIECE.finditer(before.text)]
    best = max(pieces, key=lambda piece: fuzz.ratio(now, normalise(piece)), default="")
    likeness = fuzz.ratio(now, normalise(best)) if best else 0.0
    return best if ALIKE <= likeness < SAME else None


def _pages(articles: Iterable[Article]) -> list[list[Article]]:
    """Return the versions of pages of which there are several, in order."""
    found: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        found[page_of(article)].append(article)
    return [in_order(versions) for versions in found.values() if len(versions) > 1]


def _wordings(text: str, places: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    return tuple([normalise(text[start:end]) for start, end in places])
