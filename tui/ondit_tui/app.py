"""The app: it reads in a worker, and hands what was read to the dashboard."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import events, work
from textual.app import App
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from ondit.errors import OnditError
from ondit.following import Followed
from ondit.progress import Progress, Report
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui import config as settings
from ondit_tui import heap, keys
from ondit_tui.commands import COMMANDS
from ondit_tui.config import Config
from ondit_tui.looking import look_at
from ondit_tui.marks import Marks
from ondit_tui.messages import Going, ReadFailed, StoryRead
from ondit_tui.pace import Pace
from ondit_tui.screens.dashboard import Dashboard
from ondit_tui.screens.moves import Typed
from ondit_tui.screens.taking import Outside
from ondit_tui.themes import ANSI, DARK, LIGHT
from ondit_tui.view_commands import ViewName
from ondit_tui.widgets.inks import INKS
from ondit_tui.widgets.wording import use_zone

if TYPE_CHECKING:
    from ondit_tui.watch import Watch

LITTLE_AT_A_TIME = (5_000, 10, 100)
"""How many new objects the garbage collector looks through once a story is shown: more hold up keys."""
TURN = 0.001
"""Seconds after which a thread that reads lets the screen's go on, which waits at each look into a store."""
SECONDS_BETWEEN = 0.2
"""How often the dashboard is told how far the reading is."""


Choose = Callable[[StoryView], Filter]
"""Says what to show of a view."""


class Load(Protocol):
    """Reads the inputs."""

    def __call__(
        self, report: Report, is_stopped: Callable[[], bool], show: Callable[[StoryView], object]
    ) -> StoryView:
        """Read, in a thread.

        Args:
            report: Is told how far it is.
            is_stopped: Says whether to leave off, and keep what was read.
            show: Shows what was known before, for as long as the rest takes.
        """


class OnditApp(App[list[str]], inherit_bindings=False):
    """The dashboard over what `load` reads.

    Args:
        load: Reads the inputs; called in a thread, again for every re-reading. An `OnditError` is shown
            as its sentence and hint.
        title: What was read, for the status line.
        wanted: Says of the first view what to show of it; where that is all, or it is absent, what is set.
        config: What a person has set.
        copy: Hands a text to a clipboard and returns a sentence saying what was done.
        browse: Opens a web address and returns a sentence saying what was done.
        watch: Watches, from behind the first reading to the end, what `load` reads; its own end is not
            waited for.
        marks: Where marks are kept; until it is quit, where absent.
        told: Sentences to show at the start.
        is_first_run: Whether nothing is kept yet: then it only asks what to look at, and ends with that.

    Attributes:
        is_at_work: Whether `load` is at work, in a thread that outlives the app.
    """

    CSS_PATH = "app.tcss"
    COMPONENT_CLASSES: ClassVar[set[str]] = INKS
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(
        self,
        load: Load,
        *,
        title: str,
        wanted: Choose | None = None,
        config: Config | None = None,
        copy: Outside | None = None,
        browse: Outside | None = None,
        watch: Watch | None = None,
        marks: Marks | None = None,
        told: Sequence[str] = (),
        is_first_run: bool = False,
        few_colours: bool = False,
    ) -> None:
        heap.share_one()
        sys.setswitchinterval(TURN)
        super().__init__(ansi_color=True if few_colours or "NO_COLOR" in os.environ else None)
        self._load = load
        self._stopped = threading.Event()
        self.is_at_work = False
        self._title_words = title
        self.config = config or Config()
        self._choose = _chosen(wanted, self.config.filter)
        self._copy = copy or self._to_clipboard
        self._browse = browse or self._to_browser
        self.watching = watch
        self._marks = marks or Marks()
        self._told = told
        self._is_first_run = is_first_run
        self._collecting = gc.get_threshold()
        self.title = "Ondit"
        for theme in (DARK, LIGHT, ANSI):
            self.register_theme(theme)
        coloured = LIGHT.name if self.config.theme == "light" else DARK.name
        self.theme = ANSI.name if few_colours or self.no_color else coloured
        settings.use(self.config)
        use_zone(self.config.time_zone)

    def get_default_screen(self) -> Screen[None]:
        """Start on the dashboard."""
        return Dashboard(
            self._title_words,
            read=self.read,
            stop=self._stopped.set,
            copy=self._copy,
            browse=self._browse,
            watch=self.watching,
            marks=self._marks,
        )

    def on_mount(self) -> None:
        """Have the keys that are set, and show what is to be told at the start."""
        self.set_keymap(keys.keymap(COMMANDS))
        if self._is_first_run:
            from ondit_tui.screens.first import FirstScreen

            self.push_screen(FirstScreen(), self.exit)
        for sentence in (*self._told, *self.config.told):
            self.notify(sentence, severity="warning", markup=False)

    def on_unmount(self) -> None:
        """End the watching, and let go of what is shown."""
        gc.unfreeze()
        gc.set_threshold(*self._collecting)
        with suppress(OnditError):  # nobody is there any more whom it could be told
            self._marks.write()
        if self.watching:
            self.watching.stop()
        dashboard = self.screen_stack[0] if self.screen_stack else None
        if isinstance(dashboard, Dashboard) and dashboard.view:
            dashboard.view.close()

    @work(thread=True, exclusive=True)
    def read(self) -> None:
        """Read the inputs in a thread, and tell the dashboard."""
        dashboard, worker = self.screen_stack[0], get_current_worker()
        if not isinstance(dashboard, Dashboard):
            return
        self._stopped.clear()
        self.is_at_work = True

        showing = _Showing(dashboard, self._choose)

        def show_early(early: StoryView) -> None:
            if not worker.is_cancelled:
                showing.show(early, is_last=False)

        try:
            view = self._load(
                _now_and_then(dashboard.post_message, worker),
                lambda: worker.is_cancelled or self._stopped.is_set(),
                show_early,
            )
            if worker.is_cancelled:
                view.close()
            else:
                showing.show(view)
        except _LeftError:
            return
        except OnditError as error:
            if not worker.is_cancelled:
                dashboard.post_message(ReadFailed(error))
        finally:
            self.is_at_work = False

    def on_key(self, event: events.Key) -> None:
        """Give what was typed in one go with the key that opened a field to that field.

        Keys that arrive together are all handed to what has the focus when the first is read. One that can
        be printed and comes back unused while a field is open was meant for the field.
        """
        screen = self.screen
        if event.is_printable and isinstance(screen, Typed) and screen.type_ahead(event.character or ""):
            event.prevent_default()

    async def action_view(self, name: ViewName) -> None:
        """Go to a view of the story, and there to what is being read."""
        dashboard = self.screen_stack[0]
        if isinstance(dashboard, Dashboard):
            await dashboard.views.go(name)

    def action_switch_theme(self) -> None:
        """Switch between dark and light; without colours there is nothing to switch."""
        if self.no_color:
            self.notify("Colours are off: NO_COLOR is set.", markup=False)
        elif self.theme == ANSI.name:
            self.notify("The terminal has 16 colours, and shows its own.", markup=False)
        else:
            self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def _to_clipboard(self, text: str) -> str:
        from ondit_tui import clipboard

        if self.is_web:
            self.call_from_thread(self.copy_to_clipboard, text)
            return clipboard.SENT_TO_PAGE
        return clipboard.copy(text, lambda sent: self.call_from_thread(self.copy_to_clipboard, sent))

    def _to_browser(self, url: str) -> str:
        if self.is_web:
            self.call_from_thread(self.open_url, url)
            return f"Asked this browser to open {url}"
        from ondit_tui.browser import browse

        return browse(url)


class _Showing:
    """Hands a dashboard what one reading reads, with what became of the entries that it shows."""

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


def _chosen(wanted: Choose | None, usual: Filter) -> Choose:
    """Return what says what to show at first: what is wanted, else what usually is."""

    def choose(view: StoryView) -> Filter:
        found = wanted(view) if wanted else usual
        return usual if found == Filter() else found

    return choose


class _LeftError(Exception):
    """Nobody waits any more for what is being found."""


def _now_and_then(tell: Callable[[Going], object], worker: Worker[None]) -> Report:
    """Return what tells in words how far a reading is, a few times a second, and ends one that is left."""
    pace, told_at = Pace(), time.monotonic()

    def report(progress: Progress) -> None:
        nonlocal told_at
        if worker.is_cancelled and progress.stage != "reading":
            raise _LeftError
        now = time.monotonic()
        if now - told_at >= SECONDS_BETWEEN or progress.stage == "matching":
            told_at = now
            tell(Going(pace.words(progress), can_stop=progress.stage == "reading"))

    return report
