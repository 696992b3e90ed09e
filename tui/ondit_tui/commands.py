"""Everything that a key can do: the bindings, the footer, the help and the palette are made from this."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from ondit_tui.command import BOTH, CLOSED, EVERY_LIST, LISTS, TAKEN, Command, Place, shown_key
from ondit_tui.opened_commands import OPENED_COMMANDS
from ondit_tui.watch_commands import WATCHING

__all__ = [
    "COMMANDS",
    "Command",
    "Place",
    "bindings",
    "commands_in",
    "footer_of",
    "matching",
    "offered",
    "shown_key",
]

MOVE, READ, FIND, APP, TICK = "Move", "Read and copy", "Find and filter", "Ondit", "In lists and search"

COMMANDS: tuple[Command, ...] = (
    Command("down", ("j", "down"), "move(1)", "down", "Go one down.", MOVE, LISTS),
    Command("up", ("k", "up"), "move(-1)", "up", "Go one up.", MOVE, LISTS),
    Command("top", ("g", "home"), "go_top", "top", "Go to the first.", MOVE, LISTS),
    Command("bottom", ("G", "end"), "go_bottom", "bottom", "Go to the last.", MOVE, LISTS),
    Command("half-down", ("ctrl+d",), "page(0.5)", "half page down", "Go half a page down.", MOVE, LISTS),
    Command("half-up", ("ctrl+u",), "page(-0.5)", "half page up", "Go half a page up.", MOVE, LISTS),
    Command("page-down", ("pagedown",), "page(1)", "page down", "Go a page down.", MOVE, EVERY_LIST),
    Command("page-up", ("pageup",), "page(-1)", "page up", "Go a page up.", MOVE, EVERY_LIST),
    Command("day-up", ("[",), "day(-1)", "day up", "Go one day up, to what is newer.", MOVE),
    Command("day-down", ("]",), "day(1)", "day down", "Go one day down, to what is older.", MOVE),
    Command(
        "open",
        ("enter", "l"),
        "open",
        "open",
        "Open: who tells it, in which words; then the statement; or unfold the day.",
        READ,
        BOTH,
        BOTH,
    ),
    Command(
        "back",
        ("escape", "h"),
        "back",
        "back",
        "Go one step back: close the detail, then clear the search, then the filters. Never quits.",
        READ,
        BOTH,
        frozenset({"detail"}),
    ),
    Command("panes", ("tab",), "switch_pane", "other pane", "Go to the other pane.", READ),
    Command(
        "copy", ("y",), "copy", "copy", "Copy the selected words with their citation.", READ, TAKEN, TAKEN
    ),
    Command(
        "diff",
        ("d",),
        "diff",
        "diff",
        "Show the selected words against the fullest wording, or plain: {+added+} [-left out-].",
        READ,
        BOTH,
        frozenset({"detail"}),
    ),
    Command(
        "browse",
        ("o",),
        "browse",
        "web page",
        "Open the article in the browser.",
        READ,
        TAKEN,
        frozenset({"detail"}),
    ),
    Command(
        "search",
        ("/",),
        "search",
        "search",
        "Search words, source: speaker: kind: status: from: to:.",
        FIND,
        BOTH,
        frozenset({"timeline"}),
    ),
    Command("next-hit", ("n",), "hit(1)", "next hit", "Go to the next hit of the search.", FIND),
    Command("previous-hit", ("N",), "hit(-1)", "previous hit", "Go to the previous hit of the search.", FIND),
    Command(
        "sources",
        ("s",),
        "sources",
        "sources",
        "Show only what some sources tell.",
        FIND,
        BOTH,
        frozenset({"timeline"}),
    ),
    Command(
        "kind",
        ("t",),
        "cycle_kind",
        "kind",
        "Show only announcements, only rumours, only the rest, or all.",
        FIND,
        BOTH,
        frozenset({"timeline"}),
    ),
    Command(
        "filter",
        ("f",),
        "filter",
        "filter",
        "Filter by kind, confidence and date.",
        FIND,
        BOTH,
        frozenset({"timeline"}),
    ),
    Command(
        "fold",
        ("z",),
        "fold_day",
        "fold",
        "Fold the day to what matters most, or unfold it.",
        FIND,
    ),
    Command("fold-all", ("Z",), "fold_all", "fold all", "Fold every long day, or unfold them all.", FIND),
    *OPENED_COMMANDS,
    *WATCHING,
    Command("reread", ("r",), "reread", "read again", "Read the inputs again.", APP),
    Command("problems", ("e",), "problems", "problems", "List what could not be read, and what to do.", APP),
    Command("theme", (), "app.switch_theme", "light or dark", "Switch between light and dark colours.", APP),
    Command(
        "palette", (":", "ctrl+p"), "palette", "commands", "Find a command by its words, and run it.", APP
    ),
    Command("help", ("?",), "help", "help", "Show every key, and search them.", APP, TAKEN, TAKEN),
    Command(
        "stop",
        ("ctrl+c",),
        "stop",
        "stop reading",
        "While inputs are read: stop, and keep what was read. Never quits.",
        APP,
    ),
    Command("quit", ("q", "ctrl+q"), "app.quit", "quit", "Quit.", APP, TAKEN, TAKEN),
    Command(
        "find-down", ("down",), "screen.move(1)", "down", "Go one down.", TICK, frozenset({"find", "search"})
    ),
    Command("find-up", ("up",), "screen.move(-1)", "up", "Go one up.", TICK, frozenset({"find", "search"})),
    Command(
        "tick",
        ("space",),
        "tick",
        "tick",
        "Tick or untick the line.",
        TICK,
        frozenset({"choices"}),
        frozenset({"choices"}),
    ),
    Command(
        "apply",
        ("enter",),
        "apply",
        "apply",
        "Use what is ticked.",
        TICK,
        frozenset({"choices"}),
        frozenset({"choices"}),
    ),
    Command(
        "next-field",
        ("tab",),
        "app.focus_next",
        "next field",
        "Go to the next field.",
        TICK,
        frozenset({"choices"}),
    ),
    Command(
        "run", ("enter",), "run", "run", "Run the command.", TICK, frozenset({"find"}), frozenset({"find"})
    ),
    Command(
        "keep",
        ("enter",),
        "screen.keep_search",
        "keep",
        "Keep the search and go back to the list.",
        TICK,
        frozenset({"search"}),
        frozenset({"search"}),
    ),
    Command(
        "drop",
        ("escape",),
        "screen.drop_search",
        "clear",
        "Clear the search.",
        TICK,
        frozenset({"search"}),
        frozenset({"search"}),
    ),
    Command(
        "cancel", ("escape",), "cancel", "close", "Close without changing anything.", TICK, CLOSED, CLOSED
    ),
)


def bindings(*places: Place) -> list[BindingType]:
    """Return the bindings of every command that has keys in one of the places."""
    return [
        Binding(",".join(command.keys), command.action, command.label, show=False)
        for command in commands_in(*places)
        if command.keys
    ]


def offered(*, watching: bool) -> list[Command]:
    """Return the commands that there are, in the registry's order: some only while something is watched."""
    return [command for command in COMMANDS if watching or not command.is_of_watching]


def commands_in(*places: Place, watching: bool = True) -> list[Command]:
    """Return the commands of some places, in the registry's order."""
    return [command for command in offered(watching=watching) if not command.places.isdisjoint(places)]


def footer_of(place: Place, *, watching: bool = False) -> list[Command]:
    """Return what the footer names in a place, in the registry's order."""
    return [command for command in offered(watching=watching) if place in command.footer]


def matching(text: str, commands: Iterable[Command]) -> list[Command]:
    """Return the commands whose keys, label, help or group hold every word of a text, case folded."""
    words = text.casefold().split()
    return [
        command
        for command in commands
        if all(
            word in f"{command.shown_keys} {command.label} {command.help} {command.group}".casefold()
            for word in words
        )
    ]
