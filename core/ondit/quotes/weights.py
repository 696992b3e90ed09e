"""What speaks for and against each reading of a quotation mark: the characters around it, and its shape.

Rule: a mark with a space before and a letter behind opens, the reverse closes, and shape only tips what
these leave open; a straight mark behind a digit may be a measure, a single mark in or at the end of a word
an apostrophe. Catches: `strategy.“` as closing. Must not: weigh `6.7"` or `’90s` as marks. Known failures:
marks without a space on either side, where only the shape tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ORNAMENT = "[\"“”„‟‘’'`«»‹›]{6,}"
DOUBLE = re.compile(
    _ORNAMENT + r"|([\"“”„‟])\1{2,}|'{4,}|`{3,}|[\"“”„‟]|(?<!`)``|(?<=\S)'(?=''(?!'))|''|‘‘|’’"
)
SINGLE = re.compile(_ORNAMENT + "|[‘’']")
GUILLEMETS = re.compile(_ORNAMENT + "|[«»]")
SMALL_GUILLEMETS = re.compile(_ORNAMENT + "|[‹›]")
_ELISION = re.compile(r"\d|(?:n|em|til|tis|twas|cause|bout|round|s|t|re|ll|ve|d)\b", re.IGNORECASE)

_OPENING_SHAPES = frozenset({"“", "``", "„", "‟", "‘‘", "‘", "«", "‹"})
_CLOSING_SHAPES = frozenset({"”", "’’", "’", "»", "›"})
_MARK_CHARACTERS = frozenset("\"“”„‟‘’'`«»‹›")
_BRACKETS_OPEN = frozenset("([{</=")
_DASHES = frozenset("-–—―")
_PUNCTUATION = frozenset(".,;:!?…)]}%")


class Mark(NamedTuple):
    """One mark, with what each reading of it costs, from 0.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character.
        opens: Cost of reading it as an opening mark.
        closes: Cost of reading it as a closing mark.
        stray: Cost of reading it as no mark.
        reopens: Cost of reading it as an opening mark while a quote is open that never closed.
    """

    start: int
    end: int
    opens: int
    closes: int
    stray: int
    reopens: int


def weigh(text: str, start: int, end: int, family: re.Pattern[str]) -> Iterator[Mark]:
    """Yield the marks of one family between two offsets, each with its weights."""
    single = family is SINGLE
    for match in family.finditer(text, start, end):
        shape = match.group()
        if len(shape) > 2 or (shape == "'" and not single):  # noqa: PLR2004
            continue
        mark = _weigh(text, start, end, match.start(), match.end())
        if single:
            lone = _weigh_single(text, mark, shape)
            if lone is not None:
                yield lone
        else:
            yield mark


def _weigh(text: str, low: int, high: int, start: int, end: int) -> Mark:
    """Weigh the readings of one mark by its neighbours and its shape."""
    before, after = _neighbours(text, low, high, start, end)
    opens, closes = _context(before, after)
    shape = text[start:end]
    if shape in _OPENING_SHAPES:
        closes += 1
    elif shape in _CLOSING_SHAPES:
        opens += 2
    stray = 1 if before.isdigit() and shape in {'"', "”", "''", "’’"} else 4 + (start == low)
    reopens = 2 if _last_solid(text, low, start) in ".,:;!?" else 5
    return Mark(start, end, opens, closes, stray, reopens)


def _neighbours(text: str, low: int, high: int, start: int, end: int) -> tuple[str, str]:
    """Return the characters on both sides, past at most two adjoining marks; a space at the edges."""
    left, right = start - 1, end
    for _ in range(2):
        if left >= low and text[left] in _MARK_CHARACTERS:
            left -= 1
        if right < high and text[right] in _MARK_CHARACTERS:
            right += 1
    return (text[left] if left >= low else " "), (text[right] if right < high else " ")


def _context(before: str, after: str) -> tuple[int, int]:
    """Return what opening and closing cost between these two characters."""
    space_before = before.isspace() or before in _BRACKETS_OPEN
    space_after = after.isspace()
    if before in _DASHES:
        return (6, 0) if space_after or after in _PUNCTUATION else (0, 3)
    if after in _DASHES:
        return (1, 2) if space_before else (6, 0)
    if space_before and space_after:
        return 3, 1
    if space_before:
        return (3, 1) if after in _PUNCTUATION - {"…", "."} else (0, 6)
    if space_after or after in _PUNCTUATION:
        return 6, 0
    return 2, 2


def _last_solid(text: str, low: int, start: int) -> str:
    tail = text[max(low, start - 3) : start].rstrip()
    return tail[-1:] or "."


def _weigh_single(text: str, mark: Mark, shape: str) -> Mark | None:
    """Weigh a single mark, which is most often an apostrophe; absent where it surely is one."""
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end] if mark.end < len(text) else " "
    if (before.isalnum() and after.isalnum()) or before.isdigit():
        return None
    if not before.isalnum() and shape != "‘" and _ELISION.match(text, mark.end):
        return None
    if before.isalpha():
        stray = 0 if before in "sSzx" or shape == "’" else 1
    else:
        stray = 3 if shape != "’" or before in ".,!?" else 1
        stray += 3 * (shape != "’" and after.isupper() and before == " " and text[mark.start - 2] in ".!?")
    opens = mark.opens + 4 if shape == "’" else mark.opens
    return mark._replace(opens=opens, stray=stray)
