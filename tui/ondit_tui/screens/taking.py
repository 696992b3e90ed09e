"""Taking an entry's words out of the dashboard: to the clipboard, and to the page that they stand on."""

from __future__ import annotations

from collections.abc import Callable

from textual import on, work
from textual.screen import Screen

from ondit.model import Story
from ondit_tui.browser import BrowseError, browse, checked
from ondit_tui.messages import Reported
from ondit_tui.widgets.detail import DetailPane

Outside = Callable[[str], str]
"""Does something outside with a text, and returns a sentence saying what."""


class Taking(Screen[None]):
    """A screen with a detail, whose selected telling can be copied and looked up."""

    part: Story | None = None
    """The part of the story that the detail shows."""

    def __init__(self, copy: Outside, browse: Outside = browse) -> None:
        super().__init__()
        self._copy = copy
        self._browse = browse

    @property
    def detail(self) -> DetailPane:
        """The pane whose telling is taken."""
        return self.query_one(DetailPane)

    def action_copy(self) -> None:
        """Copy the selected telling's exact words with their citation."""
        from ondit.export import citation

        telling = self.detail.telling
        if self.part is None or telling is None:
            self.notify("There is nothing to copy yet.", markup=False)
        else:
            self._hand_over(self._copy, citation(self.part, telling.span))

    def action_browse(self) -> None:
        """Open the page of the article that the selected telling stands in."""
        telling = self.detail.telling
        try:
            self._hand_over(self._browse, checked(telling.article.url if telling else None))
        except BrowseError as error:
            self.notify(str(error), severity="warning", markup=False)

    @work(thread=True)
    def _hand_over(self, outside: Outside, text: str) -> None:
        try:
            self.post_message(Reported(outside(text)))
        except BrowseError as error:
            self.post_message(Reported(str(error), failed=True))

    @on(Reported)
    def tell(self, message: Reported) -> None:
        """Show what was done."""
        self.notify(message.sentence, severity="warning" if message.failed else "information", markup=False)
