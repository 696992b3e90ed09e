"""What a thread that reads hands to a dashboard: what it has read, and how far it is."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from textual.worker import Worker

from ondit.following import Followed
from ondit.progress import Progress, Report
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.looking import look_at
from ondit_tui.messages import Going, StoryRead
from ondit_tui.pace import Pace
from ondit_tui.screens.dashboard import Dashboard

LITTLE_AT_A_TIME = (5_000, 10, 100)
"""How many new objects the garbage collector looks through once a story is shown: more hold up keys."""
SECONDS_BETWEEN = 0.2
"""How often the dashboard is told how far the reading is."""

Choose = Callable[[StoryView], Filter]
"""Says what to show of a view."""


class Handing:
    """Hands a dashboard what one reading reads, with what became of the entries that it shows.

    Args:
        dashboard: The dashboard.
        choose: Says of the first view what to show of it.
    """

    def __init__(self, dashboard: Dashboard, choose: Choose) -> None:
        self._dashboard, self._choose = dashboard, choose
        self._last: StoryRead | None = None

    def show(self, view: StoryView, *, is_last: bool = True) -> None:
        """Have a view shown; what takes its time is asked of it here, before that.

        Once it is shown, nothing is asked of it here any more but what it has answered before.
        """
        before = self._last.view if self._last else self._dashboard.view
        new = {*self._dashboard.timeline.new, *(self._last.followed.new if self._last else ())}
        followed = view.followed(before) if before and before.tally.entries else Followed()
        still = {one: entry for one in new if (entry := view.entry(followed.now(one)))}
        wanted = self._choose(view) if before is None else None
        look_at(view, wanted or self._dashboard.wanted)
        self._dashboard.views.look(view, wanted or self._dashboard.wanted)
        # What was read stays: looking through it for what can be thrown away would hold up keys.
        gc.unfreeze()
        gc.freeze()
        gc.set_threshold(*LITTLE_AT_A_TIME)
        self._last = StoryRead(view, followed, still, wanted=wanted, is_last=is_last)
        self._dashboard.post_message(self._last)


class LeftError(Exception):
    """Nobody waits any more for what is being found."""


def now_and_then(tell: Callable[[Going], object], worker: Worker[None]) -> Report:
    """Return what tells in words how far a reading is, a few times a second, and ends one that is left.

    Raises:
        LeftError: From what is returned, once the worker is cancelled and all is read.
    """
    pace, told_at = Pace(), time.monotonic()

    def report(progress: Progress) -> None:
        nonlocal told_at
        if worker.is_cancelled and progress.stage != "reading":
            raise LeftError
        now = time.monotonic()
        if now - told_at >= SECONDS_BETWEEN or progress.stage == "matching":
            told_at = now
            tell(Going(pace.words(progress), can_stop=progress.stage == "reading"))

    return report
