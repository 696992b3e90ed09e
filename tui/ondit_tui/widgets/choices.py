"""A list to tick things in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ondit_tui.widgets.cells import fit
from ondit_tui.widgets.flow import Line, Piece
from ondit_tui.widgets.grouped_list import GroupedList


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tick.

    Attributes:
        group: The heading that it stands under; empty for none.
        value: What it stands for, unique in its group.
        words: What is shown.
        note: What is shown on the right.
        single: Ticking it unticks the others of its group.
    """

    group: str
    value: str
    words: str
    note: str = ""
    single: bool = False


class ChoiceList(GroupedList):
    """Choices in groups; the ticks are kept by group and value."""

    def __init__(
        self,
        choices: Sequence[Choice],
        ticked: frozenset[tuple[str, str]],
        *,
        id: str | None = None,  # noqa: A002 - Textual's word
    ) -> None:
        super().__init__(id=id)
        self.choices = choices
        self.ticked = ticked
        self.lay_out([choice.group for choice in choices])

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
        room = width - len(choice.note) - 9
        return (
            Piece("▌" if chosen else " ", "key"),
            Piece(f" {box} ", "strong" if on else "muted"),
            Piece(fit(choice.words, room), "strong" if on else ""),
            Piece(f" {choice.note} ", "muted"),
        )
