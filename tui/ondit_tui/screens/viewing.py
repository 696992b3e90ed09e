"""The views of a dashboard: made when they are first gone to, kept, and told what becomes of the story."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ondit.errors import OnditError
from ondit.following import Followed
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui.screens.home import Home, Subject
from ondit_tui.view_commands import ViewName

if TYPE_CHECKING:
    from ondit_tui.screens.dashboard import Dashboard
    from ondit_tui.screens.view import ViewScreen


class Views:
    """The views beside the timeline.

    Args:
        home: The dashboard that they belong to, itself the view of the timeline.
    """

    def __init__(self, home: Dashboard) -> None:
        self._home = home
        self._made: dict[ViewName, ViewScreen[Any]] = {}

    @property
    def open(self) -> list[ViewScreen[Any]]:
        """Those that are open, the one on top last."""
        stack = self._home.app.screen_stack
        return sorted((view for view in self._made.values() if view in stack), key=stack.index)

    def follow(self, followed: Followed) -> None:
        """Bring those that are open up to date with the story, and tell the others what became of it."""
        opened = self.open
        for view in self._made.values():
            if view in opened:
                view.bring_up_to_date(followed)
            else:
                view.follow(followed)

    def look(self, view: StoryView, wanted: Filter) -> None:
        """Ask of a later view, in a thread, what those that are open will ask of it."""
        for one in self.open:
            with suppress(OnditError):  # who shows it asks again, and tells
                one.look(view, wanted)

    async def go(self, name: ViewName) -> None:
        """Go to a view, back where it is open, else on to it; and there to what is being read."""
        app, subject = self._home.app, self._subject
        screen = self._home if name == "timeline" else self._of(name)
        if screen is app.screen:
            return
        if screen in app.screen_stack:
            while app.screen is not screen:
                app.pop_screen()
        else:
            await app.push_screen(screen)
        screen.take_subject(subject)

    @property
    def _subject(self) -> Subject:
        """What is being read: in a pane beside a list, or on a screen of its own."""
        from ondit_tui.screens.opened import Opened
        from ondit_tui.screens.paned import Paned
        from ondit_tui.screens.view import ViewScreen

        top = self._home.app.screen
        if isinstance(top, Opened):
            return Subject(article=top.taken.article if top.taken else None)
        if isinstance(top, Paned) and not top.reading:
            return Subject()
        return top.subject if isinstance(top, ViewScreen) else self._home.subject

    def _of(self, name: ViewName) -> ViewScreen[Any]:
        if name not in self._made:
            self._made[name] = _made(name, self._home)
            self._home.app.install_screen(self._made[name], f"view-{name}")
        return self._made[name]


def _made(name: ViewName, home: Home) -> ViewScreen[Any]:
    """Return a new view: what only it needs is imported here, long after the timeline was painted."""
    if name == "claims":
        from ondit_tui.screens.claims import ClaimsScreen

        return ClaimsScreen(home)
    if name == "quotes":
        from ondit_tui.screens.quotes import QuotesScreen

        return QuotesScreen(home)
    if name == "sources":
        from ondit_tui.screens.scoreboard import ScoreboardScreen

        return ScoreboardScreen(home)
    from ondit_tui.screens.articles import ArticlesScreen

    return ArticlesScreen(home)
