"""The help and the palette: the registry's commands, searched by their words."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ondit_tui import config
from ondit_tui.commands import Command, bindings, commands_in, key, matching, offered, shown_key
from ondit_tui.messages import Chosen, Moved
from ondit_tui.screens.moves import Moves
from ondit_tui.widgets.bars import Footer
from ondit_tui.widgets.cells import safe
from ondit_tui.widgets.command_list import CommandList


class FindScreen(Moves, ModalScreen[Command | None]):
    """Lists commands; ends with the one to run, or none where it was closed."""

    BINDINGS = bindings("find")
    TITLE_WORDS = "Commands"

    def __init__(self, *, watching: bool = False) -> None:
        super().__init__()
        self.watching = watching
        self._early = ""

    def commands(self) -> list[Command]:
        """Return what is listed: here, what can be run on the dashboard."""
        return commands_in("timeline", "detail", watching=self.watching)

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
        self.list_found("")
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

    def action_run(self) -> None:
        """Close, and run the command under the cursor, of those that hold what is typed by now."""
        found = matching(self.query_one(Input).value, self.commands())
        if list(self.moving.commands) != found:
            self.list_found(self.query_one(Input).value)
        if self.moving.commands:
            self.run(self.moving.commands[self.moving.cursor])

    def run(self, command: Command) -> None:
        """Close, and run a command."""
        self.dismiss(command)

    def action_cancel(self) -> None:
        """Close without running anything."""
        self.dismiss(None)

    def list_found(self, text: str) -> None:
        """List the commands that hold every word of a text."""
        self.moving.show(matching(text, self.commands()))
        self.moved()

    @on(Input.Changed)
    def _find(self, event: Input.Changed) -> None:
        self.list_found(event.value)

    @on(Input.Submitted)
    @on(Chosen)
    def _run(self) -> None:
        self.action_run()


class HelpScreen(FindScreen):
    """Every key there is; what the dashboard cannot run from here is only explained."""

    TITLE_WORDS = "Keys"

    def compose_notes(self) -> ComposeResult:
        """Yield what is told of the keys' settings."""
        yield Static(Content(""), classes="note settings")

    @on(Moved)
    def moved(self) -> None:
        """Tell how the keys of the command under the cursor are set, and where."""
        self.query_one(".settings", Static).update(Content("\n".join(setting_of(self.moving.here))))

    def commands(self) -> list[Command]:
        """Return the whole registry."""
        return offered(watching=self.watching)

    def run(self, command: Command) -> None:
        """Close and run a command of the dashboard; the others belong to screens that are not open."""
        if command in commands_in("timeline", "detail", watching=self.watching):
            self.dismiss(command)
        elif command.is_of_watching:
            self.notify(f"That key works in the list of what is watched: {key('watched')}.", markup=False)
        else:
            self.notify("That key works while you search or tick.", markup=False)


def setting_of(command: Command | None) -> tuple[str, str]:
    """Say how the keys of a command are set, and what is set where, in a line each."""
    settings = config.now()
    if command is None:
        how = ""
    else:
        keys = ", ".join(f'"{key}"' for key in command.keys) or '"…"'
        usual = f"  (usually {' '.join(map(shown_key, command.usual))})" if command.usual else ""
        how = f"below [keys]: {command.name} = [{keys}]{usual}"
    words = (settings.words or "nothing is set") if settings.is_there else "no settings yet"
    return how, safe(f"{words} · {settings.where}")
