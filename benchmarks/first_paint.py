"""Times the dashboard as a whole process, from its start to the first paint of the timeline.

Run it as `make bench`, which opens `sample_data`: first as files that were never read, then as files that
were read before and have not changed. `python benchmarks/first_paint.py --store FILE` opens a store as
`ondit` alone does, the one used last, and by its name: a copy of it, whose story counts as up to date. The
whole is timed from outside, on a pseudo-terminal of 120x36, until the frame and the first entry are written
to it; its processor time is that of the process until then, which other work on the machine changes less.
Ondit's modules and all others are compiled, as an installer leaves them. The parts are timed from inside a
second process, which opens `sample_data` without a terminal, as files that were never read.
"""

from __future__ import annotations

import argparse
import inspect
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from terminals import COLUMNS, LINES, on_a_terminal
from usage import cpu_seconds_of

RUNS = 9
SAMPLE = Path(__file__).parents[1] / "sample_data"
FRAME, ENTRY = b"reading", "▌".encode()
PATIENCE = 20
"""Seconds until what is kept of the files must be there."""

Marks = dict[str, float]


class Home:
    """Folders of a user of one's own, with modules compiled into one of them.

    Args:
        folder: An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        xdg = {f"XDG_{name}_HOME": str(folder / name) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
        self.environment = {**kept, **xdg, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}

    @property
    def store(self) -> Path:
        """The store used last."""
        return self._folder / "copy.ondit"

    @property
    def stories(self) -> Path:
        """Where stories of files are kept."""
        return self._folder / "CACHE" / "ondit" / "stories"

    def forget(self) -> None:
        """Be one who has read nothing."""
        shutil.rmtree(self.stories, ignore_errors=True)

    def use(self, store: Path) -> None:
        """Take a copy of a store as the one used last, with its story up to date."""
        shutil.copyfile(store, self.store)
        subprocess.run([sys.executable, __file__, "--use", str(self.store)], check=True, env=self.environment)


def use(place: Path) -> None:
    """Have a store count as up to date, and as the one used last."""
    from ondit.store import open_store, remember, state
    from ondit.store.making import made_of
    from ondit.store.packing import pack

    with open_store(place) as store:
        kept = replace(state.state(store._connection), of=made_of(store.contents()))
        store._connection.execute("UPDATE entry_state SET data = ? WHERE name = 'state'", (pack(kept),))
    remember(place)


def painted(home: Home, *words: str, until: Callable[[], bool] = lambda: True) -> Marks:
    """Open the dashboard on a pseudo-terminal; return when its frame and the cursor's entry were written.

    It is left to go on, behind that, until something is so.
    """
    command = [sys.executable, "-c", "from ondit_tui.__main__ import main; main()", *words]
    started = time.perf_counter()
    with on_a_terminal(command, home.environment) as (process, terminal):
        marks: Marks = {}
        shown = b""
        while ENTRY not in shown:
            shown += os.read(terminal, 65536)
            if FRAME in shown:
                marks.setdefault("frame on the terminal", time.perf_counter() - started)
        marks["timeline on the terminal"] = time.perf_counter() - started
        marks["processor until then"] = cpu_seconds_of(process.pid)
        end = time.monotonic() + PATIENCE
        while not until() and time.monotonic() < end:
            time.sleep(0.01)
    return marks


def inside(started: float) -> None:
    """Open the dashboard without a terminal, print the times of its stages as JSON, and leave."""
    marks = {"interpreter": time.time() - started}
    from ondit_tui.app import OnditApp
    from ondit_tui.widgets.timeline_list import TimelineList

    marks["dashboard imported"] = time.time() - started

    def load(*_):  # type: ignore[no-untyped-def]
        from ondit import pipeline
        from ondit.whole import WholeStory

        marks["library imported"] = time.time() - started
        story = pipeline.read([SAMPLE])
        marks["story read and found"] = time.time() - started
        return WholeStory(story)

    class Timed(OnditApp):
        CSS_PATH = Path(inspect.getfile(OnditApp)).parent / "app.tcss"

        def on_ready(self) -> None:
            marks["first frame"] = time.time() - started
            self.set_interval(0.005, self.look)

        def look(self) -> None:
            if self.screen.query_one(TimelineList).item_count:
                self.call_after_refresh(self.leave)

        def leave(self) -> None:
            marks.setdefault("timeline painted", time.time() - started)
            self.exit()

    Timed(load, title="sample_data").run(headless=True, size=(COLUMNS, LINES))
    print(json.dumps(marks))


def from_inside(home: Home) -> Marks:
    """Run the process that times its own stages."""
    command = [sys.executable, __file__, "--inside", str(time.time())]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=home.environment)
    marks: Marks = json.loads(done.stdout.splitlines()[-1])
    if "timeline painted" not in marks:
        raise RuntimeError(f"the dashboard ended before it was painted: {done.stderr}")
    return marks


def of_sample(home: Home) -> Mapping[str, Marks]:
    """Open `sample_data` as it was never read, and as it was read before."""
    home.forget()
    first = painted(home, str(SAMPLE), until=lambda: any(home.stories.glob("*.story")))
    later = painted(home, str(SAMPLE))
    return {"read the first time": first, "read before": later, "stages of the first time": from_inside(home)}


def of_store(home: Home) -> Mapping[str, Marks]:
    """Open the store used last as that, and by its name."""
    named = "--store", str(home.store), "--read-only"
    return {"ondit": painted(home), "ondit --store FILE": painted(home, *named)}


def main() -> None:
    """Run each way several times, the first to warm the caches, and print the medians."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--store", type=Path, help="the store to open, in place of the sample")
    options.add_argument("--inside", type=float, help=argparse.SUPPRESS)
    options.add_argument("--use", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.inside:
        inside(given.inside)
    elif given.use:
        use(given.use)
    else:
        with tempfile.TemporaryDirectory() as folder:
            home = Home(Path(folder))
            if given.store:
                home.use(given.store)
                told([of_store(home) for _ in range(RUNS + 1)][1:])
            else:
                told([of_sample(home) for _ in range(RUNS + 1)][1:])


def told(runs: list[Mapping[str, Marks]]) -> None:
    """Print the medians of some runs, with the least and the most."""
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {RUNS} runs; seconds since the start")
    for way, marks in runs[0].items():
        print(f"{way}:")
        for name in marks:
            values = [run[way][name] for run in runs if name in run[way]]
            median = statistics.median(values)
            print(f"  {name:26} median {median:.3f}   {min(values):.3f} to {max(values):.3f}")


if __name__ == "__main__":
    main()
