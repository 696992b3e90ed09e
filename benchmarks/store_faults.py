"""Kills, fills and crowds a store for as long as is wanted, and sees that nothing that was reported is lost.

    python benchmarks/store_faults.py [--kills 200] [--seconds 60] [--disks 20] [--files 500] [--seed 2026]

Kills: a process adds articles, a few at a time, and tells of each once it is stored; it is killed (`kill -9`)
at a random point, some before they have opened the store. Then every article that it told of has to be there,
whole, and SQLite has to find nothing wrong. A store grows for 20 kills; then there is a new one.

Disks: a small file system of a random size in memory is filled by adding; what was told of has to be there,
and once there is room, adding goes on. Left out where nothing may be mounted.

Crowd: two writers and five readers at once, for so many seconds; one writer waits hardly at all. A writer may
be told that the store is held, and by whom; nothing else may go wrong, whoever waits has to get a turn, and
each reader has to see whole articles, all that were there before, in the same order.

Files: a store without a copy is damaged in one to forty of its bytes, or loses a page, and is repaired, so
many times. No article may be another than was stored without a word; what is lost is counted, and how much of
it the repair names.

It ends with 1 where anything was wrong.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from store_damage import spoilt
from store_tally import Tally, as_told, check_kept, told

from ondit import store as store_module
from ondit.errors import StoreError
from ondit.model import Article, Source
from ondit.store import open_store
from ondit.store.repair import check

MOST_AT_ONCE, KILLS_A_STORE = 4, 20
LONGEST = 0.8
"""Its square is how many seconds at the most a process lives on once it has told of something."""
WAITS, READERS, PATIENCE, LONGEST_START = (5.0, 0.001), 5, 60.0, 240.0
LEAST_DISK, MOST_DISK = 500, 3_000  # kilobytes


def add(path: Path, name: str, wait: float) -> None:
    """Add articles until killed, and tell of them; a line is their names, or what went wrong."""
    store_module.BUSY_SECONDS = wait
    number = 0
    while True:
        batch = [told(name, number + one) for one in range(1 + number % MOST_AT_ONCE)]
        number += len(batch)
        try:
            with open_store(path) as store:
                store.add(batch)
        except StoreError as error:
            print(f"! {error.what}", flush=True)
        else:
            print(" ".join(article.id for article in batch), flush=True)


def read(path: Path, wait: float) -> None:
    """Read a store until killed; a line is how many articles there were, or what was wrong."""
    store_module.BUSY_SECONDS = wait
    seen: list[str] = []
    while True:
        try:
            with open_store(path) as store:
                articles = store.articles()
        except StoreError as error:
            print(f"! {error.what}", flush=True)
            continue
        names = [article.id for article in articles]
        if names[: len(seen)] != seen:
            print("! articles that were there before are not, or are in another order", flush=True)
        if not all(as_told(article) for article in articles[len(seen) :]):
            print("! an article is not whole", flush=True)
        seen = names
        print(len(articles), flush=True)


@contextmanager
def process(*words: object) -> Iterator[subprocess.Popen[str]]:
    """Run this module with other arguments, and kill it at the end."""
    line = [sys.executable, __file__, *map(str, words)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.kill()


def killed(folder: Path, kills: int, chance: random.Random) -> Tally:
    """Kill a process that adds, so many times; see each time that what it told of is there."""
    tally, reported, path = Tally(), set[str](), folder
    for kill in range(kills):
        if kill % KILLS_A_STORE == 0:
            path, reported = folder / f"killed{kill}.ondit", set()
        before = len(reported)
        reported.update(_killed(path, f"k{kill}", chance, at_once=kill % 10 == 9))
        tally.stored += len(reported) - before
        tally.runs += 1
        if kill % 2 and path.exists():
            _check_pages(path, tally)
        check_kept(path, reported, tally)
    return tally


def _killed(path: Path, name: str, chance: random.Random, *, at_once: bool) -> list[str]:
    """Return what a process told of until it was killed, at once or when it had told of something."""
    with process("add", path, name, PATIENCE) as running:
        lines = [] if at_once or not running.stdout else [running.stdout.readline()]
        time.sleep(chance.uniform(0, LONGEST) ** 2)
        running.send_signal(signal.SIGKILL)
        lines += running.stdout or ()
    return [name for line in lines if not line.startswith("!") for name in line.split()]


def _check_pages(path: Path, tally: Tally) -> None:
    """See that others find the store whole before anybody has opened it to write."""
    faults = check(path).faults
    tally.wrong += [f"kill {tally.runs}: {fault}" for fault in faults]


@contextmanager
def disk(folder: Path, kilobytes: int) -> Iterator[Path | None]:
    """A file system in memory of a size; absent where nothing may be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    try:
        may = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except OSError:
        may = False
    try:
        yield folder if may else None
    finally:
        if may:
            subprocess.run(["umount", "-l", str(folder)], check=False)  # noqa: S607


def filled(folder: Path, disks: int, chance: random.Random, most: int = MOST_DISK) -> Tally | None:
    """Fill small disks, of so many kilobytes at the most, by adding; nothing where none may be mounted."""
    tally = Tally()
    for number in range(disks):
        with disk(folder / f"disk{number}", chance.randint(LEAST_DISK, most)) as place:
            if place is None:
                return None
            _fill(place, f"d{number}", tally)
    return tally


def _fill(place: Path, name: str, tally: Tally) -> None:
    """Add until the disk is full, take a spare file away, and go on."""
    path, spare, reported = place / "s.ondit", place / "spare", set[str]()
    spare.write_bytes(bytes(100_000))
    numbers = count()
    while True:
        article = told(name, next(numbers))
        try:
            with open_store(path) as store:
                store.add([article])
        except StoreError as error:
            if "disk" not in error.what:
                tally.wrong.append(error.what)
            break
        reported.add(article.id)
    spare.unlink()
    tally.runs += 1
    tally.stored += len(reported)
    check_kept(path, reported, tally)
    with open_store(path) as store:
        store.add([Article("small", "Ibex denies it.", Source("Quay News", "path"))])


def crowded(folder: Path, seconds: float, patience: float = WAITS[0]) -> Tally:
    """Let writers and readers, who have patience, loose on a store; so many seconds once each had a turn."""
    path, tally, reported = folder / "crowd.ondit", Tally(runs=1), set[str]()
    open_store(path).close()
    words: list[tuple[object, ...]] = [("add", path, f"w{number}", wait) for number, wait in enumerate(WAITS)]
    words += [("read", path, patience)] * READERS
    outputs = [folder / f"{line[0]}{number}" for number, line in enumerate(words)]
    running = []
    for line, output in zip(words, outputs, strict=True):
        with output.open("w") as out:
            running.append(subprocess.Popen([sys.executable, __file__, *map(str, line)], stdout=out))
    try:
        _wait_for_all(outputs, running)
        time.sleep(seconds)
        tally.wrong += [f"a process ended with {one.returncode}" for one in running if one.poll() is not None]
        tally.wrong += [f"{output.name} got no turn" for output in outputs if not _had_turn(output)]
    finally:
        for one in running:
            one.kill()
            one.wait()
    for output in outputs[: len(WAITS)]:
        _tell_writer(output.read_text(), reported, tally)
    for output in outputs[len(WAITS) :]:
        lines = output.read_text().splitlines()
        tally.reads += sum(not line.startswith("!") for line in lines)
        tally.wrong += [line for line in lines if line.startswith("!")]
    tally.stored = len(reported)
    check_kept(path, reported, tally)
    return tally


def _wait_for_all(outputs: Sequence[Path], running: Sequence[subprocess.Popen[bytes]]) -> None:
    """Wait until each process has had its turn, one has ended, or for long enough."""
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end and not (all(map(_had_turn, outputs)) or any(one.poll() for one in running)):
        time.sleep(0.01)


def _had_turn(output: Path) -> bool:
    """Say whether a process told of anything; it counts as no turn where one that waits was refused."""
    is_patient = output.name != f"add{WAITS.index(min(WAITS))}"
    return any(not (is_patient and line.startswith("!")) for line in output.read_text().splitlines())


def _tell_writer(output: str, reported: set[str], tally: Tally) -> None:
    whole, _, _ = output.rpartition("\n")
    for line in whole.splitlines():
        if not line.startswith("!"):
            reported.update(line.split())
        elif "is written to by" in line or "in use by another program" in line:
            tally.waits += 1
            tally.named += "is written to by" in line
        else:
            tally.wrong.append(line)


def main() -> int:
    """Run the command line."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--kills", type=int, default=200)
    given.add_argument("--disks", type=int, default=20)
    given.add_argument("--files", type=int, default=500)
    given.add_argument("--seconds", type=float, default=60)
    given.add_argument("--seed", type=int, default=2026)
    asked = given.parse_args()
    chance = random.Random(asked.seed)  # noqa: S311 - any will do
    with tempfile.TemporaryDirectory() as name:
        tallies = {
            "kills": killed(Path(name), asked.kills, chance),
            "disks": filled(Path(name), asked.disks, chance),
            "files": spoilt(Path(name), asked.files, chance),
            "crowd": crowded(Path(name), asked.seconds),
        }
    for what, tally in tallies.items():
        print(f"{what}: {tally or 'left out, as no disk may be mounted'}")
    lost = (tally.lost for what, tally in tallies.items() if tally and what != "files")
    return int(any(lost) or any(tally and tally.wrong for tally in tallies.values()))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["add", path, name, wait]:
            add(Path(path), name, float(wait))
        case ["read", path, wait]:
            read(Path(path), float(wait))
        case _:
            sys.exit(main())
