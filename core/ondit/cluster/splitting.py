"""Sentences of blocks, and which of them outlets set everywhere, which is counted over all blocks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit import versions
from ondit.boilerplate import MANY_ARTICLES, Place, is_notice, is_rerun, place_of, wordings_of
from ondit.cluster.reading import Dealt, articles_of
from ondit.cluster.shelf import Shelf
from ondit.findings import quotes_of, sentences_of
from ondit.model import Article, Quote, Sentence

Digests = NDArray[np.uint64]

BYTES = 8
REPEATED = "repeated by its outlet"


class Split(NamedTuple):
    """The articles of a block with what is found in each by itself.

    Attributes:
        dealt: The articles, in the order of their ids.
        sentences: The sentences of all of them.
        quotes: Their quotes.
        wordings: The wording of each sentence as a number, 0 where it has too few words to be a notice.
    """

    dealt: list[Dealt]
    sentences: list[Sentence]
    quotes: list[Quote]
    wordings: Digests


class Stood(NamedTuple):
    """Where a wording stands that many articles have."""

    wording: int
    place: Place


def split_block(shelf: Shelf, block: int, parts: int) -> int:
    """Find the sentences and quotes of a block, and deal its wordings; return how many sentences it has."""
    dealt = articles_of(shelf, block)
    split = [sentences_of(one.article) for one in dealt]
    numbers = [_numbers(one.article, own) for one, own in zip(dealt, split, strict=True)]
    found = Split(
        dealt,
        [sentence for own in split for sentence in own],
        [quote for one in dealt for quote in quotes_of(one.article)],
        np.array([number for own in numbers for number in own], np.uint64),
    )
    shelf.keep(f"split/{block:06}", found)
    counted = [set(own) - {0} for one, own in zip(dealt, numbers, strict=True) if counts(one)]
    every = np.array([number for own in counted for number in own], np.uint64)
    shelf.deal(f"wordings/{block:06}", {part: every[every % parts == part] for part in range(parts)})
    return len(found.sentences)


def counts(one: Dealt) -> bool:
    """Say whether an article counts where notices are looked for: a later version of a page does not."""
    return not one.is_extra and one.article.version_of is None


def _numbers(article: Article, sentences: Sequence[Sentence]) -> list[int]:
    wordings = wordings_of(article.text, tuple((one.start, one.end) for one in sentences))
    return [_number(wording) if wording else 0 for wording in wordings]


def _number(wording: str) -> int:
    return (
        int.from_bytes(blake2b(wording.encode("utf-8", "surrogatepass"), digest_size=BYTES).digest(), "big")
        or 1
    )


class Common(NamedTuple):
    """The wordings that several articles have, ascending, and how many have each."""

    wordings: Digests
    articles: NDArray[np.int64]


def tally(shelf: Shelf, part: int, blocks: int) -> bool:
    """Count in how many articles the wordings of a part stand; say whether any may be a notice."""
    every = [shelf.dealt(f"wordings/{block:06}", part, np.ndarray) for block in range(blocks)]
    wordings, articles = np.unique(
        np.concatenate([np.zeros(0, np.uint64), *(one for one in every if one is not None)]),
        return_counts=True,
    )
    several = articles > 1
    shelf.keep(f"common/{part:06}", Common(wordings[several], articles[several]))
    return bool((articles >= MANY_ARTICLES).any())


def place_wordings(shelf: Shelf, block: int, parts: int) -> int:
    """Say where the wordings that many articles have stand in a block, less re-runs; return how many do."""
    split = shelf.kept(f"split/{block:06}", Split)
    known = _articles_with(shelf, split.wordings, parts)
    many = {wording for wording, count in known.items() if count >= MANY_ARTICLES}
    found: dict[int, list[Stood]] = defaultdict(list)
    for one, own in zip(split.dealt, _by_article(split), strict=True):
        if counts(one) and not many.isdisjoint(own) and not is_rerun(own, known):
            for wording in many.intersection(own):
                found[wording % parts].append(Stood(wording, place_of(one.article, own, wording)))
    shelf.deal(f"places/{block:06}", found)
    return sum(map(len, found.values()))


def _articles_with(shelf: Shelf, wordings: Digests, parts: int) -> Counter[int]:
    """Return how many articles have each of some wordings, of those that several have."""
    asked, found = np.unique(wordings), Counter[int]()
    for part in range(parts):
        common = shelf.kept(f"common/{part:06}", Common)
        at = np.isin(common.wordings, asked, assume_unique=True)
        found.update(dict(zip(common.wordings[at].tolist(), common.articles[at].tolist(), strict=True)))
    return found


def _by_article(split: Split) -> list[list[int]]:
    of: dict[str | None, list[int]] = {one.article.id: [] for one in split.dealt}
    for sentence, wording in zip(split.sentences, split.wordings.tolist(), strict=True):
        of[sentence.article].append(wording)
    return list(of.values())


def judge(shelf: Shelf, part: int, blocks: int) -> int:
    """Say which wordings of a part are notices; return how many are."""
    places: dict[int, list[Place]] = defaultdict(list)
    for block in range(blocks):
        for stood in shelf.dealt(f"places/{block:06}", part, list[Stood]) or ():
            places[stood.wording].append(stood.place)
    notices = [wording for wording, own in places.items() if is_notice(own)]
    shelf.keep(f"notices/{part:06}", np.array(sorted(notices), np.uint64))
    return len(notices)


class Told(NamedTuple):
    """What of a block is matched.

    Attributes:
        articles: The articles, in the order of their ids.
        ranks: The place of each among all ids.
        sentences: All their sentences, with what is no news marked.
        quotes: The quotes that were not told before on their page.
    """

    articles: list[Article]
    ranks: list[int]
    sentences: list[Sentence]
    quotes: list[Quote]


def told_in(shelf: Shelf, block: int, parts: int, *, with_notices: bool) -> Told:
    """Return the articles of a block with their sentences, of which what is no news is marked."""
    split = shelf.kept(f"split/{block:06}", Split)
    notices = [shelf.kept(f"notices/{part:06}", np.ndarray) for part in range(parts if with_notices else 0)]
    are_notices = np.isin(split.wordings, np.concatenate([np.zeros(0, np.uint64), *notices]))
    marked = [
        replace(sentence, boilerplate=REPEATED) if is_one and sentence.boilerplate is None else sentence
        for sentence, is_one in zip(split.sentences, are_notices.tolist(), strict=True)
    ]
    marked = versions.mark([one.article for one in split.dealt], marked)
    own = [one for one in split.dealt if not one.is_extra]
    there = {one.article.id for one in own}
    return Told(
        [one.article for one in own],
        [one.rank for one in own],
        [sentence for sentence in marked if sentence.article in there],
        [quote for quote in versions.less_told_before(split.quotes, marked) if quote.article in there],
    )
