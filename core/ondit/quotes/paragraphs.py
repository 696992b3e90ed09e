"""The paragraphs of a text, also where its lines are broken at some width."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD_CHARACTER = re.compile(r"\w")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SENTENCE_ENDS = frozenset(".!?…")
_FEW_LINES = 5
_SHORT = 0.8
_WRAPPED_LINE = 120


def bounds(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the paragraphs of a text, in order, those without a word left out.

    A line is a paragraph, unless the text is hard wrapped (blank lines between blocks, most of them of
    several lines, no line longer than 120 characters): then a block is. Where a third of the lines go on in
    small letters in the next, what ends short behind a stop ends a paragraph.

    Example: two blocks, of three lines and of two, are two paragraphs.
    Must not: join two lines that end in a stop where no blank line stands between any.
    Known failures: wrapped blocks of two lines each are a paragraph a line; blocks of three short paragraphs
    are one each.
    """
    lines = list(_lines(text))
    if _is_broken(text, lines):
        return _joined(text, lines)
    if not _is_wrapped(text, lines):
        return lines
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        if blocks and not _BLANK_LINE.match(text, blocks[-1][1]):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if _WORD_CHARACTER.search(line):
            yield start, end
        start = end + 1


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    if not lines or any(end - start > _WRAPPED_LINE for start, end in lines):
        return False
    blocks = 1 + sum(1 for _, end in lines[:-1] if _BLANK_LINE.match(text, end))
    return blocks > 1 and len(lines) > 2 * blocks


def _is_broken(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether a third of the lines go on in small letters in the next: lines, not paragraphs."""
    going_on = sum(text[start:end].lstrip()[:1].islower() for start, end in lines[1:])
    return len(lines) > _FEW_LINES and going_on > len(lines) / 3


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the lines that go on: those that end without a stop or are not followed by a blank line."""
    longest = max(end - start for start, end in lines)
    blocks = [lines[0]]
    for start, end in lines[1:]:
        last_start, last_end = blocks[-1]
        last_line = max(last_start, text.rfind("\n", last_start, last_end) + 1)
        tail = text[last_line:last_end].rstrip()[-2:]
        ends = any(mark in _SENTENCE_ENDS for mark in tail) and last_end - last_line < _SHORT * longest
        if ends or _BLANK_LINE.match(text, last_end):
            blocks.append((start, end))
        else:
            blocks[-1] = (last_start, end)
    return blocks
