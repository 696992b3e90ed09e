"""A list to tick things in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from ondit.search import fold
from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.flow import BAR, Line, Piece
from ondit_tui.widgets.grouped_list import GroupedList
from ondit_tui.widgets.wording import count


class Choice(NamedTuple):
    """Something to tick.

    Attributes:
        group: The heading that it stands under; empty for none.
        value: What it stands for, unique in its group.
        words: What is shown.
        size: How many entries it lets through, shown on the right; absent where that is not counted.
        single: Ticking it unticks the others of its group.
        nouns: What is counted, one and more.
    """

    group: str
    value: str
    words: str
    size: int | None = None
    single: bool = False
    nouns: tuple[str, str] = ("entry", "entries")


class ChoiceList(GroupedList):
    """Choices in groups; the ticks are kept by group and value.

    Attributes:
        choices: Those that are listed: all, or what it was narrowed to.
        ticked: The groups and values that are ticked, whether they are listed or not.
    """

    def __init__(self, choices: Sequence[Choice], ticked: frozenset[tuple[str, str]]) -> None:
        super().__init__()
        self._all = self.choices = choices
        self.ticked = ticked
        self.lay_out([choice.group for choice in choices])

    def narrow(self, text: str) -> None:
        """List only choices that have every word of a text in their words or their group's name."""
        words = fold(text).split()
        self.choices = (
            [
                one
                for one, folded in zip(self._all, self._folded, strict=True)
                if all(word in folded for word in words)
            ]
            if words
            else self._all
        )
        self.lay_out([choice.group for choice in self.choices])
        self.cursor = 0
        self.changed()
        self.scroll_to(y=0, animate=False)

    def tick(self) -> None:
        """Tick the line under the cursor, or untick it; of single choices one is always ticked."""
        if not self.choices:
            return
        choice = self.choices[self.cursor]
        mark = (choice.group, choice.value)
        if choice.single:
            self.ticked = frozenset(pair for pair in self.ticked if pair[0] != choice.group) | {mark}
        else:
            self.ticked = self.ticked ^ {mark}
        self.changed()

    def untick(self) -> None:
        """Untick all, listed or not; of single choices the first is ticked."""
        firsts = {choice.group: choice.value for choice in reversed(self._all) if choice.single}
        self.ticked = frozenset(firsts.items())
        self.changed()

    def values(self, group: str) -> frozenset[str]:
        """Return what is ticked in a group."""
        return frozenset(value for owner, value in self.ticked if owner == group)

    def compose_line(self, line: int, width: int, *, chosen: bool) -> Line:
        """Return a heading, or a choice with its box."""
        row = self.rows[line]
        if isinstance(row, str):
            return (Piece(f" {row}", "heading"),)
        choice = self.choices[row]
        on = (choice.group, choice.value) in self.ticked
        box = ("(•)" if on else "( )") if choice.single else ("[x]" if on else "[ ]")
        note = "" if choice.size is None else count(choice.size, *choice.nouns)
        room = width - len(note) - 9
        return (
            Piece(BAR if chosen else " ", "key"),
            Piece(f" {box} ", "strong" if on else "muted"),
            Piece(fit(choice.words, room), "strong" if on else ""),
            Piece(f" {note} ", "muted"),
        )

    @cached_property
    def _folded(self) -> Sequence[str]:
        """What is looked in when the list is narrowed."""
        return [fold(f"{choice.group} {choice.words}") for choice in self._all]
