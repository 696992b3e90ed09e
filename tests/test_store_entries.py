"""Entries are kept by their numbers; the version of stores that brought them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ondit import schema
from ondit import store as stores
from ondit.errors import StoreError
from ondit.model import Article, Source
from ondit.store import open_store, opening
from ondit.store.health import check
from store_files import inside, whole

QUAY = Article("quay", "Ibex denies it.", Source("Quay News", "metadata"))


def store_of_version_4(path: Path) -> Path:
    """A store as the fourth version left it, with an article."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        made = (*schema._SCHEMA[2:5], schema._MATCH_1, *schema._SCHEMA[6:10])
        for statement in (schema._TEXT_1, schema._ARTICLE_1, *made):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 4")
        key = schema.digest(QUAY.text)
        connection.execute("INSERT INTO text (digest, text) VALUES (?, ?)", (key, QUAY.text))
        row = ("quay", 1, "Quay News", "metadata", "und")
        named = "id, text, source, source_origin, language"
        connection.execute(f"INSERT INTO article ({named}) VALUES (?, ?, ?, ?, ?)", row)  # noqa: S608
    return path


def test_a_store_of_version_4_becomes_one_of_this_version(tmp_path: Path) -> None:
    old, new = store_of_version_4(tmp_path / "old.ondit"), tmp_path / "new.ondit"
    for path in (old, new):
        with open_store(path) as store:
            store.add([QUAY])
            assert store.articles() == [QUAY]
    assert whole(old) == whole(new)
    assert inside(old, "PRAGMA user_version") == [(stores.SCHEMA_VERSION,)]
    assert check(old).faults == ()


@pytest.mark.parametrize("step", range(len(schema._FROM_VERSION_4)))
def test_a_migration_that_breaks_off_leaves_version_4_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    path = store_of_version_4(tmp_path / "s.ondit")
    before = whole(path)
    steps = list(schema._FROM_VERSION_4)
    with monkeypatch.context() as patched:
        patched.setattr(schema, "_FROM_VERSION_4", [*steps[: step + 1], "SELECT 1 FROM nowhere"])
        with pytest.raises(StoreError, match="no such table"):
            open_store(path)
    assert whole(path) == before
    with open_store(path) as store:
        assert store.articles() == [QUAY]


def test_without_full_text_search_no_store_is_opened_or_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "available", lambda _: False)
    with pytest.raises(StoreError, match="cannot search texts") as caught:
        open_store(tmp_path / "s.ondit")
    assert "FTS5" in caught.value.hint
    assert [path.stat().st_size for path in tmp_path.iterdir()] in ([], [0])
