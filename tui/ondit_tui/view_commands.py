"""The commands that lead from one view of a story to another, and those that work in every view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ondit_tui.command import CLAIMS, OPENED, SOURCES, VIEW, VIEWS, Command

GROUP = "Views"

ViewName = Literal["timeline", "claims", "quotes", "sources", "articles"]

VIEW_KEYS: Mapping[ViewName, str] = {
    "timeline": "1",
    "claims": "2",
    "quotes": "3",
    "sources": "4",
    "articles": "5",
}
"""The key of each view."""

_TOLD: Mapping[ViewName, str] = {
    "timeline": "Show the timeline; from an open claim or article, its entry there.",
    "claims": "Show the claims, and what became of each; from an open entry, its claim.",
    "quotes": "Show who is quoted with which words; from an open entry, who says it.",
    "sources": "Show what each source had first, repeated and got right; from an open entry, who tells it.",
    "articles": "Show the articles, and what each was made of; from an open entry, its article.",
}

VIEW_COMMANDS: tuple[Command, ...] = (
    *(
        Command(f"view-{name}", (key,), f"app.view('{name}')", name, _TOLD[name], GROUP, VIEWS | OPENED)
        for name, key in VIEW_KEYS.items()
    ),
    Command(
        "zoom",
        ("z",),
        "zoom",
        "zoom",
        "Give the whole width to the pane that has the keys, or part it again.",
        GROUP,
        VIEWS,
    ),
    Command(
        "view-open",
        ("enter", "l"),
        "open",
        "open",
        "Read what the cursor is on; from there, open its statement or its article.",
        GROUP,
        VIEW,
        VIEW,
    ),
    Command(
        "view-back",
        ("escape", "h"),
        "back",
        "back",
        "Go one step back: to the list, then clear the search, then to where this view was opened from.",
        GROUP,
        VIEW,
        VIEW,
    ),
    Command(
        "claim-why",
        ("w",),
        "explain",
        "why",
        "Say why a claim is labelled and settled so, and why it matters.",
        GROUP,
        CLAIMS,
        CLAIMS,
    ),
    Command(
        "sort-down",
        (">",),
        "sort(1)",
        "sort",
        "Sort the sources by the next column.",
        GROUP,
        SOURCES,
        SOURCES,
    ),
    Command("sort-up", ("<",), "sort(-1)", "sort", "Sort the sources by the column before.", GROUP, SOURCES),
    Command("heading-up", ("[",), "heading(-1)", "heading up", "Go one heading up.", GROUP, VIEW),
    Command("heading-down", ("]",), "heading(1)", "heading down", "Go one heading down.", GROUP, VIEW),
)
