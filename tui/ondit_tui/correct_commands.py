"""The commands by which a reader corrects what was found of a claim."""

from __future__ import annotations

from ondit_tui.command import CLAIMS, Command, Place
from ondit_tui.view_commands import GROUP

CORRECTING_PLACE: frozenset[Place] = frozenset({"correcting"})

CORRECTING: tuple[Command, ...] = (
    Command(
        "correct",
        ("u",),
        "correct",
        "correct",
        "Correct what was found: what became of a claim, what it is one with, what does not belong to it.",
        GROUP,
        CLAIMS,
        CLAIMS,
    ),
    Command(
        "take-correction",
        ("enter",),
        "take",
        "keep it",
        "Keep this as what you say of the claim.",
        GROUP,
        CORRECTING_PLACE,
        CORRECTING_PLACE,
    ),
)
