"""What is quoted is kept by rows that stay; the versions of stores that brought them, and the scoreboard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from ondit import schema
from ondit.collection import story_of
from ondit.model import Article, Quote, Source, Story
from ondit.search.fts import definition
from ondit.store import SCHEMA_VERSION, open_store
from ondit.store.health import check
from ondit.store.stored import StoredStory
from ondit.timeline import Filter
from ondit.whole import WholeStory
from store_files import Merger, breaks_off, execute, inside, whole


def store_of_version_6(path: Path, articles: Sequence[Article]) -> Path:
    """A store as the sixth version left it: all but what later ones brought."""
    with open_store(path) as store:
        store.add(articles)
    made = "\n".join((*schema._FROM_VERSION_6, *schema._FROM_VERSION_7, schema.INDEXES["quote_beginning"]))
    tables = re.findall(r"^CREATE (?:VIRTUAL )?TABLE (\w+)", made, re.MULTILINE)
    execute(path, *(f"DROP TABLE {name}" for name in tables), "PRAGMA user_version = 6")
    return path


def test_a_store_of_version_6_becomes_one_of_this_version(tmp_path: Path, merger: Merger) -> None:
    new, story = merger
    old = store_of_version_6(tmp_path / "old.ondit", story.articles)
    with open_store(old) as store:
        assert story_of(store) == story
        with StoredStory(store) as view:
            groups = WholeStory(story).quoted.listing(Filter()).groups
            assert view.quoted.listing(Filter()).groups == groups != []
    assert whole(old) == whole(new)
    assert inside(old, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert check(old).faults == ()


@pytest.mark.parametrize("step", range(len(schema._FROM_VERSION_6)))
def test_a_renewal_that_breaks_off_leaves_version_6_as_it_was(
    tmp_path: Path, kept_merger: Merger, step: int
) -> None:
    articles = list(kept_merger[1].articles[:2])
    path = store_of_version_6(tmp_path / "s.ondit", articles)
    breaks_off(path, 6, step)
    with open_store(path) as store:
        assert store.articles() == articles


OLD_INDEXES = {
    "article_word": definition("article_word", "words", beginnings="1 2", in_order=False, counted=False),
    "quote_word": definition("quote_word", "words", beginnings="1 2", counted=False),
}


def of_version_8(path: Path) -> Path:
    """Make a store what version 8 would have left of it: with indexes of other beginnings."""
    dropped = (f"DROP TABLE {name}" for name in (*OLD_INDEXES, "quote_beginning"))
    execute(path, *dropped, *OLD_INDEXES.values(), "PRAGMA user_version = 8")
    return path


@pytest.mark.parametrize("state", ["data", "x'00'", "'what'"])
def test_a_store_of_version_8_is_indexed_anew(merger: Merger, state: str) -> None:
    path, memory = of_version_8(merger[0]), WholeStory(merger[1])
    execute(path, f"UPDATE entry_state SET data = {state} WHERE name = 'state'")  # noqa: S608
    with open_store(path) as store:
        assert story_of(store) == memory.story
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
def test_a_renewal_that_breaks_off_leaves_version_8_as_it_was(merger: Merger, step: int) -> None:
    breaks_off(of_version_8(merger[0]), 8, step)


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
