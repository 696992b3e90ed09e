"""Measures matching by the workers of a cluster on this machine: time, memory, bytes moved, spill.

    python benchmarks/cluster.py INPUT [--sentences 200000 1000000 5000000] [--workers 1 2] [--within 30]

The input is articles that Ondit reads, in the order of an archive; it needs Linux. For each number of
sentences so many of the first articles are written into files of JSON Lines; where there are too few, again
and again, as other articles of later years, and with `--shuffle` with each sentence's words in another order,
so that an archive that is longer than the input holds no copies. Each run has a fresh process, scheduler and
workers.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from measure import cpu_seconds, resident

from ondit import ingest, sentences
from ondit.model import Article

ARTICLES_A_FILE = 10_000
DAY = len("2022-05-23")


def archive(source: str, wanted: int, folder: Path, *, shuffle: bool) -> int:
    """Write the first articles that hold so many sentences; return how many sentences they hold."""
    articles = ingest.read_all([source]).articles
    counts = [len(sentences.split(article.text, article.language)) for article in articles]
    if not sum(counts):
        raise ValueError(f"{source} holds no sentence; give articles that Ondit reads")
    written = number = 0
    rows: list[dict[str, Any]] = []
    for again in range(wanted // sum(counts) + 1):
        for article, count in zip(articles, counts, strict=True):
            if written >= wanted:
                break
            rows.append(_row(article, again, number, shuffle=shuffle))
            written, number = written + count, number + 1
            if len(rows) == ARTICLES_A_FILE:
                _write(folder, number, rows)
                rows = []
    _write(folder, number, rows)
    return written


def _row(article: Article, again: int, number: int, *, shuffle: bool) -> dict[str, Any]:
    text = article.text
    if again and shuffle:
        random = Random(number)  # noqa: S311 - the same each time
        text = " ".join(_shuffled(text, random))
    row = {"id": f"{number}", "text": text, "source": article.source.value, "language": "en"}
    value = article.published.value if article.published else ""
    if len(value) >= DAY:
        row["published"] = str(date.fromisoformat(value[:DAY]) + timedelta(days=365 * again))
    return row


def _shuffled(text: str, random: Random) -> Iterator[str]:
    for span in sentences.split(text, "en"):
        words = text[span.start : span.end].rstrip(".!?").split()
        random.shuffle(words)
        yield " ".join(words).capitalize() + "."


def _write(folder: Path, number: int, rows: list[dict[str, Any]]) -> None:
    path = folder / f"{number:09}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def measure(folder: Path, out: Path, workers: int, within: int | None) -> dict[str, Any]:
    """Match an archive with so many workers; return what it took."""
    from distributed import Client, LocalCluster

    from ondit.cluster.crew import ANY_PORT, Workers
    from ondit.cluster.inputs import Source, sources_of
    from ondit.cluster.run import run

    stages: dict[str, float] = {}
    moved: dict[str, int] = {}
    began = last = time.perf_counter()

    def note(step: Any) -> None:
        nonlocal last
        now = time.perf_counter()
        stages[step.stage] = stages.get(step.stage, 0.0) + now - last
        last = now
        if step.done == step.total:
            moved["written"] = sum(one.stat().st_size for one in out.rglob("*") if one.is_file())

    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=ANY_PORT) as cluster:
        with Workers(cluster.scheduler_address) as crew:
            crew.check()
            sources = [one for one in sources_of([str(folder)]) if isinstance(one, Source)]
            outcome = run(sources, str(out), crew, within=within, report=note)
        wall = time.perf_counter() - began
        with Client(cluster) as client:
            told = list(client.run(of_process).values())
            spilled = sum(
                sum(one["metrics"]["spilled_bytes"].values())
                for one in client.scheduler_info()["workers"].values()
            )
    return {
        "wall": wall,
        "cpu": sum(one["cpu"] for one in told),
        "client_mb": resident("VmHWM"),
        "worker_mb": max(one["mb"] for one in told),
        "read_mb": sum(one["read"] for one in told) / 1e6,
        "written_mb": moved["written"] / 1e6,
        "spilled_mb": spilled / 1e6,
        "sentences": outcome.sentences,
        "matches": outcome.matches,
        "statements": outcome.statements,
        "left_out": outcome.left_out,
        "stages": {name: round(took, 1) for name, took in stages.items() if took >= 1},
    }


def of_process() -> dict[str, float]:
    """Return what the process of a worker took: processor seconds, memory at its peak, bytes read."""
    lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    read = next(int(line.split()[1]) for line in lines if line.startswith("rchar"))
    return {"cpu": cpu_seconds(), "mb": resident("VmHWM"), "read": read}


COLUMNS = {
    "sentences": "{:,}",
    "wall": "{:,.0f}",
    "cpu": "{:,.0f}",
    "client_mb": "{:,.0f}",
    "worker_mb": "{:,.0f}",
    "read_mb": "{:,.0f}",
    "written_mb": "{:,.0f}",
    "spilled_mb": "{:,.0f}",
    "matches": "{:,}",
    "statements": "{:,}",
    "left_out": "{:,}",
}
HEADS = (
    "workers | sentences | wall s | CPU s of workers | MB of client and scheduler | MB of a worker | "
    "MB read | MB written | MB spilled | matches | statements | pairs left out"
)


def main() -> None:
    """Print a table, row by row, and the seconds of each stage below it."""
    parser = argparse.ArgumentParser(description="Measure matching by the workers of a cluster.")
    parser.add_argument("input", help="articles that Ondit reads")
    parser.add_argument("--sentences", type=int, nargs="+", default=[200_000, 1_000_000, 5_000_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--within", type=int, help="days that articles may be apart")
    parser.add_argument("--shuffle", action="store_true", help="put the words of repeated articles anew")
    parser.add_argument("--json", type=Path, help="a file for every figure")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        folder, out, workers = asked.one
        print(json.dumps(measure(Path(folder), Path(out), int(workers), asked.within)))
        return
    print(f"| {HEADS} |\n|{'--:|' * (HEADS.count('|') + 1)}", flush=True)
    every = []
    for size in asked.sentences:
        with TemporaryDirectory() as place:
            folder = Path(place, "archive")
            folder.mkdir()
            archive(asked.input, size, folder, shuffle=asked.shuffle)
            for workers in asked.workers:
                took = _apart(asked, folder, Path(place, f"out-{workers}"), workers)
                every.append({"workers": workers, **took})
                cells = [f"{workers}", *(form.format(took[name]) for name, form in COLUMNS.items())]
                print(f"| {' | '.join(cells)} |", flush=True)
    for took in every:
        print(f"\n{took['sentences']:,} sentences, {took['workers']} workers, seconds: {took['stages']}")
    if asked.json:
        asked.json.write_text(json.dumps(every, indent=1), encoding="utf-8")


def _apart(asked: argparse.Namespace, folder: Path, out: Path, workers: int) -> dict[str, Any]:
    """Measure in a process of its own."""
    command = [sys.executable, __file__, asked.input, "--one", str(folder), str(out), str(workers)]
    within = [] if asked.within is None else ["--within", str(asked.within)]
    done = subprocess.run([*command, *within], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
