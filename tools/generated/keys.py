"""The keys of the dashboard and the signs on its screen, from the registries that the dashboard asks."""

from __future__ import annotations

from itertools import groupby

from generated.piece import table
from ondit_tui.command import Command, shown_key
from ondit_tui.commands import COMMANDS
from ondit_tui.signs import SIGNS


def page() -> str:
    """Return the page of all keys and signs."""
    parts = [
        "<!-- Made by tools/generate.py from tui/ondit_tui/commands.py and signs.py: change those. -->\n",
        "# Keys and signs\n",
        "The keys of the dashboard, as `?` lists them there. Every one can be set, by its name:\n"
        "[Settings](../guide/settings.md) says how. A key may do one thing in one place and another\n"
        "thing in another: the footer of the screen names what works where you are.\n",
    ]
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        rows = [(_keys(command), command.help, f"`{command.name}`") for command in commands]
        parts.append(f"## {group}\n\n{table(('key', 'does', 'name'), rows)}")
    for group, signs in groupby(SIGNS, key=lambda sign: sign.group):
        rows = [(f"`{sign.sign}`", sign.help) for sign in signs]
        parts.append(f"## {group}\n\n{table(('sign', 'means'), rows)}")
    return "\n".join(parts)


def short_table() -> str:
    """Return the README's table: what each key does in the timeline, in a word or two."""
    shown = [one for one in COMMANDS if one.keys and "timeline" in one.places and not one.is_of_watching]
    rows = [
        (group, " · ".join(f"{_keys(command)} {command.label}" for command in commands))
        for group, commands in groupby(shown, key=lambda command: command.group)
    ]
    return table(("", "keys"), rows)


def _keys(command: Command) -> str:
    return " ".join(f"`{shown_key(key)}`" for key in command.keys) or "in the palette only"
