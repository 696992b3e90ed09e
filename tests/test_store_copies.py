"""A store keeps a text once however many articles have it, and one of version 1 becomes one of today."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondit import schema
from ondit.errors import StoreError
from ondit.model import Article, Published, Source
from ondit.store import SCHEMA_VERSION, Added, open_store, texts
from store_files import begin_together, breaks_off, execute, forked, inside, needs_fork, whole

REPORT = "Ibex Motors said on Monday that the Volt will be sold from July. “We are proud,” said Ana Reed."
VERSION_1 = """
CREATE TABLE article (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text TEXT NOT NULL, source TEXT NOT NULL,
    source_origin TEXT NOT NULL, path TEXT, url TEXT, title TEXT, author TEXT, published TEXT,
    granularity TEXT, published_origin TEXT, language TEXT NOT NULL
);
PRAGMA application_id = 1330529364;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
"""


def carried(identifier: str, outlet: str, text: str = REPORT) -> Article:
    return Article(
        identifier,
        text,
        Source(outlet, "metadata"),
        path=f"{outlet}.txt",
        url=f"https://{identifier}.example/volt",
        title="Volt",
        author="Jo Tarn",
        published=Published("2025-05-23", "day", "metadata"),
        language="en",
    )


BARE = Article("bare", "It rained.", Source("tarn", "path"))
OLD = (carried("c", "Quay News"), BARE, carried("a", "The Ledger"), carried("b", "Tarn", "Another text."))


def store_of_version_1(path: Path, articles: Sequence[Article]) -> Path:
    """A store as the first version left it, with a gap in its numbers as a row taken out makes it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(VERSION_1)
        for number, article in enumerate(articles, start=1):
            published = article.published
            fields = (
                number * 3, article.id, article.text, article.source.value, article.source.origin,
                article.path, article.url, article.title, article.author, published and published.value,
                published and published.granularity, published and published.origin, article.language,
            )  # fmt: skip
            connection.execute(f"INSERT INTO article VALUES ({', '.join('?' * len(fields))})", fields)  # noqa: S608
    return path


def kept(path: Path) -> list[str]:
    """The texts that a store holds, in their order."""
    return [texts.unpack(text) for (text,) in inside(path, "SELECT text FROM text ORDER BY number")]


def test_a_text_of_three_articles_is_stored_once(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    articles = [carried("a", "The Ledger"), BARE, carried("b", "Quay News"), carried("c", "Tarn")]
    with open_store(path) as store:
        assert store.add(articles) == Added(new=4, copies=2)
        assert store.articles() == articles
    assert kept(path) == [REPORT, BARE.text]
    assert inside(path, "SELECT count(*), count(DISTINCT text) FROM article") == [(4, 2)]
    assert path.read_bytes().count(texts.pack(REPORT)) == 1


def test_copies_are_counted_against_what_the_store_had(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        assert store.add([carried("a", "The Ledger")]) == Added(1, 0)
        assert store.add([carried("b", "Quay News"), BARE]) == Added(2, 1)
        assert store.add([carried("b", "Quay News"), carried("c", "Tarn")]) == Added(1, 1)
        assert store.add([carried("c", "Tarn")]) == Added(0, 0)
        assert store.add([]) == Added(0, 0)


def test_texts_that_are_nearly_the_same_are_two(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        articles = [
            carried("a", "A"),
            carried("b", "B", f"{REPORT} "),
            carried("c", "C", REPORT.replace("“", '"')),
        ]
        assert store.add(articles) == Added(3, 0)
        assert store.articles() == articles


def test_an_article_that_is_not_kept_leaves_no_text_behind(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        store.add([BARE])
        assert store.add([replace(BARE, text=f"  {BARE.text}\n")]) == Added(0, 0)
        with pytest.raises(StoreError):
            store.add([carried("a", "The Ledger"), carried("b", "Quay News", "half \ud800")])
    assert kept(path) == [BARE.text]


def test_a_store_of_version_1_becomes_one_of_this_version(tmp_path: Path) -> None:
    path = store_of_version_1(tmp_path / "s.ondit", OLD)
    with open_store(path) as store:
        assert store.articles() == list(OLD)
        assert store.add([carried("d", "Copper Post"), OLD[0]]) == Added(new=1, copies=1)
        assert store.articles() == [*OLD, carried("d", "Copper Post")]
    assert inside(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert inside(path, "PRAGMA integrity_check") == [("ok",)]
    assert inside(path, "PRAGMA foreign_key_check") == []
    assert kept(path) == [REPORT, BARE.text, "Another text."]


def test_a_store_that_was_brought_up_to_date_is_like_a_new_one(tmp_path: Path) -> None:
    old = store_of_version_1(tmp_path / "old.ondit", OLD)
    open_store(old).close()
    with open_store(tmp_path / "new.ondit") as store:
        store.add(OLD)
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    assert inside(old, query) == inside(tmp_path / "new.ondit", query)


def test_an_empty_store_of_version_1(tmp_path: Path) -> None:
    path = store_of_version_1(tmp_path / "s.ondit", [])
    with open_store(path) as store:
        assert store.articles() == []
        assert store.add(OLD) == Added(new=4, copies=1)


@pytest.mark.parametrize("step", range(len(schema._FROM_VERSION_1)))
def test_a_migration_that_breaks_off_leaves_version_1_as_it_was(tmp_path: Path, step: int) -> None:
    path = store_of_version_1(tmp_path / "s.ondit", OLD)
    breaks_off(path, 1, step)
    with open_store(path) as store:
        assert store.articles() == list(OLD)


def test_an_interruption_of_the_migration_leaves_version_1_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store_of_version_1(tmp_path / "s.ondit", OLD)
    before = whole(path)

    def interrupted(text: str) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(schema, "digest", interrupted)
        with pytest.raises((StoreError, KeyboardInterrupt)):
            open_store(path)
    assert whole(path) == before
    with open_store(path) as store:
        assert store.articles() == list(OLD)


@needs_fork
def test_a_process_that_dies_in_the_migration_leaves_version_1_as_it_was(tmp_path: Path) -> None:
    path = store_of_version_1(tmp_path / "s.ondit", OLD)
    before = whole(path)
    whole_digest, left = schema.digest, iter(range(6))

    def digest(text: str) -> bytes:
        return whole_digest(text) if next(left, None) is not None else os._exit(9)

    def renew() -> None:
        schema.digest = digest
        open_store(path)

    assert forked(renew) == 9
    assert whole(path) == before
    with open_store(path) as store:
        assert store.articles() == list(OLD)


def test_another_programs_file_of_version_1_is_left_alone(tmp_path: Path) -> None:
    path = store_of_version_1(tmp_path / "s.ondit", OLD)
    execute(path, "PRAGMA application_id = 7")
    before = whole(path)
    with pytest.raises(StoreError, match="is not a store of Ondit"):
        open_store(path)
    assert whole(path) == before


def test_those_that_open_it_at_once_bring_it_up_to_date_once(tmp_path: Path) -> None:
    """Each has seen that it is old before one of them begins."""
    path, at_once = store_of_version_1(tmp_path / "s.ondit", OLD), 3

    def read(_: int) -> list[Article]:
        with open_store(path) as store:
            return store.articles()

    with begin_together(at_once), ThreadPoolExecutor(at_once) as openers:
        assert list(openers.map(read, range(at_once))) == [list(OLD)] * at_once
    assert inside(path, "SELECT count(*) FROM text") == [(3,)]


@settings(max_examples=30)
@given(st.lists(st.sampled_from([REPORT, "", "ä", "a", "A", "\0", "\U0001f600"]), max_size=12))
def test_any_old_store_keeps_its_articles_in_their_order(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    articles = [carried(f"{n}", f"Outlet {n}", text) for n, text in enumerate(texts)]
    path = store_of_version_1(tmp_path_factory.mktemp("old") / "s.ondit", articles)
    with open_store(path) as store:
        assert store.articles() == articles
    assert inside(path, "SELECT count(*) FROM text") == [(len(set(texts)),)]
