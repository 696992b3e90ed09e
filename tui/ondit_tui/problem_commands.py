"""The commands of the table of what could not be read."""

from __future__ import annotations

from ondit_tui.command import PROBLEMS, Command

PROBLEM_COMMANDS: tuple[Command, ...] = (
    Command(
        "copy-problem",
        ("y",),
        "copy",
        "copy",
        "Copy what went wrong there, and what to do about it.",
        "In lists and search",
        PROBLEMS,
        PROBLEMS,
    ),
)
