"""Taking an entry's words out of the dashboard: to the clipboard, and to the page that they stand on."""

from __future__ import annotations

from collections.abc import Callable

from textual import on, work
from textual.screen import Screen

from ondit.model import Span, Story
from ondit_tui.browser import BrowseError, browse, checked
from ondit_tui.messages import Reported

Outside = Callable[[str], str]
"""Does something outside with a text, and returns a sentence saying what."""


class Taking(Screen[None]):
    """A screen on which a place of an article is selected: its words can be copied, its page looked up."""

    part: Story | None = None
    """The part of the story that is shown."""

    def __init__(self, copy: Outside, browse: Outside = browse) -> None:
        super().__init__()
        self._copy = copy
        self._browse = browse

    @property
    def taken(self) -> Span | None:
        """The place whose words are taken; absent where nothing is selected."""
        raise NotImplementedError

    def action_copy(self) -> None:
        """Copy the selected words exactly, with their citation."""
        from ondit.export import citation, excerpt_of

        if self.part is None or self.taken is None:
            self.notify("There is nothing to copy yet.", markup=False)
        else:
            self._hand_over(self._copy, citation(excerpt_of(self.part, self.taken)))

    def action_browse(self) -> None:
        """Open the page of the article that the selected words stand in."""
        place = self.taken
        article = self.part.article(place.article or "") if self.part and place else None
        try:
            self._hand_over(self._browse, checked(article.url if article else None))
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
