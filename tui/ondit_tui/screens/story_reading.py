"""How a dashboard has its story read: begun, told how far it is, and left off."""

from __future__ import annotations

from collections.abc import Callable

from textual import on

from ondit_tui.commands import key
from ondit_tui.messages import Going
from ondit_tui.screens import notices
from ondit_tui.screens.watching import Watching


class StoryReading(Watching):
    """A screen whose story is read beside it, where a reader wants that and where something is new."""

    _read: Callable[[], object] = bool
    _stop: Callable[[], object] = bool
    _is_going = False
    _can_stop = True
    _is_quiet = False
    is_early = False
    """Whether what is shown is what was known before, while it is brought up to date."""

    @property
    def is_reading(self) -> bool:
        """Whether the story is being read."""
        return self._is_going

    def read_new(self) -> None:
        """Read the story again, with what is new; less is told of it than where a reader wanted it."""
        self._begin_reading("reading what is new", quietly=True)

    @on(Going)
    def tell_progress(self, message: Going) -> None:
        """Show how far the reading is."""
        self._can_stop = message.can_stop
        if self._is_going and not self._is_quiet:
            self.tell_status(f"{notices.LATER} {message.words}" if self.is_early else message.words)
            if self.view is None:
                self.timeline.tell(notices.going(message.words, can_stop=message.can_stop))

    def action_stop(self) -> None:
        """Leave off reading and keep what was read; say how to quit where nothing is being read."""
        if self._is_going and self._can_stop:
            self._stop()
            self.tell_status("stopping …")
        elif self._is_going:
            self.notify(f"All is read, and is being looked through. {key('quit')} quits.", markup=False)
        else:
            self.notify(f"{key('quit')} quits.", markup=False)

    def action_reread(self) -> None:
        """Read the inputs again; what is shown stays until they are read."""
        self._begin_reading("reading …")

    def _begin_reading(self, words: str, *, quietly: bool = False) -> None:
        self._is_going, self._can_stop, self._is_quiet = True, not quietly, quietly
        self.tell_status(words)
        self._read()
