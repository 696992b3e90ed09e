"""The lines of the timeline as they are drawn: headings, entries, and what folds a day."""

from __future__ import annotations

from ondit.model import TimelineEntry
from ondit.search import Query
from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.flow import BAR, Line, Piece
from ondit_tui.widgets.marking import marked_line
from ondit_tui.widgets.timeline_rows import Fold
from ondit_tui.widgets.wording import MARK_WIDTH, mark

NEW, MARKED = "*", "◆"
OUTLETS_WIDTH = 4
NARROWEST_TEXT = 24
FOLD_MARKS = ("+", "−")


def heading(day: str, entries: int, width: int) -> Line:
    """Return a day's heading: "Mon 23 May 2022 · 5", and a rule."""
    words = f" {day} · {entries:,} "
    return (Piece(words, "heading"), Piece("─" * max(0, width - len(words) - 1), "rule"))


def entry_line(
    entry: TimelineEntry,
    width: int,
    *,
    chosen: bool = False,
    hits: Query | None = None,
    is_new: bool = False,
    is_marked: bool = False,
) -> Line:
    """Return an entry in one line of `width` cells: mark, outlets, text, and what became of a rumour.

    Args:
        entry: The entry.
        width: How wide it may be.
        chosen: Whether the cursor is on it.
        hits: What is searched for.
        is_new: Whether it was not seen yet.
        is_marked: Whether a reader has marked it.
    """
    words, ink = mark(entry.kind, entry.subtype)
    outlets = f"x{len(entry.sources)}"
    status = entry.outcome or ""
    room = width - MARK_WIDTH - max(OUTLETS_WIDTH, len(outlets)) - 5
    if status and room - len(status) - 2 < NARROWEST_TEXT:
        status = ""
    if status:
        room -= len(status) + 2
    text = marked_line(entry.text, room, hits, "strong" if chosen else "")
    return (
        Piece(BAR if chosen else " ", "key"),
        Piece(f"{words:<{MARK_WIDTH}}", ink),
        Piece(MARKED if is_marked else " ", "key"),
        *before_text(f"{outlets:>{OUTLETS_WIDTH}} ", is_new=is_new),
        *text,
        *((Piece(f"  {status}", "muted"),) if status else ()),
    )


def fold_line(fold: Fold, width: int, *, chosen: bool = False, new: int = 0) -> Line:
    """Return what folds a day in one line of `width` cells, its words under the entries' texts.

    Args:
        fold: The fold.
        width: How wide it may be.
        chosen: Whether the cursor is on it.
        new: How many new entries it folds.
    """
    words = f"{fold.words}, {new:,} new" if new else fold.words
    indent = MARK_WIDTH + OUTLETS_WIDTH + 2
    return (
        Piece(BAR if chosen else " ", "key"),
        *before_text(f"{FOLD_MARKS[fold.is_open]:<{indent}}", is_new=new > 0),
        Piece(fit(words, width - indent - 3), "strong" if chosen else "muted"),
    )


def before_text(words: str, *, is_new: bool) -> Line:
    """Return what stands before a text, with the mark of what is new beside it."""
    return (Piece(words, "muted"), Piece(NEW, "key")) if is_new else (Piece(f"{words} ", "muted"),)
