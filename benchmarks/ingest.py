"""Measures reading: how fast each format is read, up to articles with ids, and in how much memory.

    python benchmarks/ingest.py [--megabytes 200] [--large 2000] [--pages FOLDER] [--json FILE]

Every format is read in a process of its own, from invented articles of about 4 kB that are made in a
temporary folder: by its reader alone (drafts), and as `ondit add` reads it (articles with ids, each once).
Memory is the peak of what the process held resident, its interpreter and libraries included. `--large` gives
the megabytes of one more JSON Lines file, for memory alone. `--pages` reads a folder of web pages of yours,
by one process and by one for each core, beside bare `trafilatura.extract` by one.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from usage import cpu_seconds, resident

ARTICLE = 4_000
WORDS = (
    "harbour tunnel lens council report plant market price partner launch minister Monday Tarn Ibex Hask"
    " said will would from with that for the the the of of to to and in a a on by as its new late rumour"
    " denied named"
).split()
HEADER = ("id", "source", "url", "title", "author", "published", "text")

Row = dict[str, str]


def articles(count: int) -> Iterator[Row]:
    """Yield invented articles, the same every time."""
    chance = random.Random(1)  # noqa: S311 - no secret
    for number in range(count):
        words = chance.choices(WORDS, k=ARTICLE // 6)
        lines = [" ".join(words[start : start + 18]) + "." for start in range(0, len(words), 18)]
        yield {
            "id": f"a{number}",
            "source": f"Outlet {number % 40}",
            "url": f"https://outlet{number % 40}.example/2025/05/{number}",
            "title": " ".join(words[:8]),
            "author": "Jo Tarn",
            "published": f"2025-05-{number % 28 + 1:02}T09:30:00Z",
            "text": "\n\n".join(lines),
        }


def _jsonl(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row)}\n" for row in articles(count))


def _json(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("[" + ",\n".join(json.dumps(row) for row in articles(count)) + "]")


def _csv(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, HEADER)
        rows.writeheader()
        rows.writerows(articles(count))


def _gz(path: Path, count: int) -> None:
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.writelines(f"{json.dumps(row)}\n" for row in articles(count))


def _text(path: Path, count: int) -> None:
    for number, row in enumerate(articles(count)):
        folder = path / str(number // 1000)
        folder.mkdir(parents=True, exist_ok=True)
        text = f"{row['title'].capitalize()}\n\nBy {row['author']}\n\n{row['text']}\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def _parquet(path: Path, count: int) -> None:
    import duckdb

    lines = path.with_suffix(".jsonl")
    _jsonl(lines, count)
    duckdb.sql(f"copy (from read_json_auto('{lines}')) to '{path}'")
    lines.unlink()


FORMATS: dict[str, Callable[[Path, int], None]] = {
    "text": _text,
    "articles.jsonl": _jsonl,
    "articles.json": _json,
    "articles.csv": _csv,
    "articles.jsonl.gz": _gz,
    "articles.parquet": _parquet,
}


def drafts(path: Path, jobs: int) -> int:
    """Read by the readers alone, and return how many articles there were."""
    from ondit.ingest.drafts import Draft
    from ondit.ingest.inputs import expand
    from ondit.ingest.reach import Reach
    from ondit.ingest.steps import steps

    return sum(isinstance(step.found, Draft) for step in steps(expand([path]), Reach(jobs=jobs)))


def settled(path: Path, jobs: int) -> int:
    """Read as `ondit add` does, and return how many articles there were."""
    from ondit import ingest
    from ondit.model import Article

    return sum(isinstance(item, Article) for item in ingest.stream([path], reach=ingest.Reach(jobs=jobs)))


def extracted(path: Path) -> int:
    """Read pages by trafilatura alone, and return from how many it took a text."""
    import trafilatura

    return sum(
        bool(trafilatura.extract(page.read_bytes(), favor_precision=True, include_comments=False))
        for page in sorted(path.rglob("*.htm*"))
    )


WAYS: dict[str, Callable[[Path, int], int]] = {
    "drafts": drafts,
    "settled": settled,
    "extracted": lambda path, _: extracted(path),
}


def child(way: str, path: Path, jobs: int) -> None:
    """Read once, and print what it took."""
    spent, began = cpu_seconds(), time.perf_counter()
    count = WAYS[way](path, jobs)
    wall = time.perf_counter() - began
    print(
        json.dumps({"articles": count, "wall": wall, "cpu": cpu_seconds() - spent, "peak": resident("VmHWM")})
    )


def measured(way: str, path: Path, jobs: int = 1) -> dict[str, float]:
    """Read in a process of its own, and return what it took."""
    command = [sys.executable, __file__, "--child", way, str(path), str(jobs)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def size_of(path: Path) -> float:
    """Return the megabytes of a file, or of all files of a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def line(name: str, size: float, took: dict[str, float]) -> str:
    """Return a row of the table."""
    wall = took["wall"]
    figures = (size, took["articles"], wall, took["cpu"], size / wall, took["articles"] / wall, took["peak"])
    shown = (f"{figure:,.0f}" if figure >= 20 else f"{figure:.1f}" for figure in figures)
    return f"| {name} | {' | '.join(shown)} |"


def main() -> None:
    """Make the inputs, read them, and print the table."""
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    found: dict[str, dict[str, float]] = {}

    def tell(name: str, way: str, path: Path, jobs: int = 1) -> None:
        found[name] = measured(way, path, jobs) | {"megabytes": size_of(path)}
        print(line(name, found[name]["megabytes"], found[name]), flush=True)

    print("| read | MB | articles | wall s | CPU s | MB/s | articles/s | peak MB |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="ondit-benchmark-") as folder:
        for name, make in FORMATS.items():
            path = Path(folder) / name
            make(path, asked.megabytes * 1_000_000 // ARTICLE)
            tell(f"{name}, reader", "drafts", path)
            tell(f"{name}, with ids", "settled", path)
        if asked.large:
            path = Path(folder) / "large.jsonl"
            _jsonl(path, asked.large * 1_000_000 // ARTICLE)
            tell("large.jsonl, reader", "drafts", path)
            tell("large.jsonl, with ids", "settled", path)
    if asked.pages:
        cores = os.cpu_count() or 1
        tell("pages, trafilatura without metadata", "extracted", asked.pages)
        tell("pages, one process", "drafts", asked.pages)
        tell(f"pages, {cores} processes", "drafts", asked.pages, cores)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
