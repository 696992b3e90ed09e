"""What texts tell: the stems of their content words, what these weigh, and in which texts they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.formulas import MONTHS, STOCK_WORDS
from ondit.matching.vocabulary import Vocabulary, content, stem, telling_words
from ondit.text import words

YEAR_DIGITS = 4
CLOCK = frozenset(["a", "p", "am", "pm", "o'clock", "et", "gmt"])

UNIT = 1_000
"""Weights are whole numbers, a thousand for the rarest stem, so that sums do not hang on their order."""

Integers = NDArray[np.int64]


class Contents:
    """What texts tell.

    Attributes:
        words: The stem of each word of a text; absent for function words and roles.
        stems: The stems of a text.
        telling: Those that are neither names nor figures, nor of the stock of news.
        figures: Those that are figures which hardly two stories share.
        weights: What each stem weighs.
        wholes: What the stems of a text weigh.
        tellings: What its telling stems weigh.
    """

    def __init__(self, texts: Sequence[str], vocabulary: Vocabulary | None) -> None:
        told = [(content(text), set(_telling(text)), frozenset(_figures(text))) for text in texts]
        self.words = [one for one, _, _ in told]
        self.stems = [frozenset(key for key in one if key) for one in self.words]
        self.telling = [own & telling for own, (_, telling, _) in zip(self.stems, told, strict=True)]
        self.figures = [figures for _, _, figures in told]
        known = vocabulary or Vocabulary([dict.fromkeys(one, 1) for one in self.stems])
        self.weights = {key: round(UNIT * known.rarity(key)) for one in self.words for key in one if key}
        self.wholes = [self.weight(one) for one in self.stems]
        self.tellings = [self.weight(one) for one in self.telling]

    def weight(self, keys: Set[str]) -> int:
        """Return what some stems weigh."""
        return sum(map(self.weights.__getitem__, keys))


def _telling(text: str) -> Iterator[str]:
    """Yield the stems of the words of a text that are neither names nor figures, nor of the stock of news."""
    return (stem(word) for word in telling_words(text) if word not in STOCK_WORDS and word.isalpha())


def _figures(text: str) -> Iterator[str]:
    """Yield the stems of the figures of a text that no calendar and no clock has given it."""
    found = words(text).texts
    for before, word, behind in zip(("", *found), found, (*found[1:], ""), strict=False):
        if not word[0].isdigit():
            continue
        digits = sum(letter.isdigit() for letter in word)
        is_year = digits == len(word) == YEAR_DIGITS and word.startswith(("19", "20"))
        if digits > 1 and not is_year and MONTHS.isdisjoint((before, behind)) and behind not in CLOCK:
            yield stem(word)


class Holders(NamedTuple):
    """Which texts hold which stems: stems are numbers, and a text's place is its rank by weight.

    Attributes:
        rows: Row of the text at each place, the heaviest text first.
        stems: The stems of all texts, place by place, the rarest of each first.
        figures: Which of these entries are figures.
        starts: Where the stems of each place begin; one more at the end.
        weights: What each stem weighs.
        places: Places of the texts that hold a stem, stem by stem, ascending.
        heads: Where the places of each stem begin; one more at the end.
    """

    rows: Integers
    stems: Integers
    figures: NDArray[np.bool_]
    starts: Integers
    weights: Integers
    places: Integers
    heads: Integers


def holders(contents: Contents) -> Holders:
    """Turn the contents of texts round."""
    numbers = {key: number for number, key in enumerate(contents.weights)}
    weights = np.fromiter(contents.weights.values(), np.int64, len(numbers))
    rows = np.argsort(-np.array(contents.wholes, np.int64), kind="stable")
    keys = [
        sorted(contents.stems[row], key=lambda key: (-contents.weights[key], numbers[key]))
        for row in rows.tolist()
    ]
    sizes = np.array([len(one) for one in keys], np.int64)
    stems = np.array([numbers[key] for one in keys for key in one], np.int64)
    marked = (contents.figures[row] for row in rows.tolist())
    figures = np.array([key in own for one, own in zip(keys, marked, strict=True) for key in one], np.bool_)
    places = np.repeat(np.arange(len(sizes)), sizes)[np.argsort(stems, kind="stable")]
    heads = _starts(np.bincount(stems, minlength=len(numbers)))
    return Holders(rows, stems, figures, _starts(sizes), weights, places, heads)


def _starts(sizes: Integers) -> Integers:
    starts = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=starts[1:])
    return starts
