"""What a dashboard does while something is watched: it takes what is new, and moves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import on

from ondit.folding import day_of
from ondit.model import Problem
from ondit.views import StoryView
from ondit_tui.commands import COMMANDS, key
from ondit_tui.messages import StoryRead, Watched
from ondit_tui.screens.timeline_moves import TimelineMoves

if TYPE_CHECKING:
    from ondit.watch import Event
    from ondit_tui.watch import Watch

SECONDS_TOGETHER = 0.5
"""How long is waited for more before what is new is read."""
SECONDS_BETWEEN = 1.0
"""How often the status line is brought up to date."""
MOST_PROBLEMS = 1_000

_ACTIONS = frozenset(command.action for command in COMMANDS if command.is_of_watching)


class Watching(TimelineMoves):
    """A screen with a timeline that shows what a watching brings.

    Attributes:
        watching: The watching; absent where nothing is watched.
        view: What is shown.
        unread: What could not be read of what came in, the latest last.
    """

    watching: Watch | None = None
    view: StoryView | None = None

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.unread: list[Problem] = []
        self._is_begun = False
        self._is_due = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to watching only where something is watched."""
        if self.watching is None and action in _ACTIONS:
            return False
        return super().check_action(action, parameters)

    @property
    def is_reading(self) -> bool:
        """Whether the story is being read."""
        raise NotImplementedError

    def read_new(self) -> None:
        """Read the story again, with what is new."""
        raise NotImplementedError

    def tell_status(self, state: str | None = None) -> None:
        """Show the status anew; `state` is what goes on."""
        raise NotImplementedError

    @property
    def problems(self) -> Sequence[Problem]:
        """All that could not be read."""
        return (*(self.view.problems if self.view else ()), *self.unread)

    @property
    def watch_words(self) -> str:
        """What the status line tells of the watching; nothing where there is none."""
        if self.watching is None:
            return ""
        from ondit_tui.widgets.watched_list import summary

        return summary(
            self.watching.standings(),
            is_paused=self.watching.is_paused,
            fault=self.watching.fault,
            new=len(self.timeline.new),
        )

    def follow(self, read: StoryRead) -> None:
        """Note which entries are new, behind a reading; begin to watch behind the first."""
        if self.watching is None:
            return
        still = [read.still_new.get(one) for one in self.timeline.new]
        self.timeline.new = {entry.id: day_of(entry) for entry in still if entry} | dict(read.followed.new)
        if read.is_last and not self._is_begun:
            self._is_begun = True
            self.watching.start(self._hear)
            self.set_interval(SECONDS_BETWEEN, self._tick)
        self.read_if_due()

    def read_if_due(self) -> None:
        """Read what came in while something else was read, with what comes in soon."""
        if self._is_due and not self.is_reading:
            self.set_timer(SECONDS_TOGETHER, self._read_due)

    @on(Watched)
    def _take(self, message: Watched) -> None:
        event = message.event
        if event:
            self.unread = [*self.unread, *event.problems][-MOST_PROBLEMS:]
        if event and (event.articles or event.changed) and not self._is_due:
            self._is_due = True
            self.read_if_due()
        self.tell_status()

    def action_pause(self) -> None:
        """Pause the watching, or go on."""
        if self.watching:
            self.watching.pause(is_paused=not self.watching.is_paused)
            self.tell_status()

    def action_ask_all(self) -> None:
        """Have all that is watched asked now."""
        from ondit_tui.screens.watched import asked

        if self.watching:
            self.watching.ask()
            self.notify(asked(is_paused=self.watching.is_paused), markup=False)

    def action_watched(self) -> None:
        """List what is watched."""
        from ondit_tui.screens.watched import WatchedScreen

        if self.watching:
            self.app.push_screen(WatchedScreen(self.watching))

    def action_next_new(self) -> None:
        """Go to the next new entry."""
        if self.timeline.go_new():
            self.tell_shown()
            self.moved()
        elif self.timeline.new:
            self.notify(f"What is new is held back by the filters: {key('back')} clears them.", markup=False)
        else:
            self.notify("Nothing is new.", markup=False)

    def _hear(self, event: Event | None) -> None:
        with suppress(RuntimeError):  # the dashboard may have been left meanwhile
            self.post_message(Watched(event))

    def _tick(self) -> None:
        self.tell_status()

    def _read_due(self) -> None:
        if self._is_due and not self.is_reading:
            self._is_due = False
            self.read_new()
