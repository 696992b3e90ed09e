"""A store keeps what a reader says of claims, whatever becomes of articles; one of version 2 learns to."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import schema
from ondit import store as stores
from ondit.errors import StoreError
from ondit.model import Article, Claim, Published, Source, Span
from ondit.overrides import Anchor, Override, anchored, apply, unmatched
from ondit.schema import digest
from ondit.store import Store, open_store
from store_files import NewStore, breaks_off, execute, inside, whole

RUMOUR = "Corvale may buy the yard at Belmore."
DENIAL = "Corvale denied it."
QUAY = Article(
    "quay", RUMOUR, Source("Quay News", "metadata"), published=Published("2025-03-02", "day", "metadata")
)
TARN = Article("tarn", DENIAL, Source("Tarn Weekly", "url"), language="en")
COPY = replace(QUAY, id="copy", source=Source("The Ledger", "metadata"), title="The yard")

HERE = Anchor(0, len(RUMOUR), "quay", RUMOUR)
THERE = Anchor(0, len(DENIAL), "tarn", DENIAL)
MADE = "2025-04-01T09:00:00+00:00"
DENIED = Override("status", HERE, MADE, "denied", THERE)
EXPIRED = Override("status", HERE, MADE, "expired")
ONE = Override("merge", HERE, MADE, other=THERE)
OWN = Override("apart", THERE, MADE)
ALL = [DENIED, EXPIRED, ONE, OWN]

VERSION_2 = """
CREATE TABLE text (
        number INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        text TEXT NOT NULL
    );
CREATE TABLE article (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        text INTEGER NOT NULL REFERENCES text (number),
        source TEXT NOT NULL,
        source_origin TEXT NOT NULL,
        path TEXT,
        url TEXT,
        title TEXT,
        author TEXT,
        published TEXT,
        granularity TEXT,
        published_origin TEXT,
        language TEXT NOT NULL
    );
PRAGMA application_id = 1330529364;
PRAGMA user_version = 2;
PRAGMA journal_mode = WAL;
"""


def store_of_version_2(path: Path, articles: Sequence[Article]) -> Path:
    """A store as the second version left it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(VERSION_2)
        for number, article in enumerate(articles, start=1):
            connection.execute(
                "INSERT OR IGNORE INTO text (digest, text) VALUES (?, ?)",
                (digest(article.text), article.text),
            )
            text = connection.execute("SELECT number FROM text WHERE text = ?", (article.text,)).fetchone()
            published = article.published
            fields = (
                number, article.id, *text, article.source.value, article.source.origin, article.path,
                article.url, article.title, article.author, published and published.value,
                published and published.granularity, published and published.origin, article.language,
            )  # fmt: skip
            connection.execute(f"INSERT INTO article VALUES ({', '.join('?' * len(fields))})", fields)  # noqa: S608
    return path


_WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
_ANCHORS = st.builds(
    lambda start, words, article: Anchor(start, start + len(words), article, words),
    st.integers(0, 2**40),
    _WORDS,
    _WORDS,
)
_ZONES = st.sampled_from([UTC, timezone(timedelta(hours=-9, minutes=-30)), ZoneInfo("Europe/Berlin")])
_MADE = st.datetimes(timezones=_ZONES).map(lambda instant: instant.isoformat())
_STATUS = st.sampled_from(["open", "confirmed", "denied", "superseded", "expired"])
_OVERRIDES = st.lists(
    st.builds(Override, st.just("status"), _ANCHORS, _MADE, _STATUS, st.none() | _ANCHORS)
    | st.builds(Override, st.just("merge"), _ANCHORS, _MADE, st.none(), _ANCHORS)
    | st.builds(Override, st.just("apart"), _ANCHORS, _MADE),
    unique=True,
    max_size=5,
)


@given(_OVERRIDES, st.data())
def test_overrides_come_back_as_they_were_until_they_are_withdrawn(
    new_store: NewStore, overrides: list[Override], data: st.DataObject
) -> None:
    path = new_store()
    with open_store(path) as store:
        assert [store.override(override) for override in overrides] == [True] * len(overrides)
        assert store.overrides() == overrides
    gone = data.draw(st.sets(st.sampled_from(overrides))) if overrides else set()
    with open_store(path) as store:
        assert store.overrides() == overrides
        assert all(store.withdraw(override) for override in gone)
        assert store.overrides() == [override for override in overrides if override not in gone]
    assert inside(path, "SELECT count(*) FROM override") == [(len(overrides) - len(gone),)]


def test_what_is_said_twice_is_kept_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        assert [store.override(override) for override in (*ALL, *ALL)] == [True] * 4 + [False] * 4
        assert store.overrides() == ALL


def test_what_was_withdrawn_may_be_said_again_and_stands_last(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        for override in ALL:
            store.override(override)
        assert store.withdraw(DENIED)
        assert not store.withdraw(DENIED)
        assert not store.withdraw(replace(OWN, made="2025-04-01T09:00:01+00:00"))
        assert store.overrides() == ALL[1:]
        assert store.override(DENIED)
        assert store.overrides() == [*ALL[1:], DENIED]


def test_articles_that_are_added_again_change_nothing_of_what_the_reader_said(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        store.override(DENIED)
        store.add([QUAY, TARN])
        store.override(OWN)
        store.add([QUAY, TARN, COPY])
        assert store.overrides() == [DENIED, OWN]
        assert store.articles() == [QUAY, TARN, COPY]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM article",
        "REPLACE INTO article SELECT * FROM article",
        "UPDATE article SET id = 'new' WHERE id = 'quay'",
        "DROP TABLE article",
    ],
)
def test_no_change_of_articles_reaches_what_the_reader_said(tmp_path: Path, change: str) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        store.add([QUAY, TARN])
        for override in ALL:
            store.override(override)
        store._connection.execute(change)
        assert store.overrides() == ALL


def test_what_was_said_is_followed_again_after_the_articles_were_gone_and_came_back(tmp_path: Path) -> None:
    claim = Claim("c-1", RUMOUR, "rumour", "open", None, (Span(0, len(RUMOUR), "quay"),))
    with open_store(tmp_path / "s.ondit") as store:
        store.add([QUAY])
        store.override(replace(EXPIRED, anchor=anchored(claim.mentions[0], QUAY)))
        store._connection.execute("DELETE FROM article")
        assert unmatched((), store.overrides(), store.articles()) == (EXPIRED,)
        assert store.overrides()[0].anchor.words == RUMOUR
        store.add([TARN, QUAY])
        assert [one.status for one in apply((claim,), store.overrides(), store.articles())] == ["expired"]


def test_a_failing_override_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    half = Override("apart", Anchor(0, 1, "quay", "\ud800"), MADE)
    with open_store(tmp_path / "s.ondit") as store:
        store.override(DENIED)
        with pytest.raises(StoreError, match="half a character"):
            store.override(half)
        with pytest.raises(StoreError, match="half a character"):
            store.withdraw(half)
        assert store.overrides() == [DENIED]
        assert store.override(OWN)


_WRITES: list[Callable[[Store, Override], bool]] = [Store.override, Store.withdraw]


@pytest.mark.parametrize("write", _WRITES)
def test_a_store_in_use_is_told_and_works_again_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Store, Override], bool]
) -> None:
    monkeypatch.setattr(stores, "BUSY_SECONDS", 0.05)
    path = tmp_path / "s.ondit"
    with open_store(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        store.override(DENIED)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program") as caught:
            write(store, DENIED)
        assert str(path) in caught.value.what
        assert store.overrides() == [DENIED]
        other.execute("ROLLBACK")
        assert store.withdraw(DENIED)


@pytest.mark.parametrize("write", _WRITES)
def test_a_connection_that_may_only_read_is_told(
    tmp_path: Path, write: Callable[[Store, Override], bool]
) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        store.override(OWN)
        store._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="may not be written to"):
            write(store, OWN if write is Store.withdraw else DENIED)
        assert store.overrides() == [OWN]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_read_only_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    open_store(path).close()
    path.chmod(0o444)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="may not be written to"), open_store(path) as store:
        store.override(OWN)
    assert path.read_bytes() == before


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    words = "Volt " * 20_000
    with open_store(tmp_path / "s.ondit") as store:
        store.override(DENIED)
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(StoreError, match="the disk is full"):
            store.override(Override("apart", Anchor(0, len(words), "quay", words), MADE))
        assert store.overrides() == [DENIED]


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        store._connection.execute("DROP TABLE override")
        with pytest.raises(StoreError, match="no such table"):
            store.overrides()


def test_a_store_of_version_2_becomes_one_of_this_version(tmp_path: Path) -> None:
    path = store_of_version_2(tmp_path / "s.ondit", [QUAY, TARN, COPY])
    with open_store(path) as store:
        assert store.articles() == [QUAY, TARN, COPY]
        assert store.overrides() == []
        assert store.override(DENIED)
        assert store.overrides() == [DENIED]
    assert inside(path, "PRAGMA user_version") == [(stores.SCHEMA_VERSION,)]
    assert inside(path, "PRAGMA integrity_check") == [("ok",)]
    assert inside(path, "PRAGMA foreign_key_check") == []


def test_a_store_that_was_brought_up_to_date_is_like_a_new_one(tmp_path: Path) -> None:
    old, new = store_of_version_2(tmp_path / "old.ondit", [QUAY, TARN, COPY]), tmp_path / "new.ondit"
    open_store(old).close()
    with open_store(new) as store:
        store.add([QUAY, TARN, COPY])
    assert whole(old) == whole(new)


@pytest.mark.parametrize("step", range(len(schema._FROM_VERSION_2)))
def test_a_migration_that_breaks_off_leaves_version_2_as_it_was(tmp_path: Path, step: int) -> None:
    path = store_of_version_2(tmp_path / "s.ondit", [QUAY, TARN])
    breaks_off(path, 2, step)
    with open_store(path) as store:
        assert store.articles() == [QUAY, TARN]


def test_another_programs_file_of_version_2_is_left_alone(tmp_path: Path) -> None:
    path = store_of_version_2(tmp_path / "s.ondit", [QUAY])
    execute(path, "PRAGMA application_id = 7")
    before = whole(path)
    with pytest.raises(StoreError, match="is not a store of Ondit"):
        open_store(path)
    assert whole(path) == before


def test_a_store_of_version_2_in_use_is_told_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "BUSY_SECONDS", 0.05)
    path = store_of_version_2(tmp_path / "s.ondit", [QUAY])
    before = whole(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program"):
            open_store(path)
        other.execute("ROLLBACK")
    assert whole(path) == before
