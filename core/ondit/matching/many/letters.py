"""The longest common subsequence of two texts, 64 letters at a time.

Source: Hyyrö, "Bit-parallel LCS-length computation revisited", 2004.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.many.folding import Bytes
from ondit.matching.many.kernel import kernel

Bits = NDArray[np.uint64]

WORD = 64
LETTERS = 256
STRIDE = 16


class Pattern(NamedTuple):
    """Room for a text to which others are compared.

    Attributes:
        bits: For each letter, the places where it stands, 64 to a number.
        state: One number for 64 places.
    """

    bits: Bits
    state: Bits


@kernel
def new_pattern(size: int) -> Pattern:
    """Return room for texts of up to so many letters."""
    width = (size + WORD - 1) // WORD
    return Pattern(np.zeros(LETTERS * width, np.uint64), np.empty(width, np.uint64))


@kernel
def set_pattern(pattern: Pattern, letters: Bytes, start: int, stop: int) -> None:
    """Mark where each letter of a text stands; the pattern must be clear."""
    width = (stop - start + WORD - 1) // WORD
    for at in range(stop - start):
        pattern.bits[letters[start + at] * width + at // WORD] |= np.uint64(1) << np.uint64(at % WORD)


@kernel
def clear_pattern(pattern: Pattern, letters: Bytes, start: int, stop: int) -> None:
    """Undo `set_pattern`."""
    width = (stop - start + WORD - 1) // WORD
    for at in range(stop - start):
        pattern.bits[letters[start + at] * width + at // WORD] = 0


@kernel
def common(pattern: Pattern, size: int, letters: Bytes, start: int, stop: int, least: int) -> int:
    """Return the length of the longest common subsequence of a pattern and a text.

    Args:
        pattern: One text, as `set_pattern` marks it.
        size: Its letters.
        letters: Holds the text.
        start: Where it begins.
        stop: Where it ends.
        least: The length that is asked for.

    Returns:
        The length, or -1 as soon as `least` is out of reach.
    """
    bits, state = pattern
    width = (size + WORD - 1) // WORD
    if size <= WORD:
        return _common_one(bits, letters, start, stop, least)
    if size <= 2 * WORD:
        return _common_two(bits, letters, start, stop, least)
    for at in range(width):
        state[at] = ~np.uint64(0)
    place = start
    found = 0
    while place < stop:
        pause = min(stop, place + 2 * STRIDE)
        for here in range(place, pause):
            row = letters[here] * width
            carry = np.uint64(0)
            for at in range(width):
                old = state[at]
                both = old & bits[row + at]
                partial = old + both
                total = partial + carry
                carry = np.uint64(partial < old) | np.uint64(total < partial)
                state[at] = total | (old - both)
        place = pause
        found = 0
        for at in range(width):
            found += count(~state[at])
        if found + stop - place < least:
            return -1
    return found


@kernel
def common_of_long(
    pattern: Pattern, one: Bytes, start: int, stop: int, other: Bytes, begin: int, end: int, least: int
) -> int:
    """Return what `common` returns, of long texts, of which most is often the same from both ends on.

    Args:
        pattern: Clear, and left clear.
        one: Holds the one text.
        start: Where it begins.
        stop: Where it ends.
        other: Holds the other text.
        begin: Where it begins.
        end: Where it ends.
        least: The length that is asked for.
    """
    same = 0
    while start < stop and begin < end and one[start] == other[begin]:
        start, begin, same = start + 1, begin + 1, same + 1
    while start < stop and begin < end and one[stop - 1] == other[end - 1]:
        stop, end, same = stop - 1, end - 1, same + 1
    if start == stop or begin == end:
        return same if same >= least else -1
    set_pattern(pattern, one, start, stop)
    length = common(pattern, stop - start, other, begin, end, least - same)
    clear_pattern(pattern, one, start, stop)
    return length + same if length >= 0 else -1


@kernel
def _common_one(bits: Bits, letters: Bytes, start: int, stop: int, least: int) -> int:
    state = ~np.uint64(0)
    place = start
    while place < stop:
        pause = min(stop, place + STRIDE)
        for here in range(place, pause):
            both = state & bits[letters[here]]
            state = (state + both) | (state - both)
        place = pause
        if count(~state) + stop - place < least:
            return -1
    return count(~state)


@kernel
def _common_two(bits: Bits, letters: Bytes, start: int, stop: int, least: int) -> int:
    low = high = ~np.uint64(0)
    place = start
    while place < stop:
        pause = min(stop, place + STRIDE)
        for here in range(place, pause):
            row = letters[here] * 2
            both = low & bits[row]
            total = low + both
            carry = np.uint64(total < low)
            low = total | (low - both)
            both = high & bits[row + 1]
            high = (high + both + carry) | (high - both)
        place = pause
        if count(~low) + count(~high) + stop - place < least:
            return -1
    return count(~low) + count(~high)


@kernel
def count(bits: np.uint64) -> int:
    """Return how many bits are set."""
    bits -= (bits >> np.uint64(1)) & np.uint64(0x5555555555555555)
    bits = (bits & np.uint64(0x3333333333333333)) + ((bits >> np.uint64(2)) & np.uint64(0x3333333333333333))
    bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((bits * np.uint64(0x0101010101010101)) >> np.uint64(56))
