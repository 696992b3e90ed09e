"""Taking an entry's words out of the dashboard: to the clipboard, and to the page that they stand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen
from textual.worker import get_current_worker

from ondit.errors import OnditError
from ondit.model import Span, Story
from ondit_tui.browser import BrowseError, browse, checked
from ondit_tui.regional import date_locale

if TYPE_CHECKING:
    from ondit.views import StoryView
    from ondit_tui.screens.saving_box import Order
    from ondit_tui.screens.ways_box import Taken
    from ondit_tui.ways import Ask, Batch

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


class Writing:
    """How many files are being written, and the views that are closed once none is."""

    def __init__(self) -> None:
        self._going = 0
        self._left: list[StoryView] = []

    def begin(self) -> None:
        """Note that one more file is written."""
        self._going += 1

    def end(self) -> None:
        """Note that one is written, or failed to be."""
        self._going -= 1
        while self._left and not self._going:
            self._left.pop().close()

    def let_go(self, view: StoryView) -> None:
        """Close a view, once nothing is written from it any more."""
        if self._going:
            self._left.append(view)
        else:
            view.close()


class Taking(Screen[None]):
    """A screen on which a place of an article is selected: its words can be copied, its page looked up.

    Attributes:
        writing: What is being written; that of all the views of a story is one.
    """

    part: Story | None = None
    """The part of the story that is shown."""

    def __init__(self, copy: Outside, browse: Outside = browse) -> None:
        super().__init__()
        self._copy = copy
        self._browse = browse
        self.writing = Writing()

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
        self._save(self.batches())

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
            from ondit_tui.ways import text

            self._save([text(taken.text, taken.way)])
        else:
            self._hand_over(self._copy, taken.text)

    def _save(self, batches: Sequence[Batch]) -> None:
        """Choose a file, and write one of some batches into it.

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
            self.writing.begin()
            self._take_out(
                lambda ask: batch.write(ask, order.form, order.place, date_locale()), self.writing.end
            )

        from ondit_tui.screens.saving_box import SavingScreen, What

        whats = [What(one.words, one.stem, one.formats) for one in batches]
        self.app.push_screen(SavingScreen(whats), write)

    def _hand_over(self, outside: Outside, text: str) -> None:
        self._take_out(lambda _: outside(text), lambda: None)

    def _take_out(self, work: Callable[[Ask], str], behind: Callable[[], None]) -> None:
        """Do something in a thread, tell what became of it, and do what is to be done behind it.

        The thread is the app's: it goes on where this screen is left, and ends with the dashboard.
        """
        app = self.app

        def take() -> None:
            worker = get_current_worker()

            def ask(question: Callable[[], T]) -> T:
                if worker.is_cancelled:
                    raise _LeftError
                return app.call_from_thread(question)

            try:
                app.notify(work(ask), markup=False)
            except _LeftError:
                return
            except OnditError as error:
                app.notify(f"{error.what} {error.hint}", severity="warning", markup=False)
            except BrowseError as error:
                app.notify(str(error), severity="warning", markup=False)
            finally:
                if not worker.is_cancelled:
                    app.call_from_thread(behind)

        app.run_worker(take, group="taking", thread=True)

    def action_browse(self) -> None:
        """Open the page of the article that the selected words stand in."""
        place = self.taken
        article = self.part.article(place.article or "") if self.part and place else None
        try:
            self._hand_over(self._browse, checked(article.url if article else None))
        except BrowseError as error:
            self.notify(str(error), severity="warning", markup=False)
