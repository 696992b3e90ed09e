"""What was asked for as a view, for commands that ask it for more than memory may hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from ondit_tui import reading
from ondit_tui.outcome import tell_problems
from ondit_tui.progress import progress
from ondit_tui.stopping import stopping

if TYPE_CHECKING:
    from ondit.progress import Progress
    from ondit.views import StoryView
    from ondit_tui.asked import Asked


@contextmanager
def view_aloud(asked: Asked) -> Iterator[StoryView]:
    """Read what was asked with progress on a terminal, and its problems on standard error; hand out its view.

    Raises:
        OnditError: It cannot be read, or there is not one article.
    """
    early: list[StoryView] = []
    with closing(reading.Reader(asked)) as reader:
        with progress() as report, stopping() as is_stopped:
            view = reader(report or _ignore, is_stopped, early.append)
        for before in early:
            if before is not view:
                before.close()
        with closing(view):
            tell_problems(view.problems)
            if not view.tally.articles:
                raise reading.nothing_read(asked, len(view.problems))
            yield view


def _ignore(_: Progress) -> None:
    """Tell nobody: there is no terminal."""
