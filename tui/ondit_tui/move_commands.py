"""The commands that move the cursor, wherever there is a list."""

from __future__ import annotations

from ondit_tui.command import EVERY_LIST, LISTS, Command

GROUP = "Move"

MOVES: tuple[Command, ...] = (
    Command("down", ("j", "down"), "move(1)", "down", "Go one down.", GROUP, LISTS),
    Command("up", ("k", "up"), "move(-1)", "up", "Go one up.", GROUP, LISTS),
    Command("top", ("g", "home"), "go_top", "top", "Go to the first.", GROUP, LISTS),
    Command("bottom", ("G", "end"), "go_bottom", "bottom", "Go to the last.", GROUP, LISTS),
    Command("half-down", ("ctrl+d",), "page(0.5)", "half page down", "Go half a page down.", GROUP, LISTS),
    Command("half-up", ("ctrl+u",), "page(-0.5)", "half page up", "Go half a page up.", GROUP, LISTS),
    Command("page-down", ("pagedown",), "page(1)", "page down", "Go a page down.", GROUP, EVERY_LIST),
    Command("page-up", ("pageup",), "page(-1)", "page up", "Go a page up.", GROUP, EVERY_LIST),
    Command("day-up", ("[",), "day(-1)", "day up", "Go one day up, to what is newer.", GROUP),
    Command("day-down", ("]",), "day(1)", "day down", "Go one day down, to what is older.", GROUP),
)
