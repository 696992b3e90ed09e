"""Texts that tell a thing in other words: re-wordings and back-translations, which keep what is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from ondit.matching.formulas import MONTHS, STOCK_WORDS
from ondit.matching.table import MatchTable, table
from ondit.matching.vocabulary import Vocabulary, content, stem, telling_words
from ondit.matching.whole import check_groups
from ondit.text import normalise, words

LEAST, LEAST_SHARE, LEAST_TELLING = 1.8, 0.5, 0.6
LEAST_WITH_FIGURE, LEAST_SHARE_WITH_FIGURE, LEAST_TELLING_WITH_FIGURE = 1.0, 0.25, 0.15

YEAR_DIGITS = 4
CLOCK = frozenset(["a", "p", "am", "pm", "o'clock", "et", "gmt"])

UNIT = 1_000
"""Weights are whole numbers, a thousand for the rarest stem, so that sums do not hang on their order."""

UNLIKE = 0.35
"""What a word that only one text has takes from a passage, as a share of what a common one gives."""

WHOLE_SHARE = 0.8

Integers = NDArray[np.int64]


def reworded(
    texts: Sequence[str], *, groups: Sequence[int] | None = None, vocabulary: Vocabulary | None = None
) -> MatchTable:
    """Find the pairs of texts that tell a thing in the same content words, whatever their order.

    Rule: the stems that both have, weighed by how rare they are (1 for the rarest), come to 1.8 or more, and
    to half of what the one has that has less; and of those words that are neither names nor figures, nor of
    the stock of news, the weight times the share comes to 0.6. Where a figure is among the common stems, 1, a
    quarter and 0.15 will do. Function words and roles do not count; a figure of one digit, a year, a day of a
    month and the time of a clock are words like others. All such pairs are found.

    Example: "Cars will pay 45 crowns" beside "The toll will be 45 crowns for cars and 120 for lorries". Must
    not: "Edda Marrison, the minister of transport, will report" beside "The minister of transport, Edda
    Marrison, was asked to come", which share a name, or two companies that decline to comment.
    Figures: in the three sample stories 0.94 of 87 re-wordings tell the same or are marked as differing, on
    which the numbers above were chosen; of 120 of them in real news of several outlets, read before the last
    number was, 85 are found, 0.79 of them so; credits, captions of photographs and people with their roles
    are most of the rest.
    Known failures: synonyms throughout; a long sentence of which one clause without a figure is re-worded;
    two things told of one subject in the same words.

    Args:
        texts: Texts to match; rows of the table are indexes into it.
        groups: One group a text; pairs within a group are left out.
        vocabulary: What the stems weigh; that of the texts where absent.

    Returns:
        Pairs with the passages that tell the same: of each text the words from the first common one to the
        last, less what stands far from any; both whole texts where each is most of its own. The similarity
        is that of the passages.

    Raises:
        ValueError: `groups` is not as long as `texts`.
    """
    check_groups(texts, groups)
    contents = _Contents(texts, vocabulary)
    found = []
    for left, right in _candidates(contents, groups):
        if contents.tell_the_same(left, right):
            a, b = _passages(texts, left, right, contents)
            similarity = fuzz.ratio(normalise(texts[left][slice(*a)]), normalise(texts[right][slice(*b)]))
            found.append((left, right, similarity, *a, *b))
    return table(texts, found)


class _Contents:
    """What texts tell.

    Attributes:
        words: The stem of each word of a text; absent for function words and roles.
        stems: The stems of a text.
        telling: Those that are neither names nor figures, nor of the stock of news.
        figures: Those that are figures which hardly two stories share.
        weights: What each stem weighs.
    """

    def __init__(self, texts: Sequence[str], vocabulary: Vocabulary | None) -> None:
        self.words = [content(text) for text in texts]
        self.stems = [frozenset(key for key in one if key) for one in self.words]
        self.telling = [
            own.intersection(
                stem(word) for word in telling_words(text) if word not in STOCK_WORDS and word.isalpha()
            )
            for text, own in zip(texts, self.stems, strict=True)
        ]
        self.figures = [frozenset(_figures(text)) for text in texts]
        known = vocabulary or Vocabulary([dict.fromkeys(one, 1) for one in self.stems])
        self.weights = {key: round(UNIT * known.rarity(key)) for one in self.words for key in one if key}
        self._wholes = [self._weight(one) for one in self.stems]
        self._tellings = [self._weight(one) for one in self.telling]

    def tell_the_same(self, left: int, right: int) -> bool:
        """Say whether two texts tell a thing in the same words."""
        least, share, told = LEAST, LEAST_SHARE, LEAST_TELLING
        if not self.figures[left].isdisjoint(self.figures[right]):
            least, share, told = LEAST_WITH_FIGURE, LEAST_SHARE_WITH_FIGURE, LEAST_TELLING_WITH_FIGURE
        common = self._weight(self.stems[left] & self.stems[right])
        if common < max(least * UNIT, share * min(self._wholes[left], self._wholes[right])):
            return False
        telling = self._weight(self.telling[left] & self.telling[right])
        return telling**2 >= told * UNIT * min(self._tellings[left], self._tellings[right]) > 0

    def _weight(self, keys: Set[str]) -> int:
        return sum(map(self.weights.__getitem__, keys))


def _figures(text: str) -> Iterator[str]:
    """Yield the stems of the figures of a text that no calendar and no clock has given it."""
    found = words(text).texts
    for before, word, behind in zip(("", *found), found, (*found[1:], ""), strict=False):
        digits = sum(letter.isdigit() for letter in word)
        is_year = digits == len(word) == YEAR_DIGITS and word.startswith(("19", "20"))
        if digits > 1 and not is_year and MONTHS.isdisjoint((before, behind)) and behind not in CLOCK:
            yield stem(word)


class _Weighed(NamedTuple):
    """The stems of each text, the rarest first, as numbers; what they weigh, and where each stands.

    Attributes:
        order: Rows, the heaviest text first.
        stems: Numbers of stems by place in `order`.
        weights: What each stem weighs.
        places: Places of the texts that hold a stem, ascending.
    """

    order: Integers
    stems: list[Integers]
    weights: Integers
    places: list[Integers]


def _weighed(contents: _Contents) -> _Weighed:
    numbers = {key: number for number, key in enumerate(contents.weights)}
    weights = np.fromiter(contents.weights.values(), np.int64, len(numbers))
    own = [np.sort(np.fromiter(map(numbers.__getitem__, one), np.int64, len(one))) for one in contents.stems]
    order = np.argsort([-weights[one].sum() for one in own], kind="stable")
    stems = [own[row][np.argsort(-weights[own[row]], kind="stable")] for row in order.tolist()]
    sizes = [len(one) for one in stems]
    flat = np.concatenate([np.empty(0, np.int64), *stems])
    holding = np.repeat(np.arange(len(sizes)), sizes)[np.argsort(flat, kind="stable")]
    ends = np.cumsum(np.bincount(flat, minlength=len(numbers)))
    return _Weighed(order, stems, weights, np.split(holding, ends[:-1]))


def _candidates(contents: _Contents, groups: Sequence[int] | None) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows that share enough, each lighter text looked up among the heavier ones."""
    weighed = _weighed(contents)
    shared = np.zeros(len(weighed.order), np.int64)
    of = np.arange(len(weighed.order)) if groups is None else np.asarray(groups)[weighed.order]
    for place in range(len(weighed.order)):
        found = _partners(weighed, shared, place)
        for other in found[of[found] != of[place]].tolist():
            pair = int(weighed.order[place]), int(weighed.order[other])
            yield min(pair), max(pair)


def _partners(weighed: _Weighed, shared: Integers, place: int) -> Integers:
    """Return the places before one whose texts share enough with its text for a pair with a figure.

    They must share one of the rarest stems: what is common to most texts does not weigh enough. `shared` is
    all zeros, and left so.
    """
    stems = weighed.stems[place]
    weights = weighed.weights[stems]
    least = int(UNIT * max(LEAST_WITH_FIGURE, LEAST_SHARE_WITH_FIGURE * int(weights.sum()) / UNIT))
    rare = int(np.count_nonzero(np.cumsum(weights[::-1])[::-1] >= least))
    before = [weighed.places[stem] for stem in stems.tolist()]
    before = [holding[: np.searchsorted(holding, place)] for holding in before]
    for holding, weight in zip(before[:rare], weights.tolist(), strict=False):
        shared[holding] += weight
    met = np.concatenate([np.empty(0, np.int64), *before[:rare]])
    found = np.unique(met[shared[met] >= least - int(weights[rare:].sum())])
    gathered = shared[found]
    shared[met] = 0
    for holding, weight in zip(before[rare:], weights[rare:].tolist(), strict=True):
        gathered += weight * _holds(holding, found)
    enough: Integers = found[gathered >= least]
    return enough


def _holds(holding: Integers, places: Integers) -> NDArray[np.bool_]:
    """Say which of some places are among those of a stem."""
    if not len(holding):
        return np.zeros(len(places), np.bool_)
    at = np.minimum(np.searchsorted(holding, places), len(holding) - 1)
    held: NDArray[np.bool_] = holding[at] == places
    return held


def _passages(
    texts: Sequence[str], left: int, right: int, contents: _Contents
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the passages of two texts stand; the whole texts where each passage is most of its own."""
    common = contents.stems[left] & contents.stems[right]
    split = words(texts[left]), words(texts[right])
    ends = [_gaining(contents.words[row], common, contents.weights) for row in (left, right)]
    if all(high - low >= WHOLE_SHARE * len(one) for (low, high), one in zip(ends, split, strict=True)):
        ends = [(0, len(one)) for one in split]
    a, b = ((one.starts[low], one.ends[high - 1]) for (low, high), one in zip(ends, split, strict=True))
    return a, b


def _gaining(keys: Sequence[str | None], common: Set[str], weights: Mapping[str, int]) -> tuple[int, int]:
    """Return the run of words that tells what is common: the one that gains most.

    A common word gains what it weighs, another loses a third of that; function words are free, and taken in
    at the ends of the text.
    """
    best, start, gain = (0.0, 0, 0), 0, 0.0
    for at, key in enumerate(keys):
        if gain <= 0:
            start, gain = at, 0.0
        if key:
            gain += weights[key] * (1 if key in common else -UNLIKE)
        if gain > best[0]:
            best = gain, start, at + 1
    _, low, high = best
    return low if any(keys[:low]) else 0, high if any(keys[high:]) else len(keys)
