"""Pilots that wait until the app has nothing left to do, as a plugin of every test module.

Textual's own wait for 20 ms in which the process is hardly busy, twice for every key: that is four fifths of
what a test of the dashboard takes, and on a busy machine, where a process rests because others work, it ends
too early.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from time import monotonic

import pytest
from textual import _wait
from textual._context import active_app
from textual.app import App
from textual.screen import Screen

_UNTIL_IDLE = _wait.wait_for_idle
_LONGEST = 30.0
"""How many seconds an app may always have something to do; Textual's own limit for a round of messages."""


@pytest.fixture(autouse=True, scope="session")
def pilots_wait_for_rest() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in ("textual.app", "textual.pilot"):
            patch.setattr(f"{module}.wait_for_idle", wait_for_rest)
        yield


async def wait_for_rest(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until no message is left to handle, the screen is drawn, and no worker is busy.

    A worker that waits for something is not busy; whether one is, only Textual's way tells.
    """
    app = active_app.get()
    await _drawn(app)
    if any(worker.is_running for worker in app.workers):
        await _UNTIL_IDLE(min_sleep, max_sleep)
        await _drawn(app)


async def _drawn(app: App[object]) -> None:
    """Let every task run that can, and draw what they changed, until neither is left to do."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    end = monotonic() + _LONGEST
    while monotonic() < end:
        await asyncio.sleep(0)
        if ready:
            continue
        if app._resize_timer is not None:
            app._check_resize()
        elif app.is_running and app.screen_stack and _is_dirty(app.screen):
            app.screen._on_timer_update()
        else:
            return


def _is_dirty(screen: Screen[object]) -> bool:
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
