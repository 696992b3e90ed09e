"""Measures matching by the workers of a cluster on this machine: time, memory, bytes moved, spill.

    python benchmarks/cluster.py INPUT FOLDER [--sentences 200000 1000000 5000000] [--workers 1 2]
        [--within 30 all]
    python benchmarks/cluster.py --model FOLDER

The input is articles with their days that Ondit reads; it needs Linux. The folder keeps the archives that
are made of them (`archive.py` says how, and why one that is longer than the input holds no copies) and each
row of the table. What is there is not made again: the same command goes on behind the last row, and more
sizes make more rows. Each row is measured by a process of its own, with fresh workers, from nothing; with
one thread a worker.

`--model` measures nothing: of the rows that are there it makes constants, and of these what larger archives
would take (`scaling.py`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from typing import Any

from archive import Archive, Size
from scaling import modelled
from usage import cpu_seconds, resident

ALL = "all"


class Stages:
    """How long each stage of a run takes, and how much lies on the disk at most.

    Args:
        out: The folder of the run.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._last = time.perf_counter()
        self.seconds: dict[str, float] = {}
        self.disk = 0

    def note(self, step: Any) -> None:
        """Count what passed since the last step as the stage of this one."""
        now = time.perf_counter()
        self.seconds[step.stage] = self.seconds.get(step.stage, 0.0) + now - self._last
        self._last = now
        if step.done == step.total:
            lying = sum(one.stat().st_size for one in self._out.rglob("*") if one.is_file())
            self.disk = max(self.disk, lying)


def measure(folder: Path, out: Path, workers: int, within: int | None) -> dict[str, Any]:
    """Match an archive with so many workers; return what it took."""
    from distributed import Client, LocalCluster

    from ondit.cluster.crew import ANY_PORT, Workers
    from ondit.cluster.inputs import Source, sources_of
    from ondit.cluster.run import run

    stages, began = Stages(out), time.perf_counter()
    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=ANY_PORT) as cluster:
        with Workers(cluster.scheduler_address) as crew:
            crew.check()
            sources = [one for one in sources_of([str(folder)]) if isinstance(one, Source)]
            outcome = run(sources, str(out), crew, within=within, report=stages.note)
        wall = time.perf_counter() - began
        with Client(cluster) as client:
            told = list(client.run(of_process).values())
    return {
        "wall": wall,
        "client_mb": resident("VmHWM"),
        "disk_mb": stages.disk / 1e6,
        **of_all(told),
        "sentences": outcome.sentences,
        "matches": outcome.matches,
        "statements": outcome.statements,
        "left_out": outcome.left_out,
        "cut": outcome.cut,
        "stages": {name: round(took, 1) for name, took in stages.seconds.items() if took >= 1},
    }


def of_all(workers: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return what all workers took together, of memory what the largest held."""
    megabytes = ("read", "written", "moved", "spilled")
    return {
        "cpu": sum(one["cpu"] for one in workers),
        "worker_mb": max(one["mb"] for one in workers),
        **{f"{name}_mb": sum(one[name] for one in workers) / 1e6 for name in megabytes},
    }


def of_process(dask_worker: Any) -> dict[str, float]:
    """Return what a worker took: processor seconds, peak of memory, bytes read, written, moved, spilled."""
    lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    told = {name: int(value) for name, value in (line.split(": ") for line in lines)}
    spill = getattr(dask_worker.data, "cumulative_metrics", {})
    return {
        "cpu": cpu_seconds(),
        "mb": resident("VmHWM"),
        "read": told["rchar"],
        "written": told["wchar"],
        "moved": dask_worker.transfer_outgoing_bytes_total,
        "spilled": spill.get(("disk-write", "bytes"), 0),
    }


COLUMNS = {
    "workers": ("{:,}", "workers"),
    "window": ("{}", "window"),
    "articles": ("{:,}", "articles"),
    "sentences": ("{:,}", "sentences matched"),
    "wall": ("{:,.0f}", "wall s"),
    "cpu": ("{:,.0f}", "CPU s of workers"),
    "client_mb": ("{:,.0f}", "MB of client and scheduler"),
    "worker_mb": ("{:,.0f}", "MB of a worker"),
    "read_mb": ("{:,.0f}", "MB read"),
    "written_mb": ("{:,.0f}", "MB written"),
    "disk_mb": ("{:,.0f}", "MB on the disk at most"),
    "moved_mb": ("{:,.1f}", "MB between workers"),
    "spilled_mb": ("{:,.1f}", "MB spilled"),
    "matches": ("{:,}", "matches"),
    "statements": ("{:,}", "statements"),
    "left_out": ("{:,}", "pairs left out"),
    "cut": ("{:,}", "pairs cut"),
}


def line(row: dict[str, Any]) -> str:
    """Return a row of the table."""
    shown = row | {"window": ALL if row["within"] is None else row["within"]}
    return f"| {' | '.join(form.format(shown[name]) for name, (form, _) in COLUMNS.items())} |"


def main() -> None:
    """Print the table row by row, and the seconds of each stage below it; or the model."""
    parser = argparse.ArgumentParser(description="Measure matching by the workers of a cluster.")
    parser.add_argument("input", nargs="?", help="articles with their days that Ondit reads")
    parser.add_argument("folder", type=Path, help="what keeps archives and rows")
    parser.add_argument("--sentences", type=int, nargs="+", default=[200_000, 1_000_000, 5_000_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--within", type=window, nargs="+", default=[30], help=f"days, or {ALL}")
    parser.add_argument("--model", action="store_true", help="tell what larger archives would take")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        archive, out = map(Path, asked.one)
        print(json.dumps(measure(archive, out, asked.workers[0], asked.within[0])))
    elif asked.model:
        rows = rows_of(asked.folder)
        try:
            print(modelled([row for row in rows if row["workers"] == min(one["workers"] for one in rows)]))
        except ValueError as error:
            raise SystemExit(f"{asked.folder}: {error}") from None
    else:
        print(f"| {' | '.join(head for _, head in COLUMNS.values())} |\n|{'--:|' * len(COLUMNS)}", flush=True)
        rows = [row for size in asked.sentences for row in measured(asked, size)]
        for row in rows:
            print(f"\n{line(row)}\nseconds: {row['stages']}")


def window(value: str) -> int | None:
    """Return the days of a window as it is typed; absent where all is compared with all."""
    return None if value == ALL else int(value)


def rows_of(folder: Path) -> list[dict[str, Any]]:
    """Return all rows that were measured, the smallest first."""
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("row-*.json")]
    return sorted(rows, key=lambda row: (row["sentences"], row["workers"], row["wall"]))


def measured(asked: argparse.Namespace, size: int) -> list[dict[str, Any]]:
    """Return the rows of a size, those that are not there measured now."""
    found = []
    for within in asked.within:
        for workers in asked.workers:
            kept = asked.folder / f"row-{size}-{ALL if within is None else within}-{workers}.json"
            if not kept.exists():
                archive, told = made(asked, size)
                row = {"workers": workers, "within": within, "articles": told.articles, "days": told.days}
                row |= _apart(asked, archive, workers, within)
                _write(kept, row)
            found.append(json.loads(kept.read_text(encoding="utf-8")))
            print(line(found[-1]), flush=True)
    return found


def made(asked: argparse.Namespace, size: int) -> tuple[Path, Size]:
    """Return an archive of so many sentences, made where it is not there whole."""
    archive = asked.folder / f"archive-{size}"
    told = asked.folder / f"archive-{size}.json"
    if not told.exists():
        if asked.input is None:
            raise SystemExit("Name the articles that archives are made of, before the folder.")
        rmtree(archive, ignore_errors=True)
        archive.mkdir(parents=True)
        _write(told, Archive(asked.input).write(size, archive)._asdict())
    return archive, Size(**json.loads(told.read_text(encoding="utf-8")))


def _write(path: Path, told: dict[str, Any]) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(told, indent=1), encoding="utf-8")
    beside.replace(path)


def _apart(asked: argparse.Namespace, archive: Path, workers: int, within: int | None) -> dict[str, Any]:
    """Measure in a process of its own, from nothing."""
    out = asked.folder / "out"
    rmtree(out, ignore_errors=True)
    command = [sys.executable, __file__, str(asked.folder), "--one", str(archive), str(out)]
    command += ["--workers", f"{workers}", "--within", ALL if within is None else f"{within}"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    rmtree(out, ignore_errors=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
