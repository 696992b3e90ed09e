"""Facts that part two wordings however alike they are: figures, names, negation.

News is full of templates with other facts in them: the words match, the content does not.
"""

from __future__ import annotations

import re

from ondit.matching.alignment import word_edits
from ondit.matching.vocabulary import FUNCTION_WORDS
from ondit.text import words

_NUMBER = re.compile(r"\d")
_SPELLED = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
_VAGUE = {"one", "first", "second"}
_NEGATIONS = frozenset(
    "not no never nor neither none nobody nothing without cannot denied denies deny".split()
)


def differing(a: str, b: str) -> str | None:
    """Say which facts differ between two aligned wordings, absent where none does.

    Rule: only what stands against something else counts, so that a trimmed wording differs in nothing.
    A figure put for another figure, a capitalised name put for another name, or a negation that only
    one side has, makes a difference; figures are compared as numbers ("1,000" is "1000", "three" is
    "3").

    Example: "rose to 471 points" beside "rose to 265 points" gives `numbers: 471 → 265`.
    "in Oslo" beside "in the capital" gives nothing.
    Known failures: names at the beginning of a sentence are taken for names only if both texts have
    them elsewhere, too; a figure that was moved to another place in the sentence counts as different; a
    rounded figure is a different one.
    """
    left, right = words(a), words(b)
    changes = [edit for edit in word_edits(left, right) if edit[0] != "equal"]
    if not changes:
        return None
    numbers = [
        (_numbers(left.texts[low:high]), _numbers(right.texts[from_:to]))
        for _, low, high, from_, to in changes
    ]
    gone = [number for pair in numbers for number in pair[0]]
    come = [number for pair in numbers for number in pair[1]]
    only_left = [number for number in gone if number not in come]
    only_right = [number for number in come if number not in gone]
    if only_left and only_right:
        return f"numbers: {', '.join(only_left)} → {', '.join(only_right)}"
    if (negated := _negated(left.texts)) != _negated(right.texts):
        changed = {
            word
            for _, low, high, from_, to in changes
            for word in (*left.texts[low:high], *right.texts[from_:to])
        }
        if changed & _NEGATIONS or any(word.endswith("n't") for word in changed):
            return "negation: left only" if negated else "negation: right only"
    for op, low, high, from_, to in changes:
        if op == "substituted":
            gone_names = _names(a, left.starts[low:high], left.texts[low:high])
            come_names = _names(b, right.starts[from_:to], right.texts[from_:to])
            if gone_names and come_names and not _kin(gone_names, come_names):
                return f"names: {' '.join(gone_names)} → {' '.join(come_names)}"
    return None


def numbers(text: str) -> list[str]:
    """Return the figures of a text in order, spelled-out ones as digits, thousands separators left out."""
    return _numbers(words(text).texts)


def _numbers(found: tuple[str, ...]) -> list[str]:
    result = []
    for word in found:
        if _NUMBER.search(word):
            result.append(word.replace(",", ""))
        elif word in _SPELLED and word not in _VAGUE:
            result.append(_SPELLED[word])
    return result


def _negated(found: tuple[str, ...]) -> bool:
    """Say whether the negations of a wording leave it negated: two of them cancel."""
    count = sum(1 for word in found if word in _NEGATIONS or word.endswith("n't"))
    return count % 2 == 1


def _names(text: str, starts: tuple[int, ...], found: tuple[str, ...]) -> list[str]:
    """Return the capitalised words that begin no sentence."""
    return [
        word.removesuffix("'s")
        for start, word in zip(starts, found, strict=True)
        if text[start].isupper() and word not in FUNCTION_WORDS and not _begins(text, start)
    ]


def _begins(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\n\"'“”‘’«»(")
    return not before or before[-1] in ".!?:"


def _kin(left: list[str], right: list[str]) -> bool:
    """Say whether two names may be one: they share a word, or one abbreviates the other."""
    shared = set(left) & set(right)
    initials = {"".join(word[0] for word in side) for side in (left, right)}
    return bool(shared) or any("".join(side) in initials for side in (left, right))
