"""From pieces of text on pages to paragraphs in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ondit.ingest.pdf.words import broken

Pages = list[list["Line"]]

_SAME_LINE = 0.5
_COLUMN_LINES = 5
_COLUMN_CHARACTERS = 18
_WIDE_GAP = 2.0
_LOOSER = 1.25
_OTHER_SIZE = 1.12
_INDENT = 0.8
_SHORT, _RATHER_SHORT = 0.6, 0.85
_EDGE_LINES = 3
_SAME_HEIGHT = 8.0
_MARKER = 3
_FAR = 100.0
_MOST_LINES = 1_000
_USUAL_LEADING = (0.9, 2.4)

_BULLET = re.compile(r"(?:[•◦▪‣●■□–*·]|\d{1,2}[.)]|[a-z]\))(?:\s|$)")
_PAGE_NUMBER = re.compile(
    r"(?:page|seite)?\s*[-–—]?\s*\d{1,4}\s*(?:(?:of|/|von)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE
)
_PAGE_OF = re.compile(r"page\s+\d{1,4}\s+of\s+\d{1,4}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_SENTENCE_ENDS = tuple(".!?:…")
_CLOSING = "”’\"'»)] "


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that stand side by side on a page.

    Attributes:
        text: The characters, with the spaces between them.
        left: Where it begins; in points, as all that follows.
        right: Where it ends.
        base: The line on which its letters stand, counted from the bottom of the page.
        height: The size of its letters.
    """

    text: str
    left: float
    right: float
    base: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces on one line, in reading order; attributes as those of a piece, texts parted by a space."""

    pieces: tuple[Piece, ...]
    text: str
    left: float
    right: float
    base: float
    height: float

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Line:
        """Return the line that pieces form; there is at least one."""
        ordered = tuple(sorted(pieces, key=lambda piece: piece.left))
        longest = max(ordered, key=lambda piece: len(piece.text))
        right = max(piece.right for piece in ordered)
        text = " ".join(" ".join(piece.text for piece in ordered).split())
        return cls(ordered, text, ordered[0].left, right, longest.base, longest.height)

    @property
    def is_row(self) -> bool:
        """Whether wide gaps part it into cells, as a row of a table."""
        return any(
            right.left - left.right > _WIDE_GAP * self.height and len(left.text.strip()) > _MARKER
            for left, right in pairwise(self.pieces)
        )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together.

    Attributes:
        lines: Their texts, in order.
        height: That of its first line.
        page: The number of its page, from 0.
    """

    lines: tuple[str, ...]
    height: float
    page: int


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """Return the lines that pieces form, from the top of the page to its bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.base, piece.left)):
        if rows and rows[-1][0].base - piece.base < _SAME_LINE * min(rows[-1][0].height, piece.height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [Line.of(row) for row in rows]


def less_running(pages: Pages) -> Pages:
    """Leave out the lines that run along the top or bottom of the pages.

    Rule: the outermost lines of a page, up to three at either end, as long as each stands at the same
    height on at least two pages and on two fifths of all, with the same words where numbers count as alike;
    and a lone "Page 3 of 7".

    Catches "Ibex Motors | Media release | 2". Must not leave out a title of the first page that no other
    page has there. Known failures: a letterhead of one page stays; the heads of tables that go on at the
    top of every page are left out.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        for key in {
            key for line in page[:_EDGE_LINES] + page[_EDGE_LINES:][-_EDGE_LINES:] for key in _keys(line)
        }:
            seen[key] += 1
    enough = max(2, 2 * len(pages) // 5)
    running = {key for key, count in seen.items() if count >= enough}
    kept = [_less_edges(page, running) for page in pages]
    return kept if any(kept) else pages


def _less_edges(page: list[Line], running: set[tuple[str, int]]) -> list[Line]:
    start, end = 0, len(page)
    while start < min(_EDGE_LINES, end) and _runs(page[start], running):
        start += 1
    while end > max(start, len(page) - _EDGE_LINES) and _runs(page[end - 1], running):
        end -= 1
    return page[start:end]


def _runs(line: Line, running: set[tuple[str, int]]) -> bool:
    return not running.isdisjoint(_keys(line)) or _PAGE_OF.fullmatch(line.text) is not None


def _keys(line: Line) -> list[tuple[str, int]]:
    """Return what a line shares with those like it: its words less numbers, and heights nearby."""
    text = _DIGITS.sub("#", line.text) if not _PAGE_NUMBER.fullmatch(line.text) else "#"
    height = int(line.base // _SAME_HEIGHT)
    return [(text, height), (text, height + 1)]


def columns(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines of a page as columns in reading order, each from top to bottom.

    Rule: a column ends where, over at least five lines, no piece crosses a place and text of some length
    stands on both sides. Above and below such a stretch the page goes on over its whole width.

    Catches two columns of prose under one headline. Must not part a table, whose cells are short. Known
    failures: a table of long cells is read by columns; a side bar is read behind the text beside it.
    """
    for gutter in _gutters(lines) if len(lines) <= _MOST_LINES else []:
        start, end = _stretch(lines, gutter)
        left = _side(lines[start:end], gutter, is_left=True)
        right = _side(lines[start:end], gutter, is_left=False)
        if _is_prose(left) and _is_prose(right):
            if start:
                yield from columns(lines[:start])
            yield left
            yield from columns(right)
            if end < len(lines):
                yield from columns(lines[end:])
            return
    if lines:
        yield lines


def _gutters(lines: list[Line]) -> list[float]:
    """Return the places where pieces begin behind a gap, those of most lines first."""
    starts = Counter(round(piece.left) for line in lines for piece in line.pieces[1:])
    lone = Counter(round(line.left) for line in lines)
    leftmost = min((line.left for line in lines), default=0.0)
    starts.update({place: count for place, count in lone.items() if place > leftmost + _FAR})
    return [place - 1.0 for place, count in starts.most_common(_COLUMN_LINES) if count >= _COLUMN_LINES]


def _stretch(lines: list[Line], gutter: float) -> tuple[int, int]:
    """Return the longest stretch of lines that no piece crosses a place in, from where its right is used."""
    first = length = begin = 0
    for number, line in enumerate(lines):
        if any(piece.left < gutter < piece.right for piece in line.pieces):
            begin = number + 1
        elif number + 1 - begin > length:
            first, length = begin, number + 1 - begin
    end = first + length
    used = (number for number in range(first, end) if lines[number].right > gutter)
    return next(used, end), end


def _side(lines: list[Line], gutter: float, *, is_left: bool) -> list[Line]:
    found = []
    for line in lines:
        pieces = [piece for piece in line.pieces if (piece.left < gutter) == is_left]
        if pieces:
            found.append(Line.of(pieces))
    return found


def _is_prose(lines: list[Line]) -> bool:
    return len(lines) >= _COLUMN_LINES and median(len(line.text) for line in lines) >= _COLUMN_CHARACTERS


def paragraphs(pages: Pages) -> list[Paragraph]:
    """Return the paragraphs of all pages, in reading order.

    Rule: a paragraph begins where the space above a line is wider than the usual, the size of the letters
    changes, a bullet or a row of a table stands, a line is indented behind the end of a sentence, or the
    line before ends early. One that ends in the middle of a sentence goes on in the next column or on the
    next page if that begins with a small letter.

    Catches two paragraphs without space between them, of which the second is indented. Must not part a
    sentence that goes on over the end of a page.
    Known failures: ragged text whose lines end early by chance is parted; centred lines are parted each
    where they differ much; verse and addresses become one paragraph a line.
    """
    parts = [(number, column) for number, page in enumerate(pages) for column in columns(page)]
    leading = _leading([column for _, column in parts])
    found: list[Paragraph] = []
    for number, column in parts:
        for index, group in enumerate(_groups(column, leading)):
            paragraph = Paragraph(tuple(line.text for line in group), group[0].height, number)
            if index == 0 and found and _goes_on(found[-1], paragraph):
                before = found.pop()
                paragraph = Paragraph(before.lines + paragraph.lines, before.height, before.page)
            found.append(paragraph)
    return found


def _leading(parts: list[list[Line]]) -> float:
    """Return the usual distance of two lines, in heights of their letters."""
    steps = [_step(one, other) for part in parts for one, other in pairwise(part)]
    least, most = _USUAL_LEADING
    return min(max(median(steps), least), most) if steps else least


def _step(one: Line, other: Line) -> float:
    return (one.base - other.base) / max(one.height, other.height, 1.0)


def _groups(lines: list[Line], leading: float) -> Iterator[list[Line]]:
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    group: list[Line] = []
    for line in lines:
        if group and _begins(group, line, leading, (left, right)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(group: list[Line], line: Line, leading: float, sides: tuple[float, float]) -> bool:
    """Return whether a line begins a paragraph."""
    left, right = sides
    before = group[-1]
    if broken(before.text, line.text):
        return False
    sizes = sorted((max(before.height, 1.0), max(line.height, 1.0)))
    if _step(before, line) > leading * _LOOSER or sizes[1] / sizes[0] > _OTHER_SIZE:
        return True
    text = line.text
    if line.is_row or before.is_row or _BULLET.match(text):
        return True
    if _BULLET.match(group[0].text) and line.left < group[0].left - 1:
        return True
    is_end = before.text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)
    if is_end and line.left - before.left > _INDENT * line.height and before.left < left + line.height:
        return True
    filled = (before.right - left) / max(right - left, 1.0)
    is_new = not text[:1].islower()
    return is_new and (filled < _SHORT or (is_end and filled < _RATHER_SHORT))


def _goes_on(before: Paragraph, paragraph: Paragraph) -> bool:
    is_open = not before.lines[-1].rstrip(_CLOSING).endswith(_SENTENCE_ENDS)
    return is_open and paragraph.lines[0][:1].islower() and abs(before.height - paragraph.height) < 1
