"""Tables for people: the timeline, matches and quotes as text that reads well at 80 columns and in a pipe.

What articles say is drawn as it is: never as markup, and without control and bidi characters.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ondit.matching import compare
from ondit.matching.audit import Audit
from ondit.model import Match, Span, Story, TimelineEntry
from ondit_tui.outcome import place_of
from ondit_tui.widgets.cells import safe
from ondit_tui.widgets.wording import count as count_words
from ondit_tui.widgets.wording import date_of, day_of, mark

if TYPE_CHECKING:
    from ondit_tui.adding import Outcome

PIPED_WIDTH = 80
MARK, OUTLETS, STATUS, READ = 6, 4, 11, 7
MOST_READ = 24
MOST_WHERE = 28
MOST_MISSED = 10
COMPARED = 9
GAP = 2
STYLES = {
    "announcement": "bright_blue",
    "confirmation": "bright_blue",
    "rumour": "yellow",
    "denial": "bright_blue",
    "muted": "dim",
}


def console() -> Console:
    """Return what draws on standard output: as wide as the terminal, 80 columns in a pipe.

    Colours are used on a terminal only, and not where NO_COLOR is set.
    """
    free = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(
        file=sys.stdout, width=None if free else PIPED_WIDTH, highlight=False, markup=False, emoji=False
    )


def timeline(story: Story, screen: Console) -> None:
    """Print the timeline's entries under day headings: kind, text, who tells it, a rumour's status."""
    days = groupby(story.timeline, key=lambda entry: day_of(entry.published))
    for number, (day, group) in enumerate(days):
        entries = list(group)
        heading = Text(f"{safe(day)} · {len(entries):,}", style="bold")
        _draw(screen, *([Text()] if number else []), heading, _entries(entries, screen.width))


def matches(story: Story, screen: Console) -> None:
    """Print the matched pairs: what the second is to the first, and under one another who has which words."""
    for number, pair in enumerate(story.matches):
        heading = _text(f"{pair.relation} {pair.similarity:.0f}", "bold")
        heading.append_text(_text(f" · {_kept(story, pair)}", "not bold"))
        if pair.differs:
            heading.append_text(_text(f" · {pair.differs}", "not bold yellow"))
        head, grid = _grid(screen.width), _pairs(screen.width)
        head.add_row(heading)
        for side in (pair.a, pair.b):
            grid.add_row(_where(story, side), _words(story, side))
        _draw(screen, *([Text()] if number else []), head, grid)


def quotes(story: Story, screen: Console) -> None:
    """Print the quotes: who said it and where it stands, and the words."""
    for number, quote in enumerate(story.quotes):
        said = [_text(quote.speaker, "bold"), _text(quote.role)] if quote.speaker else []
        words = [_words(story, quote)]
        words += [_text(f"suspect: {quote.suspect}", "yellow")] if quote.suspect else []
        grid = _pairs(screen.width)
        grid.add_row(_lines([*filter(None, said), _where(story, quote)]), _lines(words))
        _draw(screen, *([Text()] if number else []), grid)


def audit(found: Audit, texts: Sequence[str], screen: Console) -> None:
    """Print what brute force says of matching: recall and its interval, and the pairs that were missed."""
    rows = [("compared", f"{found.asked:,} of {count_words(found.texts, 'sentence')} with all the others")]
    rows.append(("found", f"{found.found:,} of {count_words(found.pairs, 'pair')} alike by 80 or more"))
    if found.recall is None or found.low is None or found.high is None:
        rows.append(("recall", "unknown: no two of them are alike"))
    elif found.low == found.high:
        rows.append(("recall", f"{found.recall:.4f}, for all were compared"))
    else:
        rows.append(
            ("recall", f"{found.recall:.4f} ({found.low:.4f} to {found.high:.4f} in 19 of 20 samples)")
        )
    for left, right, score in found.missed[:MOST_MISSED]:
        rows += [(f"missed {score:.0f}", f"“{texts[left]}”"), ("", f"“{texts[right]}”")]
    grid = _grid(COMPARED, screen.width - COMPARED - GAP)
    for word, words in rows:
        grid.add_row(_text(word, "dim"), _text(words))
    _draw(screen, grid)


def added(outcome: Outcome, place: Path, screen: Console) -> None:
    """Print what was read into a store and what was skipped, and why, as a table of three columns."""
    rows = [("read", "green", name, count_words(n, "article")) for name, n in _gathered(outcome.read).items()]
    for problem in outcome.problems:
        word, style = ("note", "dim") if problem.is_note else ("skipped", "yellow")
        rows.append((word, style, place_of(problem), f"{problem.what} {problem.hint}"))
    longest, widest = (max(cell_len(safe(row[column])) for row in rows) for column in (2, 3))
    room = screen.width - READ - 2 * GAP
    width = min(longest, max(screen.width // 2, room - widest))
    grid = _grid(READ, width, room - width)
    for word, style, where, words in rows:
        grid.add_row(_text(word, style), _text(where), _text(words))
    total = f"{count_words(sum(outcome.read.values()), 'article')} read, {outcome.kept.new:,} of them new"
    if outcome.kept.changed:
        total += f", {len(outcome.kept.changed):,} changed"
    if outcome.kept.copies:
        total += f" ({outcome.kept.copies:,} with a text that it has from another)"
    if outcome.apart:
        total += f"; {outcome.apart:,} were not asked for"
    _draw(screen, grid, _text(f"{total}, in {place}"))


def _gathered(read: dict[str, int]) -> dict[str, int]:
    """Return how many articles inputs gave, files of one folder and kind as one where they are many."""
    if len(read) <= MOST_READ:
        return read
    kinds: dict[str, dict[str, int]] = {}
    for name, articles in read.items():
        path = PurePath(name)
        kind = str(path.parent / f"*{path.suffix}") if path.suffix else name
        kinds.setdefault(kind, {})[name] = articles
    return {
        f"{kind} ({count_words(len(files), 'file')})" if len(files) > 1 else next(iter(files)): sum(
            files.values()
        )
        for kind, files in kinds.items()
    }


def _draw(screen: Console, *parts: Text | Table) -> None:
    """Print parts under one another, less the blanks that lines end in.

    It is written here, not by rich, which would end the program when a reader closes the pipe.
    """
    with screen.capture() as drawn:
        for part in parts:
            screen.print(part, soft_wrap=isinstance(part, Text))
    sys.stdout.writelines(f"{line.rstrip(' ')}\n" for line in drawn.get().split("\n")[:-1])


def _entries(entries: list[TimelineEntry], width: int) -> Table:
    taken = MARK + OUTLETS + STATUS + 3 * GAP
    grid = _grid(MARK, OUTLETS, width - taken, STATUS)
    grid.columns[1].justify = "right"
    for entry in entries:
        words, ink = mark(entry.kind, entry.subtype)
        outlets = _text(f"x{len(entry.sources):,}", "dim")
        outcome = _text(entry.outcome, "bold")
        told = _lines([_text(entry.text), _text(", ".join(entry.sources), "dim")])
        grid.add_row(_text(words, STYLES.get(ink, "")), outlets, told, outcome)
    return grid


def _pairs(width: int) -> Table:
    """Return a table of two columns: where something stands, and its words."""
    first = max(8, min(MOST_WHERE, width * 3 // 10))
    return _grid(first, width - first - GAP)


def _grid(*widths: int) -> Table:
    """Return a table without lines, its columns as wide as said; longer texts are wrapped in them."""
    grid = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    for width in widths:
        grid.add_column(width=max(1, width), overflow="fold")
    return grid


def _lines(texts: list[Text]) -> Text:
    return Text("\n").join(texts)


def _text(text: str | None, style: str = "") -> Text:
    return Text(safe(text or ""), style=style)


def _words(story: Story, span: Span) -> Text:
    return _text(f"“{story.text(span)}”")


def _kept(story: Story, pair: Match) -> str:
    """Return how many of its words a match keeps: what decided its relation."""
    numbers = compare(story.text(pair.a), story.text(pair.b))
    if numbers.kept == numbers.left == numbers.right:
        return count_words(numbers.kept, "word")
    return f"{numbers.kept} of {count_words(max(numbers.left, numbers.right), 'word')} kept"


def _where(story: Story, span: Span) -> Text:
    article = story.article(span.article or "")
    lines = [_text(article.source.value, "dim")]
    lines += [_text(date_of(article.published.value), "dim")] if article.published else []
    return _lines(lines)
