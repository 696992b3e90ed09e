"""Many texts normalised at once: the same words as `ondit.text.normalise` gives, as arrays.

Texts of Latin, Greek and Cyrillic letters go through a table of characters; one with any character that
needs its neighbours to be folded (accents of their own, ligatures, ideographs) is normalised by
`ondit.text` itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.kernel import kernel, over_ranges, processors
from ondit.matching.ragged import starts_of
from ondit.matching.whole import HEAVIEST
from ondit.text import normalise

Codes = NDArray[np.uint32]
Bytes = NDArray[np.uint8]
Offsets = NDArray[np.int64]
Places = NDArray[np.int32]

TABLE_SIZE = 0x2100
OTHER, LETTER, DIGIT, APOSTROPHE, POINT, SIGN, UNDERSCORE, SLOW = range(8)
SPACE = 32
ASCII = 128
CHUNK = 8_192
WEIGHT_BITS = 8
OFFSET, PRIME, MULTIPLIER = 0xCBF29CE484222325, 0x100000001B3, 0x9E3779B97F4A7C15
"""Of FNV-1a hashing, and an odd number near 2^64 over the golden ratio to mix with."""


class Folded(NamedTuple):
    """Normalised texts, one after the other.

    Attributes:
        letters: Their characters, one byte each: ASCII as it is, any other as 128 or more; different
            characters may share such a code, equal ones always do.
        starts: Where each text begins in `letters`, with the end of the last one.
        words: Each word as a number: a 24-bit hash, and in the lowest 8 bits its weight, which is its letters
            and the space behind it, at most 255. What is read at random had better be one thing.
        firsts: Where the words of each text begin in `words`, with the end of the last one.
        digests: A 64-bit hash of each text, two columns.
        exact: Whether the letters of each text are ASCII throughout, so that equal codes are equal letters.
    """

    letters: Bytes
    starts: Offsets
    words: Codes
    firsts: Offsets
    digests: NDArray[np.uint64]
    exact: NDArray[np.bool_]


@lru_cache(maxsize=1)
def _tables() -> tuple[Bytes, Codes]:
    """Return the class of each character and what it folds to, as `ondit.text` has them."""
    kinds = np.full(TABLE_SIZE, SLOW, np.uint8)
    folds = np.arange(TABLE_SIZE, dtype=np.uint32)
    for code in range(TABLE_SIZE):
        letter = chr(code)
        if "0" <= letter <= "9":
            kinds[code] = DIGIT
        elif letter in ".,":
            kinds[code] = POINT
        elif letter in "+%":
            kinds[code] = SIGN
        elif letter == "_":
            kinds[code] = UNDERSCORE
        elif letter in "'`’":
            kinds[code], folds[code] = APOSTROPHE, ord("'")
        elif not letter.isalnum() and not normalise(f"a{letter}b").replace("a b", ""):
            kinds[code] = OTHER
        elif letter.isalpha() and (folded := normalise(letter)) and _alone(letter, folded):
            kinds[code], folds[code] = LETTER, ord(folded)
    return kinds, folds


def _alone(letter: str, folded: str) -> bool:
    """Say whether a letter folds to one letter whatever stands beside it."""
    return len(folded) == 1 and folded.isalpha() and normalise(f"a{letter}b") == f"a{folded}b"


@kernel
def _fold(
    raw: Codes, starts: Offsets, kinds: Bytes, folds: Codes, out: Codes, ends: Offsets, spans: Places
) -> NDArray[np.bool_]:
    """Write each text's words, folded and joined by single spaces, and where each begins and ends in it.

    Returns:
        For each text whether it needs `ondit.text`; such a text is left out.
    """
    slow = np.zeros(len(starts) - 1, np.bool_)
    to = word = 0
    for text in range(len(starts) - 1):
        at, stop, first, first_word = starts[text], starts[text + 1], to, word
        while at < stop:
            kind = _kind(raw, at, stop, kinds)
            if kind == SLOW:
                slow[text] = True
                break
            if not _belongs(kind, False):
                at += 1
                continue
            end = _word_end(raw, at, stop, kinds)
            if to > first:
                out[to] = SPACE
                to += 1
            for place in range(at, end):
                out[to] = folds[raw[place]]
                to += 1
            spans[0, word], spans[1, word] = at - starts[text], end - starts[text]
            word += 1
            at = end
        if slow[text]:
            to, word = first, first_word
        ends[text] = to
    return slow


@kernel
def _kind(raw: Codes, at: int, stop: int, kinds: Bytes) -> int:
    if at >= stop:
        return OTHER
    return int(kinds[raw[at]]) if raw[at] < TABLE_SIZE else SLOW


@kernel
def _word_end(raw: Codes, at: int, stop: int, kinds: Bytes) -> int:
    """Return where the word that begins at a place ends: a number with separators, or letters."""
    end = at
    while _kind(raw, end, stop, kinds) == DIGIT:
        end += 1
    number = False
    while end > at and _kind(raw, end, stop, kinds) == POINT and _kind(raw, end + 1, stop, kinds) == DIGIT:
        number = True
        end += 2
        while _kind(raw, end, stop, kinds) == DIGIT:
            end += 1
    while _belongs(_kind(raw, end, stop, kinds), number):
        end += 1
    while (
        not number
        and _kind(raw, end, stop, kinds) == APOSTROPHE
        and _belongs(_kind(raw, end + 1, stop, kinds), False)
    ):
        end += 2
        while _belongs(_kind(raw, end, stop, kinds), False):
            end += 1
    if _kind(raw, end, stop, kinds) == SIGN:
        end += 1
    return end


@kernel
def _belongs(kind: int, number: bool) -> bool:
    return kind in (LETTER, DIGIT) or (number and kind == UNDERSCORE)


@kernel
def _pack(
    folded: Codes,
    begins: Offsets,
    ends: Offsets,
    letters: Bytes,
    codes: Codes,
    firsts: Offsets,
    digests: NDArray[np.uint64],
    exact: NDArray[np.bool_],
) -> int:
    """Turn normalised texts into letters of one byte and hashed words; return how many words there are."""
    to = word = 0
    for text in range(len(begins)):
        firsts[text] = word
        one, two, own = np.uint64(OFFSET), np.uint64(PRIME), np.uint64(OFFSET)
        size = 0
        for place in range(begins[text], ends[text]):
            code = folded[place]
            one = (one ^ np.uint64(code)) * np.uint64(PRIME)
            two = (two + np.uint64(code)) * np.uint64(MULTIPLIER)
            two ^= two >> np.uint64(29)
            letters[to] = code if code < ASCII else ASCII | ((code * 40503 >> 7) & 127)
            exact[text] &= code < ASCII
            to += 1
            if code != SPACE:
                own = (own ^ np.uint64(code)) * np.uint64(PRIME)
                size += 1
            if code == SPACE or place == ends[text] - 1:
                own = (own ^ (own >> np.uint64(32))) * np.uint64(MULTIPLIER)
                codes[word] = np.uint32(own >> np.uint64(40)) << np.uint32(WEIGHT_BITS) | np.uint32(
                    min(size + 1, HEAVIEST)
                )
                own, size = np.uint64(OFFSET), 0
                word += 1
        digests[text, 0] = one ^ (one >> np.uint64(31))
        digests[text, 1] = two
    firsts[len(begins)] = word
    return word


def fold(texts: Sequence[str]) -> Folded:
    """Normalise texts to arrays; the same words as `ondit.text.normalise` finds, in the same order."""
    bounds = [*range(0, max(1, len(texts)), CHUNK), len(texts)]
    return _chained(over_ranges(lambda low, high: _fold_chunk(texts[low:high]), bounds, processors()))


def _chained(parts: Sequence[Folded]) -> Folded:
    """Put normalised texts behind one another."""
    return Folded(
        np.concatenate([part.letters for part in parts]),
        _offsets([part.starts for part in parts]),
        np.concatenate([part.words for part in parts]),
        _offsets([part.firsts for part in parts]),
        np.concatenate([part.digests for part in parts]),
        np.concatenate([part.exact for part in parts]),
    )


def _offsets(parts: Sequence[Offsets]) -> Offsets:
    """Chain the offsets of several chunks, each of which ends with its own size."""
    return starts_of(np.concatenate([np.diff(part) for part in parts]))


class Chunk(NamedTuple):
    """Some texts as the table of characters folds them.

    Attributes:
        folded: Their words, joined by single spaces, one text after the other.
        begins: Where each text begins in `folded`.
        ends: Where it ends.
        spans: Where each word begins and ends in its own text, two rows.
        slow: Whether a text is left out, for `ondit.text` to fold.
    """

    folded: Codes
    begins: Offsets
    ends: Offsets
    spans: Places
    slow: NDArray[np.bool_]


def _fold_chunk(texts: Sequence[str]) -> Folded:
    chunk = by_table(texts)
    folded, begins, ends = chunk.folded, chunk.begins, chunk.ends
    rows = np.flatnonzero(chunk.slow)
    if len(rows):
        by_hand = [normalise(texts[row]) for row in rows.tolist()]
        sizes = np.fromiter(map(len, by_hand), np.int64, len(by_hand))
        used = int(ends[-1])
        ends[rows] = used + np.cumsum(sizes)
        begins[rows] = ends[rows] - sizes
        folded = np.concatenate((folded[:used], _codes("".join(by_hand))))
    return _packed(folded, begins, ends)


def by_table(texts: Sequence[str]) -> Chunk:
    """Fold some texts, less those that the table cannot fold."""
    kinds, folds = _tables()
    raw = _codes("".join(texts))
    starts = starts_of(np.fromiter(map(len, texts), np.int64, len(texts)))
    folded = np.empty(2 * len(raw), np.uint32)
    spans = np.empty((2, len(raw)), np.int32)
    ends = np.zeros(len(texts), np.int64)
    slow = _fold(raw, starts, kinds, folds, folded, ends, spans)
    begins = np.zeros(len(texts), np.int64)
    begins[1:] = ends[:-1]
    return Chunk(folded, begins, ends, spans, slow)


def _packed(folded: Codes, begins: Offsets, ends: Offsets) -> Folded:
    sizes = ends - begins
    total = int(sizes.sum())
    letters = np.empty(total, np.uint8)
    starts = starts_of(sizes)
    codes = np.empty(total // 2 + len(ends), np.uint32)
    firsts = np.zeros(len(ends) + 1, np.int64)
    digests = np.empty((len(ends), 2), np.uint64)
    exact = np.ones(len(ends), np.bool_)
    count = _pack(folded, begins, ends, letters, codes, firsts, digests, exact)
    return Folded(letters, starts, codes[:count].copy(), firsts, digests, exact)


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
