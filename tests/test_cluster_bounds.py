"""What a task of a cluster holds is bounded whatever it reads, and what is cut is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

pytest.importorskip("pyarrow", reason="the extra cluster is not installed")
pytest.importorskip("duckdb", reason="the extra cluster is not installed")
pytest.importorskip("fsspec", reason="the extra cluster is not installed")

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import cluster_corpus
from ondit.cluster import asking, bounding, linking, worlds
from ondit.cluster.bounding import Nearest, few_quoted, near_enough, slices
from ondit.cluster.doing import Stages
from ondit.cluster.joining import Found, join_name
from ondit.cluster.run import run
from ondit.cluster.shelf import Shelf
from ondit.cluster.working import Task, perform
from ondit.matching.fragments import Quoted
from ondit.matching.many.between import Batch, Segment
from ondit.model import Span
from test_cluster_splitting import Here, source_of

TEMPLATE = "Shares of {} closed at {} crowns on the Northern Exchange on Tuesday after a quiet session."


class Across:
    """Stands for two blocks of which every sentence is told on some day."""

    def __init__(self, told: list[int]) -> None:
        self.told = np.array(told)

    def are_across(self, left: Any, right: Any) -> Any:
        return left != right


pairs_of = st.lists(st.tuples(st.integers(0, 9), st.integers(10, 19)), max_size=60, unique=True)


@given(
    pairs=pairs_of,
    cuts=st.lists(st.integers(0, 60), max_size=4),
    told=st.lists(st.integers(0, 3), min_size=20, max_size=20),
)
def test_pairs_that_come_in_parts_are_kept_as_all_at_once(
    pairs: list[tuple[int, int]], cuts: list[int], told: list[int]
) -> None:
    left, right = np.array(pairs, np.int64).reshape(-1, 2).T
    unlike = (left * 7 + right * 3) % 5
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounding, "MOST_PARTNERS", 2)
        patch.setattr(bounding, "MOST_HELD", 41)
        nearest = Nearest(Across(told), 3)  # type: ignore[arg-type]
        bounds = [0, *sorted(min(cut, len(left)) for cut in cuts), len(left)]
        for low, high in pairwise(bounds):
            nearest.add(left[low:high], right[low:high], unlike[low:high])
        kept, cut = nearest.kept()
        wanted = near_enough(left, right, (np.array(told), unlike))
    found = set(zip(kept[0].tolist(), kept[1].tolist(), strict=True))
    assert found == {pair for pair, is_kept in zip(pairs, wanted.tolist(), strict=True) if is_kept}
    assert cut == len(pairs) - len(found)


def test_no_more_pairs_are_kept_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounding, "MOST_HELD", 500)
    nearest = Nearest(Across([0] * 200), 3)  # type: ignore[arg-type]
    left, right = (side.ravel() for side in np.meshgrid(np.arange(100), np.arange(100, 200)))
    for part in np.array_split(np.arange(len(left)), 30):
        nearest.add(left[part], right[part], np.abs(left[part] + 100 - right[part]))
    kept, cut = nearest.kept()
    assert 100 <= len(kept[0]) <= 500
    assert cut == 10_000 - len(kept[0])
    assert set(zip(range(100), range(100, 200), strict=True)) <= set(
        zip(*(side.tolist() for side in kept[:2]), strict=True)
    )


@given(st.lists(st.integers(0, 30), max_size=40))
def test_slices_hold_all_and_little(costs: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounding, "MOST_PAIRS", 20)
        found = list(slices(np.array(costs, np.int64)))
    assert [row for one in found for row in range(one.start, one.stop)] == list(range(len(costs)))
    assert all(sum(costs[one][:-1]) < 20 + 1 or one.stop - one.start == 1 for one in found)


def test_short_quotes_that_all_repeat_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounding, "MOST_QUOTED", 100)
    words = ("not", "in", "talks")
    needles = [(row, Span(0, 9), words) for row in range(80)]
    starts = np.array([hash(words)] * 80 + [1, 2])
    quoted = Quoted(needles, starts, np.arange(82))
    told = np.arange(82)[::-1]
    kept, cut = few_quoted(quoted, told)
    assert [row for row, *_ in kept.needles] == list(range(72, 80))
    assert kept.hosts.tolist() == [*range(72, 80), 80, 81]
    assert cut == 80 * 80 - 64
    assert few_quoted(kept, told) == (kept, 0)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return articles in which every other sentence fills in one template."""
    rows = [row for row in cluster_corpus.rows(16) if "text" in row]
    for at, row in enumerate(rows):
        told = (TEMPLATE.format(f"Corvale {chr(97 + at % 26)}{place}", 10 + place) for place in range(12))
        row["text"] = f"{row['text']} {' '.join(told)}"
    return cluster_corpus.write(tmp_path_factory.mktemp("news") / "news.jsonl", rows)


def matches(out: Path) -> Counter[str]:
    import pyarrow.parquet as pq

    rows = (row for part in (out / "matches").iterdir() for row in pq.read_table(part).to_pylist())
    return Counter(map(repr, rows))


def test_few_pairs_are_held_at_a_time_and_the_same_are_found(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worlds, "FEW_TEXTS", 10)
    whole = run([source_of(news)], str(tmp_path / "whole"), Here(), block_size=30_000)
    held: list[tuple[int, int]] = []
    add = Nearest.add

    def noted(self: Nearest, left: Any, *more: Any) -> None:
        add(self, left, *more)
        held.append((len(left), self._size))

    monkeypatch.setattr(Nearest, "add", noted)
    monkeypatch.setattr(bounding, "MOST_PAIRS", 1_000)
    parts = run([source_of(news)], str(tmp_path / "parts"), Here(), block_size=30_000)
    assert max(size for size, _ in held) <= 1_000 + 400
    assert len(held) > 30
    assert whole.cut == parts.cut == 0
    assert matches(tmp_path / "parts") == matches(tmp_path / "whole")
    held.clear()
    monkeypatch.setattr(bounding, "MOST_HELD", 2_000)
    cut = run([source_of(news)], str(tmp_path / "cut"), Here(), block_size=30_000)
    assert max(size for _, size in held) <= 2_000 + 1_600
    assert cut.cut > 5_000
    assert cut.matches > 300


class Side:
    """Stands for two blocks of as many sentences, or for one, which all fill in one template."""

    def __init__(self, size: int, *, is_one: bool) -> None:
        self.is_one = is_one
        self.told = np.random.default_rng(size).permutation(size)
        texts = [f"Shares closed at {number} crowns." for number in range(size)]
        self.a = SimpleNamespace(batch=Batch(0, texts, np.arange(size), None))  # type: ignore[arg-type]

    def taking(self, block: Any) -> Any:
        return np.arange(len(block.batch.texts))


@pytest.mark.parametrize("is_one", [True, False])
def test_what_all_fill_in_is_compared_with_few(monkeypatch: pytest.MonkeyPatch, is_one: bool) -> None:
    monkeypatch.setattr(bounding, "MOST_MET", 10)
    monkeypatch.setattr(bounding, "MOST_PAIRS", 400)
    monkeypatch.setattr(
        asking, "_part", lambda own, rows: own._replace(texts=rows.tolist(), groups=own.groups[rows])
    )
    compared = []
    for size in (200, 400):
        both, nearest, looked = Side(size, is_one=is_one), Nearest(Across([0] * size), 3), []  # type: ignore[arg-type]

        def look(part: Any, among: Any, looked: list[int] = looked) -> Any:
            left, right = (side.ravel() for side in np.indices((len(part.texts), len(among.batch.texts))))
            looked.append(len(left))
            return left, right, np.zeros(len(left))

        asked = asking.Asked(both, np.full(size, size))  # type: ignore[arg-type]
        parts = asked.found(Segment(both.a.batch, None, None), look, _segment, nearest)  # type: ignore[arg-type]
        found = [
            pair for left, right, *_ in parts for pair in zip(left.tolist(), right.tolist(), strict=True)
        ]
        assert len(found) == len(set(found))
        every = size * (size - 1) // 2 if is_one else size * size
        assert len(found) + nearest.unseen == every
        first = set(np.argsort(both.told)[:10].tolist())  # those told first are compared with all
        others = Counter(other for one, other in found if one in first)
        assert all(others[row] >= 10 for row in set(range(size)) - (first if is_one else set()))
        compared.append(sum(looked))
    assert max(compared) <= 400 * 20
    assert compared[1] <= 2 * compared[0] + 400


def _segment(batch: Any) -> Any:
    return Segment(batch, None, None)  # type: ignore[arg-type]


def test_a_template_that_all_fill_in_is_cut_and_counted(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worlds, "FEW_TEXTS", 10)
    monkeypatch.setattr(bounding, "MOST_PARTNERS", 8)
    whole = run([source_of(news)], str(tmp_path / "whole"), Here())
    monkeypatch.setattr(bounding, "MOST_MET", 16)
    monkeypatch.setattr(bounding, "MOST_PAIRS", 1_000)
    cut = run([source_of(news)], str(tmp_path / "cut"), Here())
    assert cut.cut > 3_000
    assert cut.matches > whole.matches / 2
    assert {row.split("'")[3] for row in matches(tmp_path / "cut")} == {
        row.split("'")[3] for row in matches(tmp_path / "whole")
    }


def test_what_was_done_is_told_task_by_task(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(f"memory://done-{uuid4().hex}")
    pairs = [(a, b) for b in range(30) for a in range(b + 1)]
    for a, b in pairs:
        if a != 7:
            shelf.keep(f"done/join/{b:06}/{join_name(a, b)}", Found(2, 1))
    asked, told, listed = 0, 0, [0]

    def given() -> Iterator[tuple[str, tuple[int, int]]]:
        nonlocal asked
        for a, b in pairs:
            asked += 1
            assert asked - told <= 1
            yield join_name(a, b), (a, b)

    def counted(self: Shelf, name: str, kind: Any, kept: Any = Shelf.kept) -> Any:
        nonlocal told
        told += 1
        return kept(self, name, kind)

    def noted(self: Shelf, folder: str, names: Any = Shelf.names) -> Any:
        found = names(self, folder)
        listed.append(len(found))
        return found

    monkeypatch.setattr(Shelf, "kept", counted)
    monkeypatch.setattr(Shelf, "names", noted)
    crew = OneByOne()

    def joined(_shelf: Shelf, a: int, b: int) -> Found:
        nonlocal told
        told += 1
        return Found(100, a)

    stages = Stages(shelf, crew, lambda _: None)
    assert stages.sums("join", joined, given(), len(pairs)) == [2 * (465 - 23) + 2_300, (465 - 23) + 7 * 23]
    assert crew.done == [join_name(7, b) for b in range(7, 30)]
    assert max(listed) <= 30


class OneByOne:
    """Does tasks one by one, as they are asked for."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def perform(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
        for task in tasks:
            self.done.append(task.name)
            yield task, perform(task)


@given(st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6), max_size=9))
def test_forests_are_united_some_at_a_time_as_all_at_once(links: list[list[tuple[int, int]]]) -> None:
    shelf = Shelf(f"memory://forests-{uuid4().hex}")
    every = [np.array(some, np.int64).reshape(-1, 2) for some in links]
    for number, some in enumerate(every):
        shelf.keep(f"forests/0-{number}", linking.forest(some[:, 0], some[:, 1]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linking, "AT_ONCE", 2)
        count = linking.unite(shelf, "1-0", [f"0-{number}" for number in range(len(links))])
    whole = linking.forest(*np.concatenate([np.zeros((0, 2), np.int64), *every]).T)
    found = shelf.kept("forests/1-0", linking.Forest)
    assert (found.rows.tolist(), found.roots.tolist()) == (whole.rows.tolist(), whole.roots.tolist())
    assert count == len(whole.rows)
