"""Times the dashboard's answers to keys, filters and resizes in long lists, and weighs what it holds.

Each list is opened in a process of its own, from memory and from a store, on a pseudo-terminal of 120x36,
and keys are handed to it as its driver hands them on, some of them once more while articles are read beside
it. An answer is timed from there to the first write to the screen, which moves the cursor or draws the
letter, and to the last one of what changed, the detail and the strip of days among it: in wall time, of
which Textual lets up to 16 ms pass before it draws, and in processor time of the whole process, which
counts the reading, too. Memory is what is resident beyond an empty Textual app, before anything is read
beside it: that is work of its own, with its own libraries. The entries are invented.

    python benchmarks/dashboard.py [--entries 100000 250000] [--days 3000 0]
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from dashboard_keys import Answer, run_keys
from invented import keep, view_of
from milliseconds import percentile
from terminals import on_a_terminal
from usage import resident

SECONDS_TO_READ = 60


class Scales:
    """Weighs this process: the megabytes that it holds beyond what it held at first."""

    def __init__(self) -> None:
        self.weighed = {"empty": resident()}

    def weigh(self, what: str) -> None:
        """Note what it holds by now, under a name."""
        self.weighed[what] = resident() - self.weighed["empty"]


def inside(count: int, days: int, place: str) -> None:
    """Open the dashboard, use it, and write what that took to standard error as JSON.

    Args:
        count: How many entries there are.
        days: On how many days.
        place: The store that keeps them; empty to have them in memory.
    """
    from textual.app import App

    from ondit_tui.__main__ import MANY_OBJECTS

    gc.set_threshold(MANY_OBJECTS)
    scales = asyncio.run(running(App(), empty_scales))
    from ondit_tui.app import OnditApp

    view = view_of(count, days, place)
    scales.weigh("story")
    app = OnditApp(lambda *_: view, title="invented")

    async def use() -> dict[str, list[Answer]]:
        for _turn in range(SECONDS_TO_READ * 10):
            if not app.is_at_work and app.screen.timeline.item_count:  # type: ignore[attr-defined]
                break
            await asyncio.sleep(0.1)
        await asyncio.sleep(1)
        return await run_keys(app, scales.weigh)

    found = asyncio.run(running(app, use))
    os.write(2, json.dumps({"weighed": scales.weighed, "found": found}).encode())


async def running(app: Any, body: Callable[[], Awaitable[Any]]) -> Any:
    """Do something while an app runs, and return what comes of it."""
    run = asyncio.create_task(app.run_async())
    await asyncio.sleep(1)
    found = await body()
    app.exit()
    await run
    return found


async def empty_scales() -> Scales:
    """Return scales for which nothing is what the process holds now."""
    return Scales()


def measured(count: int, days: int, place: str) -> Mapping[str, Any]:
    """Run one list in a process of its own, on a pseudo-terminal."""
    command = [sys.executable, __file__, "--inside", str(count), str(days), place]
    environment = os.environ | {"COLORTERM": "truecolor"}
    with on_a_terminal(command, environment, errors=subprocess.PIPE) as (process, terminal):
        threading.Thread(target=drain, args=(terminal,), daemon=True).start()
        said = process.communicate()[1]
    found: Mapping[str, Any] = json.loads(said[said.index(b'{"weighed"') :])
    return found


def drain(terminal: int) -> None:
    """Read what is written to a terminal, as long as it is there."""
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass


def row(name: str, times: list[list[float]]) -> str:
    """Return a row of the table."""
    first, wall, spent = zip(*times, strict=True)
    both = [median(first), percentile(first, 0.95), median(wall), percentile(wall, 0.95)]
    cells = [*both, median(spent), percentile(spent, 0.95), max(spent)]
    return f"| {name} | {len(times)} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |"


def main() -> None:
    """Measure each length of list, spread over days and on one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, nargs="+", default=[100_000, 250_000])
    parser.add_argument("--days", type=int, nargs="+", default=[3_000, 0], help="0: all are undated")
    parser.add_argument("--inside", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--keep", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    for do, words in ((inside, given.inside), (keep, given.keep)):
        if words:
            do(int(words[0]), int(words[1]), words[2])
            return
    for count in given.entries:
        for days in given.days:
            with TemporaryDirectory() as folder:
                place = str(Path(folder) / "invented.ondit")
                keeping = [sys.executable, __file__, "--keep", str(count), str(days), place]
                subprocess.run(keeping, check=True)
                tell(count, days, "in memory", measured(count, days, ""))
                tell(count, days, "in a store", measured(count, days, place))


def tell(count: int, days: int, where: str, took: Mapping[str, Any]) -> None:
    """Print the table of one list, and what it weighs."""
    print(f"\n{count:,} entries {where}, {f'{days:,} days' if days else 'undated'}; ms\n")
    walls = "first drawn, median | first drawn, 95 % | all drawn, median | all drawn, 95 %"
    print(f"| what | times | {walls} | CPU, median | CPU, 95 % | CPU, most |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, times in took["found"].items():
        print(row(name, times))
    print(f"\nMB: {', '.join(f'{name} {mb:.0f}' for name, mb in took['weighed'].items())}", flush=True)


if __name__ == "__main__":
    main()
