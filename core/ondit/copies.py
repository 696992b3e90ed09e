"""Copies: articles that carry the text of another one, as agencies' reports run by many outlets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ondit.growing import Keep, anew
from ondit.model import Article
from ondit.text import normalise
from ondit.versions import page_of

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


class _Wording(NamedTuple):
    """What of a text is compared.

    Attributes:
        size: How many words it has.
        words: All of them, of a text that is too short for runs.
        runs: Its runs, of one that is not.
    """

    size: int
    words: str
    runs: _Runs


def mark(articles: Sequence[Article], keep: Keep = anew) -> list[Article]:
    """Return the articles in their order, each copy with the id of the article of which it is one.

    Rule: eight in ten of the runs of five words of the shorter text stand in the longer one, and the shorter
    is at least half as long; of texts of 6 to 39 words all words, in their order. Case, punctuation, outlet
    and title do not matter. Of copies of one another the one published first is the article, then the one
    whose id is first; a copy of a copy names that one too.

    Catches an agency's report that three outlets run, one with a paragraph less, one under another name.
    Must not take the same firm's reports of two quarters for one, whose figures differ throughout. Known
    failures: an outlet's own report that quotes a release nearly whole is a copy of the release; of copies
    of one day, none is known to be first; one run in eight is looked up, so that of copies of some fifty
    words of which one is another a few in a thousand are missed.

    Versions of one page are no copies of each other.

    Args:
        articles: The articles.
        keep: Asks what the words of a text are.
    """
    marked = {}
    found = _Found()
    for article in sorted(articles, key=_told):
        copied = found.take(article.id, page_of(article), keep(_wording, article.text))
        marked[article.id] = replace(article, copy_of=copied)
    return [marked[article.id] for article in articles]


def _told(article: Article) -> tuple[str, str]:
    return (article.published.value if article.published else _NO_DATE, article.id)


class _Found:
    """The articles so far that are no copies, by their texts."""

    def __init__(self) -> None:
        self._pages: dict[str, str] = {}
        self._wordings: dict[str, str] = {}
        self._runs: dict[str, _Runs] = {}
        self._holders: dict[int, list[str]] = defaultdict(list)

    def take(self, article: str, page: str, own: _Wording) -> str | None:
        """Return the id of the article, of another page, of which this one is a copy.

        Where there is none, keep it.
        """
        if own.size < FEWEST:
            return None
        self._pages[article] = page
        if own.size < SHORTEST:
            first = self._wordings.setdefault(own.words, article)
            return None if self._pages[first] == page else first
        sample = own.runs[own.runs % _SAMPLED == 0].tolist() or own.runs[:1].tolist()
        votes = Counter(chain.from_iterable([self._holders[run] for run in sample if run in self._holders]))
        enough = _LIKELY * LENGTH * len(sample)
        likely = [(-count, name) for name, count in votes.items() if count >= enough]
        for _, name in sorted(likely):
            if self._pages[name] != page and _is_copy(own.runs, self._runs[name]):
                return name
        self._runs[article] = own.runs
        for run in sample:
            if len(self._holders[run]) < _MOST_HOLDERS:
                self._holders[run].append(article)
        return None


def _wording(text: str) -> _Wording:
    words = normalise(text)
    size = words.count(" ") + 1 if words else 0
    if size < SHORTEST:
        return _Wording(size, words, np.empty(0, np.uint32))
    return _Wording(size, "", _runs(words.encode()))


def _runs(words: bytes) -> _Runs:
    """Return the runs of some words with single spaces between them."""
    spaces = np.flatnonzero(np.frombuffer(words, np.uint8) == ord(" "))
    starts, ends = [0, *(spaces + 1).tolist()], [*spaces.tolist(), len(words)]
    runs = [crc32(words[start:end]) for start, end in zip(starts, ends[RUN - 1 :], strict=False)]
    return np.unique(np.array(runs, np.uint32))


def _is_copy(one: _Runs, other: _Runs) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if shorter < LENGTH * longer:
        return False
    return len(np.intersect1d(one, other, assume_unique=True)) >= SHARE * shorter
