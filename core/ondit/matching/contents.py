"""What texts tell: the stems of their content words, what these weigh, and in which texts they stand."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.formulas import MONTHS, STOCK_WORDS
from ondit.matching.ragged import Integers, ranges, starts_of, sums_of
from ondit.matching.vocabulary import FUNCTION_WORDS, ROLE_WORDS, stem
from ondit.text import words

YEAR_DIGITS = 4
CLOCK = frozenset(["a", "p", "am", "pm", "o'clock", "et", "gmt"])

UNIT = 1_000
"""Weights are whole numbers, a thousand for the rarest stem, so that sums do not hang on their order."""

TELLING, FIGURE = 1, 2
MAY_TELL, MAY_COUNT = 4, 8
NONE = -1
CHUNK = 65_536
STEPS = 48

Numbers = NDArray[np.int32]
Kinds = NDArray[np.uint8]
Flags = NDArray[np.bool_]


class Lexicon:
    """The numbers of stems, in the order in which they were met."""

    def __init__(self) -> None:
        self._stems: dict[str, int] = {}
        self._words: dict[str, tuple[int, int]] = {}

    def __len__(self) -> int:
        return len(self._stems)

    @property
    def stems(self) -> list[str]:
        """The stems, by their numbers."""
        return list(self._stems)

    def of(self, word: str) -> tuple[int, int]:
        """Return the number of the stem of a folded word, none for function words, and what it may be."""
        known = self._words.get(word)
        if known is None:
            known = self._words[word] = self._number(word)
        return known

    def _number(self, word: str) -> tuple[int, int]:
        key = stem(word)
        is_letter = len(word) == 1 and "a" <= word <= "z"
        if is_letter or word in ROLE_WORDS or word in FUNCTION_WORDS or key in FUNCTION_WORDS:
            return NONE, 0
        may_tell = MAY_TELL * (word.isalpha() and word not in STOCK_WORDS)
        return self._stems.setdefault(key, len(self._stems)), may_tell | MAY_COUNT * word[0].isdigit()


class Told(NamedTuple):
    """The words of texts as numbers, and the different stems among them, text after text.

    Attributes:
        words: The number of the stem of each word, -1 for function words, roles and lone letters.
        word_starts: Where those of each text begin, with the end of the last one.
        stems: The different stems of each text, ascending.
        kinds: Which of them are `TELLING`, neither names nor figures nor of the stock of news, and which a
            `FIGURE` that hardly two stories share.
        starts: Where the stems of each text begin, with the end of the last one.
    """

    words: Numbers
    word_starts: Integers
    stems: Numbers
    kinds: Kinds
    starts: Integers

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, row: int) -> list[int]:
        """Return the words of a text."""
        found: list[int] = self.words[self.word_starts[row] : self.word_starts[row + 1]].tolist()
        return found

    def followed_by(self, more: Told) -> Told:
        """Put more texts behind these."""
        return Told(
            np.append(self.words, more.words),
            np.append(self.word_starts, self.word_starts[-1] + more.word_starts[1:]),
            np.append(self.stems, more.stems),
            np.append(self.kinds, more.kinds),
            np.append(self.starts, self.starts[-1] + more.starts[1:]),
        )

    def at(self, rows: Integers) -> Told:
        """Return the texts at some rows."""
        lengths, sizes = np.diff(self.word_starts)[rows], np.diff(self.starts)[rows]
        _, words = ranges(self.word_starts[rows], lengths)
        _, stems = ranges(self.starts[rows], sizes)
        starts = starts_of(lengths), starts_of(sizes)
        return Told(self.words[words], starts[0], self.stems[stems], self.kinds[stems], starts[1])

    def holding(self, stems: Flags) -> Flags:
        """Say which texts hold one of some stems, flagged by their numbers."""
        return sums_of(stems[self.stems].astype(np.int64), self.starts) > 0


def tell(texts: Sequence[str], lexicon: Lexicon) -> Told:
    """Read what texts tell."""
    numbers, stems, kinds = array("i"), array("i"), array("B")
    lengths, sizes = array("q"), array("q")
    for text in texts:
        told, found = _read(text, lexicon)
        ordered = sorted(found)
        numbers.extend(told)
        stems.extend(ordered)
        kinds.extend(map(found.__getitem__, ordered))
        lengths.append(len(told))
        sizes.append(len(ordered))
    return Told(
        np.array(numbers, np.int32),
        starts_of(np.array(lengths, np.int64)),
        np.array(stems, np.int32),
        np.array(kinds, np.uint8),
        starts_of(np.array(sizes, np.int64)),
    )


def _read(text: str, lexicon: Lexicon) -> tuple[list[int], dict[int, int]]:
    """Return the numbers of the words of a text, and what kind each number is of.

    A name, which tells nothing, is a capitalised word that does not begin the text.
    """
    found = words(text)
    known = [lexicon.of(word) for word in found.texts]
    kinds = {number: 0 for number, _ in known if number != NONE}
    for place, (number, may) in enumerate(known):
        if may & MAY_TELL and (place == 0 or not text[found.starts[place]].isupper()):
            kinds[number] |= TELLING
        elif may & MAY_COUNT and _is_figure(found.texts, place):
            kinds[number] |= FIGURE
    return [number for number, _ in known], kinds


def _is_figure(found: Sequence[str], place: int) -> bool:
    """Say whether a word with digits is a figure that no calendar and no clock has given a text."""
    word, around = found[place], found[max(0, place - 1) : place + 2]
    digits = sum(letter.isdigit() for letter in word)
    is_year = digits == len(word) == YEAR_DIGITS and word.startswith(("19", "20"))
    return digits > 1 and not is_year and MONTHS.isdisjoint(around) and CLOCK.isdisjoint(around[-1:])


def weigh(told: Told, lexicon: Lexicon) -> Integers:
    """Weigh the stems of texts: `UNIT` where a single text holds one, the less the more do.

    The weight is the logarithm of one and the inverse share of texts that hold the stem (Spärck Jones 1972),
    over that of the rarest. Texts are counted in steps, so that a few more of them change few weights:
    whatever lies between one power of two and the next counts as much as their mean.
    """
    return weighed(np.bincount(told.stems, minlength=len(lexicon)), len(told))


def weighed(holding: Integers, texts: int) -> Integers:
    """Return what stems weigh of each of which it is known how many of so many texts hold it."""
    steps = np.arange(STEPS)
    means = np.ldexp(1.5, steps) - 0.5
    size = means[_step(np.array(texts))]
    weights = np.rint(UNIT * np.log1p(size / means) / np.log1p(size)).astype(np.int64)
    found: Integers = weights[_step(holding)]
    return found


class Contents:
    """What texts tell, and how much.

    Attributes:
        told: What they tell.
        weights: What each stem weighs, by its number.
        wholes: What the stems of each text weigh.
        tellings: What its telling stems weigh.
    """

    def __init__(self, told: Told, weights: Integers) -> None:
        held = weights[told.stems]
        self.told = told
        self.weights = weights
        self.wholes = sums_of(held, told.starts)
        self.tellings = sums_of(held * (told.kinds & TELLING > 0), told.starts)
        self._places = np.repeat(np.arange(len(told)), np.diff(told.starts)) * len(weights) + told.stems

    def shared(self, left: Integers, right: Integers) -> Iterator[tuple[slice, Integers, Integers, Flags]]:
        """Yield what pairs of texts share, some pairs at a time.

        Args:
            left: Rows of texts.
            right: As many others.

        Yields:
            Which pairs these are; what their common stems weigh, what those weigh that tell in both, and
            whether a figure is among them.
        """
        starts, stems, kinds = self.told.starts, self.told.stems, self.told.kinds
        for low in range(0, len(left), CHUNK):
            part = slice(low, low + CHUNK)
            sizes = np.diff(starts)[left[part]]
            pair, entries = ranges(starts[left[part]], sizes)
            firsts = starts_of(sizes)
            wanted = right[part][pair] * len(self.weights) + stems[entries]
            at = np.minimum(self._places.searchsorted(wanted), max(0, len(stems) - 1))
            held = self._places[at] == wanted
            both = kinds[entries] & kinds[at] * held
            weights = self.weights[stems[entries]] * held
            telling = weights * (both & TELLING > 0)
            figures = (both & FIGURE > 0).astype(np.int64)
            yield part, sums_of(weights, firsts), sums_of(telling, firsts), sums_of(figures, firsts) > 0


class Holders(NamedTuple):
    """Which texts hold which stems; a text's place is its rank by weight.

    Attributes:
        rows: Row of the text at each place, the heaviest text first.
        wholes: What its stems weigh.
        stems: The stems of all texts, place by place, ascending.
        figures: Which of these entries are figures.
        starts: Where the stems of each place begin; one more at the end.
        weights: What each stem weighs.
        places: Places of the texts that hold a stem, stem by stem, ascending.
        heads: Where the places of each stem begin; one more at the end.
        figured: Which of the places hold the stem as a figure.
    """

    rows: Integers
    wholes: Integers
    stems: Numbers
    figures: Flags
    starts: Integers
    weights: Integers
    places: Numbers
    heads: Integers
    figured: Flags


def holders(contents: Contents) -> Holders:
    """Turn the contents of texts round."""
    rows = np.argsort(-contents.wholes, kind="stable")
    told = contents.told.at(rows)
    by_place = np.repeat(np.arange(len(told), dtype=np.int32), np.diff(told.starts))
    order = np.argsort(told.stems, kind="stable")
    heads = starts_of(np.bincount(told.stems, minlength=len(contents.weights)))
    figures, wholes = told.kinds & FIGURE > 0, contents.wholes[rows]
    entries = told.stems, figures, told.starts, contents.weights
    return Holders(rows, wholes, *entries, by_place[order], heads, figures[order])


def _step(counts: Integers) -> Integers:
    """Return the power of two from which up to the next each count is."""
    _, bits = np.frexp(np.maximum(1, counts))
    return bits - 1
