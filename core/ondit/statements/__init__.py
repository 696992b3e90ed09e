"""Statements: one wording and its variants, clustered around the wording that tells most of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from ondit.growing import Keep, anew
from ondit.model import Article, First, Match, Quote, Sentence, Span, Statement
from ondit.periods import same_time
from ondit.spans import day, earliest, told_order
from ondit.statements.cores import Candidates, Links, core_of
from ondit.statements.evidence import links_of
from ondit.statements.texts import Texts
from ondit.statements.variants import Draft, draft, mark_merged, mark_translated, translating


def cluster(
    articles: Sequence[Article],
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    matches: Sequence[Match],
    keep: Keep = anew,
) -> tuple[Statement, ...]:
    """Cluster matches into statements.

    Every occurrence matches the statement's own text directly, so that statements do not chain: where A
    resembles B, and B resembles C, but A does not resemble C, no statement holds A and C unless it is
    B's. The wording that most outlets share is taken first, among those the fullest, less a reporter's
    words around a quote. An occurrence is alike to it at 60 or more, or most of the shorter of the two
    stands in the other. A sentence that merges two others is the text of no statement; it holds an
    occurrence of either. A match whose facts differ, that is a formula, or that has too few content words
    to be more than a phrase, is no evidence. The order of articles, sentences and matches changes nothing.

    Args:
        articles: The story's articles.
        sentences: The rows that the matches speak of.
        quotes: The story's quotes.
        matches: Matches between rows, `a` and `b` as spans of articles.
        keep: Asks what wordings tell, and where they occur.

    Returns:
        Statements, those told by most articles first, then by text and place.
    """
    texts = Texts(articles, sentences, quotes, keep)
    found = drafts_of(texts, Links(links_of(texts, matches, keep)), keep)
    return stated(texts, mark_translated(found, translating(found)))


def stated(texts: Texts, drafts: Iterable[Draft]) -> tuple[Statement, ...]:
    """Return the statements that drafts make, those told by most articles first, then by text and place."""
    return tuple(
        sorted((_statement(texts, one) for one in drafts), key=lambda s: (-len(s.occurrences), s.text, s.id))
    )


def drafts_of(texts: Texts, links: Links, keep: Keep = anew) -> list[Draft]:
    """Draft statements from links; what merges several of them is marked.

    Sentences that no chain of links joins may be drafted apart from one another: it changes nothing.
    """
    return mark_merged(texts, _drafts(texts, links, keep))


def _drafts(texts: Texts, links: Links, keep: Keep) -> list[Draft]:
    """Take the best candidate, what matches it directly, and the best of what is left, until none is."""
    candidates = Candidates()
    found: list[Draft] = []
    changed = links.rows()
    while True:
        for row in changed:
            candidates.put(row, core_of(texts, row, links.of(row)))
        best = candidates.best()
        if best is None:
            return found
        drafted = draft(texts, best, keep)
        if drafted is None:
            candidates.put(best.row, None)
            changed = set()
            continue
        found.append(drafted)
        changed = links.take(best.row, best.span)
        for link in drafted.links:
            changed |= links.take(link.row, link.there)


def _statement(texts: Texts, draft: Draft) -> Statement:
    own = draft.occurrences[0][1]
    mark = f"{own.article}\0{own.start}\0{draft.wording}"
    occurrences = sorted((o for _, o in draft.occurrences), key=lambda o: told_order(o, texts.articles))
    return Statement(
        id="s-" + hashlib.sha256(mark.encode()).hexdigest()[:10],
        text=draft.wording,
        occurrences=tuple(occurrences),
        first=first(occurrences, texts.articles),
    )


def first(spans: Iterable[Span], articles: Mapping[str, Article]) -> First:
    """Say who had something first: all that share the earliest date, at its granularity.

    Articles without a date are first only where no article has one.
    """
    ids = sorted({span.article or "" for span in spans})
    published = earliest(articles[identifier] for identifier in ids)
    if published is None:
        return First(tuple(ids), None)
    ties = (i for i in ids if (date := day(articles[i])) and same_time(date, published))
    return First(tuple(ties), published)
