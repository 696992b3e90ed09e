"""The pairing of quotation marks: which opens, which closes, which is none.

Rule: inside each paragraph every mark may open, close, nest or be stray; each reading costs what the
characters on both sides and the mark's own shape say against it, and the cheapest reading of the whole
paragraph is taken. So one lost or wrong mark spoils its own paragraph at most.

Catches: `strategy.“` as a closing mark, a space before a closing mark, an opening mark on each paragraph
of a long quote, a mark that nests in its like. Must not: read `6.7" screen`, `don’t` or `the ’90s` as
marks. Known failures: a quote whose two marks are both lost; British single marks around a plural
possessive with no punctuation before the closing mark; marks nested three deep count as two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ondit.quotes.weights import DOUBLE, GUILLEMETS, SINGLE, SMALL_GUILLEMETS, Mark, weigh

_EDGE_FAMILIES = (frozenset('"“”„‟'), frozenset("«»"), frozenset("‹›"))

_SENTENCE_ENDS = frozenset(".!?…")
_MARKS = frozenset("\"“”„‟‘’'`«»‹›")
_NEVER = 1_000


class _Costs(NamedTuple):
    """What a family of marks pays for readings that a clean page does not need."""

    nest: int
    close_both: int
    begin_inside: int
    end_inside: int


_DOUBLE_COSTS = _Costs(nest=2, close_both=3, begin_inside=3, end_inside=3)
_SINGLE_COSTS = _Costs(nest=_NEVER, close_both=_NEVER, begin_inside=_NEVER, end_inside=5)

_OUTSIDE, _INSIDE, _NESTED = 0, 1, 2
_END_NESTED = 4


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between marks.

    Attributes:
        start: Offset of the first character inside the marks.
        end: Offset behind the last character inside the marks.
        outer_start: Offset of the opening mark; `start` where it is missing.
        outer_end: Offset behind the closing mark; `end` where it is missing.
        paragraph: Number of the paragraph, from 0.
        opened: Whether an opening mark was found.
        closed: Whether a closing mark was found.
        nested: Whether the same kind of mark nests inside, or opens there once more and never closes.
        reopened: Whether a mark that opens the next span stands for the closing one, behind a sentence's end.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    opened: bool
    closed: bool
    nested: bool
    reopened: bool = False


def holds(text: str) -> bool:
    """Whether a text holds any mark at all."""
    return not _MARKS.isdisjoint(text)


def pair(text: str, bounds: list[tuple[int, int]]) -> list[Marked]:
    """Pair the marks of a text, whose paragraphs have the given bounds.

    Returns:
        The outermost spans between marks, in order of start, not overlapping, none of them blank.
    """
    outer = _pair_family(text, bounds, DOUBLE, _DOUBLE_COSTS)
    for family in (GUILLEMETS, SMALL_GUILLEMETS):
        outer = _merge(outer, _pair_family(text, bounds, family, _DOUBLE_COSTS))
    return _merge(outer, _pair_family(text, bounds, SINGLE, _SINGLE_COSTS, outer))


def _merge(first: list[Marked], second: list[Marked]) -> list[Marked]:
    """Keep the outermost of two families' spans; where two cross, the first family's."""
    if not second:
        return first
    ranked = sorted(
        [(span.outer_start, -span.outer_end, 0, span) for span in first]
        + [(span.outer_start, -span.outer_end, 1, span) for span in second],
        key=lambda row: row[:3],
    )
    kept: list[tuple[int, Marked]] = []
    for _, _, family, span in ranked:
        crossed = bool(kept) and span.outer_start < kept[-1][1].outer_end
        if not crossed:
            kept.append((family, span))
        elif family < kept[-1][0] and span.outer_end > kept[-1][1].outer_end:
            kept[-1] = (family, span)
    return [span for _, span in kept]


def _pair_family(
    text: str,
    bounds: list[tuple[int, int]],
    family: re.Pattern[str],
    costs: _Costs,
    taken: list[Marked] | None = None,
) -> list[Marked]:
    found: list[Marked] = []
    if not family.search(text):
        return found
    per_paragraph = [list(weigh(text, start, end, family)) for start, end in bounds]
    if taken:
        per_paragraph = [list(row) for row in _outside(per_paragraph, taken)]
    ended_inside = False
    for number, marks in enumerate(per_paragraph):
        if not marks:
            ended_inside = False
            continue
        goes_on = number + 1 < len(bounds) and _begins_open(
            text, bounds[number + 1][0], per_paragraph[number + 1]
        )
        paragraph = _Paragraph(number, bounds[number], marks, costs, ended_inside, goes_on)
        spans = list(_read(text, paragraph))
        ended_inside = bool(spans) and not spans[-1].closed and spans[-1].outer_end >= bounds[number][1]
        stays = costs is _DOUBLE_COSTS or goes_on or (bool(spans) and spans[0].closed)
        found += [span for span in spans if stays or span.closed]
    return found


def _outside(rows: list[list[Mark]], taken: list[Marked]) -> Iterator[Iterable[Mark]]:
    """Drop the marks that stand inside spans that another family has taken."""
    position = 0
    for row in rows:
        kept = []
        for mark in row:
            while position < len(taken) and taken[position].outer_end <= mark.start:
                position += 1
            if position == len(taken) or mark.end <= taken[position].outer_start:
                kept.append(mark)
        yield kept


def _begins_open(text: str, start: int, marks: list[Mark]) -> bool:
    return bool(marks) and marks[0].opens <= 1 and not text[start : marks[0].start].strip()


class _Paragraph(NamedTuple):
    """One paragraph's marks, and how it hangs together with its neighbours."""

    number: int
    bounds: tuple[int, int]
    marks: list[Mark]
    costs: _Costs
    ended_inside: bool
    goes_on: bool


def _cheapest(paragraph: _Paragraph) -> tuple[int, list[int], list[int]]:
    """Find the cheapest reading of a paragraph's marks.

    Returns:
        The state before the first mark, the state behind each mark, and whether each mark reopens.
    """
    costs = paragraph.costs
    out, into, nested = 0, (1 if paragraph.ended_inside else costs.begin_inside), _NEVER
    steps: list[tuple[int, int, int, int]] = []
    for mark in paragraph.marks:
        opens, closes, stray = mark.opens, mark.closes, mark.stray
        to_out = min(
            (into + closes, _INSIDE), (out + stray, _OUTSIDE), (nested + closes + costs.close_both, _NESTED)
        )
        stay, reopen = into + stray, into + opens + mark.reopens
        to_in = min((out + opens, _OUTSIDE), (min(stay, reopen), _INSIDE), (nested + closes, _NESTED))
        to_nested = min((into + opens + costs.nest, _INSIDE), (nested + stray, _NESTED))
        reopens = 1 if to_in[1] == _INSIDE and reopen < stay else 0
        steps.append((to_out[1], to_in[1], to_nested[1], reopens))
        out, into, nested = to_out[0], to_in[0], to_nested[0]
    end_inside = 0 if paragraph.goes_on else costs.end_inside
    state = min((out, _OUTSIDE), (into + end_inside, _INSIDE), (nested + end_inside + _END_NESTED, _NESTED))[
        1
    ]
    states, reopened = [], []
    for step in reversed(steps):
        states.append(state)
        reopened.append(step[3] if state == _INSIDE else 0)
        state = step[state]
    return state, states[::-1], reopened[::-1]


def _read(text: str, paragraph: _Paragraph) -> Iterator[Marked]:
    """Yield the spans of the cheapest reading of one paragraph."""
    before, states, reopened = _cheapest(paragraph)
    opening: Mark | None = None
    nested = False
    for mark, state, again in zip(paragraph.marks, states, reopened, strict=True):
        if before != _OUTSIDE and (state == _OUTSIDE or again):
            yield from _span(text, paragraph, opening, mark, nested, closed=state == _OUTSIDE)
        if (before == _OUTSIDE and state == _INSIDE) or again:
            opening, nested = mark, False
        nested = nested or state == _NESTED or (before == state == _INSIDE and not again and mark.opens == 0)
        before = state
    if before != _OUTSIDE:
        yield from _span(text, paragraph, opening, None, nested, closed=False)


def _span(
    text: str,
    paragraph: _Paragraph,
    opening: Mark | None,
    closing: Mark | None,
    nested: bool,
    *,
    closed: bool,
) -> Iterator[Marked]:
    low, high = paragraph.bounds
    start, end = (opening.end if opening else low), (closing.start if closing else high)
    outer_start, outer_end = (opening.start if opening else low), (closing.end if closing and closed else end)
    start, end = _trim(text, start, end)
    if start < end:
        reopened = closing is not None and not closed and text[end - 1] in _SENTENCE_ENDS
        opened = opening is not None
        yield Marked(start, end, outer_start, outer_end, paragraph.number, opened, closed, nested, reopened)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out blanks, and marks that pair with nothing, at both edges."""
    if start < end and text[start].isalnum() and text[end - 1].isalnum():
        return start, end
    counts = [sum(text.count(mark, start, end) for mark in family) for family in _EDGE_FAMILIES]
    while start < end and _is_waste(text[start], counts):
        start += 1
    while start < end and _is_waste(text[end - 1], counts):
        end -= 1
    return start, end


def _is_waste(character: str, counts: list[int]) -> bool:
    """Whether an edge's character is to go; a mark that goes is counted off its family."""
    if character.isspace():
        return True
    for number, family in enumerate(_EDGE_FAMILIES):
        if character in family and counts[number] % 2:
            counts[number] -= 1
            return True
    return False
