"""What claims are headed with where their words stand in a suspect quote: those of a telling that is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ondit.claims.showing import shown
from ondit.model import Article, Claim, Quote, Span
from ondit.spans import overlap

FEWEST_WORDS = 5
SHARE = 0.4
"""Of the letters of a claim's text those that a telling has at least that stands in its place."""


def untainted(
    claims: Sequence[Claim], quotes: Sequence[Quote], articles: Mapping[str, Article]
) -> tuple[Claim, ...]:
    """Head claims with words that no suspect quote has, where another telling has such.

    Rule: a claim whose text stands in suspect quotes only is told in the words of its first mention that
    meets none, which has five words at least and two fifths of its length.
    Example: of “Glass bends and their cooperation involves film,” where the marks are doubtful, and “Glass
    bends and film folds” in another article, it is the latter.
    Must not: change what is settled, linked or counted: only the text is another.
    Known failures: where the only clean telling is short, the claim keeps the words of the suspect quote.

    Args:
        claims: Claims with their mentions in order of telling.
        quotes: All quotes, with why they are suspect.
        articles: The articles by their ids.

    Returns:
        The claims, in the order given.
    """
    suspect: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        if quote.suspect:
            suspect[quote.article or ""].append(quote)
    return tuple(_headed(claim, suspect, articles) if suspect else claim for claim in claims)


def _headed(claim: Claim, suspect: Mapping[str, Sequence[Quote]], articles: Mapping[str, Article]) -> Claim:
    having = [one for one in claim.mentions if _has(articles[one.article or ""], one, claim.text)]
    if not having or not all(_is_tainted(one, suspect) for one in having):
        return claim
    for mention in claim.mentions:
        words = shown(articles[mention.article or ""].text, mention.start, mention.start, mention)
        is_enough = len(words.split()) >= FEWEST_WORDS and len(words) >= SHARE * len(claim.text)
        if is_enough and not _is_tainted(mention, suspect):
            return replace(claim, text=words)
    return claim


def _is_tainted(mention: Span, suspect: Mapping[str, Sequence[Quote]]) -> bool:
    return any(overlap(mention, quote) for quote in suspect.get(mention.article or "", ()))


def _has(article: Article, mention: Span, text: str) -> bool:
    """Say whether a claim's text stands in a mention's sentence, or is what is shown of it."""
    return text in article.text[max(0, mention.start - len(text)) : mention.end + len(text)]
