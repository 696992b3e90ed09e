"""The commands of saved filters."""

from __future__ import annotations

from ondit_tui.command import SAVED, VIEWS, Command

GROUP = "Saved filters"

SAVED_FILTERS: tuple[Command, ...] = (
    Command(
        "saved", ("F",), "saved", "saved filters", "Use, save and delete filters under names.", GROUP, VIEWS
    ),
    Command("use-saved", ("enter", "l"), "use", "use", "Filter by what is saved here.", GROUP, SAVED, SAVED),
    Command(
        "save-filter",
        ("s",),
        "save",
        "save",
        "Save the filter of the moment under a name; one of that name is replaced.",
        GROUP,
        SAVED,
        SAVED,
    ),
    Command(
        "delete-saved",
        ("x",),
        "delete",
        "delete",
        "Delete the filter under the cursor; asked once more.",
        GROUP,
        SAVED,
        SAVED,
    ),
)
