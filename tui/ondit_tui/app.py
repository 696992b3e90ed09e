"""The app: it reads in a worker, and hands what was read to the dashboard."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from textual import events, work
from textual.actions import ActionParseResult
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen
from textual.worker import get_current_worker

from ondit.errors import OnditError
from ondit.progress import Report
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui import config as settings
from ondit_tui import heap, keys
from ondit_tui.commands import COMMANDS, elsewhere
from ondit_tui.config import Config
from ondit_tui.handing import Choose, Handing, LeftError, now_and_then
from ondit_tui.marks import Marks
from ondit_tui.messages import ReadFailed
from ondit_tui.screens.dashboard import Dashboard
from ondit_tui.screens.moves import Typed
from ondit_tui.screens.paned import Paned
from ondit_tui.screens.taking import Outside
from ondit_tui.themes import ANSI, DARK, LIGHT
from ondit_tui.view_commands import ViewName
from ondit_tui.widgets.cells import safe
from ondit_tui.widgets.inks import INKS
from ondit_tui.widgets.wording import use_zone

if TYPE_CHECKING:
    from ondit_tui.watch import Watch

TURN = 0.001
"""Seconds after which a thread that reads lets the screen's go on, which waits at each look into a store."""


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
        few_colours: Whether the terminal has 16 colours at the most, which it then names itself.

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
        self._is_left = False
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

    def refresh_css(self, animate: bool = True) -> None:
        """Work out all looks anew in the theme's colours; before there is a screen, only take these.

        Textual asks for it twice before the first screen, for its own theme and for ours.
        """
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

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
        handing = Handing(dashboard, self._choose)

        def show_early(early: StoryView) -> None:
            if not worker.is_cancelled:
                handing.show(early, is_last=False)

        try:
            view = self._load(
                now_and_then(dashboard.post_message, worker),
                lambda: worker.is_cancelled or self._stopped.is_set(),
                show_early,
            )
            if worker.is_cancelled:
                view.close()
            else:
                handing.show(view)
        except LeftError:
            return
        except OnditError as error:
            if not worker.is_cancelled:
                dashboard.post_message(ReadFailed(error))
        finally:
            self.is_at_work = False

    def on_key(self, event: events.Key) -> None:
        """Give what was typed in one go with the key that opened a field to that field.

        Keys that arrive together are all handed to what has the focus when the first is read. One that can
        be printed and comes back unused while a field is open was meant for the field. Of one that does
        nothing on a view it is told where it works.
        """
        screen = self.screen
        if event.is_printable and isinstance(screen, Typed) and screen.type_ahead(event.character or ""):
            event.prevent_default()
        elif isinstance(screen, Paned) and event.key not in screen.active_bindings:
            told = elsewhere((event.key, event.character or ""), watching=self.watching is not None)
            if told:
                self.notify(told, markup=False)

    def exit(self, *args: Any, **options: Any) -> None:
        """Leave, as soon as what was asked for before is done."""
        self._is_left = True
        super().exit(*args, **options)

    def notify(self, message: str, **options: Any) -> None:
        """Show a sentence as it is: what articles, files and addresses are called stands in many."""
        super().notify(safe(message), **{**options, "markup": False})

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; where the story cannot be read any more, say so, and stay.

        Keys that were typed behind the one that left do nothing: what they open would never be there whole.
        """
        if self._is_left:
            return True
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except OnditError as error:
            self.notify(f"{error.what} {error.hint}", severity="error", markup=False)
            return True

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


def _chosen(wanted: Choose | None, usual: Filter) -> Choose:
    """Return what says what to show at first: what is wanted, else what usually is."""

    def choose(view: StoryView) -> Filter:
        found = wanted(view) if wanted else usual
        return usual if found == Filter() else found

    return choose
