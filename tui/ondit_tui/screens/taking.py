"""Taking an entry's words out of the dashboard: to the clipboard, and to the page that they stand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual import on, work
from textual.screen import Screen
from textual.worker import get_current_worker

from ondit.errors import OnditError
from ondit.model import Span, Story
from ondit_tui.browser import BrowseError, browse, checked
from ondit_tui.messages import Reported
from ondit_tui.regional import date_locale
from ondit_tui.screens.saving_box import Format, Order, SavingScreen, What
from ondit_tui.ways import Batch

if TYPE_CHECKING:
    from ondit.views import StoryView
    from ondit_tui.screens.ways_box import Taken

Outside = Callable[[str], str]
"""Does something outside with a text, and returns a sentence saying what."""


T = TypeVar("T")

MANY = 1_000
"""Of how many entries is said that writing them takes a while."""
NOT_IN_A_BROWSER = (
    "No file is written for a browser. Copy instead, or run ondit export where the articles are."
)


class _LeftError(Exception):
    """The dashboard is closed: nobody waits for the file any more."""


class Taking(Screen[None]):
    """A screen on which a place of an article is selected: its words can be copied, its page looked up."""

    part: Story | None = None
    """The part of the story that is shown."""

    def __init__(self, copy: Outside, browse: Outside = browse) -> None:
        super().__init__()
        self._copy = copy
        self._browse = browse
        self._writing = 0
        self._left: list[StoryView] = []

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
            self._hand_over(self._copy, citation(excerpt_of(self.part, self.taken), date_locale()))

    def action_copy_ways(self) -> None:
        """Choose another way to copy the selected words."""
        from ondit.export import excerpt_of
        from ondit_tui.screens.ways_box import WaysScreen

        if self.part is None or self.taken is None:
            self.notify("There is nothing to copy yet.", markup=False)
        else:
            self.app.push_screen(WaysScreen(excerpt_of(self.part, self.taken)), self._take_along)

    def action_export(self) -> None:
        """Choose what to write into a file, and in which format."""
        from ondit.export import SUFFIXES
        from ondit_tui.ways import FORMAT_WORDS

        formats = [Format(name, words, SUFFIXES[name]) for name, words in FORMAT_WORDS.items()]
        self._save_as(formats, self.batches())

    def batches(self) -> Sequence[Batch]:
        """Return what can be written into a file, the likeliest first: here, the selected words."""
        from ondit.export import excerpt_of
        from ondit_tui.ways import found

        if self.part is None or self.taken is None:
            return ()
        return [found([excerpt_of(self.part, self.taken)], "the selected words", "excerpt", "excerpt")]

    def _take_along(self, taken: Taken | None) -> None:
        if taken is None:
            return
        if taken.into_file:
            batch = Batch(f"this quote: {taken.way.words}", 1, "quote", "", lambda _: ())
            self._save_as([Format(taken.way.name, taken.way.words, taken.way.end)], [batch], taken.text)
        else:
            self._hand_over(self._copy, taken.text)

    def _save_as(self, formats: Sequence[Format], batches: Sequence[Batch], text: str | None = None) -> None:
        """Choose a file, and write one of some batches into it, or a text.

        Nothing is written for a browser: the files are those of the machine that serves it.
        """
        if self.app.is_web:
            self.notify(NOT_IN_A_BROWSER, severity="warning", markup=False)
            return
        if not batches:
            self.notify("There is nothing to write yet.", markup=False)
            return

        def write(order: Order | None) -> None:
            if order is None:
                return
            batch = batches[order.what]
            if batch.size > MANY:
                self.notify(f"Writing {order.place.name}. It goes on while you read.", markup=False)
            self._writing += 1
            self._write_order(order, batch, text)

        self.app.push_screen(SavingScreen(formats, [What(one.words, one.stem) for one in batches]), write)

    def let_go(self, view: StoryView) -> None:
        """Close a view, once nothing is written from it any more."""
        if self._writing:
            self._left.append(view)
        else:
            view.close()

    @work(thread=True)
    def _write_order(self, order: Order, batch: Batch, text: str | None) -> None:
        """Write a batch into a file, or a text, and tell what became of it."""
        from ondit.export import Look
        from ondit_tui.exporting import export, write_text

        worker = get_current_worker()

        def ask(question: Callable[[], T]) -> T:
            if worker.is_cancelled:
                raise _LeftError
            return self.app.call_from_thread(question)

        try:
            if text is None:
                look = Look(batch.title, date_locale())
                said = export(batch.excerpts(ask), order.form, order.place, look)
            else:
                said = write_text(text, order.place)
        except _LeftError:
            return
        except OnditError as error:
            self.post_message(Reported(f"{error.what} {error.hint}", failed=True))
        else:
            self.post_message(Reported(said))
        finally:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._end_writing)

    def _end_writing(self) -> None:
        self._writing -= 1
        while self._left and not self._writing:
            self._left.pop().close()

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
