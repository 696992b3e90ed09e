"""The help, and what it shares with the palette: the registry's commands, searched by their words."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ondit.model import TimelineEntry
from ondit_tui import config
from ondit_tui.commands import Command, Place, bindings, commands_in, key, matching, offered, shown_key, where
from ondit_tui.messages import Chosen, Moved
from ondit_tui.screens.moves import Moves
from ondit_tui.signs import Sign, matching_signs
from ondit_tui.widgets.bars import Footer
from ondit_tui.widgets.cells import safe
from ondit_tui.widgets.command_list import CommandList


class FindScreen(Moves, ModalScreen[Command | TimelineEntry | None]):
    """Lists commands; ends with what is to be run or gone to, or nothing where it was closed."""

    BINDINGS = bindings("find")
    TITLE_WORDS = ""

    def __init__(self, places: Sequence[Place] = ("timeline", "detail"), *, watching: bool = False) -> None:
        super().__init__()
        self.places = places
        self.watching = watching
        self._early = ""
        self._listed: str | None = None

    def commands(self) -> list[Command]:
        """Return what is listed."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out the search, the list and its keys in a box."""
        with Vertical(classes="box tall") as box:
            box.border_title = self.TITLE_WORDS
            field = Input(placeholder="type to find", compact=True)
            field.cursor_blink = False
            yield field
            yield CommandList()
            yield from self.compose_notes()
            yield Footer("find")

    def compose_notes(self) -> ComposeResult:
        """Yield what stands below the list."""
        yield from ()

    def on_mount(self) -> None:
        """List everything, with the search ready."""
        self._list("")
        field = self.query_one(Input)
        self.set_focus(field)
        field.value, self._early = self._early, ""

    def type_ahead(self, text: str) -> bool:
        """Put a text into the search, or keep it for when the search is there."""
        if self.is_mounted:
            self.query_one(Input).insert_text_at_cursor(text)
        else:
            self._early += text
        return True

    @property
    def moving(self) -> CommandList:
        """The list."""
        return self.query_one(CommandList)

    async def action_run(self) -> None:
        """Do with what the cursor is on what is to be done, of what holds what is typed by now."""
        typed = self.query_one(Input).value
        if typed != self._listed:
            self._list(typed)
        await self.settle(typed)
        here = self.moving.here
        if here and not isinstance(here, Sign):
            self.run(here)

    async def settle(self, text: str) -> None:
        """Wait until what holds a text is listed."""

    def run(self, chosen: Command | TimelineEntry) -> None:
        """Close with what was chosen."""
        self.dismiss(chosen)

    def action_cancel(self) -> None:
        """Close without running anything."""
        self.dismiss(None)

    def list_found(self, text: str) -> None:
        """List the commands that hold every word of a text."""
        self.moving.show(matching(text, self.commands()))
        self.moved()

    def _list(self, text: str) -> None:
        self._listed = text
        self.list_found(text)

    @on(Input.Changed)
    def _find(self, event: Input.Changed) -> None:
        if event.value != self._listed:
            self._list(event.value)

    @on(Input.Submitted)
    @on(Chosen)
    async def _run(self) -> None:
        await self.action_run()


class HelpScreen(FindScreen):
    """Every key and every sign there is; what cannot be run from here is only explained."""

    TITLE_WORDS = "Keys and signs"

    def compose_notes(self) -> ComposeResult:
        """Yield what is told of the keys' settings."""
        yield Static(Content(""), classes="note settings")

    def list_found(self, text: str) -> None:
        """List the commands that have a key, or they and the signs that hold every word of a text."""
        exact = [command for command in self.commands() if text.strip() in command.shown_keys.split()]
        self.moving.show(
            exact or matching(text, self.commands()), signs=[] if exact else matching_signs(text)
        )
        self.moved()

    @on(Moved)
    def moved(self) -> None:
        """Tell all that is said of what the cursor is on, and how a command's keys are set, and where."""
        here = self.moving.here
        words = here.help if isinstance(here, Command | Sign) else "No key and no sign has these words."
        how, where = setting_of(here)
        told = Content.assemble((words, "bold"), "\n", how, *(["\n"] if how else []), where)
        self.query_one(".settings", Static).update(told)

    def commands(self) -> list[Command]:
        """Return the whole registry."""
        return offered(watching=self.watching)

    def run(self, chosen: Command | TimelineEntry) -> None:
        """Close and run a command of where this was opened; others belong to screens that are not open."""
        if chosen in commands_in(*self.places, watching=self.watching):
            self.dismiss(chosen)
        elif isinstance(chosen, Command) and chosen.is_of_watching:
            self.notify(f"That key works in the list of what is watched: {key('watched')}.", markup=False)
        elif isinstance(chosen, Command):
            self.notify(where(chosen) or "That key works while you search or tick.", markup=False)


def setting_of(command: Command | Sign | TimelineEntry | None) -> tuple[str, str]:
    """Say how the keys of a command are set, and what is set where, in a line each."""
    settings = config.now()
    how = ""
    if isinstance(command, Command):
        keys = ", ".join(f'"{key}"' for key in command.keys) or '"…"'
        usual = f"  (usually {' '.join(map(shown_key, command.usual))})" if command.usual else ""
        how = f"set in the settings, below [keys]: {command.name} = [{keys}]{usual}"
    words = (settings.words or "nothing is set") if settings.is_there else "no settings yet"
    return how, safe(f"{words} · {settings.where}")
