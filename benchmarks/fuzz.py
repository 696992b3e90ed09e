"""Damages good inputs of every parser, reads them, and tells what none may do: raise, hang, crash.

    python benchmarks/fuzz.py [--minutes 10] [--seed N] [--workers N] [--memory MB] [--keep FOLDER] [--only N]

Each run takes a file of sample_data or one made here, damages it, and gives it to the reader of its format,
of another format, or to the one that looks inside; two in five go to what else reads what may be hostile
(`fuzz_parts`): searches, dates, settings, headers, feeds that are watched, stores, what is kept, and the
whole pipeline from files to what is shown. Runs are numbered: the same seed and number give the same input,
so `--seed N --only NUMBER` runs one again. A reader may raise an `OnditError`. Any other exception, a process
that dies, more than 20 seconds, a sentence or a text that breaks the rules (`fuzz_rules`), and an input of
which nothing is told are failures: the input is kept in a folder, and the exit code is 1. It needs Linux or
another POSIX system.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import multiprocessing
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import NamedTuple

from damage import Case, Maker
from fuzz_parts import PARTS, read
from fuzz_rules import Told, sentences_fault, text_fault, told_fault

PATIENCE = 20.0
"""Seconds of the processor that one input may take."""
WAITING = 6.0
"""How many times as long a process is waited for: others use the processor, too."""
MEMORY = 4_000
"""MB."""
KEPT = 3
"""Inputs that are kept of each kind of failure."""


class Outcome(NamedTuple):
    """What became of one input; `fault` says what no reader may do, empty where it did not."""

    kind: str
    articles: int
    problems: int
    seconds: float
    fault: str = ""


def run(case: Case) -> Outcome:
    """Read an input, and hold what comes of it against the rules."""
    if case.kind in PARTS:
        return _run_part(case)
    from ondit.errors import InputError
    from ondit.ingest import formats
    from ondit.ingest.drafts import Draft, Place
    from ondit.model import Problem

    place = Place(case.name, "news", case.name, None, case.url, case.charset)
    reader = formats.READERS.get(case.kind, formats.sniff)
    counts, fault, start = Counter[type](), "", time.process_time()
    try:
        for found in reader(io.BytesIO(case.data), place):
            counts[type(found)] += 1
            if isinstance(found, Draft):
                fault = fault or text_fault(found.text)
            elif isinstance(found, Problem):
                fault = fault or told_fault(found.what, found.hint)
    except InputError as error:
        counts[Problem] += 1
        fault = fault or told_fault(error.what, error.hint)
    except Exception as error:  # noqa: BLE001 - what no reader may raise is what is looked for
        fault = _fault_of_error(error)
    if not counts and not fault:
        fault = "neither an article nor a problem"
    return _timed(Outcome(case.kind, counts[Draft], counts[Problem], time.process_time() - start, fault))


def _run_part(case: Case) -> Outcome:
    """Have a part that is no reader read an input."""
    from ondit.errors import OnditError

    start = time.process_time()
    try:
        told = read(case.kind, case.data)
    except OnditError as error:
        told = Told(problems=1, fault=sentences_fault((error.what, error.hint)))
    except Exception as error:  # noqa: BLE001 - what no part may raise is what is looked for
        told = Told(fault=_fault_of_error(error))
    return _timed(Outcome(case.kind, told.articles, told.problems, time.process_time() - start, told.fault))


def _timed(outcome: Outcome) -> Outcome:
    if outcome.seconds > PATIENCE and not outcome.fault:
        return outcome._replace(fault=f"more than {PATIENCE:.0f} s of the processor")
    return outcome


def _fault_of_error(error: Exception) -> str:
    steps = traceback.extract_tb(error.__traceback__)
    ours = [step for step in steps if "/ondit" in step.filename] or steps
    fault = f"{type(error).__name__} at {Path(steps[-1].filename).name}:{steps[-1].lineno}"
    return fault + f" under {Path(ours[-1].filename).name}:{ours[-1].lineno}: {str(error)[:120]!r}"


def _work(seed: int, memory: int, pipe: Connection) -> None:
    """Run what numbers stand for, one behind another, and send what becomes of each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory * 1_000_000,) * 2)
    maker = Maker(seed, PARTS)
    while (number := pipe.recv()) is not None:
        case = maker.make(number)
        faulthandler.dump_traceback_later(WAITING * PATIENCE - 5)
        pipe.send(run(case))
        faulthandler.cancel_dump_traceback_later()


class Worker:
    """A process that runs inputs, and when it began the one that it has."""

    def __init__(self, seed: int, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self._process = context.Process(target=_work, args=(seed, memory, other), daemon=True)
        self._process.start()
        other.close()
        self.number, self._began = -1, 0.0

    def begin(self, number: int) -> None:
        """Have it run the input of a number."""
        self.number, self._began = number, time.monotonic()
        self.pipe.send(number)

    def is_late(self, first: float) -> bool:
        """Say whether its input takes too long, with so many seconds more for what is done only once."""
        return time.monotonic() - self._began > WAITING * (PATIENCE + first)

    def end(self) -> int | None:
        """End the process, and return the exit code that it had before, if it was dead."""
        self._process.join(0.5)
        code = self._process.exitcode
        self._process.kill()
        self._process.join()
        self.pipe.close()
        return code


@dataclass(slots=True)
class Tally:
    """What became of all inputs so far."""

    maker: Maker
    folder: Path
    outcomes: dict[str, list[Outcome]] = field(default_factory=lambda: defaultdict(list))
    slowest: list[tuple[float, int, str]] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def note(self, number: int, outcome: Outcome) -> None:
        """Count what became of an input; of one that failed the bytes are kept."""
        self.outcomes[outcome.kind or "any"].append(outcome)
        self.seconds += outcome.seconds
        self.slowest = sorted([*self.slowest, (outcome.seconds, number, outcome.kind)], reverse=True)[:5]
        if outcome.fault:
            kind = re.sub(r": '.*|: \".*", "", outcome.fault)
            self.faults[kind] += 1
            if self.faults[kind] <= KEPT:
                case = self.maker.make(number)
                path = self.folder / f"{number}.{case.kind.removeprefix('.') or 'any'}"
                path.write_bytes(case.data)
                print(
                    f"FAILURE {case.kind or 'any'} run {number}: {outcome.fault}\n        {path}", flush=True
                )

    def show(self) -> None:
        """Print a table, a row a reader, and the failures."""
        print(f"\n{'reader':10}{'runs':>8}{'articles':>10}{'problems':>10}{'mean ms':>10}{'max ms':>10}")
        for kind, found in sorted(self.outcomes.items()):
            articles, problems = (sum(values) for values in zip(*(row[1:3] for row in found), strict=True))
            seconds = [row.seconds for row in found]
            print(
                f"{kind:10}{len(found):>8,}{articles:>10,}{problems:>10,}"
                f"{1_000 * sum(seconds) / len(found):>10.1f}{1_000 * max(seconds):>10,.0f}"
            )
        print("slowest: " + ", ".join(f"{s:.2f} s run {n} ({kind or 'any'})" for s, n, kind in self.slowest))
        runs, faults = sum(map(len, self.outcomes.values())), sum(self.faults.values())
        print(f"{runs:,} runs, {faults:,} failures, {self.seconds / 60:.1f} minutes of the processor")
        for kind, count in self.faults.most_common():
            print(f"  {count:,} × {kind}")


def fuzz(minutes: float, seed: int, workers: int, memory: int, folder: Path) -> Tally:
    """Run inputs until so many minutes of the processor are used."""
    tally = Tally(Maker(seed, PARTS), folder)
    numbers = iter(range(10**12))
    crew = [Worker(seed, memory) for _ in range(workers)]
    fresh = set(crew)
    for worker in crew:
        worker.begin(next(numbers))
    while crew:
        ready = set(wait([worker.pipe for worker in crew], 0.5))
        for worker in list(crew):
            outcome = _heard(worker, tally, is_ready=worker.pipe in ready, is_fresh=worker in fresh)
            if outcome is None:
                continue
            tally.note(worker.number, outcome)
            fresh.discard(worker)
            if outcome.fault.startswith("the process"):
                crew.remove(worker)
                worker = Worker(seed, memory)  # noqa: PLW2901
                crew.append(worker)
                fresh.add(worker)
            if tally.seconds < 60 * minutes:
                worker.begin(next(numbers))
            else:
                crew.remove(worker)
                worker.end()
    return tally


def _heard(worker: Worker, tally: Tally, *, is_ready: bool, is_fresh: bool) -> Outcome | None:
    """Return what became of a worker's input, if that is known; a worker that is late or dead is ended."""
    code: int | None = None
    if is_ready:
        try:
            outcome: Outcome = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            code = worker.end()
        else:
            return outcome
    elif not worker.is_late(30.0 if is_fresh else 0.0):
        return None
    else:
        worker.end()
    kind = tally.maker.make(worker.number).kind
    why = f"died ({code})" if is_ready else f"took more than {PATIENCE:.0f} s"
    return Outcome(kind, 0, 0, PATIENCE, f"the process {why}, reader {kind or 'any'}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=10, help="of processor time")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--memory", type=int, default=MEMORY, help="MB of addresses that a process may have")
    parser.add_argument("--keep", type=Path, help="the folder for inputs that failed")
    parser.add_argument("--only", type=int, help="run the input of this number, and nothing else")
    return parser.parse_args()


def main() -> int:
    """Run the command line."""
    asked = _arguments()
    if asked.only is not None:
        outcome = run(Maker(asked.seed, PARTS).make(asked.only))
        print(outcome)
        return int(bool(outcome.fault))
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="ondit-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    print(f"seed {asked.seed}, {asked.workers} workers, {asked.minutes:g} minutes; failures go to {folder}")
    with tempfile.TemporaryDirectory(prefix="ondit-fuzz-work-") as scratch:
        os.environ["TMPDIR"] = scratch  # for the workers: one that is ended leaves what it wrote
        tally = fuzz(asked.minutes, asked.seed, asked.workers, asked.memory, folder)
    tally.show()
    return int(bool(tally.faults))


if __name__ == "__main__":
    sys.exit(main())
