"""A store whose rows can be read, and make no sense: that is told as damage, and costs no room."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ondit.collection import story_of
from ondit.errors import StoreError
from ondit.listing import every
from ondit.marks import Mark
from ondit.model import Article, Published, Source
from ondit.overrides import anchored
from ondit.store import Store, glance, open_store, pieces
from ondit.store.compact_outcomes import Made
from ondit.store.packing import pack, unpack
from ondit.store.state import State
from ondit.store.stored import StoredStory
from ondit.timeline import Filter

TEXT = (
    "Corvale denied on Monday that it will close the yard at Belmore in June, as had been rumoured. “The yard"
    " will give our ferries a quiet home for many years to come,” said Ann Ode, chief executive of Corvale."
)
BEYOND = 10**12


def article(number: int) -> Article:
    published = Published(f"2025-05-0{number}", "day", "metadata")
    return Article(
        f"a{number}", TEXT, Source(f"Outlet {number}", "metadata"), published=published, language="en"
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.ondit") as store:
        store.add([article(1), article(2)])
        assert story_of(store).claims
        yield store


def is_told(store: Store, ask: Callable[[StoredStory], object]) -> None:
    with pytest.raises(StoreError, match="keeps of its story is damaged"), StoredStory(store) as view:
        ask(view)
    assert story_of(store).articles == (article(1), replace(article(2), copy_of="a1"))
    with StoredStory(store) as view:
        ask(view)


@pytest.mark.parametrize(
    "other",
    [
        {"entries": BEYOND, "days": (("2025-05-01", BEYOND),)},
        {"size": BEYOND},
        {"days": ()},
        {"days": (("2025-05-01", BEYOND), (None, -BEYOND))},
    ],
    ids=str,
)
def test_more_entries_than_are_kept_are_damage(store: Store, other: dict[str, Any]) -> None:
    kept = pieces.read(store._connection, "state", State)
    assert kept
    pieces.keep(store._connection, "state", replace(kept, **other))
    is_told(store, lambda view: view.days(Filter(kinds=frozenset({"rumour"}))))


@pytest.mark.parametrize("days", [(), ((None, BEYOND),), ((None, BEYOND), ("2025", 2 - BEYOND))], ids=str)
def test_more_articles_in_a_list_than_are_kept_are_damage(store: Store, days: object) -> None:
    pieces.keep(store._connection, "article-days", days)
    is_told(store, lambda view: view.published.listing(Filter(start="2025-05-02")))


def outcomes(store: Store, change: Callable[[Made], object]) -> None:
    """Change what the story makes of each article."""
    rows = store._connection.execute("SELECT article, data FROM outcome").fetchall()
    for number, data in rows:
        made = unpack(data, Made, TEXT)
        change(made)
        row = (pack(made, TEXT), number)
        store._connection.execute("UPDATE outcome SET data = ? WHERE article = ?", row)


def test_what_is_nested_deeper_than_anything_is_damage(store: Store) -> None:
    deep = msgspec.Raw(b"[" * 100_000 + b"]" * 100_000)
    with pytest.raises(ValueError, match="cannot be read"):
        unpack(pack({"a": deep}), dict[str, Any])

    def nest(made: Made) -> None:
        for one in made.entries:
            one.others = {"more": deep}

    outcomes(store, nest)
    is_told(store, entries)


def test_an_article_that_is_named_and_not_there_is_damage(store: Store) -> None:
    def rename(made: Made) -> None:
        made.named = ["\x1b[2J"] * len(made.named)

    outcomes(store, rename)
    is_told(store, lambda view: [view.part(one) for one in entries(view)])


def test_a_claim_of_an_entry_that_is_not_there_is_damage(store: Store) -> None:
    def lead_away(made: Made) -> None:
        for one in made.entries:
            one.claim, one.id = "c-none", "t-c-none"
            one.others = {"kind": "rumour", "confidence": 0.5, "target": None, "text": "It sails."}

    outcomes(store, lead_away)
    is_told(store, lambda view: list(every(view.claims(Filter()))))


def test_a_place_that_comes_from_none_that_there_is_is_damage(store: Store) -> None:
    def descend(made: Made) -> None:
        for one in made.statements:
            assert not hasattr(one, "occurrences")
            one.stemma = [(0, -1, "tie", "")]  # type: ignore[union-attr]

    outcomes(store, descend)
    is_told(store, entries)


def entries(view: StoredStory) -> list[Any]:
    found = [view.entries(Filter(), day.published) for day in view.days(Filter())]
    return [one for some in found for one in some]


def test_marks_stay_where_what_they_were_on_is_damaged(store: Store) -> None:
    story = story_of(store)
    entry = next(one for one in story.timeline if one.claim)
    claim = next(one for one in story.claims if one.id == entry.claim)
    place = anchored(claim.mentions[0], article(1))
    made = Mark(place, "2025-05-05T09:00:00+02:00", entry.id)
    store.mark(made)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE entry_state SET data = x'0102' WHERE name = 'marked'")
    for write in (
        lambda: store.mark(replace(made, anchor=replace(place, article="a2"))),
        lambda: store.unmark(place),
    ):
        with pytest.raises(StoreError, match="damaged"):
            write()
    store.add([article(3)])
    story_of(store)
    assert store.marks() == [made]


@pytest.mark.parametrize("column", ["start", "stop", "article", "words", "made"])
def test_what_is_no_place_is_not_marked(store: Store, column: str) -> None:
    story = story_of(store)
    places = [anchored(claim.mentions[0], article(1)) for claim in story.claims[:2]]
    for place in places:
        store.mark(Mark(place, "2025-05-05T09:00:00+02:00"))
    store._connection.execute(f"UPDATE mark SET {column} = x'1b5b' WHERE number = 1")  # noqa: S608
    store.add([article(3)])
    story_of(store)
    assert [one.anchor for one in store.marks()] == places[1:]


def test_more_that_is_quoted_than_is_kept_is_damage(store: Store) -> None:
    store._connection.execute("UPDATE speaker SET quotations = 1 << 40")
    is_told(store, lambda view: view.quoted.listing(Filter(search="yard")))


def test_names_of_what_is_watched_that_are_none_are_told_and_not_offered(store: Store) -> None:
    store.watching(lambda known: known.watch(["https://quay.example/rss"]))
    store.watching(lambda known: known.keep_record("https://quay.example/rss", "{}"))
    assert list(glance.watched(store.path)) == ["https://quay.example/rss"]
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("UPDATE watched SET record = x'00'")
        assert store.watching(lambda known: known.record("https://quay.example/rss")) is None
        connection.execute("UPDATE watched SET name = 7")
        connection.execute("UPDATE OR IGNORE entry_outlet SET name = x'1b' WHERE name = 'Outlet 1'")
    assert list(glance.watched(store.path)) == []
    assert list(glance.outlets(store.path)) == ["Outlet 2"]
    with pytest.raises(StoreError, match="damaged"):
        store.watching(lambda known: known.sources())
