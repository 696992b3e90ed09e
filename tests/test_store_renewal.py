"""Older stores become ones of this version: with all that they hold, and less room that is free."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import pipeline, schema
from ondit.collection import kept_story, story_of
from ondit.errors import StoreError
from ondit.model import Article, Published, Source
from ondit.store import SCHEMA_VERSION, open_store, opening
from ondit.store.health import check
from ondit.store.repair import repair
from ondit.store.stored import StoredStory
from store_files import as_version_9, breaks_off, execute, forked, inside, needs_fork, older, whole

WORDS = "Corvale may buy the shipyard at Belmore for {0} million crowns, two people said on Monday. "


def told(number: int, words: str = WORDS) -> Article:
    return Article(
        f"a{number}",
        words.format(number) * 3,
        Source("Quay News", "metadata"),
        path=f"{number}.txt",
        title=f"The yard, part {number}",
        published=Published("2025-05-23", "day", "metadata"),
        language="en",
    )


ARTICLES = [told(1), told(2), replace(told(1), id="copy", title=None), told(3)]


@pytest.mark.parametrize("version", [4, 5])
def test_an_older_store_becomes_one_of_this_version(tmp_path: Path, version: int) -> None:
    old, new = older(tmp_path / "old.ondit", version, ARTICLES), tmp_path / "new.ondit"
    for path in (old, new):
        with open_store(path) as store:
            store.add(ARTICLES)
            assert store.articles() == ARTICLES
            assert story_of(store) == pipeline.build(ARTICLES)
    assert whole(old) == whole(new)
    assert inside(old, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert inside(old, "PRAGMA foreign_key_check") == []
    assert check(old).faults == ()


@pytest.mark.parametrize("step", range(len(schema._FROM_VERSION_5)))
def test_a_renewal_that_breaks_off_leaves_version_5_as_it_was(tmp_path: Path, step: int) -> None:
    path = older(tmp_path / "s.ondit", 5, ARTICLES)
    breaks_off(path, 5, step)
    with open_store(path) as store:
        assert store.articles() == ARTICLES


@needs_fork
def test_a_process_that_dies_in_the_renewal_leaves_version_5_as_it_was(tmp_path: Path) -> None:
    path = older(tmp_path / "s.ondit", 5, ARTICLES)
    before = whole(path)
    seal, left = schema.seal, iter(range(2))

    def dying(*row: Any) -> bytes:
        return seal(*row) if next(left, None) is not None else os._exit(9)

    def renew() -> None:
        schema.seal = dying
        open_store(path)

    assert forked(renew) == 9
    assert whole(path) == before
    with open_store(path) as store:
        assert store.articles() == ARTICLES


def test_a_disk_without_room_for_the_renewal_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = older(tmp_path / "s.ondit", 5, map(told, range(200)))
    before, renew = whole(path), schema.renew

    def cramped(connection: sqlite3.Connection) -> None:
        connection.execute(f"PRAGMA max_page_count = {schema.pragma(connection, 'page_count') + 2}")
        renew(connection)

    monkeypatch.setattr(schema, "renew", cramped)
    with pytest.raises(StoreError, match="older version, and there is no room to renew it") as caught:
        open_store(path)
    assert "nothing was lost" in caught.value.hint
    assert whole(path) == before


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ("UPDATE text SET text = CAST(x'ff41' AS TEXT) WHERE number = 1", 2),
        ("DELETE FROM text WHERE number = 1", 2),
        ("UPDATE article SET title = CAST(x'ff41' AS TEXT) WHERE number = 1", 4),
    ],
)
def test_a_damaged_store_of_version_5_is_told_and_repaired(tmp_path: Path, change: str, left: int) -> None:
    path = older(tmp_path / "s.ondit", 5, ARTICLES)
    execute(path, change)
    with pytest.raises(StoreError, match="is damaged"):
        open_store(path)
    assert repair(path)
    with open_store(path) as store:
        assert len(store.articles()) == left
        assert all(one in ARTICLES for one in store.articles() if one.id != "a1")


def test_a_text_that_was_changed_before_the_renewal_stays_told(tmp_path: Path) -> None:
    path = older(tmp_path / "s.ondit", 5, ARTICLES)
    execute(path, "UPDATE text SET text = text || '!' WHERE number = 2")
    open_store(path).close()
    assert check(path).faults == ("1 texts are not as they were stored",)


def test_the_room_that_is_set_free_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [told(number, WORDS * 9) for number in range(300)]
    paths = [older(tmp_path / f"{name}.ondit", 5, many) for name in ("given", "kept")]
    before = paths[0].stat().st_size
    open_store(paths[0]).close()
    monkeypatch.setattr(opening, "FEWEST_PAGES", 10**9)
    open_store(paths[1]).close()
    assert paths[0].stat().st_size < before / 3
    assert paths[1].stat().st_size >= before
    monkeypatch.undo()
    with open_store(paths[1]) as store:
        assert store.articles() == many
    assert paths[1].stat().st_size == paths[0].stat().st_size


def test_what_cannot_be_given_back_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [told(number, WORDS * 9) for number in range(300)]
    path = older(tmp_path / "s.ondit", 5, many)
    before = path.stat().st_size
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    open_store(path).close()
    assert path.stat().st_size >= before
    monkeypatch.undo()
    with open_store(path) as reading, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_store(path) as store:
            assert store._connection.execute("PRAGMA busy_timeout").fetchone() == (5000,)
            assert reading.articles() == store.articles() == many
        with suppress(sqlite3.Error):
            other.execute("ROLLBACK")


def test_matches_of_version_9_are_kept_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        store.add(ARTICLES)
        story = story_of(store)
    before = inside(path, "SELECT * FROM match ORDER BY article")
    as_version_9(path)
    assert inside(path, "SELECT * FROM match ORDER BY article") != before
    with open_store(path) as store:
        assert story.matches
        assert kept_story(store) == story
    assert inside(path, "SELECT * FROM match ORDER BY article") == before
    assert inside(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


def test_matches_that_cannot_be_read_are_none_till_the_story_is_found_anew(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        store.add(ARTICLES)
        story = story_of(store)
    as_version_9(path)
    execute(path, "UPDATE match SET data = x'ff', lefts = x'ff'")
    with open_store(path) as store, StoredStory(store) as view:
        assert view.around("a2").matches == ()
        store.forget_story()
    with open_store(path) as store:
        assert story_of(store) == story


def test_a_store_with_small_pages_gets_larger_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "FEWEST_PAGES", 50)
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        store.add(map(told, range(300)))
        articles = store.articles()
    assert inside(path, "PRAGMA page_size") == [(schema.PAGE_SIZE,)]
    as_version_9(path)
    with open_store(path) as store, closing(sqlite3.connect(path)) as other:
        assert store.articles() == articles
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert inside(path, "PRAGMA page_size") == [(schema.PAGE_SIZE,)]


def test_small_pages_stay_while_another_reads_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "FEWEST_PAGES", 50)
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        store.add(map(told, range(300)))
    as_version_9(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM article").fetchone()
        with open_store(path) as store:
            assert len(store.articles()) == 300
    assert inside(path, "PRAGMA page_size") == [(4096,)]
    assert inside(path, "PRAGMA journal_mode") == [("wal",)]


@given(st.lists(st.none() | st.text(max_size=5), min_size=2, max_size=5), st.data())
def test_no_two_articles_have_a_seal(row: list[str | None], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.none() | st.text(max_size=5), min_size=2, max_size=5))
    assert (schema.seal(b"1", *row) == schema.seal(b"1", *other)) == (row == other)
    assert schema.seal(b"1", *row) != schema.seal(b"2", *row)
