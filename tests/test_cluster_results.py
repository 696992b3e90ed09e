"""Tables that `ondit match` wrote, added to a store: their articles, all or a slice, and what they lack."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fsspec", reason="the extra cluster is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="the extra cluster is not installed")

from typer.testing import CliRunner

import cluster_corpus
from ondit import ingest, pipeline
from ondit.cluster.local import write_story
from ondit.cluster.run import run
from ondit.collection import story_of
from ondit.errors import InputError
from ondit.ingest.results import MANIFEST, TABLES
from ondit.matching.whole import FEW_TEXTS
from ondit.model import Article, Match, Story
from ondit.slicing import sliced
from ondit.store import open_store
from ondit_tui import adding
from ondit_tui.cli import app
from test_cluster import Here, sources, tables

pytestmark = pytest.mark.xdist_group("cluster")

ARTICLES = 78
"""With more sentences than are few: blocks are to take them for many as one process does."""

Row = tuple[str | None, int, int, str | None, int, int]

SLICES: dict[str, tuple[dict[str, Any], Callable[[Article], bool]]] = {
    "all": ({}, lambda _: True),
    "an outlet": (
        {"sources": ["the ledger", "Tarn Courier"]},
        lambda one: one.source.value in {"The Ledger", "Tarn Courier"},
    ),
    "days, and words that stand apart": (
        {"start": "2024-03-04", "end": "2024-04", "search": '"northern exchange shares"'},
        lambda one: "2024-03-04" <= _day(one) < "2024-05" and "Northern Exchange" in one.text,
    ),
}


def _day(article: Article) -> str:
    return article.published.value if article.published else ""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cluster_corpus.write(
        tmp_path_factory.mktemp("corpus") / "news.jsonl", cluster_corpus.rows(ARTICLES)
    )


@pytest.fixture(scope="module")
def story(corpus: Path) -> Story:
    return pipeline.read([corpus])


@pytest.fixture(scope="module")
def result(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("result") / "tables"
    run(sources(corpus), str(out), Here(), block_size=60_000)
    return out


@pytest.fixture
def copied(result: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(result, tmp_path / "tables"))


def added(store: Path, *paths: Path, **wanted: Any) -> Story:
    adding.add(
        list(map(str, paths)),
        store,
        strict=True,
        report=None,
        reach=ingest.Reach(),
        is_asked=sliced(**wanted),
    )
    with open_store(store) as opened:
        return story_of(opened)


def found_in(story: Story) -> Story:
    """Return a story less what tells how its articles were read."""
    return replace(story, articles=(), problems=())


def rows(matches: tuple[Match, ...]) -> set[Row]:
    return {(one.a.article, one.a.start, one.a.end, one.b.article, one.b.start, one.b.end) for one in matches}


def rows_of(result: Path) -> set[Row]:
    names = [f"{side}_{name}" for side in "ab" for name in ("article", "start", "end")]
    found = [
        row for part in (result / "matches").glob("*.parquet") for row in pq.read_table(part).to_pylist()
    ]
    return {tuple(row[name] for name in names) for row in found}  # type: ignore[misc]


def test_a_result_is_read_as_its_articles_and_nothing_else(result: Path, story: Story) -> None:
    read = ingest.read_all([result.parent])
    assert not read.problems
    assert len(list((result / "articles").iterdir())) > 1
    told = {one.id: replace(one, path=None, source=story.articles[0].source) for one in read.articles}
    for one in story.articles:
        mine = replace(one, path=None, source=story.articles[0].source, published=told[one.id].published)
        assert told.pop(one.id) == mine
    assert not told
    assert any(one.version_of for one in read.articles)


@pytest.mark.parametrize("name", SLICES)
def test_a_slice_has_the_story_of_its_articles_alone(
    name: str, result: Path, story: Story, tmp_path: Path
) -> None:
    wanted, is_in = SLICES[name]
    articles = [one for one in story.articles if is_in(one)]
    assert len(articles) > 10
    found = added(tmp_path / "slice.ondit", result, **wanted)
    expected = story if len(articles) == len(story.articles) else pipeline.build(articles)
    assert found_in(found) == found_in(expected)


def test_blocks_of_more_sentences_than_are_few_find_what_one_process_finds(
    result: Path, story: Story, tmp_path: Path
) -> None:
    assert len(pipeline.matched_texts(story)[0]) > FEW_TEXTS
    write_story(story, str(tmp_path / "local"))
    assert tables(result) == tables(tmp_path / "local")


def test_matches_of_a_slice_are_more_than_the_whole_tells_of_it(result: Path, story: Story) -> None:
    """Why they are not taken from the tables: of a crowd there only few are told, and here it is none."""
    articles = [one for one in story.articles if SLICES["an outlet"][1](one)]
    ids = {one.id for one in articles}
    told = {row for row in rows_of(result) if {row[0], row[3]} <= ids}
    assert rows(pipeline.build(articles).matches) - told


def test_the_tables_of_one_process_are_a_result_too(story: Story, tmp_path: Path) -> None:
    write_story(story, str(tmp_path / "tables"))
    read = ingest.read_all([tmp_path / "tables"])
    assert {one.id for one in read.articles} == {one.id for one in story.articles}
    assert not read.problems


def test_a_run_that_is_not_done_is_told(copied: Path) -> None:
    told = json.loads((copied / MANIFEST).read_text())
    (copied / MANIFEST).write_text(json.dumps(told | {"outcome": None}))
    (problem,) = ingest.read_all([copied]).problems
    assert (problem.input, problem.what) == (str(copied), "The run that writes these tables is not done.")
    with pytest.raises(InputError, match="not done"):
        ingest.read_all([copied], strict=True)


def test_a_missing_part_is_told_and_the_rest_is_read(copied: Path, story: Story) -> None:
    names = sorted(one.name for one in (copied / "articles").iterdir())
    for name in (names[0], names[-1]):
        (copied / "articles" / name).unlink()
    read = ingest.read_all([copied])
    assert [problem.what.split()[2] for problem in read.problems] == [
        f"articles/{names[0]}",
        f"articles/{names[-1]}",
    ]
    assert 0 < len(read.articles) < len(story.articles)
    for name in TABLES[1:]:
        shutil.rmtree(copied / name)
    assert len(ingest.read_all([copied]).problems) == 1  # nothing tells of the last one any more


def test_a_damaged_manifest_is_told_and_one_of_another_version_is_not(copied: Path) -> None:
    told = json.loads((copied / MANIFEST).read_text())
    (copied / MANIFEST).write_text(json.dumps(told | {"ondit": "99.0"}))
    assert not ingest.read_all([copied]).problems
    for damaged in ("{", "[]", '{"ondit": "1"}'):
        (copied / MANIFEST).write_text(damaged)
        assert [one.what for one in ingest.read_all([copied]).problems] == [f"{MANIFEST} is damaged."]


def test_the_command_adds_a_slice_and_says_how_many_are_not_in_it(
    result: Path, story: Story, tmp_path: Path
) -> None:
    def add(*wanted: str) -> Any:
        return CliRunner().invoke(app, ["add", "--store", str(tmp_path / "a.ondit"), str(result), *wanted])

    others = sum(one.source.value != "The Ledger" for one in story.articles)
    done = add("--search", "source:ledger")
    assert done.exit_code == 0, done.output
    assert f"; {others} were not asked for, in" in " ".join(done.stdout.split())
    with open_store(tmp_path / "a.ondit") as opened:
        assert {one.id for one in opened.articles()} == {
            one.id for one in story.articles if one.source.value == "The Ledger"
        }
    done = add("--from", "1999", "--to", "2000")
    assert done.exit_code == 3
    assert f"None of the {len(story.articles)} articles that were read passes" in done.stderr
    done = add("--search", "kind:rumour")
    assert done.exit_code == 2
    assert "no kind:, status: or speaker: before they are read" in done.stderr


def test_a_version_that_was_given_stays_one_under_its_id(tmp_path: Path) -> None:
    rows = [
        {"id": "page", "text": "The ferry sails at noon.", "url": "https://harbour.example/1"},
        {
            "id": "page-2",
            "text": "It sails at two.",
            "url": "https://harbour.example/1",
            "version_of": "page",
        },
        {"id": "taken", "text": "The mill burned down.", "version_of": "page"},
        {"id": "taken", "text": "The mayor resigned.", "version_of": "page"},
    ]
    read = ingest.read_all([cluster_corpus.write(tmp_path / "a.jsonl", rows)])
    assert [one.version_of for one in read.articles] == [None, "page", None, None]
