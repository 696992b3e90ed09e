"""A small language for phrases of words, and one pass that finds them all.

A phrase is written as its words in order. `a|b` is either word, a trailing `?` makes a word optional, `*`
stands for one word or none, `*3` for up to three, whatever they are, and `@BE` for one of a named set of
words. The first word is never optional, so that a phrase is looked for only where its first word stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ondit.certainty.words import Words


class _Slot(NamedTuple):
    """One place of a phrase: its words (any, if absent) and how often it may be filled."""

    words: frozenset[str] | None
    least: int
    most: int


class Hit(NamedTuple):
    """A phrase found: its group, its first word, and the word behind its last."""

    group: str
    first: int
    last: int


class Index:
    """Phrases of several groups, by their first words."""

    def __init__(self, groups: Mapping[str, Iterable[str]], sets: Mapping[str, frozenset[str]]) -> None:
        self._by_first: dict[str, list[tuple[str, tuple[_Slot, ...]]]] = {}
        for group, phrases in groups.items():
            for phrase in phrases:
                first, *rest = (_slot(piece, sets) for piece in phrase.split())
                if first.words is None or not first.least:
                    raise ValueError(f"a phrase begins with a word of its own: {phrase}")
                for word in first.words:
                    self._by_first.setdefault(word, []).append((group, tuple(rest)))

    def find(self, words: Words) -> Iterator[Hit]:
        """Yield every phrase of the words, each group once for a first word, in order of first words."""
        by_first = self._by_first
        for place, word in enumerate(words.lower):
            seen: set[str] = set()
            for group, slots in by_first.get(word, ()):
                if group in seen:
                    continue
                last = _end(words.lower, place + 1, slots, 0)
                if last:
                    seen.add(group)
                    yield Hit(group, place, last)


def _slot(piece: str, sets: Mapping[str, frozenset[str]]) -> _Slot:
    if piece.startswith("*"):
        return _Slot(None, 0, int(piece[1:] or 1))
    least = 0 if piece.endswith("?") and len(piece) > 1 else 1
    words: set[str] = set()
    for word in (piece if least else piece[:-1]).split("|"):
        words |= sets[word[1:]] if word.startswith("@") else {word}
    return _Slot(frozenset(words), least, 1)


def _end(lower: list[str], place: int, slots: tuple[_Slot, ...], number: int) -> int:
    """Return the word behind a phrase whose slots from `number` on begin at `place`; 0 if they do not."""
    if number == len(slots):
        return place
    words, least, most = slots[number]
    if not least:
        end = _end(lower, place, slots, number + 1)
        if end:
            return end
    for count in range(1, most + 1):
        at = place + count - 1
        if at >= len(lower) or not (lower[at][0].isalnum() if words is None else lower[at] in words):
            return 0
        end = _end(lower, place + count, slots, number + 1)
        if end:
            return end
    return 0
