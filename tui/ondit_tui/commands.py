"""Everything that a key can do: the bindings, the footer, the help and the palette are made from this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.binding import Binding, BindingType

from ondit_tui.app_commands import APP
from ondit_tui.command import HEARD_TOGETHER, Command, Place, shown_key
from ondit_tui.copy_commands import COPYING
from ondit_tui.correct_commands import CORRECTING
from ondit_tui.first_commands import FIRST_RUN
from ondit_tui.keys import with_keys
from ondit_tui.list_commands import IN_LISTS
from ondit_tui.move_commands import MOVES
from ondit_tui.opened_commands import OPENED_COMMANDS
from ondit_tui.problem_commands import PROBLEM_COMMANDS
from ondit_tui.saved_commands import SAVED_FILTERS
from ondit_tui.timeline_commands import TIMELINE
from ondit_tui.view_commands import VIEW_COMMANDS, VIEW_KEYS
from ondit_tui.watch_commands import WATCHING

__all__ = [
    "COMMANDS",
    "Command",
    "Place",
    "bindings",
    "commands_in",
    "elsewhere",
    "footer_of",
    "key",
    "matching",
    "offered",
    "shown_key",
    "where",
]

COMMANDS: tuple[Command, ...] = (
    *MOVES,
    *TIMELINE,
    *SAVED_FILTERS,
    *VIEW_COMMANDS,
    *CORRECTING,
    *COPYING,
    *OPENED_COMMANDS,
    *WATCHING,
    *FIRST_RUN,
    *APP,
    *PROBLEM_COMMANDS,
    *IN_LISTS,
)

OPENS = "open"
"""The label of what opens what the cursor is on."""

_OPENED: Mapping[Place, str] = {"statement": "an opened statement", "article": "an opened article"}

_BY_NAME = {command.name: command for command in COMMANDS}


def bindings(*places: Place) -> list[BindingType]:
    """Return the bindings of every command that has keys in one of the places, each by its name.

    Raises:
        ValueError: It is not known that these places' keys are heard together, so that they may not clash.
    """
    if len(places) > 1 and frozenset(places) not in HEARD_TOGETHER:
        raise ValueError(f"command.HEARD_TOGETHER lacks {', '.join(places)}")
    return [
        Binding(",".join(command.keys), command.action, command.label, show=False, id=command.name)
        for command in COMMANDS
        if command.keys and not command.places.isdisjoint(places)
    ]


def key(name: str) -> str:
    """Return the first key that a command has now, as a sentence names it: "q", "Esc", "ctrl+c".

    Raises:
        KeyError: No command has this name.
        IndexError: It has no key.
    """
    first = with_keys(_BY_NAME[name]).keys[0]
    return first if "+" in first[1:] else shown_key(first)


def where(command: Command) -> str | None:
    """Return in a sentence in which view a command works, or on what is opened; nothing where on neither."""
    pressed = key(command.name) if command.keys else command.label
    for view in VIEW_KEYS:
        if view in command.places:
            return f"{pressed} works in the {view}: {key(f'view-{view}')} goes there."
    found = next((words for place, words in _OPENED.items() if place in command.places), None)
    return f"{pressed} works in {found}." if found else None


def elsewhere(pressed: Iterable[str], *, watching: bool) -> str | None:
    """Return where a key works, in a sentence, for where it does nothing; nothing where it works nowhere.

    Args:
        pressed: The key's names.
        watching: Whether something is watched.
    """
    names = set(pressed)
    told = (where(command) for command in offered(watching=watching) if names.intersection(command.keys))
    return next(filter(None, told), None)


def offered(*, watching: bool) -> list[Command]:
    """Return the commands that there are, in the registry's order: some only while something is watched.

    They have the keys that they have now.
    """
    return [with_keys(command) for command in COMMANDS if watching or not command.is_of_watching]


def commands_in(*places: Place, watching: bool = True) -> list[Command]:
    """Return the commands of some places, in the registry's order."""
    return [command for command in offered(watching=watching) if not command.places.isdisjoint(places)]


def footer_of(*places: Place, watching: bool = False) -> list[Command]:
    """Return what the footer names in some places: what opens first, the rest in the registry's order."""
    named = [command for command in offered(watching=watching) if not command.footer.isdisjoint(places)]
    return sorted(named, key=lambda command: command.label != OPENS)


def matching(text: str, commands: Iterable[Command]) -> list[Command]:
    """Return the commands whose keys, name, label, help or group hold every word of a text, case folded."""
    words = text.casefold().split()
    return [
        command
        for command in commands
        if all(
            word
            in f"{command.shown_keys} {' '.join(command.keys)} {command.name} {command.label} {command.help}"
            f" {command.group}".casefold()
            for word in words
        )
    ]
