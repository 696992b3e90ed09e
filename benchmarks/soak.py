"""Watches feeds that fail in every way for an hour, kills the program now and then, and counts what is lost.

    nice python benchmarks/soak.py [--minutes 60] [--feeds 20] [--kills 10] [--speed 30] [--seed N]
        [--keep FOLDER] [--log FILE]

The program is `ondit watch` without a terminal, on a store of its own. The clocks that it reckons its pace
with run `--speed` times as fast as the wall's, so that a feed is asked every ten seconds, not every five
minutes; the network's time limits stay as they are. For three quarters of the time it runs on, and its
memory, open files and threads are taken every five seconds; in the last quarter it is killed (SIGKILL) and
begun again. Then the feeds become calm and bring nothing new. When each was asked twice, all that they ever
served whole with a 200 must be in the store, once. It needs Linux: each feed has a loopback address of its
own, and `/proc` tells of memory.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TextIO

from homes import homes
from soak_entries import Feed
from soak_feeds import serve
from usage import cpu_seconds_of, resident

EVERY = 5.0
"""Seconds between two samples."""
CALM = 240.0
"""Seconds that the feeds are given to be asked once more at the end."""
ROW = 300.0
"""Seconds that a row of the table stands for."""
PUBLISHING = 20.0
"""Seconds between two articles of a feed."""


@dataclass(slots=True)
class Sample:
    """What the program held at a time.

    Attributes:
        at: Seconds since the soak began.
        process: Its number.
        rss: Resident memory in MB.
        files: How many files were open.
        threads: How many threads it had.
        cpu: Seconds of the processor that it had used.
    """

    at: float
    process: int
    rss: float
    files: int
    threads: int
    cpu: float


@dataclass(slots=True)
class Soak:
    """A soak and what it has seen so far.

    Attributes:
        store: The store that is watched into.
        feeds: The feeds.
        began: When it began, in seconds since 1970.
        speed: How many times as fast as the wall's the program's clocks run.
        out: Where the program prints.
        process: The program.
        samples: What it held, every few seconds.
        wrong: What was wrong, a sentence each.
        kills: How often it was killed.
    """

    store: Path
    feeds: list[Feed]
    began: float
    speed: float
    out: TextIO
    process: subprocess.Popen[bytes]
    samples: list[Sample] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    kills: int = 0

    def sample(self) -> None:
        """Note what the program holds; begun again where it ended by itself, which is wrong."""
        if self.process.poll() is not None:
            self.wrong.append(f"the program ended by itself with {self.process.returncode}")
            self.begin()
            return
        number = self.process.pid
        files, threads = (len(list(Path(f"/proc/{number}/{kind}").iterdir())) for kind in ("fd", "task"))
        self.samples.append(
            Sample(
                time.time() - self.began,
                number,
                resident(process=number),
                files,
                threads,
                cpu_seconds_of(number),
            )
        )

    def begin(self) -> None:
        """Begin the program again."""
        self.process = begin(self.store, self.speed, self.began, self.out)

    def kill(self) -> None:
        """Kill the program, and begin it again."""
        self.process.kill()
        self.process.wait()
        self.kills += 1
        self.begin()

    def run_until(self, end: float) -> None:
        """Take samples until a time, in seconds since 1970."""
        while time.time() < end:
            time.sleep(EVERY)
            self.sample()


def begin(store: Path, speed: float, began: float, out: TextIO) -> subprocess.Popen[bytes]:
    """Begin the program with a clock of that speed."""
    line = [sys.executable, __file__, "watch", str(store), str(speed), str(began)]
    return subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=out, stderr=out)


def watch(store: str, speed: float, began: float) -> None:
    """Be `ondit watch` with clocks that run faster."""
    from ondit import watching
    from ondit.watch import Surroundings
    from ondit.watch.watcher import steady
    from ondit_tui.__main__ import main as ondit

    fast = Surroundings(
        now=lambda: began + (time.time() - began) * speed,
        clock=lambda: steady() * speed,
        rest=lambda wake, seconds: wake.wait(1.0 if seconds is None else min(seconds / speed, 1.0)),
    )
    watching.watcher = partial(watching.watcher, surroundings=fast)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["ondit", "watch", "--store", store, "--allow-private"]
    ondit()


def soak(asked: argparse.Namespace, folder: Path) -> Soak:
    """Watch for so many minutes, and return what was seen."""
    from ondit.store import open_store

    began = time.time()
    chance = random.Random(asked.seed)  # noqa: S311 - any will do
    feeds = serve(
        asked.feeds, lambda: began + (time.time() - began) * asked.speed, asked.speed, asked.seed, PUBLISHING
    )
    store = folder / "soak.ondit"
    with open_store(store) as opened:
        opened.watching(lambda known: known.watch([one.url for one in feeds]))
    out = (folder / "told.txt").open("a")
    going = Soak(store, feeds, began, asked.speed, out, begin(store, asked.speed, began, out))
    try:
        seconds = asked.minutes * 60
        going.run_until(began + seconds / 2)
        feeds[-1].is_gone = True
        going.run_until(began + seconds * 3 / 4)
        for number in range(asked.kills):
            mean = seconds / 4 / asked.kills
            going.run_until(began + seconds * 3 / 4 + mean * (number + chance.random()))
            going.kill()
        going.run_until(began + seconds)
        _calm(going)
        going.process.send_signal(signal.SIGINT)
        code = going.process.wait(60)
        if code != 0:
            going.wrong.append(f"the program ended with {code} behind ctrl+c")
    finally:
        going.process.kill()
        out.close()
    _check(going)
    return going


def _calm(going: Soak) -> None:
    """Spoil nothing any more, and wait until each feed was asked twice: by then what came first is kept."""
    for feed in going.feeds:
        feed.is_calm = True
    calm = time.monotonic()
    while time.monotonic() < calm + CALM:
        going.run_until(time.time() + EVERY)
        late = [one for one in going.feeds if not one.is_gone and one.whole < 2]
        if not late:
            return
    going.wrong.append(
        f"{len(late)} feeds were not asked twice in {CALM:.0f} s: {[one.number for one in late]}"
    )


def _check(going: Soak) -> None:
    """Hold what the store has against what was served."""
    from ondit.store import open_store

    served = {token: text for feed in going.feeds for token, text in feed.served.items()}
    with open_store(going.store) as store:
        texts = Counter(" ".join(one.text.split()) for one in store.articles())
    lost = [token for token, text in served.items() if not texts[text]]
    more = {text: count for text, count in texts.items() if count > 1}
    strange = [text for text in texts if text not in set(served.values())]
    going.wrong += [f"lost: {token}" for token in lost[:10]]
    going.wrong += [f"{count} times: {text[:120]}" for text, count in list(more.items())[:10]]
    early = sum(feed.asked_early for feed in going.feeds)
    gone = sum(feed.asked_gone for feed in going.feeds)
    going.wrong += [f"asked {early} times before a Retry-After was over"] * bool(early)
    going.wrong += [f"asked {gone - 1} times behind a 410"] * (gone > 1)
    with closing(sqlite3.connect(going.store)) as connection:
        (check,) = connection.execute("PRAGMA integrity_check").fetchone()
    going.wrong += [f"integrity check: {check}"] * (check != "ok")
    print(f"{len(served):,} texts served whole, {len(lost)} lost, {len(more)} more than once")
    print(f"{len(strange)} texts kept that were served in part only, or by an answer that broke off")
    for text in strange[:5]:
        print(f"   {text[:150]!r} … {text[-40:]!r}")


def show(going: Soak) -> None:
    """Print the figures."""
    answers = sum((feed.answers for feed in going.feeds), Counter[str]())
    print(
        f"{answers.total():,} answers: " + ", ".join(f"{n:,} × {kind}" for kind, n in answers.most_common())
    )
    print(f"{going.kills} kills; the store takes {going.store.stat().st_size / 1e6:.1f} MB")
    print(f"\n{'minutes':>9}{'process':>9}{'RSS MB':>22}{'files':>12}{'threads':>12}{'CPU s':>8}")
    rows: dict[tuple[int, int], list[Sample]] = {}
    for one in going.samples:
        rows.setdefault((int(one.at // ROW), one.process), []).append(one)
    for (row, process), found in rows.items():
        rss, files, threads = ([getattr(one, n) for one in found] for n in ("rss", "files", "threads"))
        print(
            f"{row * ROW / 60:>9.0f}{process:>9}"
            f"{min(rss):>8.1f}{statistics.median(rss):>7.1f}{max(rss):>7.1f}"
            f"{min(files):>8}{max(files):>4}{min(threads):>8}{max(threads):>4}{found[-1].cpu:>8.1f}"
        )
    print(f"\n{len(going.wrong)} faults")
    for line in going.wrong:
        print(f"  {line}")


def main() -> int:
    """Soak as the command line says, and end with 1 where anything was wrong."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--minutes", type=float, default=60)
    given.add_argument("--feeds", type=int, default=20)
    given.add_argument("--kills", type=int, default=10)
    given.add_argument("--speed", type=float, default=30)
    given.add_argument("--seed", type=int, default=2026)
    given.add_argument("--keep", type=Path, help="a folder for the store and what the program printed")
    given.add_argument("--log", type=Path, help="a file for the samples, as JSON lines")
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as name, homes(Path(name)):
        folder = asked.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        going = soak(asked, folder)
        show(going)
    if asked.log:
        fields = Sample.__slots__
        lines = (json.dumps({name: getattr(one, name) for name in fields}) for one in going.samples)
        asked.log.write_text("\n".join(lines) + "\n")
    return int(bool(going.wrong))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["watch", place, fast, start]:
            watch(place, float(fast), float(start))
        case _:
            sys.exit(main())
