"""The sentences of a story as they are given to be matched, and which of them are new."""

from __future__ import annotations

from collections.abc import Sequence
from sys import intern
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.fragments import QuotesOf
from ondit.matching.window import Days
from ondit.model import Sentence

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

UNDATED = 1 << 32

Key = tuple[str | None, int, int, str, str]
"""What a sentence is known by: its article, where it begins and ends, its text, and the places of quotes."""


class Given(NamedTuple):
    """Sentences to match.

    Attributes:
        sentences: Sentences of all articles.
        texts: Their texts.
        quotes_of: The quotes of each article.
        groups: The number of the article of each.
        days: The number of the day on which each was published, where it is known.
        within: Days that two may be apart, absent for any.
    """

    sentences: Sequence[Sentence]
    texts: Sequence[str]
    quotes_of: QuotesOf
    groups: Integers
    days: Days
    within: int | None

    def told(self) -> Integers:
        """Return the day on which each sentence was told; one that is not known comes behind all others."""
        days = self.days or [None] * len(self.sentences)
        return np.array([UNDATED if day is None else day for day in days], np.int64)

    def keys(self) -> list[Key]:
        """Return what each sentence is known by."""
        # One string an article, the same one for the same places: it is hashed once, not for each sentence.
        quoted = {
            article: intern(" ".join(f"{quote.start}-{quote.end}" for quote in quotes))
            for article, quotes in self.quotes_of.items()
        }
        return [
            (sentence.article, sentence.start, sentence.end, text, quoted.get(sentence.article, ""))
            for sentence, text in zip(self.sentences, self.texts, strict=True)
        ]


def since(before: Sequence[Key], now: Sequence[Key]) -> tuple[Integers, Flags]:
    """Return the row of each sentence that was there before, -1 where it is gone, and which ones are new.

    Where some have changed places, all are new.
    """
    places = {key: row for row, key in enumerate(before)}
    rows, new = np.full(len(before), -1), np.ones(len(now), np.bool_)
    for row, key in enumerate(now):
        was = places.pop(key, None)
        if was is not None:
            rows[was], new[row] = row, False
    if (np.diff(rows[rows >= 0]) < 0).any():
        return np.full(len(before), -1), np.ones(len(now), np.bool_)
    return rows, new
