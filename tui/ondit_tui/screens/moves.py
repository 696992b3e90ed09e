"""The moves that every list answers to, wherever its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from textual.widgets import Input

LAST = 2**62


class Movable(Protocol):
    """What has a cursor."""

    def move(self, by: int) -> None:
        """Move the cursor by a number of items."""

    def page(self, pages: float) -> None:
        """Move by pages."""

    def go(self, index: int) -> None:
        """Go to an item, the last where there are fewer."""


@runtime_checkable
class Typed(Protocol):
    """A screen with a field to type in."""

    def type_ahead(self, text: str) -> bool:
        """Put a text into the field as if it was typed there; return whether one is open."""


def type_into(field: Input, text: str) -> bool:
    """Put a text into a field as if it was typed there, where it has the keys; return whether it has."""
    has_keys = field.screen.focused is field
    if has_keys:
        field.insert_text_at_cursor(text)
    return has_keys


class Moves:
    """The actions of a screen whose keys move what `moving` is."""

    @property
    def moving(self) -> Movable:
        """What the keys move now."""
        raise NotImplementedError

    def moved(self) -> None:
        """Follow the cursor at once: the next key may already be waiting."""

    def action_move(self, by: int) -> None:
        """Move the cursor by a number of items."""
        self.moving.move(by)
        self.moved()

    def action_page(self, pages: float) -> None:
        """Move by pages, or parts of one."""
        self.moving.page(pages)
        self.moved()

    def action_go_top(self) -> None:
        """Go to the first item."""
        self.moving.go(0)
        self.moved()

    def action_go_bottom(self) -> None:
        """Go to the last item."""
        self.moving.go(LAST)
        self.moved()
