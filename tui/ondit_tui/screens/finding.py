"""The help and the palette: the registry's commands, searched by their words."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from ondit_tui.commands import Command, bindings, commands_in, matching, offered
from ondit_tui.messages import Chosen
from ondit_tui.screens.moves import Moves
from ondit_tui.widgets.bars import Footer
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
            yield Footer("find")

    def on_mount(self) -> None:
        """List everything, with the search ready."""
        self.moving.show(self.commands())
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
            self.moving.show(found)
        if self.moving.commands:
            self.run(self.moving.commands[self.moving.cursor])

    def run(self, command: Command) -> None:
        """Close, and run a command."""
        self.dismiss(command)

    def action_cancel(self) -> None:
        """Close without running anything."""
        self.dismiss(None)

    @on(Input.Changed)
    def _find(self, event: Input.Changed) -> None:
        self.moving.show(matching(event.value, self.commands()))

    @on(Input.Submitted)
    @on(Chosen)
    def _run(self) -> None:
        self.action_run()


class HelpScreen(FindScreen):
    """Every key there is; what the dashboard cannot run from here is only explained."""

    TITLE_WORDS = "Keys"

    def commands(self) -> list[Command]:
        """Return the whole registry."""
        return offered(watching=self.watching)

    def run(self, command: Command) -> None:
        """Close and run a command of the dashboard; the others belong to screens that are not open."""
        if command in commands_in("timeline", "detail", watching=self.watching):
            self.dismiss(command)
        elif command.is_of_watching:
            self.notify("That key works in the list of what is watched: W.", markup=False)
        else:
            self.notify("That key works while you search or tick.", markup=False)
