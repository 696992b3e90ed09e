"""The lines of an article: its whole text, with its matched passages, quotes and dates marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from ondit.model import Span, Story, TimeExpression
from ondit.search import Query, hits
from ondit.spans import overlap
from ondit_tui.widgets.flow import BAR, Line, Piece, wrap
from ondit_tui.widgets.time_words import time_words

Sort = Literal["match", "quote", "date", "told", "hit"]

GUTTERS: dict[Sort, str] = {"hit": "/", "match": "≡", "quote": "“"}
"""What stands before a line that a passage begins on: colour is never the only mark."""
GUTTER = 3
MOST_HITS = 500
BEGINS = "#"
_PARAGRAPH = re.compile(r"[^\n]+")


class Passage(NamedTuple):
    """A stretch of an article that something is known of.

    Attributes:
        start: Its first character.
        end: Behind its last.
        sort: What it is.
        note: What is known of it, in a few words.
        elsewhere: The article and place that has the same, of a match.
    """

    start: int
    end: int
    sort: Sort
    note: str
    elsewhere: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """An article laid out.

    Attributes:
        lines: From top to bottom.
        rows: For each passage the line that it begins on.
    """

    lines: tuple[Line, ...]
    rows: tuple[int, ...]


def passages(story: Story, article: str) -> list[Passage]:
    """Return what is known of the stretches of an article, in the order of the text.

    Of a wording that several articles share there is a passage for each of them.
    """
    found = [
        Passage(one.start, one.end, "quote", _said(one.speaker, one.role_beside, one.suspect))
        for one in story.quotes
        if one.article == article
    ]
    found += [
        Passage(one.start, one.end, "date", _dated(one)) for one in story.dates if one.article == article
    ]
    for match in story.matches:
        for here, there in ((match.a, match.b), (match.b, match.a)):
            if here.article == article and there.article:
                source = story.article(there.article).source.value
                note = f"also in {source}: {match.relation}, {match.similarity:.0f}"
                if match.differs:
                    note += f", differs: {match.differs}"
                found.append(Passage(here.start, here.end, "match", note, (there.article, there.start)))
    return sorted(found, key=lambda one: (one.start, -one.end, one.sort, one.note))


def with_place(found: Sequence[Passage], place: Span) -> list[Passage]:
    """Return passages with a place that an article is opened at, where none of them is most of it."""
    most = max((overlap(Span(one.start, one.end), place) for one in found), default=0)
    if 2 * most >= place.end - place.start:
        return list(found)
    told = Passage(place.start, place.end, "told", "what was opened: no other article has this wording")
    return sorted((*found, told), key=lambda one: (one.start, -one.end))


def with_hits(found: Sequence[Passage], text: str, wanted: Query | None) -> list[Passage]:
    """Return passages with the places of a text that have what is searched for, the first of very many."""
    places = hits(wanted, text)[:MOST_HITS] if wanted else ()
    told = (Passage(one.start, one.end, "hit", "what you searched for") for one in places)
    return sorted([*found, *told], key=lambda one: (one.start, -one.end))


def lay_out(text: str, found: Sequence[Passage], width: int, chosen: int | None = None) -> Text:
    """Lay an article's text out in lines of at most `width` cells.

    Args:
        text: The text.
        found: Its passages, in order.
        width: Cells in a line; three are the gutter's.
        chosen: The number of the passage that is set off.
    """
    lines: list[Line] = []
    rows: dict[int, int] = {}
    for stretch, inside in _by_paragraph(text, found):
        for line in wrap(_pieces(text, stretch, inside, chosen), width - GUTTER):
            begins = [number for piece in line for number in _begun(piece) if number not in rows]
            rows |= dict.fromkeys(begins, len(lines))
            gutter = _gutter([found[n].sort for n in begins], is_chosen=chosen in begins)
            lines.append((gutter, *map(_plain, line)))
        lines.append(())
    return Text(tuple(lines[:-1]), tuple(rows.get(number, 0) for number in range(len(found))))


def _by_paragraph(text: str, found: Sequence[Passage]) -> Iterator[tuple[Span, Mapping[int, Passage]]]:
    """Yield each paragraph with the passages that meet it, by their numbers: each is taken up once."""
    begun: dict[int, Passage] = {}
    coming = iter(enumerate(found))
    following = next(coming, None)
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        while following and following[1].start < end:
            begun[following[0]] = following[1]
            following = next(coming, None)
        begun = {number: one for number, one in begun.items() if one.end > start}
        yield Span(start, end), begun


def _pieces(text: str, stretch: Span, inside: Mapping[int, Passage], chosen: int | None) -> Iterator[Piece]:
    """Yield a paragraph in pieces of one ink each, to which the numbers of the passages begun are added."""
    start, end = stretch.start, stretch.end
    edges = {start, end, *(min(max(edge, start), end) for one in inside.values() for edge in one[:2])}
    for low, high in pairwise(sorted(edges)):
        over = {n: one for n, one in inside.items() if one.start <= low and high <= one.end}
        ink = "hit" if chosen in over else _ink(one.sort for one in over.values())
        begun = [str(n) for n, one in over.items() if max(start, one.start) == low]
        yield Piece(text[low:high], f"{ink}{BEGINS}{' '.join(begun)}")


def _begun(piece: Piece) -> list[int]:
    return [int(number) for number in piece.ink.partition(BEGINS)[2].split()]


def _plain(piece: Piece) -> Piece:
    return Piece(piece.text, piece.ink.partition(BEGINS)[0])


def _gutter(sorts: Sequence[Sort], *, is_chosen: bool) -> Piece:
    marks = "".join(mark for sort, mark in GUTTERS.items() if sort in sorts)
    return Piece(f"{BAR if is_chosen else ' '}{marks[:1] or ' '} ", "key" if is_chosen else "muted")


def _ink(sorts: Iterable[Sort]) -> str:
    known = set(sorts)
    if "hit" in known:
        return "hit"
    return "strong" if "match" in known else "key" if "date" in known else ""


def _dated(one: TimeExpression) -> str:
    words = time_words(one.value)
    if one.type == "SET":
        return f"again and again: every {words.removeprefix('1 ')}"
    return f"{'a length of time' if one.type == 'DURATION' else 'date'}: {words}"


def _said(speaker: str | None, role: str | None, suspect: str | None) -> str:
    words = f"said by {speaker}{f', {role}' if role else ''}" if speaker else "speaker not known"
    return f"{words}; suspect: {suspect}" if suspect else words
