"""The commands of the dashboard: to read, copy, find and filter what the timeline holds."""

from __future__ import annotations

from ondit_tui.command import BOTH, TAKEN, Command

READ, FIND = "Read and copy", "Find and filter"

TIMELINE: tuple[Command, ...] = (
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
        "mark",
        ("space",),
        "mark",
        "mark",
        "Mark the entry, or take its mark off; the cursor goes on to the next.",
        READ,
    ),
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
        "Filter by kind, status, confidence, what is marked or new, source, speaker and date.",
        FIND,
        BOTH,
        frozenset({"timeline"}),
    ),
    Command("surer", ("+",), "confidence(1)", "surer", "Raise the least confidence by a step.", FIND),
    Command(
        "less-sure", ("-",), "confidence(-1)", "less sure", "Lower the least confidence by a step.", FIND
    ),
    Command(
        "fold",
        ("c",),
        "fold_day",
        "fold",
        "Fold the day to what matters most, or unfold it.",
        FIND,
    ),
    Command("fold-all", ("C",), "fold_all", "fold all", "Fold every long day, or unfold them all.", FIND),
)
