"""Times `ondit sample_data` as a whole process, from its start to the first paint of the timeline.

Run it as `make bench`. The whole is timed from outside, on a pseudo-terminal of 120x36, until the first
entry is written to it. The parts are timed from inside a second process, which opens the same dashboard
without a terminal.
"""

from __future__ import annotations

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
FRAME, ENTRY = b"reading", b"rum?"


def on_a_terminal() -> dict[str, float]:
    """Open the dashboard on a pseudo-terminal; return when its frame and its first entry were written."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, SIZE)
    command = [str(Path(sys.executable).parent / "ondit"), str(SAMPLE)]
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
        process.terminate()
        os.close(parent)
    return marks


def inside(started: float) -> None:
    """Open the dashboard without a terminal, print the times of its stages as JSON, and leave."""
    marks = {"interpreter": time.time() - started}
    from ondit_tui.app import OnditApp
    from ondit_tui.widgets.timeline_list import TimelineList

    marks["dashboard imported"] = time.time() - started

    def load(*_):  # type: ignore[no-untyped-def]
        from ondit import pipeline
        from ondit.views import WholeStory

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
    command = [sys.executable, __file__, str(time.time())]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    marks: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    if "timeline painted" not in marks:
        raise RuntimeError(f"the dashboard ended before it was painted: {done.stderr}")
    return marks


def main() -> None:
    """Run each way several times, the first to warm the caches, and print the medians."""
    runs = [on_a_terminal() | from_inside() for _ in range(RUNS + 1)][1:]
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {RUNS} runs; seconds since the start")
    for name in runs[0]:
        values = [run[name] for run in runs]
        print(f"{name:26} median {statistics.median(values):.3f}   {min(values):.3f} to {max(values):.3f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        inside(float(sys.argv[1]))
    else:
        main()
