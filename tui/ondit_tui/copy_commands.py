"""The commands of taking words along: more ways to copy them, and files to write them into."""

from __future__ import annotations

from ondit_tui.command import TAKEN, Command, Place

GROUP = "Copy and export"
WAYS: frozenset[Place] = frozenset({"ways"})
SAVING: frozenset[Place] = frozenset({"saving"})

COPYING: tuple[Command, ...] = (
    Command(
        "copy-ways",
        ("Y",),
        "copy_ways",
        "more copies",
        "Copy the words under the cursor in another way: alone, as Markdown, BibTeX, RIS, JSON, the link.",
        GROUP,
        TAKEN,
    ),
    Command(
        "export",
        ("x",),
        "export",
        "export",
        "Write what is shown, what is marked, or what the cursor is on, into a file.",
        GROUP,
        TAKEN,
        frozenset({"timeline", "view", "statement", "article"}),
    ),
    Command("take-way", ("enter",), "take", "copy", "Copy in this way.", GROUP, WAYS, WAYS),
    Command("save-way", ("w",), "save", "file", "Write this into a file instead.", GROUP, WAYS, WAYS),
    Command("write", ("enter",), "write", "write", "Write the file.", GROUP, SAVING, SAVING),
    Command(
        "other-batch",
        ("space",),
        "switch",
        "other",
        "Write the next thing there is: what is shown, what is marked, or what the cursor is on.",
        GROUP,
        SAVING,
        SAVING,
    ),
    Command(
        "file-name",
        ("tab",),
        "app.focus_next",
        "name",
        "Go to the file's name, or back.",
        GROUP,
        SAVING,
        SAVING,
    ),
)
