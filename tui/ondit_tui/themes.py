"""The dashboard's colours: blue for what is announced, orange for what is rumoured; they only add."""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme


def _theme(
    name: str, *, dark: bool, foreground: str, background: str, surface: str, variables: dict[str, str]
) -> Theme:
    """Return a theme with one colour for what is announced, and one for what is rumoured or went wrong."""
    announced, rumoured = variables["announced"], variables["rumoured"]
    return Theme(
        name=name,
        primary=announced,
        secondary=announced,
        accent=announced,
        success=announced,
        warning=rumoured,
        error=rumoured,
        foreground=foreground,
        background=background,
        surface=surface,
        panel=surface,
        dark=dark,
        variables=variables,
    )


DARK = _theme(
    "ondit-dark",
    foreground="#d9dce3",
    background="#14161b",
    surface="#1b1e25",
    dark=True,
    variables={
        "announced": "#7fb2ff",
        "rumoured": "#f0a45d",
        "quiet": "#8b93a3",
        "line": "#333946",
        "title": "#f2f4f8",
        "ground": "#263349",
        "ground-away": "#20242d",
        "found": "#f4d58d",
    },
)

LIGHT = _theme(
    "ondit-light",
    foreground="#2a2d34",
    background="#fbfaf7",
    surface="#f1efe9",
    dark=False,
    variables={
        "announced": "#1d5bb8",
        "rumoured": "#a04e00",
        "quiet": "#666d7a",
        "line": "#d3d0c7",
        "title": "#101216",
        "ground": "#d9e5f7",
        "ground-away": "#eceae4",
        "found": "#7a4d00",
    },
)

_TERMINAL = BUILTIN_THEMES["ansi-dark"]

ANSI = replace(
    _TERMINAL,
    name="ondit-ansi",
    variables={
        **_TERMINAL.variables,
        "announced": "ansi_bright_blue",
        "rumoured": "ansi_yellow",
        "quiet": "ansi_default",
        "line": "ansi_default",
        "title": "ansi_default",
        "ground": "ansi_default",
        "ground-away": "ansi_default",
        "found": "ansi_default",
    },
)
