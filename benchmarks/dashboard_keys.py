"""Keys that are handed to a dashboard, and how long it takes until what they changed is drawn.

Modules of Ondit and of Textual are imported where they are used: what an empty app holds is weighed first.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from terminals import resize

if TYPE_CHECKING:
    from ondit_tui.app import OnditApp

KEYS = {
    "moves": ["j"] * 40 + ["k"] * 20 + ["ctrl+d", "pagedown", "j", "ctrl+u", "pageup", "k"] * 10,
    "days": ["]", "]", "[", "j"] * 8 + ["G", "g"] * 4,
    "folds": ["c", "j", "C", "k", "G", "C", "g"] * 4,
    "kinds": ["t"] * 12,
    "confidence": ["+"] * 7 + ["-"] * 7 + ["t", "+", "+", "-", "-", "t", "t", "t"],
    "marks": ["C", *["space"] * 24, *["k", "space"] * 6, "C"],
    "search": ["/", *"bridge", "escape", "/", *"mayor sells", "escape"],
    "palette": [":", *"mayor sells", "escape", ":", *"hrabour", "escape"],
}
NAMES = {
    "/": "slash",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    " ": "space",
    "+": "plus",
    "-": "minus",
    ":": "colon",
}
"""What Textual calls the keys that are no letters."""
WHILE_READING = ("moves", "search", "palette")
"""What is done once more while articles are read, as fast as that goes, in a thread of the same process."""
SAMPLE = Path(__file__).parents[1] / "sample_data"
RESIZES = 10
PATIENCE = 0.12
"""Seconds behind a key after which what it changed is taken as drawn, once drawing has paused so long."""
Answer = tuple[float, float, float]
"""Milliseconds to the first write, to the last one, and of processor time up to that."""


class Stopwatch:
    """Notes when the screen was written to.

    Args:
        app: The dashboard.
    """

    def __init__(self, app: OnditApp) -> None:
        self._app = app
        self._drawn: list[tuple[float, float]] = []
        display = app._display

        def displayed(*args: object) -> None:
            display(*args)  # type: ignore[arg-type]
            self._drawn.append((time.perf_counter(), time.process_time()))

        app._display = displayed  # type: ignore[method-assign]

    async def of(self, change: Callable[[], object]) -> Answer:
        """Return in how many milliseconds a change was drawn."""
        began = (time.perf_counter(), time.process_time())
        self._drawn = [began]
        change()
        while True:
            await asyncio.sleep(PATIENCE / 4)
            if time.perf_counter() - self._drawn[-1][0] >= PATIENCE:
                first, last = self._drawn[:2][-1], self._drawn[-1]
                return (first[0] - began[0]) * 1000, (last[0] - began[0]) * 1000, (last[1] - began[1]) * 1000

    async def of_keys(self, keys: Sequence[str]) -> list[Answer]:
        """Return in how many milliseconds what each key changed was drawn."""
        from textual.events import Key

        def event(key: str) -> Key:
            return Key(NAMES.get(key, key), key if len(key) == 1 else None)

        return [await self.of(partial(self._app.post_message, event(key))) for key in keys]

    async def of_resizes(self) -> list[Answer]:
        """Return in how many milliseconds the screen was drawn in another size, and in another."""
        widths = [100 + number % 2 * 30 for number in range(RESIZES)]
        return [await self.of(partial(resized, columns, 30)) for columns in widths]


async def run_keys(app: OnditApp, weigh: Callable[[str], None]) -> dict[str, list[Answer]]:
    """Return how long each key's answer took, by what the keys do.

    Args:
        app: The dashboard, its story shown.
        weigh: Notes what the process holds, under a name.
    """
    stopwatch = Stopwatch(app)
    found = {name: await stopwatch.of_keys(keys) for name, keys in KEYS.items()}
    found["resize"] = await stopwatch.of_resizes()
    weigh("used")
    with reading():
        for name in WHILE_READING:
            found[f"{name}, while reading"] = await stopwatch.of_keys(KEYS[name])
    weigh("having read beside it")
    return found


@contextmanager
def reading() -> Iterator[None]:
    """Read the sample over and over, and look through what was read, in a thread."""
    from ondit import pipeline

    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            pipeline.read([SAMPLE])

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def resized(columns: int, lines: int) -> None:
    """Have the terminal of this process another size."""
    resize(1, columns, lines)
    os.kill(os.getpid(), signal.SIGWINCH)
