"""Times the dashboard's answers to keys, filters and resizes in long lists, and weighs what it holds.

Each list is opened in a process of its own, from memory and from a store, on a pseudo-terminal of 120x36,
and keys are handed to it as its driver hands them on, some of them once more while articles are read beside
it. An answer is timed from there to the first write to the screen, which moves the cursor or draws the
letter, and to the last one of what changed, the detail and the strip of days among it: in wall time, of
which Textual lets up to 16 ms pass before it draws, and in processor time of the whole process, which
counts the reading, too. Memory is what is resident beyond an empty Textual app, before anything is read
beside it: that is work of its own, with its own libraries. The entries are invented. Longer than a module
otherwise may be, as it is one file that runs itself in other processes.

    python benchmarks/dashboard.py [--entries 100000 250000] [--days 3000 0]
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import gc
import json
import math
import os
import pty
import random
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

WORDS = "the a harbour bridge ferry council plans opens denies sells mayor week price report strike".split()
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
WHILE_READING = ("moves", "search", "palette")
"""What is done once more while articles are read, as fast as that goes, in a thread of the same process."""
SAMPLE = Path(__file__).parents[1] / "sample_data"
RESIZES = 10
SECONDS_TO_READ = 60
PATIENCE = 0.12
"""Seconds behind a key after which what it changed is taken as drawn, once drawing has paused so long."""
Answer = tuple[float, float, float]
"""Milliseconds to the first write, to the last one, and of processor time up to that."""


def entries_of(count: int, days: int):  # type: ignore[no-untyped-def]
    """Return a story of so many entries on so many days; without a day, all are undated.

    What is told by one object where articles are read is told by one here, too: ids, dates, outlets.
    """
    from ondit.model import Article, Claim, Published, Source, Span, Story, TimelineEntry

    chance = random.Random(8)  # noqa: S311 - the same every time
    outlets = [Source(f"Outlet {number:03d}", "metadata") for number in range(300)]
    last = date(2026, 5, 23)
    published = [
        Published((last - timedelta(day)).isoformat(), "day", "metadata") for day in range(days)
    ] or [None]
    articles, claims, entries = [], [], []
    for number in range(count):
        text = f"{' '.join(chance.choices(WORDS, k=14))} {number}."
        kind = chance.choice(("announcement", "rumour", "neither"))
        when = published[number * len(published) // count]
        day = when.value if when else None
        outlet, article, claim = outlets[chance.randrange(300)], f"a{number}", f"c{number}"
        articles.append(Article(article, text, outlet, published=when))
        sure, matters = chance.random(), chance.randrange(4) / 2
        mention = Span(0, len(text), article)
        claims.append(Claim(claim, text, kind, "open", None, (mention,), confidence=sure))
        told = (outlet.value,)
        entries.append(
            TimelineEntry(f"t-{claim}", claim, None, kind, sure, day, None, told, text, importance=matters)
        )
    return Story(articles=tuple(articles), claims=tuple(claims), timeline=tuple(entries))


def resident() -> float:
    """Return the megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class Stopwatch:
    """Notes when the screen was written to."""

    def __init__(self, app) -> None:  # type: ignore[no-untyped-def]
        self._drawn: list[tuple[float, float]] = []
        display = app._display

        def displayed(*args: object) -> None:
            display(*args)
            self._drawn.append((time.perf_counter(), time.process_time()))

        app._display = displayed

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


async def run_keys(  # type: ignore[no-untyped-def]
    app, stopwatch: Stopwatch, weigh: Callable[[str], None]
) -> dict[str, list[Answer]]:
    """Return how long each key's answer took, by what the keys do."""
    from textual.events import Key

    names = {
        "/": "slash",
        "[": "left_square_bracket",
        "]": "right_square_bracket",
        " ": "space",
        "+": "plus",
        "-": "minus",
        ":": "colon",
    }

    def send(key: str) -> None:
        app.post_message(Key(names.get(key, key), key if len(key) == 1 else None))

    async def answers(keys: Sequence[str]) -> list[Answer]:
        return [await stopwatch.of(lambda key=key: send(key)) for key in keys]  # type: ignore[misc]

    found = {name: await answers(keys) for name, keys in KEYS.items()}
    found["resize"] = [
        await stopwatch.of(lambda n=number: resize(100 + n % 2 * 30, 30))
        for number in range(RESIZES)  # type: ignore[misc]
    ]
    weigh("used")
    with reading():
        found |= {f"{name}, while reading": await answers(KEYS[name]) for name in WHILE_READING}
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


def resize(columns: int, lines: int) -> None:
    """Make the terminal of another size."""
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    os.kill(os.getpid(), signal.SIGWINCH)


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
    weighed: dict[str, float] = {}

    async def empty(app: App[None], body: Callable[[], Awaitable[None]]) -> None:
        run = asyncio.create_task(app.run_async())
        await asyncio.sleep(1)
        await body()
        app.exit()
        await run

    def weigh(what: str) -> None:
        weighed[what] = resident() - weighed["empty"]

    async def weigh_empty() -> None:
        weighed["empty"] = resident()

    asyncio.run(empty(App(), weigh_empty))
    from ondit_tui.app import OnditApp

    view = view_of(count, days, place)
    weigh("story")
    app = OnditApp(lambda *_: view, title="invented")
    found: dict[str, list[Answer]] = {}

    async def use() -> None:
        stopwatch = Stopwatch(app)
        for _turn in range(SECONDS_TO_READ * 10):
            if not app.is_at_work and app.screen.timeline.item_count:  # type: ignore[attr-defined]
                break
            await asyncio.sleep(0.1)
        await asyncio.sleep(1)
        found.update(await run_keys(app, stopwatch, weigh))

    asyncio.run(empty(app, use))
    os.write(2, json.dumps({"weighed": weighed, "found": found}).encode())


def view_of(count: int, days: int, place: str):  # type: ignore[no-untyped-def]
    """Return a view of the entries, of a store where there is one."""
    if not place:
        from ondit.whole import WholeStory

        return WholeStory(entries_of(count, days))
    from ondit.store import open_store
    from ondit.store.stored import StoredStory

    with open_store(place) as store:
        return StoredStory(store)


def keep(count: int, days: int, place: str) -> None:
    """Keep the entries in a store."""
    from ondit.store import open_store

    story = entries_of(count, days)
    with open_store(place) as store:
        store.add(story.articles)
        store.keep_story(story, "invented", {})


def measured(count: int, days: int, place: str) -> dict[str, object]:
    """Run one list in a process of its own, on a pseudo-terminal."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    command = [sys.executable, __file__, "--inside", str(count), str(days), place]
    environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with subprocess.Popen(
        command, stdin=child, stdout=child, stderr=subprocess.PIPE, env=environment
    ) as process:
        os.close(child)
        threading.Thread(target=drain, args=(parent,), daemon=True).start()
        said = process.communicate()[1]
    return json.loads(said[said.index(b'{"weighed"') :])  # type: ignore[no-any-return]


def drain(terminal: int) -> None:
    """Read what is written to a terminal, as long as it is there."""
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass


def high(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(times)[math.ceil(0.95 * len(times)) - 1]


def row(name: str, times: list[list[float]]) -> str:
    """Return a row of the table."""
    first, wall, spent = zip(*times, strict=True)
    cells = [median(first), high(first), median(wall), high(wall), median(spent), high(spent), max(spent)]
    return f"| {name} | {len(times)} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |"


def main() -> None:
    """Measure each length of list, spread over days and on one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[100_000, 250_000])
    parser.add_argument("--days", type=int, nargs="+", default=[3_000, 0])
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


def tell(count: int, days: int, where: str, took) -> None:  # type: ignore[no-untyped-def]
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
