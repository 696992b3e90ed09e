"""Facts that part two wordings however alike they are: figures, names, negation.

News is full of templates with other facts in them: the words match, the content does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ondit.matching.alignment import WordEdit, word_edits
from ondit.matching.vocabulary import FUNCTION_WORDS, stem
from ondit.matching.vocabulary import figure as read_figure
from ondit.text import Words, words

_NUMBER = re.compile(r"\d")
_SPELLED = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
_VAGUE = {"one", "first", "second"}
_MULTIPLES = frozenset(["hundred", "thousand", "million", "billion", "trillion"])
_CURRENCIES = "$€£¥"
_BEFORE_SENTENCES = frozenset(" \t\n\"'“”‘’«»(")
_NEGATIONS = frozenset(
    "not no never nor neither none nobody nothing without cannot denied denies deny".split()
)
_MAY_NEGATE = re.compile(rf"\b(?:{'|'.join(sorted(_NEGATIONS))})\b|n['’‘ʼ´`]t\b", re.IGNORECASE)
"""What a text without is not negated: found faster than its words are."""


def differing(a: str, b: str, edits: Sequence[WordEdit] | None = None) -> str | None:
    """Say which facts differ between two aligned wordings, absent where none does.

    Rule: only what stands against something else counts, so that a trimmed wording differs in nothing.
    A figure put for another figure, a capitalised name put for another name, or a negation that only
    one side has, makes a difference; figures are compared as numbers ("1,000" and "1.000" are "1000",
    "three" is "3").

    Example: "rose to 471 points" beside "rose to 265 points" gives `numbers: 471 → 265`.
    Must not: "in Oslo" beside "in the capital", or the same figures in another order.
    Known failures: names at the beginning of a sentence are taken for names only if both texts have
    them elsewhere, too ("Lund opens the yard", "Belmore opens the yard"); a rounded figure is a different
    one.

    Args:
        a: A wording.
        b: Another.
        edits: How their words align, where that is known already.
    """
    left, right = words(a), words(b)
    changes = _changes(left, right, edits)
    return _numbers_differ(left, right, changes) or (
        _negation_differs(left, right, changes) or _names_differ(a, b, left, right, changes)
    )


def _changes(left: Words, right: Words, edits: Sequence[WordEdit] | None = None) -> list[WordEdit]:
    edits = word_edits(left.texts, right.texts) if edits is None else edits
    return [edit for edit in edits if edit.op != "equal"]


def _numbers_differ(left: Words, right: Words, changes: Sequence[WordEdit]) -> str | None:
    gone = [number for edit in changes for number in _numbers(left.texts[edit.left_start : edit.left_end])]
    come = [number for edit in changes for number in _numbers(right.texts[edit.right_start : edit.right_end])]
    left_ones, right_ones = set(gone), set(come)
    only_left = [number for number in gone if number not in right_ones]
    only_right = [number for number in come if number not in left_ones]
    if only_left and only_right:
        return f"numbers: {', '.join(only_left)} → {', '.join(only_right)}"
    return None


def _negation_differs(left: Words, right: Words, changes: Sequence[WordEdit]) -> str | None:
    gone = [word for edit in changes for word in left.texts[edit.left_start : edit.left_end]]
    come = [word for edit in changes for word in right.texts[edit.right_start : edit.right_end]]
    if _negated(gone) == _negated(come):
        return None
    return "negation: left only" if _negated(gone) else "negation: right only"


def _names_differ(a: str, b: str, left: Words, right: Words, changes: Sequence[WordEdit]) -> str | None:
    ours, theirs = set(left.texts), set(right.texts)
    for edit in changes:
        gone = _names(a, left, edit.left_start, edit.left_end)
        come = _names(b, right, edit.right_start, edit.right_end)
        gone = [name for name in gone if name not in theirs]
        come = [name for name in come if name not in ours]
        if gone and come and not _kin(gone, come):
            return f"names: {' '.join(gone)} → {' '.join(come)}"
    return None


def numbers(text: str) -> list[str]:
    """Return the figures of a text in order, spelled-out ones as digits, thousands separators left out."""
    return _numbers(words(text).texts)


def numbers_differ(a: str, b: str) -> str | None:
    """Say which figures differ between two aligned wordings, absent where none does."""
    left, right = words(a), words(b)
    return _numbers_differ(left, right, _changes(left, right))


def names(text: str) -> list[str]:
    """Return the folded capitalised words of a text that begin no sentence, in order."""
    found = words(text)
    return _names(text, found, 0, len(found))


def quantities(text: str) -> dict[str, set[str]]:
    """Return the figures of a text by their unit: the currency sign before, or the stem of the word behind.

    "$40 a share and 3 ferries" gives 40 for "$" and 3 for "ferri". A figure with letters of its own
    ("120W") has these as its unit; a figure at the end of a text has none and is left out.
    """
    found = words(text)
    units: dict[str, set[str]] = {}
    telling = [place for place, word in enumerate(found.texts) if not word.isalpha() or word in _SPELLED]
    for place in telling:
        word = found.texts[place]
        figure = read_figure(word) if _NUMBER.search(word) else _SPELLED.get(word, "")
        if not figure or word in _VAGUE:
            continue
        sign = text[found.starts[place] - 1 : found.starts[place]]
        behind = found.texts[place + 1] if place + 1 < len(found) else ""
        if behind in _MULTIPLES:
            figure = f"{figure} {behind}"
            behind = found.texts[place + 2] if place + 2 < len(found) else ""
        own = word.lstrip("0123456789.,") if _NUMBER.search(word) else ""
        unit = sign if sign and sign in _CURRENCIES else own if own.isalpha() else stem(behind)
        if unit:
            units.setdefault(unit, set()).add(figure)
    return units


def negated(text: str) -> bool:
    """Say whether the negations of a text leave it negated: two of them cancel."""
    found = words(text).texts
    return _has_negations(found) and _MAY_NEGATE.search(text) is not None and _negated(found)


def _numbers(found: Sequence[str]) -> list[str]:
    result = []
    for word in found:
        if _NUMBER.search(word):
            result.append(read_figure(word))
        elif word in _SPELLED and word not in _VAGUE:
            result.append(_SPELLED[word])
    return result


def _has_negations(found: Sequence[str]) -> bool:
    """Say whether some words may be negations: found faster than which are."""
    return not _NEGATIONS.isdisjoint(found) or "n't" in " ".join(found)


def _negated(found: Sequence[str]) -> bool:
    """Say whether the negations among some words leave one over: two of them cancel; "No. 2" is none."""
    places = [place for place, word in enumerate(found) if word in _NEGATIONS or word.endswith("n't")]
    numbered = [
        place
        for place in places
        if found[place] == "no" and "".join(found[place + 1 : place + 2])[:1].isdigit()
    ]
    return (len(places) - len(numbered)) % 2 == 1


def _names(text: str, found: Words, low: int, high: int) -> list[str]:
    """Return the capitalised words that begin no sentence."""
    return [
        word.removesuffix("'s")
        for start, word in zip(found.starts[low:high], found.texts[low:high], strict=True)
        if text[start].isupper() and word not in FUNCTION_WORDS and not _begins(text, start)
    ]


def _begins(text: str, start: int) -> bool:
    while start and text[start - 1] in _BEFORE_SENTENCES:
        start -= 1
    return not start or text[start - 1] in ".!?:"


def _kin(left: list[str], right: list[str]) -> bool:
    """Say whether two names may be one: they share a word, or one abbreviates the other."""
    shared = set(left) & set(right)
    initials = {"".join(word[0] for word in side) for side in (left, right)}
    return bool(shared) or any("".join(side) in initials for side in (left, right))
