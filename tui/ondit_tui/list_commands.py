"""The commands of lists that open over the dashboard, and of the search line."""

from __future__ import annotations

from ondit_tui.command import CLOSED, FIRST, Command, Place

GROUP = "In lists and search"
CHOICES: frozenset[Place] = frozenset({"choices"})

IN_LISTS: tuple[Command, ...] = (
    Command(
        "find-down", ("down",), "screen.move(1)", "down", "Go one down.", GROUP, frozenset({"find", "search"})
    ),
    Command("find-up", ("up",), "screen.move(-1)", "up", "Go one up.", GROUP, frozenset({"find", "search"})),
    Command(
        "tick",
        ("space",),
        "tick",
        "tick",
        "Tick or untick the line.",
        GROUP,
        CHOICES,
        CHOICES,
    ),
    Command("untick", ("backspace",), "untick", "untick all", "Untick all lines.", GROUP, CHOICES, CHOICES),
    Command(
        "narrow",
        ("/",),
        "narrow",
        "narrow",
        "Type words to list only what has them.",
        GROUP,
        CHOICES,
        CHOICES,
    ),
    Command(
        "apply",
        ("enter",),
        "apply",
        "apply",
        "Use what is ticked.",
        GROUP,
        CHOICES,
        CHOICES,
    ),
    Command(
        "next-field",
        ("tab",),
        "app.focus_next",
        "next field",
        "Go to the next field.",
        GROUP,
        CHOICES,
    ),
    Command(
        "run", ("enter",), "run", "run", "Run the command.", GROUP, frozenset({"find"}), frozenset({"find"})
    ),
    Command(
        "keep",
        ("enter",),
        "screen.keep_search",
        "keep",
        "Keep the search and go back to the list.",
        GROUP,
        frozenset({"search"}),
        frozenset({"search"}),
    ),
    Command(
        "drop",
        ("escape",),
        "screen.drop_search",
        "clear",
        "Clear the search.",
        GROUP,
        frozenset({"search"}),
        frozenset({"search"}),
    ),
    Command(
        "cancel",
        ("escape",),
        "cancel",
        "close",
        "Close without changing anything.",
        GROUP,
        CLOSED | FIRST,
        CLOSED,
    ),
)
