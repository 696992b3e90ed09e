"""Entries are kept by their numbers; the version of stores that brought them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ondit import schema, timeline
from ondit import store as stores
from ondit.collection import story_of
from ondit.errors import StoreError
from ondit.model import Article, Claim, Source, Span, Story
from ondit.store import entries, open_store, opening
from ondit.store.health import check
from ondit.store.repair import repair
from ondit.store.state import state
from ondit.store.stored import StoredStory
from ondit.timeline import Filter
from ondit.whole import WholeStory
from store_files import Merger, breaks_off, execute, inside, whole

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
def test_a_migration_that_breaks_off_leaves_version_4_as_it_was(tmp_path: Path, step: int) -> None:
    path = store_of_version_4(tmp_path / "s.ondit")
    breaks_off(path, 4, step)
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


def keeping(path: Path, articles: Sequence[Article]) -> list[str]:
    """Keep the story of a store with some articles more, and return what was asked of SQLite meanwhile."""
    asked: list[str] = []
    with open_store(path) as store:
        store.add(articles)
        store._connection.set_trace_callback(asked.append)
        story_of(store)
    return [one for one in asked if not one.lstrip("-").startswith(" ")]


def written(asked: Sequence[str], table: str) -> int:
    """Count the rows that were written to a table."""
    rows = (f"INSERT INTO {table} (rowid", f"INSERT OR REPLACE INTO {table} ")
    return sum(one.startswith(rows) for one in asked)


def test_only_entries_of_other_words_and_quotes_of_new_articles_are_indexed_again(
    tmp_path: Path, kept_merger: Merger
) -> None:
    path, story = tmp_path / "s.ondit", kept_merger[1]
    *most, last = story.articles
    count, of_last = len(most), sum(quote.article == last.id for quote in story.quotes)
    first = keeping(path, most)
    assert written(first, "entry_word") == written(first, "entry_beginning") > 4 * count
    assert written(first, "article_word") == count
    assert written(first, "quote_word") == len(story.quotes) - of_last > 0
    again = keeping(path, [])
    assert not any(
        written(again, table) for table in ("entry_word", "entry_column", "entry_state", "quote_word")
    )
    more = keeping(path, [last])
    assert 0 < written(more, "entry_word") < written(first, "entry_word") / 2
    assert written(more, "article_word") == 1
    assert written(more, "quote_word") == of_last > 0


def test_numbers_that_are_free_are_given_back_when_there_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "FEWEST_FREE", 3)
    path = tmp_path / "s.ondit"
    article = replace(QUAY, text="one two three four five six seven")

    def told(*words: str) -> Story:
        claims = []
        for word in words:
            place = Span(article.text.index(word), article.text.index(word) + len(word), "quay")
            claims.append(Claim(f"c-{word}", word, "rumour", "open", None, (place,)))
        return Story(
            articles=(article,), claims=tuple(claims), timeline=timeline.build([article], [], claims)
        )

    sizes = []
    with open_store(path) as store:
        store.add([article])
        for words in (["one", "two", "three"], ["four", "five", "six"], ["seven"], ["one"], ["two"]):
            store.keep_story(told(*words), "of", {})
            sizes.append(state(store._connection).size)
            with StoredStory(store) as view:
                assert view.days(Filter(search=words[0])) == [(None, 1)]
                assert [one.text for one in view.entries(Filter(search=words[0]), None)] == words[:1]
                assert view.tally.entries == len(words)
    assert sizes == [3, 6, 7, 1, 2]


TABLES = (
    *("entry_state", "entry_column", "entry_outlet", "entry_became", "entry_word"),
    *("speaker", "score_entry", "quote_word", "quote_beginning"),
)


@pytest.mark.parametrize("table", TABLES)
def test_a_store_that_lacks_a_table_of_its_story_is_told(merger: Merger, table: str) -> None:
    path, _ = merger
    execute(path, f"DROP TABLE {table}")
    assert f"no table {table}" in check(path).faults


def test_a_store_that_lacks_the_tables_of_its_story_is_repaired(merger: Merger) -> None:
    path, story = merger
    execute(path, *(f"DROP TABLE {table}" for table in TABLES))
    assert repair(path)
    assert check(path).faults == ()
    with open_store(path) as store:
        assert story_of(store) == story
        with StoredStory(store) as view:
            memory = WholeStory(story)
            assert view.tally == memory.tally
            assert view.quoted.listing(Filter()).groups == memory.quoted.listing(Filter()).groups
            assert view.scoreboard.scores == memory.scoreboard.scores != ()
