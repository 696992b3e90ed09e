"""The benchmark of pages: what it counts, and that it runs on a folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import pages as benchmark

STATED = benchmark.Found(
    "The dock opened at noon today.", "Ostrel opens its new dock", "Mara Lind, Jo Till", "2025-05-23"
)


def test_what_is_right_counts_in_full() -> None:
    got = benchmark.judge(
        benchmark.Found(
            "the DOCK opened — at noon, today!",
            "Ostrel Opens its new DOCK",
            "Jo Till and Mara Lind",
            "2025-05-23T09:30",
        ),
        STATED,
    )
    assert got == {
        "precision": 1, "recall": 1, "f1": 1, "none": 0, "title": 1, "close": 1, "authors": 1, "partly": 1,
        "date": 1, "wrong date": 0,
    }  # fmt: skip


def test_what_is_partly_right_counts_in_part() -> None:
    found = benchmark.Found("The dock opened at six", "Ostrel opened its new dock", "Mara Lind", "2025-05-24")
    got = benchmark.judge(found, STATED)
    assert got["precision"] == pytest.approx(1 / 2)
    assert got["recall"] == pytest.approx(1 / 3)
    assert got["f1"] == pytest.approx(0.4)
    assert (got["title"], got["close"]) == (0, 1)
    assert (got["authors"], got["partly"]) == (0, 1)
    assert (got["date"], got["wrong date"]) == (0, 1)


def test_nothing_found_counts_as_nothing() -> None:
    got = benchmark.judge(benchmark.Found(), STATED)
    assert [got[name] for name in ("precision", "recall", "f1", "none", "authors", "wrong date")] == [
        0,
        0,
        0,
        1,
        0,
        0,
    ]


def test_a_folder_gives_a_table(tmp_path: Path) -> None:
    text = "The harbour board of Ostrel opened the new dock on Monday, two years behind its plan of old."
    rows = {}
    (tmp_path / "html").mkdir()
    for name in map(str, range(8)):
        row = {"title": "Dock", "authors": "", "date": "2025-05-23", "url": "https://a.example/2025/05/23/x"}
        rows[name] = row | {"articleBody": text}
        (tmp_path / "html" / f"{name}.html").write_text(
            f"<h1>Dock</h1><article><p>{text}</p></article>", "utf-8"
        )
    rows["missing"] = rows["0"]
    (tmp_path / "articles.json").write_text(json.dumps(rows), "utf-8")
    sample = list(benchmark.load(tmp_path))
    lines = list(benchmark.table(sample, ["ondit"]))
    assert len(sample) == 8
    assert {page.half for page in sample} == {"known", "unseen"}
    assert len(lines) == 4
    for line, half in zip(lines[2:], ("known", "unseen"), strict=True):
        assert line.startswith(
            f"| ondit | {half} | {sum(page.half == half for page in sample)} | 1.000 | 1.000 |"
        )
        assert "| 1.000 | 0.000 | 0 |" in line
