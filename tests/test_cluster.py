"""Matching by many hands finds what one process finds, however its work is cut, stopped and gone on with."""

from __future__ import annotations

import json
from ast import literal_eval
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

pytest.importorskip("distributed", reason="the extra cluster is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="the extra cluster is not installed")

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import cluster_corpus
from ondit import ingest, pipeline
from ondit.cluster import blocks, bounding, stages, worlds
from ondit.cluster.inputs import Source, sources_of
from ondit.cluster.local import write_story
from ondit.cluster.run import run
from ondit.cluster.stages import Outcome
from ondit.cluster.working import Task, perform
from ondit.errors import InputError, OutputError
from ondit.ingest.results import TABLES
from ondit.matching import containment, rewording, whole
from ondit.matching.many import run_plan
from ondit.model import Problem, Story

pytestmark = pytest.mark.xdist_group("cluster")

ARTICLES = 40
BLOCK = 20_000
FEW = 400


class Here:
    """Does tasks in this process, so many at the most."""

    def __init__(self, most: int | None = None) -> None:
        self.most = most
        self.done: list[str] = []

    def perform(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
        for task in tasks:
            if self.most is not None and len(self.done) >= self.most:
                raise KeyboardInterrupt
            outcome = perform(task)
            self.done.append(task.record)
            yield task, outcome


def sources(*paths: Path) -> list[Source]:
    return [one for one in sources_of(map(str, paths)) if isinstance(one, Source)]


def tables(folder: Path) -> dict[str, list[str]]:
    """Return the rows of each table, in an order of their own."""
    return {
        name: sorted(repr(row) for part in sorted((folder / name).glob("*.parquet")) for row in _rows(part))
        for name in TABLES
    }


def _rows(part: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(part).to_pylist()
    return found


def local(folder: Path, paths: list[Path], within: int | None = None) -> dict[str, list[str]]:
    write_story(pipeline.read(paths, within=within), str(folder))
    return tables(folder)


def of_many(folder: Path, paths: list[Path], **options: Any) -> tuple[Outcome, dict[str, list[str]]]:
    outcome = run(sources(*paths), str(folder), Here(), **options)
    return outcome, tables(folder)


class Done(NamedTuple):
    """A run that is done: its folder, what it came to, and its tables."""

    folder: Path
    outcome: Outcome
    tables: dict[str, list[str]]


@pytest.fixture(scope="module", autouse=True)
def few() -> Iterator[None]:
    """Call fewer sentences many than are else: `test_cluster_results.py` has a corpus of as many as are."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (whole, containment, rewording, run_plan, worlds):
            patch.setattr(module, "FEW_TEXTS", FEW)
        yield


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("corpus")
    found = cluster_corpus.rows(ARTICLES)
    return [
        cluster_corpus.write(folder / f"{name}.jsonl", part)
        for name, part in (("a", found[:15]), ("b", found[15:]))
    ]


@pytest.fixture(scope="module")
def story(corpus: list[Path]) -> Story:
    return pipeline.read(corpus)


@pytest.fixture(scope="module")
def expected(story: Story, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    out = tmp_path_factory.mktemp("local") / "out"
    write_story(story, str(out))
    return tables(out)


@pytest.fixture(scope="module")
def done(corpus: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Done:
    """All of the corpus, matched in some blocks."""
    out = tmp_path_factory.mktemp("done") / "out"
    return Done(out, *of_many(out, corpus, block_size=BLOCK))


@pytest.fixture(scope="module")
def first(corpus: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Done:
    """The first file of the corpus, matched in few blocks."""
    out = tmp_path_factory.mktemp("first") / "out"
    return Done(out, *of_many(out, corpus[:1], block_size=BLOCK))


def test_the_corpus_has_what_may_be_lost(story: Story, expected: dict[str, list[str]]) -> None:
    assert len(pipeline.matched_texts(story)[0]) > FEW
    assert any("pairs of similar passages are left out" in problem.what for problem in story.problems)
    assert any(article.version_of for article in story.articles)
    reasons = {sentence.boilerplate for sentence in story.sentences}
    assert {"repeated by its outlet", "told before on its page"} <= reasons
    assert {match.relation for match in story.matches} >= {"verbatim", "edited", "fragment"}
    assert len(expected["matches"]) > 500
    assert len(expected["statements"]) > 5


def test_blocks_find_what_one_process_finds(done: Done, expected: dict[str, list[str]]) -> None:
    assert len(list((done.folder / "sentences").iterdir())) > 2
    assert done.tables == expected


@pytest.mark.parametrize("cut", [(12_000, 15_000), (10_000_000, 10_000)])
def test_many_find_what_one_finds(
    corpus: list[Path],
    expected: dict[str, list[str]],
    tmp_path: Path,
    cut: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    block_size, part = cut
    monkeypatch.setattr(stages, "PART", part)
    monkeypatch.setattr(stages, "LINKED", part // 500)
    monkeypatch.setattr(stages, "UNITED", 4)
    outcome, found = of_many(tmp_path / "out", corpus, block_size=block_size)
    assert found == expected
    assert (outcome.matches, outcome.statements) == (len(found["matches"]), len(found["statements"]))
    assert outcome.left_out > 0


@pytest.mark.parametrize("within", [0, 5])
def test_many_find_what_one_finds_in_windows(tmp_path: Path, within: int) -> None:
    found = cluster_corpus.rows(16)
    for number, row in enumerate(found):
        if "published" in row:
            row["published"] = f"2024-03-{1 + number * 7 % 14:02}"
    path = cluster_corpus.write(tmp_path / "news.jsonl", found)
    expected = local(tmp_path / "local", [path], within)
    assert of_many(tmp_path / "out", [path], within=within, block_size=9_000)[1] == expected


def test_windows_that_hold_many_are_cut_too(tmp_path: Path) -> None:
    found = cluster_corpus.rows(46, seed=3)
    for number, row in enumerate(found):
        if "published" in row:
            row["published"] = f"2024-03-{(1, 2, 1, 2, 9)[number % 5]:02}"
    path = cluster_corpus.write(tmp_path / "news.jsonl", found)
    story = pipeline.read([path], within=1)
    near = [one for one in story.articles if not one.published or one.published.value < "2024-03-09"]
    assert sum(one.article in {each.id for each in near} for one in story.sentences) > FEW
    write_story(story, str(tmp_path / "local"))
    found_by_many = of_many(tmp_path / "out", [path], within=1, block_size=16_000)[1]
    assert found_by_many == tables(tmp_path / "local")


def test_few_are_compared_each_with_each(tmp_path: Path) -> None:
    path = cluster_corpus.write(tmp_path / "news.jsonl", cluster_corpus.rows(12))
    expected = local(tmp_path / "local", [path])
    assert of_many(tmp_path / "out", [path], block_size=7_000)[1] == expected


def test_what_is_left_out_and_wrong_is_told_as_one_process_does(done: Done, story: Story) -> None:
    outcome, problems = done.outcome, story.problems
    left_out = [one for one in problems if "pairs of similar passages are left out" in one.what]
    told = {one for one in problems if one not in left_out and "English" not in one.what}
    assert set(outcome.problems) == told
    assert any("no text" in problem.what for problem in told)
    assert [one.what.split()[0] for one in left_out] == [f"{outcome.left_out:,}"]


def test_a_run_that_was_stopped_goes_on(corpus: list[Path], first: Done, tmp_path: Path) -> None:
    stopped, out = Here(most=20), tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run(sources(corpus[0]), str(out), stopped, block_size=BLOCK)
    again = Here()
    run(sources(corpus[0]), str(out), again, block_size=BLOCK)
    assert tables(out) == first.tables
    assert len(stopped.done) == 20
    assert len(again.done) > 20
    assert not set(stopped.done) & set(again.done)
    assert sorted(one.name for one in out.iterdir()) == [
        "articles",
        "matches",
        "ondit-match.json",
        "sentences",
        "statements",
    ]


def test_a_slice_of_the_articles_is_read_again(done: Done, story: Story) -> None:
    parts = sorted((done.folder / "articles").iterdir())
    assert len(parts) > 1
    again = ingest.read_all(parts)
    assert not again.problems
    kept = {one.id: (one.text, one.source.value, one.url, one.title, one.author) for one in again.articles}
    assert kept == {
        one.id: (one.text, one.source.value, one.url, one.title, one.author) for one in story.articles
    }
    dates = {one.id: one.published and one.published.value for one in again.articles}
    assert dates == {one.id: one.published and one.published.value for one in story.articles}


@pytest.mark.parametrize(
    ("size", "letters"), [(10, 1_000_000), (80_000_000, 10_000_000), (10**12, 16_000_000)]
)
def test_blocks_are_as_large_as_what_is_read_asks(tmp_path: Path, size: int, letters: int) -> None:
    source = Source("a", "a", None, str(tmp_path / "a.jsonl"), size, "")
    with pytest.raises(KeyboardInterrupt):
        run([source], str(tmp_path / "out"), Here(most=0))
    assert json.loads((tmp_path / "out/ondit-match.json").read_text())["block"] == letters


def test_a_run_that_is_done_is_not_done_again(corpus: list[Path], first: Done) -> None:
    again = Here()
    assert run(sources(corpus[0]), str(first.folder), again, block_size=BLOCK) == first.outcome
    assert not again.done


def test_a_folder_of_something_else_is_left_alone(corpus: list[Path], first: Done, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds other files"):
        of_many(tmp_path, corpus[:1])
    with pytest.raises(OutputError, match="another run"):
        of_many(first.folder, corpus, block_size=BLOCK)
    with pytest.raises(OutputError, match="its window"):
        of_many(first.folder, corpus[:1], within=3, block_size=BLOCK)
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]
    assert tables(first.folder) == first.tables


def test_a_damaged_manifest_is_told(corpus: list[Path], tmp_path: Path) -> None:
    (tmp_path / "ondit-match.json").write_text("{")
    with pytest.raises(OutputError, match="is damaged"):
        of_many(tmp_path, corpus[:1])


def test_a_damaged_part_is_told_and_left_out(corpus: list[Path], tmp_path: Path) -> None:
    import pyarrow as pa

    whole, broken = tmp_path / "a.parquet", tmp_path / "b.parquet"
    found = [row for row in cluster_corpus.rows(12) if "text" in row]
    pq.write_table(pa.Table.from_pylist(found), whole)
    broken.write_bytes(whole.read_bytes()[:2_000])
    outcome, rows = of_many(tmp_path / "out", [whole, broken])
    assert rows == local(tmp_path / "local", [whole])
    assert [problem.input for problem in outcome.problems if not problem.is_note] == [str(broken)]
    with pytest.raises(InputError, match="damaged"):
        of_many(tmp_path / "strict", [whole, broken], strict=True)


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")
    with pytest.raises(InputError, match="No article"):
        of_many(tmp_path / "out", [empty])


def test_files_lie_wherever_fsspec_reaches_them(corpus: list[Path], tmp_path: Path) -> None:
    import fsspec

    files = fsspec.filesystem("memory")
    for path in corpus:
        files.pipe_file(f"/archive/{path.name}", path.read_bytes())
    names = ["memory://archive", "memory://archive/a.jsonl", "memory://none/*.jsonl", "nowhere://a"]
    found = list(sources_of([*names, "https://harbour.example/news"]))
    named = [one.address for one in found if isinstance(one, Source)]
    assert named == ["memory://archive/a.jsonl", "memory://archive/b.jsonl"]
    assert len([one for one in found if isinstance(one, Problem)]) == 3
    outcome = run([one for one in found if isinstance(one, Source)][:1], "memory://out", Here())
    assert outcome.statements > 0
    parts = files.ls("/out/statements", detail=False)
    rows = [row for part in parts for row in pq.read_table(files.open(part, "rb")).to_pylist()]
    assert len(rows) == outcome.statements


def test_what_all_repeat_is_bounded_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = "The granite bridge to the island opens for ferries on 14 June, as the council promises."
    found = [row for row in cluster_corpus.rows(46) if "text" in row]
    path = cluster_corpus.write(
        tmp_path / "a.jsonl", [row | {"text": f"{row['text']} {told}"} for row in found]
    )
    whole, expected = of_many(tmp_path / "whole", [path], block_size=25_000)
    monkeypatch.setattr(blocks, "MOST_COPIES", 6)
    cut, rows = of_many(tmp_path / "cut", [path], block_size=25_000)
    assert whole.echoes == 0
    assert cut.echoes > 15
    assert len(tellers(expected, told)) > 42
    assert tellers(rows, told) == tellers(expected, told)
    assert cut.left_out < whole.left_out / 2
    first = Counter(article for pair in pairs(rows, told) for article in pair).most_common(4)
    assert all({article for article, _ in first} & set(pair) for pair in pairs(rows, told))
    one, other = ({row for row in table["matches"] if told not in row} for table in (rows, expected))
    assert len(one & other) > 0.8 * len(
        one | other
    )  # what stands beside the pairs that are left out is not looked at


def test_what_thousands_fill_in_is_bounded_and_counted(
    corpus: list[Path], done: Done, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounding, "MOST_PARTNERS", 8)
    cut, rows = of_many(tmp_path / "cut", corpus, block_size=10 * BLOCK)
    assert done.outcome.cut == 0
    assert cut.cut > 50
    assert cut.left_out < done.outcome.left_out
    some = rows, done.tables
    matched = ({row["a_article"] for row in map(literal_eval, one["matches"])} for one in some)
    one, other = matched
    assert len(one & other) > 0.9 * len(one | other)


@given(
    pairs=st.sets(st.tuples(st.integers(0, 9), st.integers(10, 19)), max_size=60),
    most=st.integers(1, 4),
    told=st.lists(st.integers(0, 3), min_size=20, max_size=20),
)
def test_each_sentence_keeps_its_nearest_partners(
    pairs: set[tuple[int, int]], most: int, told: list[int]
) -> None:
    left, right = np.array(sorted(pairs), np.int64).reshape(-1, 2).T
    unlike = (left * 7 + right * 3) % 5
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounding, "MOST_PARTNERS", most)
        kept = bounding.near_enough(left, right, (np.array(told), unlike))
    every = list(zip(left.tolist(), right.tolist(), unlike.tolist(), strict=True))
    wanted = set()
    for row in range(20):
        own = [one for one in every if row in one[:2]]
        partner = {one: one[1] if one[0] == row else one[0] for one in own}
        wanted |= set(sorted(own, key=lambda one: (one[2], told[partner[one]], partner[one]))[:most])
    assert {one for one, is_kept in zip(every, kept.tolist(), strict=True) if is_kept} == wanted


def tellers(found: dict[str, list[str]], text: str) -> set[str]:
    """Return the articles of which a telling of a wording is matched with another one."""
    return {article for pair in pairs(found, text) for article in pair}


def pairs(found: dict[str, list[str]], text: str) -> list[tuple[str, str]]:
    """Return the articles of the matches of a wording with itself."""
    matches = [literal_eval(row) for row in found["matches"]]
    return [(one["a_article"], one["b_article"]) for one in matches if one["a_text"] == one["b_text"] == text]
