"""The commands of the whole app."""

from __future__ import annotations

from ondit_tui.command import FIRST, TAKEN, VIEWS, Command

GROUP = "Ondit"
HELPED = TAKEN | FIRST

APP: tuple[Command, ...] = (
    Command("reread", ("r",), "reread", "read again", "Read the inputs again.", GROUP, VIEWS),
    Command(
        "problems",
        ("e",),
        "problems",
        "problems",
        "List what could not be read, and what to do.",
        GROUP,
        VIEWS,
    ),
    Command(
        "theme",
        (),
        "app.switch_theme",
        "light or dark",
        "Switch between light and dark colours.",
        GROUP,
        VIEWS,
    ),
    Command(
        "palette",
        (":", "ctrl+p"),
        "palette",
        "commands",
        "Find a command or an entry by its words, or a day by its date, and go there.",
        GROUP,
        VIEWS,
    ),
    Command(
        "help",
        ("?",),
        "help",
        "help",
        "Show every key, and search them.",
        GROUP,
        HELPED,
        HELPED,
    ),
    Command(
        "stop",
        ("ctrl+c",),
        "stop",
        "stop reading",
        "While inputs are read: stop, and keep what was read. Never quits.",
        GROUP,
        VIEWS,
    ),
    Command("quit", ("q", "ctrl+q"), "app.quit", "quit", "Quit.", GROUP, HELPED, HELPED),
)
