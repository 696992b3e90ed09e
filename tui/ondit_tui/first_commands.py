"""The commands of the first run, while nothing is kept yet."""

from __future__ import annotations

from ondit_tui.command import FIRST, Command

GROUP = "First run"

FIRST_RUN: tuple[Command, ...] = (
    Command(
        "add",
        ("a",),
        "add",
        "add",
        "Add a file, a folder, a feed or a web page: it is kept in a store, which opens.",
        GROUP,
        FIRST,
        FIRST,
    ),
    Command("sample", ("s",), "sample", "sample", "Look at the sample stories.", GROUP, FIRST, FIRST),
)
