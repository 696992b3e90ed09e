"""What is quoted is kept by rows that stay; the version of stores that brought them, and the scoreboard."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from ondit import pipeline, schema
from ondit.collection import story_of
from ondit.model import Article, Quote, Source, Story
from ondit.search.fts import definition
from ondit.store import SCHEMA_VERSION, open_store
from ondit.store.health import check
from ondit.store.repair import repair
from ondit.store.stored import StoredStory
from ondit.timeline import Filter
from ondit.whole import WholeStory
from ondit_tui import samples
from store_files import breaks_off, inside, whole

NEW_TABLES = ("speaker", "score_entry", "quote_word", "quote_beginning")


def sampled() -> Sequence[Article]:
    return pipeline.read([samples.folder() / "meridian-merger"]).articles


def store_of_version_6(path: Path, articles: Sequence[Article]) -> Path:
    """A store as the sixth version left it: all but what later ones brought."""
    with open_store(path) as store:
        store.add(articles)
    with closing(sqlite3.connect(path)) as connection, connection:
        for made in (*schema._FROM_VERSION_6, *schema._FROM_VERSION_7, schema.INDEXES["quote_beginning"]):
            if found := re.match(r"CREATE (?:VIRTUAL )?TABLE (\w+)", made):
                connection.execute(f"DROP TABLE {found[1]}")
        connection.execute("PRAGMA user_version = 6")
    return path


def test_a_store_of_version_6_becomes_one_of_this_version(tmp_path: Path) -> None:
    articles = sampled()
    old, new = store_of_version_6(tmp_path / "old.ondit", articles), tmp_path / "new.ondit"
    with open_store(new) as store:
        store.add(articles)
    for path in (old, new):
        with open_store(path) as store:
            story = story_of(store)
            with StoredStory(store) as view:
                assert (
                    view.quoted.listing(Filter()).groups
                    == WholeStory(story).quoted.listing(Filter()).groups
                    != []
                )
    assert whole(old) == whole(new)
    assert inside(old, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert check(old).faults == ()


@pytest.mark.parametrize("step", range(len(schema._FROM_VERSION_6)))
def test_a_renewal_that_breaks_off_leaves_version_6_as_it_was(tmp_path: Path, step: int) -> None:
    articles = sampled()[:2]
    path = store_of_version_6(tmp_path / "s.ondit", articles)
    breaks_off(path, 6, step)
    with open_store(path) as store:
        assert store.articles() == list(articles)


OLD_INDEXES = {
    "article_word": definition("article_word", "words", beginnings="1 2", in_order=False, counted=False),
    "quote_word": definition("quote_word", "words", beginnings="1 2", counted=False),
}


def store_of_version_8(path: Path, articles: Sequence[Article]) -> Path:
    """A store with its story as the eighth version left it: with indexes of other beginnings."""
    with open_store(path) as store:
        store.add(articles)
        story_of(store)
    with closing(sqlite3.connect(path)) as connection, connection:
        for name in (*OLD_INDEXES, "quote_beginning"):
            connection.execute(f"DROP TABLE {name}")
        for made in OLD_INDEXES.values():
            connection.execute(made)
        connection.execute("PRAGMA user_version = 8")
    return path


@pytest.mark.parametrize("state", ["data", "x'00'", "'what'"])
def test_a_store_of_version_8_is_indexed_anew(tmp_path: Path, state: str) -> None:
    path = store_of_version_8(tmp_path / "s.ondit", sampled())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE entry_state SET data = {state} WHERE name = 'state'")  # noqa: S608
    with open_store(path) as store:
        memory = WholeStory(story_of(store))
        with StoredStory(store) as view:
            for search in ("the", "s*", "th*", "mer*", "-a*", '"we a*"', "s* -t*"):
                wanted = Filter(search=search)
                listed = memory.quoted.listing(wanted).groups
                assert view.quoted.listing(wanted).groups == listed != memory.quoted.listing(Filter()).groups
                assert view.published.listing(wanted).groups == memory.published.listing(wanted).groups
    made = dict(inside(path, "SELECT name, sql FROM sqlite_master"))
    assert {name: made[name] for name in schema.INDEXES} == schema.INDEXES
    assert inside(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert check(path).faults == ()


@pytest.mark.parametrize("step", range(len(schema._FROM_VERSION_8)))
def test_a_renewal_that_breaks_off_leaves_version_8_as_it_was(tmp_path: Path, step: int) -> None:
    breaks_off(store_of_version_8(tmp_path / "s.ondit", sampled()[:2]), 8, step)


@pytest.mark.parametrize("table", NEW_TABLES)
def test_a_store_that_lacks_a_table_is_told_and_repaired(tmp_path: Path, table: str) -> None:
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        store.add(sampled())
        story_of(store)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"DROP TABLE {table}")
    assert f"no table {table}" in check(path).faults
    assert repair(path)
    assert check(path).faults == ()
    with open_store(path) as store:
        story = story_of(store)
        with StoredStory(store) as view:
            assert view.quoted.listing(Filter()).groups == WholeStory(story).quoted.listing(Filter()).groups
            assert view.scoreboard.scores == WholeStory(story).scoreboard.scores != ()


def indexed(path: Path, articles: Sequence[Article]) -> int:
    """Count the quotes of which the words are indexed when articles come into a store."""
    asked: list[str] = []
    with open_store(path) as store:
        store.add(articles)
        store._connection.set_trace_callback(asked.append)
        story_of(store)
    return sum(one.startswith("INSERT INTO quote_word (rowid") for one in asked)


def test_only_quotes_of_new_articles_are_indexed_again(tmp_path: Path) -> None:
    *most, last = sampled()
    path, quotes = tmp_path / "s.ondit", pipeline.build([*most, last]).quotes
    of_last = sum(quote.article == last.id for quote in quotes)
    assert indexed(path, most) == len(quotes) - of_last > 0
    assert indexed(path, []) == 0
    assert indexed(path, [last]) == of_last > 0


def test_quotes_that_are_others_are_indexed_anew(tmp_path: Path) -> None:
    text = "“One two three,” she said. “Four five six.”"
    article = Article("a", text, Source("Quay", "metadata"))
    first, second = (Quote(text.index(words), text.index(words) + 8, "a") for words in ("One", "Four"))
    with open_store(tmp_path / "s.ondit") as store:
        store.add([article])
        for quotes in ((first,), (first, second), (second,), ()):
            store.keep_story(Story((article,), quotes=quotes), "of", {})
            with StoredStory(store) as view:
                for word, quote in (("one", first), ("four", second)):
                    found = view.quoted.listing(Filter(search=word)).groups
                    assert [group.items for group in found] == [1] * (quote in quotes)
