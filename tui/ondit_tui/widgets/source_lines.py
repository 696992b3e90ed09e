"""The lines of the view of sources: a line an outlet with its figures and bars, in the pane what it told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from ondit.model import Record
from ondit.records import FEWEST_SETTLED
from ondit.scoreboard import Score
from ondit_tui.widgets.cells import fit, safe
from ondit_tui.widgets.flow import BAR, MARGIN, Line, Piece, line_width, rule, wrap
from ondit_tui.widgets.pane_lines import LABEL, Layout, fact, spotted
from ondit_tui.widgets.source_account import Lead, SourceAccount
from ondit_tui.widgets.source_chart import chart
from ondit_tui.widgets.wording import count, date_of, mark

Column = Literal["first", "tied", "repeated", "alone", "right", "wrong", "rank", "release", "source"]

LEGEND = "█ first ▒ tied ░ repeated · right, wrong: how its rumours were settled · – none"
SIGNS = (("█", "announcement"), ("▒", "announcement"), ("░", "muted"))
"""How what an outlet had first, tied and repeated is drawn: told by the shade, whatever the colours."""
NAME, FEWEST_CELLS = 16, 4


class Shown(NamedTuple):
    """A column of figures.

    Attributes:
        title: What stands above it.
        width: In cells, the space before it counted.
        figure: Returns what stands in it.
        order: Returns what it is sorted by, the lowest first.
    """

    title: str
    width: int
    figure: Callable[[Score], str]
    order: Callable[[Score], float]


def _rank(record: Record) -> float:
    return record.rank if record.rank is not None else float("inf")


_KEPT: Sequence[Sequence[Column]] = (
    *(("first",), ("repeated",), ("right", "wrong")),
    *(("release",), ("alone",), ("rank",), ("tied",)),
)
"""Which columns stand where there is room, those that matter most first: none tells one side alone."""


def columns_for(width: int) -> list[Column]:
    """Return the columns that a width has room for beside a name and bars, in their order."""
    room, kept = width - NAME - FEWEST_CELLS - 3, set[Column]()
    for names in _KEPT:
        room -= sum(COLUMNS[name].width for name in names)
        if room < 0:
            break
        kept.update(names)
    return [name for name in COLUMNS if name in kept]


def heading(width: int, by: Column) -> Line:
    """Return the titles of the columns, that which the list is sorted by in brackets."""
    shown = columns_for(width)
    line: Line = (Piece(" " + fit(_title("source", "source", by), name_width(width)), "heading"),)
    for column in shown:
        told = COLUMNS[column]
        line = (*line, Piece(f"{_title(column, told.title, by):>{told.width}}"[-told.width - 1 :], "heading"))
    return (*line, Piece("  told", "muted"))


def row(score: Score, most: int, width: int, *, chosen: bool) -> Line:
    """Return the line of an outlet: its name, its figures, and bars of what it had first and repeated.

    Args:
        score: What it told.
        most: Of how many claims the longest bar of the list is.
        width: In cells.
        chosen: Whether the cursor is on it.
    """
    ink = "" if chosen else "muted"
    figures = [
        Piece(f"{COLUMNS[name].figure(score):>{COLUMNS[name].width}}", ink) for name in columns_for(width)
    ]
    line: Line = (
        Piece(BAR if chosen else " ", "key"),
        Piece(fit(safe(score.record.source), name_width(width)), "strong" if chosen else ""),
        *figures,
        Piece("  "),
    )
    return (*line, *bars(score.record, most, width - line_width(line) - 1))


def name_width(width: int) -> int:
    """Return how many cells a name has: a half of what the figures leave, as many as `NAME` at the least."""
    left = width - 3 - sum(COLUMNS[name].width for name in columns_for(width))
    return max(NAME, min(30, left // 2))


def bars(record: Record, most: int, width: int) -> Line:
    """Return what an outlet had first, together with others and after others, in proportion to the most.

    What is there at all has a cell at the least, as long as there is room.
    """
    counts = (record.first, record.tied, record.repeated)
    cells = [max(1, round(number * width / most)) if number and most else 0 for number in counts]
    while sum(cells) > width:
        cells[cells.index(max(cells))] -= 1
    return tuple(Piece(sign * size, ink) for (sign, ink), size in zip(SIGNS, cells, strict=True) if size)


def told_of(record: Record) -> int:
    """Return how many claims the bar of an outlet stands for."""
    return record.first + record.tied + record.repeated


def rank_of(record: Record) -> str:
    """Return an outlet's rank; a dash where it has none."""
    return f"#{record.rank}" if record.rank else "–"


def released(score: Score) -> str:
    """Return which share of an outlet's reports is a release's wording; a dash where all are its own."""
    return "–" if score.released is None else f"{100 * score.released:.0f}%"


COLUMNS: Mapping[Column, Shown] = {
    "first": Shown("first", 6, lambda one: f"{one.record.first:,}", lambda one: -one.record.first),
    "tied": Shown("tied", 5, lambda one: f"{one.record.tied:,}", lambda one: -one.record.tied),
    "repeated": Shown(
        "repeated", 9, lambda one: f"{one.record.repeated:,}", lambda one: -one.record.repeated
    ),
    "alone": Shown("alone", 6, lambda one: f"{one.record.alone:,}", lambda one: -one.record.alone),
    "right": Shown("right", 6, lambda one: f"{one.record.right:,}", lambda one: -one.record.right),
    "wrong": Shown("wrong", 6, lambda one: f"{one.record.wrong:,}", lambda one: -one.record.wrong),
    "rank": Shown("rank", 5, lambda one: rank_of(one.record), lambda one: _rank(one.record)),
    "release": Shown("release", 8, released, lambda one: -(one.released or 0.0)),
}


def lay_out(known: SourceAccount, width: int, cursor: int) -> Layout:
    """Lay out what an outlet told in lines of at most `width` cells.

    Args:
        known: What is known of it.
        width: In cells.
        cursor: The number of the lead that the cursor is on.
    """
    score = known.score
    articles = count(score.articles, "article")
    claims = count(score.record.alone + told_of(score.record), "claim")
    title = [Piece(score.record.source, "strong"), Piece(f" · {articles}, {claims}", "muted")]
    lines = wrap(title, width - 1, first=MARGIN, rest=MARGIN)
    lines += [(), *_facts(score, width)]
    lines += chart(known.days, width)
    rows: list[int] = []
    for part in known.parts:
        if part.leads:
            lines += [(), rule(part.title, width)]
        for lead in part.leads:
            rows.append(len(lines))
            lines += _lead(lead, width, chosen=len(rows) - 1 == cursor)
    return spotted(lines, rows, cursor)


def _facts(score: Score, width: int) -> list[Line]:
    record = score.record
    tied = f", {record.tied:,} together with others" if record.tied else ""
    told = f"{record.first:,} first{tied}, {record.repeated:,} repeated, {record.alone:,} told by it alone"
    facts = [("claims", told), ("settled", f"{settled(record)}, {rank_words(record)}")]
    facts.append(("releases", _release_words(score)))
    facts.append(("repeats", _named(score.after)))
    facts.append(("repeated by", _named(score.before)))
    return [line for name, words in facts if words for line in fact(f"{name:<{LABEL}} ", words, width)]


def settled(record: Record) -> str:
    """Return how an outlet's rumours turned out, with the interval in which the share of right ones lies."""
    if record.share is None or record.interval is None:
        return "none of its rumours"
    low, high = (round(100 * end) for end in record.interval)
    share = f"{100 * record.share:.0f}% (95% interval: {low} to {high}%)"
    return f"{record.right:,} right, {record.wrong:,} wrong: {share}"


def rank_words(record: Record) -> str:
    """Return an outlet's rank, or why it has none."""
    if record.rank is not None:
        return f"rank {record.rank} by the lower end"
    if record.right + record.wrong < FEWEST_SETTLED:
        return f"no rank: fewer than {FEWEST_SETTLED}"
    return f"no other with {FEWEST_SETTLED} to rank it beside"


def _release_words(score: Score) -> str:
    if score.released is None:
        return "its articles are releases themselves"
    share = f"{100 * score.released:.0f}% of its text on average"
    parts = f"{score.wholly:,} wholly, {score.partly:,} partly, of {count(score.reports, 'report')}"
    return f"{share}: {parts}" if score.wholly or score.partly else "no release's wording in what it has"


def _named(others: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({number:,})" for name, number in others)


def _lead(lead: Lead, width: int, *, chosen: bool) -> list[Line]:
    """Return an entry: what it is, its words; below, when it was first seen, and who had it."""
    entry = lead.entry
    word, ink = mark(entry.kind, entry.subtype)
    first: Line = (Piece("› " if chosen else "  ", "key"), Piece(f"{word:<6} ", ink))
    words = fit(safe(entry.text), width - line_width(first) - 1).rstrip()
    told = [date_of(entry.published), f"x{len(entry.sources)}", lead.note, entry.outcome or ""]
    note = " · ".join(part for part in told if part)
    below = Piece(" " * line_width(first)), Piece(fit(note, width - line_width(first) - 1), "muted")
    return [(*first, Piece(words, "strong" if chosen else "")), below]


def _title(column: Column, title: str, by: Column) -> str:
    return f"[{title}]" if column == by else title
