"""How many pairs the sentences of articles make, what it takes to find them, and what they take in a store.

`python benchmarks/pairs.py INPUT … --articles 4000 16000 50000` reads articles of anything that Ondit reads,
and finds the pairs of so many of the first of them as a story does, which is not made. What a match takes is
told by those of some articles, by lot, as a store keeps them.
"""

from __future__ import annotations

import gc
import random
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import sizes
from usage import resident

from ondit import pipeline
from ondit.matching import story
from ondit.matching.contents import Lexicon
from ondit.matching.crowds import thinned
from ondit.matching.evidence import Evidence, gather, nothing
from ondit.matching.fragments import quotes_by_article
from ondit.matching.given import Given, Integers
from ondit.matching.table import Keys, rows_of
from ondit.model import Article, Match
from ondit.store.compact_matches import pack_lefts, pack_pairs, pairs_of

SEED, SAMPLE = 7, 600


def given(articles: Sequence[Article]) -> Given:
    """Return the sentences of some articles as a story has them."""
    found = pipeline._found(articles, {}, None, pipeline.anew)
    texts = {article.id: article.text for article in found.articles}
    days = {article.id: pipeline._day(article) for article in found.articles}
    return Given(
        found.news,
        [texts[one.article or ""][one.start : one.end] for one in found.news],
        quotes_by_article(found.quotes),
        np.array(story.groups_of(found.news), np.int64),
        [days[one.article or ""] for one in found.news],
        None,
    )


def measure(articles: Sequence[Article]) -> str:
    """Return the figures in a line."""
    sought = given(articles)
    gc.collect()
    input_takes, began = resident(), time.process_time()
    evidence, *_ = gather(sought, Lexicon(), nothing(), np.ones(len(sought.texts), np.bool_))
    pairs = evidence.pairs()
    told = thinned(pairs, sought.told())
    taken, most = time.process_time() - began, resident("VmHWM") - input_takes
    size = kept(sought, evidence, told, {article.id: at for at, article in enumerate(articles, 1)})
    text = sum(len(article.text.encode()) for article in articles)
    share, each = len(told) / len(sought.texts), size / max(1, len(told))
    return (
        f"{len(articles):,} articles, {len(sought.texts):,} sentences: {len(told):,} of {len(pairs.keys):,}"
        f" pairs are told, {share:.2f} a sentence, found in {taken:.0f} s of the processor and {most:.0f} MB"
        f" beside {input_takes:.0f} of input; {each:.1f} bytes each, {size / text:.2f} of the text"
    )


def kept(sought: Given, evidence: Evidence, told: Keys, numbers: Mapping[str, int]) -> float:
    """Return how many bytes the matches take in a store, as those of some left articles do."""
    number = np.array([numbers[one.article or ""] for one in sought.sentences])
    left, right = (number[rows] for rows in rows_of(told))
    some = random.Random(SEED).sample(lefts := sorted(set(left.tolist())), min(SAMPLE, len(lefts)))  # noqa: S311
    best = story.best_of(sought, evidence, told[np.isin(left, some)]).matches
    of: dict[str | None, list[Match]] = defaultdict(list)
    for match in best:
        of[match.a.article].append(match)
    packed = sum(len(pack_pairs(pairs_of(own, numbers))) for own in of.values())
    return packed / max(1, len(best)) * len(told) + led(left, right)


def led(left: Integers, right: Integers) -> int:
    """Return how many bytes it takes to say from which articles the matches of each lead."""
    pairs = np.unique(right << 32 | left)
    first = np.flatnonzero(np.diff(pairs >> 32, prepend=-1))
    return sum(len(pack_lefts((own & 0xFFFFFFFF).tolist())) for own in np.split(pairs, first[1:]))


if __name__ == "__main__":
    sizes.run(__doc__, measure)
