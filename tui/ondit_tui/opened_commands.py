"""The commands of what is opened from the dashboard: statements and articles."""

from __future__ import annotations

from ondit_tui.command import ARTICLE, OPENED, STATEMENT, Command

GROUP = "Opened"

OPENED_COMMANDS: tuple[Command, ...] = (
    Command(
        "open-article",
        ("enter", "l"),
        "open",
        "article",
        "Open the article that the variant stands in; from an article, the same passage elsewhere.",
        GROUP,
        OPENED,
        OPENED,
    ),
    Command(
        "compare",
        ("d",),
        "compare",
        "diff",
        "Compare inline, side by side where there is room, or not at all.",
        GROUP,
        STATEMENT,
        STATEMENT,
    ),
    Command(
        "rebase",
        ("b",),
        "rebase",
        "base",
        "Compare the others with this variant.",
        GROUP,
        STATEMENT,
        STATEMENT,
    ),
    Command(
        "explain",
        ("w",),
        "explain",
        "why",
        "Say why each variant is here, and what it comes from.",
        GROUP,
        STATEMENT,
        STATEMENT,
    ),
    Command(
        "next-passage",
        ("n",),
        "passage(1)",
        "next passage",
        "Go to the next passage that is told elsewhere, quoted, dated or searched for.",
        GROUP,
        ARTICLE,
        ARTICLE,
    ),
    Command(
        "previous-passage",
        ("N",),
        "passage(-1)",
        "previous passage",
        "Go to the passage before.",
        GROUP,
        ARTICLE,
    ),
    Command(
        "step-back",
        ("escape", "h"),
        "cancel",
        "back",
        "Go back to where this was opened from.",
        GROUP,
        OPENED,
        OPENED,
    ),
)
