"""Times the dashboard as a whole process, from its start to the first paint of the timeline.

Run it as `make bench`, which opens `sample_data`; `python benchmarks/first_paint.py --store FILE` opens a
store, which is read only. The whole is timed from outside, on a pseudo-terminal of 120x36, until the first
entry is written to it; its processor time is that of the process until then. The parts are timed from inside
a second process, which opens `sample_data` without a terminal.
"""

from __future__ import annotations

import argparse
import fcntl
import inspect
import json
import os
import pty
import statistics
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

RUNS = 9
SAMPLE = Path(__file__).parents[1] / "sample_data"
SIZE = struct.pack("HHHH", 36, 120, 0, 0)
FRAME, ENTRY = b"reading", "▌".encode()


def on_a_terminal(*words: str) -> dict[str, float]:
    """Open the dashboard on a pseudo-terminal; return when its frame and the cursor's entry were written."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, SIZE)
    command = [sys.executable, "-c", "from ondit_tui.cli import main; main()", *words]
    environment = os.environ | {"TERM": "xterm-256color"}
    started = time.perf_counter()
    with subprocess.Popen(command, stdin=child, stdout=child, stderr=child, env=environment) as process:
        os.close(child)
        marks: dict[str, float] = {}
        shown = b""
        while ENTRY not in shown:
            shown += os.read(parent, 65536)
            if FRAME in shown:
                marks.setdefault("frame on the terminal", time.perf_counter() - started)
        marks["timeline on the terminal"] = time.perf_counter() - started
        marks["processor until then"] = spent_by(process.pid)
        process.kill()
        os.close(parent)
    return marks


def spent_by(pid: int) -> float:
    """Return the seconds of the processor that a process has used, all its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


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

    Timed(load, title="sample_data").run(headless=True, size=(120, 36))
    print(json.dumps(marks))


def from_inside() -> dict[str, float]:
    """Run the process that times its own stages."""
    command = [sys.executable, __file__, "--inside", str(time.time())]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    marks: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    if "timeline painted" not in marks:
        raise RuntimeError(f"the dashboard ended before it was painted: {done.stderr}")
    return marks


def main() -> None:
    """Run each way several times, the first to warm the caches, and print the medians."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--store", type=Path, help="the store to open, in place of the sample")
    options.add_argument("--inside", type=float, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.inside:
        inside(given.inside)
        return
    if given.store:
        runs = [on_a_terminal("--store", str(given.store), "--read-only") for _ in range(RUNS + 1)][1:]
    else:
        runs = [on_a_terminal(str(SAMPLE)) | from_inside() for _ in range(RUNS + 1)][1:]
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {RUNS} runs; seconds since the start")
    for name in runs[0]:
        values = [run[name] for run in runs]
        print(f"{name:26} median {statistics.median(values):.3f}   {min(values):.3f} to {max(values):.3f}")


if __name__ == "__main__":
    main()
