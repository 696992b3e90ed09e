"""Boilerplate: what stands in an article and is no news: credits, biographies, calls, links, tails."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ondit.boilerplate_rules import RULES
from ondit.model import Article, Sentence
from ondit.spans import day
from ondit.text import normalise

MAX_LOOKED_AT = 600
SHORT = 140
PARAGRAPH_GAP = "\n\n"
MANY_ARTICLES = 4
TWO_DAYS = 2
MIN_WORDS = 3
LAST_SENTENCES = 4
EDGE_SHARE = 0.6
RERUN_SHARE = 0.5


_BIOGRAPHY = dict(RULES)["author bio"]
_POST_TAIL = re.compile(r"\s*(?:\bpic\.\S+/\S+|[—–-]\s*[^—–\n]{1,60}\(@\w+\)[^\n]{0,40})")


def reason(text: str, start: int, end: int) -> str | None:
    """Say why a sentence is no news, absent where it is.

    Rule: words that stand only in such pieces, at the place where they stand there: "Photo:" at the
    beginning, "sign up" before "newsletter", "is a writer" behind a name. Only the beginning of a long
    sentence is looked at.

    Example: "Image credit: Tarn Labs", "Mara Lind is a senior reporter who covers lenses.", "Share your
    thoughts in the comments below."
    Must not: "The paper's photo of the prototype, credited to nobody, went round" tells something.
    What follows a biography's first sentence in its paragraph belongs to it.
    Known failures: biographies that name no trade of writing; an interviewer's "What do you think?"; a
    credit and news run together in one line; notices in other languages.

    Figures: of 4,000 real articles from several outlets, 148,000 sentences, about 720 are marked; of 215
    of them that were read, up to 30 of each reason, 188 rightly. Twelve of the others were credits with
    news in the same line. The rules that came with web pages mark 45 more of 120,000 such sentences, all of
    them rightly.

    Args:
        text: The article's text.
        start: Where the sentence begins.
        end: Where it ends.
    """
    sentence = text[start : min(end, start + MAX_LOOKED_AT)]
    for why, pattern in RULES:
        if pattern.search(sentence):
            return why
    gap = text.rfind(PARAGRAPH_GAP, max(0, start - MAX_LOOKED_AT), start)
    if gap >= 0 and _BIOGRAPHY.search(text[gap + len(PARAGRAPH_GAP) : start]):
        return "author bio"
    if (
        end - start <= SHORT
        and (tail := _POST_TAIL.match(sentence))
        and tail.end() >= len(sentence.rstrip()) - 1
    ):
        return "embedded post tail"
    return None


class _Place(NamedTuple):
    article: Article
    at_edge: bool


def mark_repeated(sentences: Sequence[Sentence], articles: Sequence[Article]) -> list[Sentence]:
    """Mark the sentences that an outlet sets below or above its articles, whatever they tell.

    Rule: the same words, three or more, in four articles of one outlet or more, of different days where
    dates are known, and in no article of another outlet; six times in ten as an article's first sentence,
    or among its last four where these are less than half of it. An article of which half or more stands
    elsewhere in the same outlet is a re-run, and counts for nothing.

    Example: "Ring the night desk of the Courier about anything that moves." below four of its articles.
    Must not: a quote that an outlet repeats in each of its updates, in the midst of them; a sentence of an
    agency that four outlets end with.
    Known failures: a notice that stands in the midst of articles; background that an outlet ends all its
    articles on a story with is taken for a notice.

    Figures: among 6,000 real articles of several outlets, taken for one, 69 wordings were marked, of which
    three were news (background that ended four articles each); among 2 times 3,000 neighbouring articles of
    one agency 62, of which one was.

    Args:
        sentences: Sentences of all articles, those of one article in reading order.
        articles: The articles.

    Returns:
        The sentences in their order; those repeated, which had no reason of their own, with one.
    """
    by_id = {article.id: article for article in articles}
    wordings = [normalise(by_id[s.article or ""].text[s.start : s.end]) for s in sentences]
    repeated = _repeated(_places(sentences, wordings, by_id))
    return [
        replace(sentence, boilerplate="repeated by its outlet")
        if sentence.boilerplate is None and wording in repeated
        else sentence
        for sentence, wording in zip(sentences, wordings, strict=True)
    ]


def _places(
    sentences: Sequence[Sentence], wordings: Sequence[str], by_id: dict[str, Article]
) -> dict[str, dict[str, _Place]]:
    """Return where each wording of some words stands, once an article."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, sentence in enumerate(sentences):
        rows[sentence.article or ""].append(row)
    places: dict[str, dict[str, _Place]] = defaultdict(dict)
    for identifier, own in rows.items():
        last = min(LAST_SENTENCES, len(own) // 2)
        for place, row in enumerate(own):
            if wordings[row].count(" ") >= MIN_WORDS - 1:
                at_edge = place == 0 or place >= len(own) - last
                places[wordings[row]].setdefault(identifier, _Place(by_id[identifier], at_edge))
    return places


def _repeated(places: dict[str, dict[str, _Place]]) -> set[str]:
    held: dict[str, int] = defaultdict(int)
    again: dict[str, int] = defaultdict(int)
    for found in places.values():
        for identifier in found:
            held[identifier] += 1
            again[identifier] += len(found) > 1
    reruns = {identifier for identifier, count in again.items() if count >= RERUN_SHARE * held[identifier]}
    return {
        wording
        for wording, found in places.items()
        if len(found) >= MANY_ARTICLES
        and _is_notice([place for identifier, place in found.items() if identifier not in reruns])
    }


def _is_notice(places: Sequence[_Place]) -> bool:
    outlets = {place.article.source.value for place in places}
    days = {day(place.article) or place.article.id for place in places}
    at_edge = sum(place.at_edge for place in places)
    return (
        len(places) >= MANY_ARTICLES
        and len(outlets) == 1
        and len(days) >= TWO_DAYS
        and at_edge >= EDGE_SHARE * len(places)
    )
