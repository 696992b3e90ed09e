"""Measures matching beside other engines: time, memory, pairs found and recall, on texts that you have.

    python benchmarks/matching.py CORPUS [CORPUS ...] --sizes 10000,50000 --engines ondit,cdist,rensa

A corpus is a table with a row `article, date, sentence` a line, parted by tabs, or anything that Ondit reads.
Every engine runs in a fresh process for every corpus and size. See README.md in this folder.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path

import corpus
import numpy as np
import oracle
import report
from corpus import Corpus
from oracle import Truth
from pairing import collapse
from report import Result
from rivals import COMPILED, CONTAINMENT, ENGINES, WARM_UP_TEXTS, chosen
from usage import resident

SIZES = "10000,50000,200000,1000000"
NAMES = "ondit,cdist,rensa,datasketch,sparse-dot-topn"
MEASURE = Path(__file__).with_name("measure.py")
POLL_SECONDS = 0.1
WARM_UP_ALLOWANCE = 900
"""Seconds beyond the limit that a process may take to load, to compile and to write down what it found."""
RUN_SAMPLE = 5
"""Aligning costs more than comparing: containment asks one wording where matching asks five."""


@dataclass(slots=True)
class Plan:
    """What to measure, and how far.

    Attributes:
        engines: Names of engines, in the table's order.
        sizes: Numbers of texts, ascending.
        sample: Wordings that are compared with all, where there are too many to compare all pairs.
        limit: Seconds that a run may take.
        memory: MB that a process may hold.
        cache: Folder for what the oracle found, absent to find it anew.
        folder: Folder for this run's own files.
        cold: Seconds of the first call of each engine that compiles.
        gone: Engines that went over a limit, by corpus: larger sizes are not tried.
    """

    engines: list[str]
    sizes: list[int]
    sample: int
    limit: float
    memory: float
    cache: Path | None
    folder: Path
    cold: dict[str, float] = field(default_factory=dict)
    gone: dict[tuple[str, str], str] = field(default_factory=dict)


def measured(plan: Plan, source: Path) -> Iterator[Result]:
    """Run every engine on every size of one corpus, and tell how much each found."""
    ready = corpus.prepare(source, plan.sizes, plan.folder)
    for size in ready.fingerprints:
        truths: dict[bool, Truth] = {}
        for engine in plan.engines:
            result = run(plan, ready, engine, size)
            if result.reason is None:
                result = compared(plan, ready, result, truths)
            yield result


def run(plan: Plan, ready: Corpus, engine: str, size: int) -> Result:
    """Run one engine in a process of its own, unless its package is missing or it is known to fail."""
    result = Result(ready.name, engine, size)
    package = ENGINES[engine].package
    if find_spec(package) is None:
        return replace(result, reason=f"not run: {package} is not installed")
    if (ready.name, engine) in plan.gone:
        return replace(result, reason=f"{plan.gone[ready.name, engine]} at a smaller size")
    if engine in COMPILED and engine not in plan.cold:
        plan.cold[engine] = 0.0
        plan.cold[engine] = run(plan, ready, engine, WARM_UP_TEXTS).warm_up
    reason = _carried_out(plan, ready, engine, size)
    if reason is not None:
        plan.gone[ready.name, engine] = reason
        return replace(result, reason=reason)
    took = json.loads((plan.folder / "took.json").read_text(encoding="utf-8"))
    return replace(result, **took, cold=plan.cold.get(engine, 0.0))


def _carried_out(plan: Plan, ready: Corpus, engine: str, size: int) -> str | None:
    """Run one engine, and return why it came to nothing, if it did."""
    (plan.folder / "took.json").unlink(missing_ok=True)
    command = [
        sys.executable,
        str(MEASURE),
        engine,
        str(ready.lines),
        str(size),
        str(plan.limit),
        str(plan.folder),
    ]
    with (plan.folder / "errors").open("w+", encoding="utf-8") as errors:
        reason = _watch(plan, command, errors.fileno())
        errors.seek(0)
        said = errors.read().strip().splitlines()
    if reason is None and not (plan.folder / "took.json").is_file():
        return f"failed: {said[-1] if said else 'nothing said'}"
    return reason


def _watch(plan: Plan, command: Sequence[str], errors: int) -> str | None:
    """Wait for a process, end it beyond a limit, and return which limit that was."""
    environment = os.environ | {"NUMBA_CACHE_DIR": str(plan.folder / "compiled")}
    with subprocess.Popen(command, stdout=errors, stderr=errors, env=environment) as process:
        for _ in range(int((plan.limit + WARM_UP_ALLOWANCE) / POLL_SECONDS)):
            try:
                code = process.wait(POLL_SECONDS)
            except subprocess.TimeoutExpired:
                if resident(process=process.pid) > plan.memory:
                    process.kill()
                    return f"over the limit ({plan.memory:,.0f} MB)"
            else:
                return f"over the limit ({plan.limit:,.0f} s)" if code == -signal.SIGALRM else None
        process.kill()
    return f"over the limit ({plan.limit:,.0f} s)"


def compared(plan: Plan, ready: Corpus, result: Result, truths: dict[bool, Truth]) -> Result:
    """Compare what an engine found with what is there; what is there is found once a size."""
    found = np.load(plan.folder / "pairs.npy")
    runs = result.engine == CONTAINMENT
    if runs not in truths:
        truths[runs] = _truth(plan, ready, result.size, runs=runs)
    there = truths[runs]
    result = replace(result, pairs=len(found), recall=oracle.recall(there, found))
    if runs:
        return replace(result, recall_of_half=oracle.recall(oracle.halves(there), found))
    return replace(result, wrong=oracle.wrong(there, found))


def _truth(plan: Plan, ready: Corpus, size: int, *, runs: bool) -> Truth:
    """Find what is there, or read it where it was found before."""
    sample: int | None = plan.sample // RUN_SAMPLE if runs else plan.sample
    if size <= oracle.COMPLETE and not runs:
        sample = None
    kind = "runs" if runs else "whole"
    name = oracle.name_of(ready.fingerprints[size], kind, "all" if sample is None else sample)

    def find() -> Truth:
        wordings, _ = collapse(corpus.load(ready.lines, size))
        return oracle.shared_runs(wordings, sample or 0) if runs else oracle.alike(wordings, sample)

    return oracle.cached(plan.cache, name, find)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure matching beside other engines.")
    parser.add_argument(
        "corpora", nargs="+", type=Path, metavar="CORPUS", help="a table of sentences, or anything"
    )
    parser.add_argument("--sizes", default=SIZES, help=f"numbers of texts, parted by commas ({SIZES})")
    parser.add_argument("--engines", default=NAMES, help=f"names, parted by commas ({NAMES})")
    parser.add_argument("--contained", action="store_true", help="measure matching.contained, too")
    parser.add_argument(
        "--sample", type=int, default=1_000, help="wordings compared with all beyond 50,000 texts"
    )
    parser.add_argument("--limit", type=float, default=600, help="seconds that a run may take (600)")
    parser.add_argument(
        "--memory", type=float, help="MB that a run may hold (three quarters of what is free)"
    )
    parser.add_argument("--oracle-cache", type=Path, metavar="DIR", help="keep what the oracle finds here")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results here, too")
    return parser.parse_args(given)


def main() -> None:
    """Measure what the command line asks for and print a table a corpus."""
    asked = arguments()
    try:
        engines = chosen(asked.engines.split(","), containment=asked.contained)
        sizes = sorted({int(size) for size in asked.sizes.split(",")})
    except ValueError as error:
        sys.exit(f"error: {error}")
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="ondit-benchmark-") as folder:
        memory = asked.memory or 0.75 * free_mb()
        plan = Plan(engines, sizes, asked.sample, asked.limit, memory, asked.oracle_cache, Path(folder))
        for source in asked.corpora:
            for result in measured(plan, source):
                print(report.line(result), file=sys.stderr, flush=True)
                results.append(result)
                if asked.json:
                    asked.json.write_text(report.as_json(results), encoding="utf-8")
    print(report.tables(results))


def free_mb() -> float:
    """Return the memory that this machine has to give, in MB."""
    figures = dict(row.split(":") for row in Path("/proc/meminfo").read_text(encoding="ascii").splitlines())
    return int(figures["MemAvailable"].split()[0]) / 1024


if __name__ == "__main__":
    main()
