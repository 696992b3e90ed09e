"""A use of the app by keys, and the scenarios that prove what each command does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.pilot import Pilot

from conftest import (
    build_story,
    dashboard,
    notices,
    screen_text,
    settled,
)
from fake_watch import FakeWatch
from ondit_tui.app import OnditApp
from ondit_tui.screens.dashboard import Dashboard

Proof = Callable[["Use", str], Awaitable[None]]
Proofs = dict[str, Proof]
"""The scenario of each command, by its name; it is handed one of the command's keys."""


class Use:
    """An open app, and what a test asks of it."""

    def __init__(self, app: OnditApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.story = app, pilot, build_story()
        self.pressed: list[str] = []
        self.ended: list[object] = []
        self._press, pilot.press = pilot.press, self._noted  # type: ignore[method-assign]

    async def _noted(self, *keys: str) -> None:
        self.pressed += keys
        await self._press(*keys)

    @property
    def screen(self) -> Dashboard:
        return dashboard(self.app)

    @property
    def watch(self) -> FakeWatch:
        assert isinstance(self.app.watching, FakeWatch)
        return self.app.watching

    @property
    def at(self) -> int:
        return self.screen.timeline.cursor

    async def press(self, *keys: str) -> str:
        await self.pilot.press(*keys)
        await settled(self.app, self.pilot)
        return screen_text(self.app)

    @property
    def notice(self) -> str:
        return notices(self.app)[-1]


def proving(proofs: Proofs) -> Callable[..., Callable[[Proof], Proof]]:
    """Return what marks a scenario with the names of the commands that it proves, among others."""

    def proves(*names: str) -> Callable[[Proof], Proof]:
        def add(proof: Proof) -> Proof:
            proofs.update(dict.fromkeys(names, proof))
            return proof

        return add

    return proves
