"""What the words of a collection weigh: rare ones much, function words little."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ondit.text import words

FUNCTION_WORDS = frozenset(
    "a an the this that these those it its he she they we you i him them us his her their our your my me "
    "in on at of to for and or but as by with from into onto about out up down over under off than then "
    "also too very just is are was were be been being am has have had having will would can could may "
    "might must shall should do does did done not no nor so if when while where why how what which who "
    "whom whose there here after before since until during through between among against more most less "
    "least much many such both all some any each every other another own same said say says told".split()
)
FUNCTION_WEIGHT = 0.15
STEM_LETTERS = 5
PLURAL_LETTERS = 4
KEPT_STEMS = 65_536

ROLE_WORDS = frozenset(
    "chief executive officer chairman chairwoman chair president director boss head minister secretary "
    "spokesman spokeswoman spokesperson founder partner analyst editor reporter mr mrs ms dr company group "
    "inc plc ltd ag gmbh".split()
)

_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?!\d)")

Bag = Mapping[str, int]


@lru_cache(KEPT_STEMS)
def stem(word: str) -> str:
    """Return the crude stem of a folded word, in which inflections and spellings meet.

    Rule: less a plural's s, "our" read as "or" and y as i, the first five letters; a figure as `figure` reads
    it.

    Example: "photographic" and "photography" meet in "photo", "colours" and "color" in "color", "lorries" and
    "lorry" in "lorri", "10,3" and "10.3" in "10.3". Must not: "gas" and "focus" keep their s, and "2022" and
    "20221" do not meet.
    Known failures: "international" and "internal" meet in "inter", "news" and "new" too; "held" and "hold"
    do not meet.
    """
    word = word.removesuffix("'s")
    if any(letter.isdigit() for letter in word):
        return figure(word)
    if word.endswith("s") and len(word) >= PLURAL_LETTERS and word[-2] not in "aius":
        word = word[:-1]
    if word.endswith("our") and len(word) >= PLURAL_LETTERS + 1:
        word = word[:-3] + "or"
    return word[:STEM_LETTERS].replace("y", "i")


def figure(word: str) -> str:
    """Return a figure less the marks between its thousands, with a point before its decimals.

    Example: "200,000" and "200.000" are 200000, "10,3" is 10.3. Must not: change "1.50" or "22.05.2025".
    Known failures: "1.125" per cent is 1125, so that it is the same as "1,125".
    """
    grouped = _GROUPED.match(word)
    whole = grouped.end() if grouped else 0
    return word[:whole].replace(",", "").replace(".", "") + word[whole:].replace(",", ".")


def bag(text: str) -> Counter[str]:
    """Count the stems of a text; function words count as themselves."""
    return Counter(word if word in FUNCTION_WORDS else stem(word) for word in words(text).texts)


def telling_words(text: str) -> list[str]:
    """Return the folded words of a text that say something, in order: no function words, names or roles.

    A name is a capitalised word that does not begin the text; in a headline set in capitals throughout
    every word is one, so that headlines tell little.
    """
    found = words(text)
    return [
        word
        for start, word in zip(found.starts, found.texts, strict=True)
        if word not in FUNCTION_WORDS
        and word not in ROLE_WORDS
        and (not text[start].isupper() or start == found.starts[0])
    ]


class Vocabulary:
    """Weights of stems in a collection: the rarer, the heavier; function words weigh next to nothing.

    The weight is the logarithm of one and the inverse share of texts that hold the stem (Spärck Jones
    1972); a stem that the collection does not hold weighs as one that a single text holds.
    """

    def __init__(self, bags: Sequence[Bag]) -> None:
        self._weigh(Counter(key for one in bags for key in one), max(1, len(bags)))

    @classmethod
    def counted(cls, holding: Mapping[str, int], texts: int) -> Vocabulary:
        """Return the weights where it is known how many of so many texts hold each stem."""
        made = cls(())
        made._weigh(holding, max(1, texts))
        return made

    def _weigh(self, holding: Mapping[str, int], texts: int) -> None:
        self._rarest = math.log(1 + texts)
        self._weights = {
            key: FUNCTION_WEIGHT if key in FUNCTION_WORDS else math.log(1 + texts / count)
            for key, count in holding.items()
        }

    def weight(self, key: str) -> float:
        """Return the weight of one stem; greater than 0."""
        found = self._weights.get(key)
        if found is None:
            return FUNCTION_WEIGHT if key in FUNCTION_WORDS else self._rarest
        return found

    def likeness(self, a: Bag, b: Bag) -> float:
        """Return how much two bags share, from 0 to 1: the Dice coefficient of their weights."""
        shared = sum(min(a[key], b[key]) * self.weight(key) for key in a.keys() & b.keys())
        whole = sum(count * self.weight(key) for one in (a, b) for key, count in one.items())
        return 2 * shared / whole if whole else 0.0
