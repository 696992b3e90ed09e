"""Archives that the cluster's benchmark makes are no copies; its model finds what rows were made of."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import cluster_corpus
from benchmark_runs import Measured
from ondit import ingest, sentences

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import archive
import scaling


def rows_in(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines()
    ]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return cluster_corpus.write(tmp_path / "news.jsonl", cluster_corpus.rows(40))


def test_an_archive_goes_on_in_other_words_as_dense_as_it_was(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "COMMON", 5)
    monkeypatch.setattr(archive, "NEAR", 16)
    made = archive.Archive(str(source))
    (tmp_path / "out").mkdir()
    once = sum(one.published is not None for one in ingest.read_all([source]).articles)
    size = made.write(1_200, tmp_path / "out")
    rows = rows_in(tmp_path / "out")
    assert len(rows) == size.articles > once
    assert 1_200 <= size.sentences < 1_300
    first, second = rows[:once], rows[once:]
    assert max(row["published"] for row in first) < min(row["published"] for row in second)
    assert [row["published"] for row in rows] == sorted(row["published"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)
    one, other = (Counter(_sentences(part)) for part in (first[: len(second)], second))
    assert len(one.keys() & other.keys()) < 0.05 * len(other)
    assert max(one.values()) > 3
    assert sorted(one.values())[-5:] == sorted(other.values())[-5:]  # what many tell is told by as many


def _sentences(rows: list[dict[str, Any]]) -> list[str]:
    texts = [row["text"] for row in rows]
    return [text[span.start : span.end] for text in texts for span in sentences.split(text, "en")]


def test_words_are_exchanged_one_for_one_and_stay_as_large() -> None:
    vocabulary = [f"{number:05}" for number in range(2_000)]
    found, other = archive.exchanged(vocabulary, 2), archive.exchanged(vocabulary, 3)
    assert sorted(found.values()) == sorted(found) == vocabulary[archive.COMMON :]
    assert archive.exchanged(vocabulary, 2) == found
    assert sum(found[word] == other[word] for word in found) < 100
    assert all(abs(int(word) - int(found[word])) < archive.NEAR for word in found)
    assert archive.reworded("The BAY of Corvale, 12 bays", {"bay": "hill", "corvale": "tarn"}) == (
        "The HILL of Tarn, 12 bays"
    )


def test_the_model_finds_what_rows_were_made_of() -> None:
    cost = scaling.Cost(2e-3, 5e-9)
    rows = [
        {
            "sentences": size,
            "days": days,
            "within": within,
            "cpu": cost.of(size, scaling.reach(size, size / days, within)),
            "read_mb": size * 1e-3,
            "disk_mb": size * 2e-3,
            "workers": 1,
        }
        for size, days, within in ((200_000, 500, 30), (1_000_000, 2_000, 30), (1_000_000, 2_000, None))
    ]
    found = scaling.fitted(rows, "cpu")
    assert found.each == pytest.approx(cost.each)
    assert found.reach == pytest.approx(cost.reach)
    assert scaling.fitted(rows, "read_mb") == pytest.approx((1e-3, 0), abs=1e-12)
    assert "| 200,000 | 30 |" in scaling.modelled(rows)
    with pytest.raises(ValueError, match="two sizes"):
        scaling.fitted(rows[:1], "cpu")


def test_a_window_reaches_no_further_than_the_archive() -> None:
    assert scaling.reach(1_000, 10, None) == 500
    assert scaling.reach(1_000, 10, 3) == 45
    assert scaling.reach(1_000, 10, 0) == 15
    assert scaling.reach(1_000, 10, 99) == 500


def test_a_model_of_a_folder_without_rows_says_what_to_do(measured: Measured, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="Measure two sizes"):
        measured("cluster", "--model", str(tmp_path))
