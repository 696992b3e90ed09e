"""The commands of watching, which are offered only where something is watched."""

from __future__ import annotations

from ondit_tui.command import BOTH, VIEWS, WATCHED, Command

GROUP = "Watch"

WATCHING: tuple[Command, ...] = (
    Command(
        "next-new",
        (".",),
        "next_new",
        "next new",
        "Go to the next new entry; each is marked * until you have been on it.",
        GROUP,
        BOTH,
        frozenset({"timeline"}),
        is_of_watching=True,
    ),
    Command(
        "watched",
        ("W",),
        "watched",
        "watched",
        "List what is watched: when it was good last, when it is asked next, what is wrong.",
        GROUP,
        VIEWS,
        frozenset({"timeline"}),
        is_of_watching=True,
    ),
    Command(
        "pause",
        ("p",),
        "pause",
        "pause, go on",
        "Pause the watching, or go on with it.",
        GROUP,
        VIEWS | WATCHED,
        WATCHED,
        is_of_watching=True,
    ),
    Command(
        "ask-all",
        ("a",),
        "ask_all",
        "ask now",
        "Ask all that is watched now.",
        GROUP,
        VIEWS,
        is_of_watching=True,
    ),
    Command(
        "ask-one",
        ("a",),
        "ask_one",
        "ask now",
        "Ask the source under the cursor now, even one that is gone.",
        GROUP,
        WATCHED,
        WATCHED,
        is_of_watching=True,
    ),
    Command(
        "forget",
        ("x",),
        "forget",
        "forget",
        "Watch the source under the cursor no more; asked once more. Its articles stay.",
        GROUP,
        WATCHED,
        WATCHED,
        is_of_watching=True,
    ),
)
