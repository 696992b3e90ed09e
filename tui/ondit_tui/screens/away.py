"""What can be done on every view, and is done by the dashboard, wherever the reader is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from ondit_tui.screens.home import Home


class AtHome:
    """An action of a view that is the dashboard's of the same name."""

    def __set_name__(self, _: type, name: str) -> None:
        self._name = name

    def __get__(self, screen: Away | None, _: type) -> Any:
        """Return the dashboard's action; of no screen, this."""
        action: Callable[..., object] | AtHome = getattr(screen.home, self._name) if screen else self
        return action


class Away(Screen[None]):
    """A screen some of whose actions are the dashboard's."""

    home: Home

    action_sources = AtHome()
    action_filter = AtHome()
    action_cycle_kind = AtHome()
    action_confidence = AtHome()
    action_saved = AtHome()
    action_problems = AtHome()
    action_reread = AtHome()
    action_stop = AtHome()
    action_watched = AtHome()
    action_pause = AtHome()
    action_ask_all = AtHome()
