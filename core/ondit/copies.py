"""Copies: articles that carry the text of another one, as agencies' reports run by many outlets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ondit.model import Article
from ondit.text import normalise

RUN = 5
"""Words in a run: two texts share a passage where they share its runs."""
SHARE = 0.8
"""What part of the shorter text's runs the longer one has, at the least."""
LENGTH = 0.5
"""How long the shorter text is beside the longer, at the least."""
SHORTEST = 40
"""Words below which only the same words make a copy."""
FEWEST = 6
"""Words below which nothing does."""

_SAMPLED = 8
_MOST_HOLDERS = 64
_LIKELY = SHARE / 2
_NO_DATE = "9999"

_Runs = NDArray[np.uint32]
"""The runs of a text as numbers, sorted, each once."""


def mark(articles: Sequence[Article]) -> list[Article]:
    """Return the articles in their order, each copy with the id of the article of which it is one.

    Rule: eight in ten of the runs of five words of the shorter text stand in the longer one, and the shorter
    is at least half as long; of texts of 6 to 39 words all words, in their order. Case, punctuation, outlet
    and title do not matter. Of copies of one another the one published first is the article, then the one
    whose id is first; a copy of a copy names that one too.

    Catches an agency's report that three outlets run, one with a paragraph less, one under another name.
    Must not take the same firm's reports of two quarters for one, whose figures differ throughout. Known
    failures: an outlet's own report that quotes a release nearly whole is a copy of the release; of copies
    of one day, none is known to be first.
    """
    marked = {}
    found = _Found()
    for article in sorted(articles, key=_told):
        marked[article.id] = replace(article, copy_of=found.take(article))
    return [marked[article.id] for article in articles]


def _told(article: Article) -> tuple[str, str]:
    return (article.published.value if article.published else _NO_DATE, article.id)


class _Found:
    """The articles so far that are no copies, by their texts."""

    def __init__(self) -> None:
        self._wordings: dict[str, str] = {}
        self._runs: dict[str, _Runs] = {}
        self._holders: dict[int, list[str]] = defaultdict(list)

    def take(self, article: Article) -> str | None:
        """Return the id of the article of which this one is a copy; where there is none, keep it."""
        words = normalise(article.text).split()
        if len(words) < FEWEST:
            return None
        if len(words) < SHORTEST:
            wording = " ".join(words)
            first = self._wordings.setdefault(wording, article.id)
            return None if first == article.id else first
        runs = _runs(words)
        sample = runs[runs % _SAMPLED == 0].tolist()
        votes = Counter(holder for run in sample for holder in self._holders.get(run, ()))
        enough = _LIKELY * LENGTH * len(sample)
        for name, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
            if votes[name] >= enough and _is_copy(runs, self._runs[name]):
                return name
        self._runs[article.id] = runs
        for run in sample:
            if len(self._holders[run]) < _MOST_HOLDERS:
                self._holders[run].append(article.id)
        return None


def _runs(words: list[str]) -> _Runs:
    runs = (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return np.unique(np.fromiter((crc32(run.encode()) for run in runs), np.uint32))


def _is_copy(one: _Runs, other: _Runs) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if shorter < LENGTH * longer:
        return False
    return len(np.intersect1d(one, other, assume_unique=True)) >= SHARE * shorter
