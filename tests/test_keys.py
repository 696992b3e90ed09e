"""Which keys a command has: names of keys, what cannot be set, and what is used instead."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from ondit_tui import keys
from ondit_tui.command import HEARD_TOGETHER, Place
from ondit_tui.commands import COMMANDS, key, offered
from ondit_tui.keys import Fault, named, resolved


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("x", "x"), ("X", "X"), ("?", "?"), (" ", "space"), ("Enter", "enter"), ("Esc", "escape"),
        ("PgUp", "pageup"), ("ctrl+D", "ctrl+d"), ("^d", "ctrl+d"), ("shift+x", "X"),
        ("shift+tab", "shift+tab"), ("alt+x", "alt+x"), ("shift+ctrl+up", "ctrl+shift+up"), ("F5", "f5"),
        ("question_mark", "?"), ("ctrl+i", "tab"), ("ctrl+[", "escape"), ("é", "é"), ("+", "+"),
        ("", None), ("f25", None), ("ctlr+x", None), ("ctrl+", None), ("ctrl+?", None), ("xx", None),
        ("\n", None), ("ctrl", None), ("shift+", None),
    ],
)  # fmt: skip
def test_a_key_has_one_name(given: str, name: str | None) -> None:
    assert named(given) == name


def test_keys_that_free_each_other_can_be_exchanged() -> None:
    assert resolved({"diff": ["t"], "kind": ["d"]}, COMMANDS) == ({"diff": ("t",), "kind": ("d",)}, [])


def test_a_key_that_another_command_has_is_told_with_its_name() -> None:
    changed, (fault,) = resolved({"diff": ["t"], "theme": ["f5"]}, COMMANDS)
    assert changed == {"theme": ("f5",)}
    assert fault == Fault("diff", "“t” is a key of kind, too.", "Name another, or give kind another.")


def test_keys_that_print_are_not_taken_from_who_types() -> None:
    changed, (fault,) = resolved({"find-down": ["j"], "find-up": ["ctrl+k"]}, COMMANDS)
    assert changed == {"find-up": ("ctrl+k",)}
    assert fault.what == "“j” is typed where this works."


@given_any(
    st.dictionaries(
        st.sampled_from([command.name for command in COMMANDS]),
        st.lists(st.sampled_from(["a", "c", "y", "d", "enter", "escape", "ctrl+d", "f5", "up"]), max_size=2),
        max_size=6,
    )
)
def test_whatever_is_wanted_no_key_does_two_things_in_one_place(wanted: dict[str, list[str]]) -> None:
    changed, faults = resolved(wanted, COMMANDS)
    assert set(wanted) == set(changed) | {fault.name for fault in faults}
    for places in (*HEARD_TOGETHER, *(frozenset({place}) for place in get_args(Place))):
        having = [one for one in COMMANDS if places & one.places]
        now = Counter(key for one in having for key in changed.get(one.name, one.keys))
        assert max(now.values(), default=1) == 1, places


def test_commands_have_the_keys_that_are_set_and_sentences_name_them() -> None:
    keys.use({"quit": ("ctrl+x", "X"), "problems": (",",)})
    try:
        assert key("quit") == "ctrl+x"
        quitting = next(one for one in offered(watching=False) if one.name == "quit")
        assert (quitting.shown_keys, quitting.usual) == ("^x X", ("q", "ctrl+q"))
        assert keys.keymap(COMMANDS)["problems"] == "comma"
    finally:
        keys.use({})
    assert key("quit") == "q"
    assert keys.keymap(COMMANDS) == {}
