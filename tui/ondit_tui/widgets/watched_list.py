"""What is watched, as a list: how each source stands, when it was good last, and when it is asked next."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ondit.errors import OnditError
from ondit_tui.commands import key
from ondit_tui.watch import Standing
from ondit_tui.widgets.cells import fit, safe
from ondit_tui.widgets.flow import BAR, Line, Piece, wrap
from ondit_tui.widgets.line_list import LineList
from ondit_tui.widgets.wording import MONTHS, zone

if TYPE_CHECKING:
    from ondit.watch import State

MARK = 8
INDENT = (Piece(" " * (MARK + 2)),)
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_FEW = 2


class WatchedList(LineList):
    """The sources, each with what is to be known of it below its name; the cursor goes from one to the next.

    Args:
        now: Seconds since 1970.
    """

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self.standings: Sequence[Standing] = ()
        self.is_paused = False
        self._now = now
        self._rows: list[int | Line] = []
        self._heads: list[int] = []

    def show(self, standings: Sequence[Standing], *, is_paused: bool) -> None:
        """Show how the sources stand now; the cursor stays on its source, or on its place."""
        here = self.here
        self.standings, self.is_paused = standings, is_paused
        given = [standing.given for standing in standings]
        if here and here.given in given:
            self.cursor = given.index(here.given)
        self.changed()

    @property
    def here(self) -> Standing | None:
        """The source that the cursor is on."""
        return self.standings[self.cursor] if self.cursor < len(self.standings) else None

    @property
    def item_count(self) -> int:
        """How many sources there are."""
        return len(self._heads)

    @property
    def line_count(self) -> int:
        """How many lines they take."""
        return len(self._rows)

    def line_of(self, index: int) -> int:
        """Return the line that a source's name stands on."""
        return self._heads[index]

    def item_at(self, line: int) -> int | None:
        """Return the source whose name is on a line."""
        row = self._rows[line] if 0 <= line < len(self._rows) else None
        return row if isinstance(row, int) else None

    def changed(self) -> None:
        """Lay out anew: the sources stand otherwise, or there is another width."""
        width = self.scrollable_content_region.width
        self._rows, self._heads = [], []
        for index, standing in enumerate(self.standings):
            self._heads.append(len(self._rows))
            self._rows.append(index)
            for line in told(standing.state, self._now(), is_paused=self.is_paused):
                self._rows += wrap(line, width - 1, first=INDENT, rest=INDENT)
            self._rows.append(())
        super().changed()

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self.changed()

    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return a source's name with how it stands, or a line about it."""
        row = self._rows[line]
        if not isinstance(row, int):
            return row
        state = self.standings[row].state
        word, ink = standing_word(state, is_paused=self.is_paused)
        return (
            Piece(BAR if chosen else " ", "key"),
            Piece(f"{word:<{MARK}} ", ink),
            Piece(fit(state.source, width - MARK - 3), "strong" if chosen else ""),
        )


def standing_word(state: State, *, is_paused: bool) -> tuple[str, str]:
    """Return in a word how a source stands, and its ink."""
    if state.is_busy:
        return "asking", "key"
    if state.is_gone:
        return "gone", "warning"
    if state.fault:
        return "failing", "warning"
    return (
        ("paused", "muted") if is_paused else ("ok", "announcement") if state.good else ("waiting", "muted")
    )


def told(state: State, now: float, *, is_paused: bool) -> list[Line]:
    """Tell of a source when it was good last, when it is asked next, what is wrong and what to do."""
    good = f"last read {moment(state.good, now)}" if state.good is not None else "never read yet"
    lines: list[Line] = [(Piece(f"{good} · {coming(state, is_paused=is_paused)}", "muted"),)]
    if state.fault:
        times = "failed once" if state.failures <= 1 else f"failed {state.failures:,} times in a row"
        lines.append(
            (Piece(safe(f"{times}: {state.fault} "), "warning"), Piece(safe(state.hint or ""), "muted"))
        )
    return lines


def coming(state: State, *, is_paused: bool) -> str:
    """Say when a source is asked next: "asked next in 12 min"."""
    asked = "asked" if state.is_feed else "looked through"
    if state.is_busy:
        return f"being {asked} now"
    if state.is_gone:
        return f"not {asked} again by itself"
    if is_paused:
        return "paused"
    return (
        f"{asked} next {'now' if not state.wait else f'in {length(state.wait)}'}"
        if state.wait is not None
        else ""
    )


def moment(at: float, now: float) -> str:
    """Return a time of the past in the zone that is set, else local, and how long ago it was.

    "14:02 CET, 3 min ago".
    """
    when, today = (datetime.fromtimestamp(one, zone()).astimezone(zone()) for one in (at, now))
    day = "" if when.date() == today.date() else f"{when.day} {MONTHS[when.month - 1]} "
    return f"{day}{when:%H:%M} {zone() or when.tzname()}, {length(now - at)} ago"


def length(seconds: float) -> str:
    """Return how long something takes, in one unit: "40 s", "12 min", "5 h", "3 days"."""
    if seconds < _FEW * _MINUTE:
        return f"{max(0, seconds):.0f} s"
    if seconds < _FEW * _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds / _HOUR:.0f} h" if seconds < _FEW * _DAY else f"{seconds / _DAY:.0f} days"


def summary(standings: Sequence[Standing], *, is_paused: bool, fault: OnditError | None, new: int) -> str:
    """Return in words what the status line tells: "3 new (.) · watching 5 · 1 failing (W)"."""
    failing = sum(standing.state.fault is not None for standing in standings)
    if fault:
        watching = f"watching nothing ({key('watched')})"
    elif is_paused:
        watching = "watching paused"
    else:
        watching = f"watching {len(standings):,}" if standings else "watching …"
    words = (
        f"{new:,} new ({key('next-new')})" if new else "",
        watching,
        f"{failing:,} failing ({key('watched')})" if failing and not fault else "",
    )
    return " · ".join(word for word in words if word)
