"""Boilerplate: what stands in an article and is no news: credits, biographies, calls, links, tails."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple, TypeVar

from ondit.boilerplate_rules import RULES
from ondit.growing import Keep, anew
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

W = TypeVar("W", bound=Hashable)


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
    lowered = sentence.lower()
    for why, rule in RULES:
        if rule.is_in(sentence, lowered):
            return why
    gap = text.rfind(PARAGRAPH_GAP, max(0, start - MAX_LOOKED_AT), start)
    before = text[gap + len(PARAGRAPH_GAP) : start] if gap >= 0 else ""
    if _BIOGRAPHY.is_in(before, before.lower()):
        return "author bio"
    if (
        end - start <= SHORT
        and (tail := _POST_TAIL.match(sentence))
        and tail.end() >= len(sentence.rstrip()) - 1
    ):
        return "embedded post tail"
    return None


class Place(NamedTuple):
    """Where a wording stands that may be a notice.

    Attributes:
        outlet: The outlet of the article.
        day: The day of the article, its id where that is not known.
        at_edge: Whether it stands where outlets set what they set everywhere.
    """

    outlet: str
    day: str
    at_edge: bool


def mark_repeated(
    sentences: Sequence[Sentence], articles: Sequence[Article], keep: Keep = anew
) -> list[Sentence]:
    """Mark the sentences that an outlet sets below or above its articles, whatever they tell.

    Rule: the same words, three or more, in four articles of one outlet or more, of different days where
    dates are known, and in no article of another outlet; six times in ten as an article's first sentence,
    or among its last four where these are less than half of it. An article of which half or more stands
    elsewhere in the same outlet is a re-run, and counts for nothing, nor does a later version of a page.

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
        keep: Asks what the words of an article's sentences are.

    Returns:
        The sentences in their order; those repeated, which had no reason of their own, with one.
    """
    by_id = {article.id: article for article in articles}
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in sentences:
        places[one.article or ""].append((one.start, one.end))
    wordings = {name: keep(wordings_of, by_id[name].text, tuple(own)) for name, own in places.items()}
    repeated = _repeated(
        {name: own for name, own in wordings.items() if by_id[name].version_of is None}, by_id
    )
    if not repeated:
        return list(sentences)
    following = {name: iter(own) for name, own in wordings.items()}
    return [
        replace(one, boilerplate="repeated by its outlet")
        if next(following[one.article or ""]) in repeated and one.boilerplate is None
        else one
        for one in sentences
    ]


def wordings_of(text: str, places: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    """Return the wording of each sentence of an article; empty where it has too few words to be looked at."""
    wordings = [normalise(text[start:end]) for start, end in places]
    return tuple([wording if wording.count(" ") >= MIN_WORDS - 1 else "" for wording in wordings])


def _repeated(wordings: Mapping[str, Sequence[str]], articles: Mapping[str, Article]) -> set[str]:
    counts = Counter(chain.from_iterable(map(set, wordings.values())))
    del counts[""]
    many = {wording for wording, count in counts.items() if count >= MANY_ARTICLES}
    places: dict[str, list[Place]] = defaultdict(list)
    for name, own in wordings.items():
        if not many.isdisjoint(own) and not is_rerun(own, counts):
            for wording in many.intersection(own):
                places[wording].append(place_of(articles[name], own, wording))
    return {wording for wording, found in places.items() if is_notice(found)}


def is_rerun(own: Sequence[W], counts: Mapping[W, int]) -> bool:
    """Say whether half or more of an article stands elsewhere, too; by how many articles have a wording."""
    told = {wording for wording in own if wording}
    return sum(counts[wording] > 1 for wording in told) >= RERUN_SHARE * len(told)


def place_of(article: Article, own: Sequence[W], wording: W) -> Place:
    """Return where a wording stands in an article, of which these are the wordings."""
    return Place(article.source.value, day(article) or article.id, _at_edge(own, wording))


def _at_edge(own: Sequence[W], wording: W) -> bool:
    place = own.index(wording)
    return place == 0 or place >= len(own) - min(LAST_SENTENCES, len(own) // 2)


def is_notice(places: Sequence[Place]) -> bool:
    """Say whether a wording that stands in these places, one an article, is set there by its outlet."""
    outlets = {place.outlet for place in places}
    days = {place.day for place in places}
    at_edge = sum(place.at_edge for place in places)
    return (
        len(places) >= MANY_ARTICLES
        and len(outlets) == 1
        and len(days) >= TWO_DAYS
        and at_edge >= EDGE_SHARE * len(places)
    )
