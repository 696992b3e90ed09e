"""Which keys a command has: those of the registry, or those that a person has set in their place."""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple

from ondit_tui.command import HEARD_TOGETHER, Command, Place

Keys = Mapping[str, Sequence[str]]
"""Keys by the names of commands."""

NAMED = frozenset(
    "enter escape tab space up down left right home end pageup pagedown insert delete backspace".split()
) | {f"f{number}" for number in range(1, 25)}
OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "ins": "insert",
    "del": "delete",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+[": "escape",
}
"""Other names of keys, and what terminals send for them."""
MODIFIERS = ("ctrl", "alt", "shift")
TYPED_IN: frozenset[Place] = frozenset({"search", "find"})
"""Where keys that print are typed, and do nothing else."""
HOW = "Keys are called x, X, ?, ctrl+x, alt+x, f5, enter, escape, tab, space, up, pageup."

_CHANGED: ContextVar[Keys | None] = ContextVar("keys", default=None)


class Fault(NamedTuple):
    """Keys that cannot be set.

    Attributes:
        name: The name of the command.
        what: Why, in a sentence.
        hint: What to do, in a sentence.
    """

    name: str
    what: str
    hint: str


def use(changed: Keys) -> None:
    """Have commands with other keys, in all that is done from here on."""
    _CHANGED.set(changed)


def with_keys(command: Command) -> Command:
    """Return a command with the keys that it has now."""
    changed = (_CHANGED.get() or {}).get(command.name)
    return replace(command, keys=tuple(changed), usual=command.keys) if changed else command


def resolved(wanted: Keys, commands: Sequence[Command]) -> tuple[Keys, list[Fault]]:
    """Return which keys can be changed as wanted, by the names that Textual has for them, and what cannot.

    A key that two commands would have in one place is left to the one that had it, or was given it first.

    Args:
        wanted: Other keys, by the names of commands.
        commands: All commands.
    """
    known = {command.name: command for command in commands}
    changed: dict[str, Sequence[str]] = {}
    faults = []
    for name, keys in wanted.items():
        fault = _fault(name, keys, known)
        if fault:
            faults.append(fault)
        else:
            changed[name] = tuple(dict.fromkeys(filter(None, map(named, keys))))
    while clash := _clash(changed, commands):
        faults.append(clash)
        del changed[clash.name]
    return changed, faults


def named(key: str) -> str | None:
    """Return a key by the name that Textual and the registry have for it; absent where there is none."""
    if len(key) == 1:
        return "space" if key == " " else key if key.isprintable() else None
    key = f"ctrl+{key[1:]}" if key.startswith("^") else key
    *modifiers, base = key.split("+")
    base = base if len(base) == 1 and modifiers == ["shift"] else base.lower()
    base = OTHER_NAMES.get(base, base)
    modifiers = sorted({modifier.lower() for modifier in modifiers})
    if modifiers == ["shift"] and base in string.ascii_letters and base:
        return base.upper()
    whole = "+".join((*modifiers, base))
    if whole in OTHER_NAMES:
        return OTHER_NAMES[whole]
    is_known = base in NAMED or (modifiers and len(base) == 1 and base in string.ascii_lowercase)
    if is_known and set(modifiers) <= set(MODIFIERS):
        return whole
    return None if modifiers else _character(base)


def keymap(commands: Iterable[Command]) -> dict[str, str]:
    """Return the keys of all commands as Textual wants them; empty where none are changed."""
    if not _CHANGED.get():
        return {}
    now = map(with_keys, commands)
    return {one.name: ",".join("comma" if key == "," else key for key in one.keys) for one in now if one.keys}


def _character(name: str) -> str | None:
    """Return the character that Textual calls by a name, as `question_mark`."""
    from textual.keys import key_to_character

    return key_to_character(name)


def _fault(name: str, keys: Sequence[str], known: Mapping[str, Command]) -> Fault | None:
    """Say what is wrong with the keys of one command by themselves."""
    if name not in known:
        near = get_close_matches(name, known, 1, 0.5)
        hint = f"Did you mean {near[0]}?" if near else "The help tells the name of each command."
        return Fault(name, "There is no such command.", hint)
    if not keys:
        return Fault(name, "It needs a key.", "Name another, or leave the line out.")
    for key in keys:
        found = named(key)
        if found is None:
            return Fault(name, f"“{key}” is not a key.", HOW)
        if len(found) == 1 and not known[name].places.isdisjoint(TYPED_IN):
            return Fault(name, f"“{key}” is typed where this works.", "Name one that prints nothing.")
    return None


def _heard(command: Command) -> set[frozenset[Place]]:
    """Return the sets of places in which no other command may have a key of one."""
    together = {places for places in HEARD_TOGETHER if places & command.places}
    return together | {frozenset({place}) for place in command.places}


def _clash(changed: Keys, commands: Sequence[Command]) -> Fault | None:
    """Return the last of the changed commands that has a key of another one in one place."""
    having: dict[tuple[frozenset[Place], str], list[str]] = defaultdict(list)
    for command in commands:
        for key in changed.get(command.name, command.keys):
            for places in _heard(command):
                having[places, key].append(command.name)
    order = list(changed)
    clashes = {
        (order.index(name), key, next(other for other in names if other != name))
        for (_, key), names in having.items()
        if len(names) > 1
        for name in names
        if name in changed
    }
    if not clashes:
        return None
    at, key, other = max(clashes)
    return Fault(order[at], f"“{key}” is a key of {other}, too.", f"Name another, or give {other} another.")
