"""A store that watches: what is new goes into it, and what is remembered comes back."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ondit import text
from ondit.errors import UsageError
from ondit.model import Article, Published, Source
from ondit.store import Store, open_store
from ondit.store.watching import File
from ondit.watch import Event, WatchedFeed, WatchedFile, WatchedFolder
from ondit.watching import _Kept, watcher
from store_files import inside

NOON = datetime(2025, 5, 23, 11, tzinfo=UTC).timestamp()
FEED = "https://quay.example/rss"
SECONDS = 30


def sources(store: Store) -> list[str]:
    return store.watching(lambda known: known.sources())


def test_what_is_watched_comes_back_in_its_order(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        store.watching(lambda known: known.watch([FEED, "/news"]))
        store.watching(lambda known: known.watch(["/more", FEED]))
        assert sources(store) == [FEED, "/news", "/more"]
        assert store.watching(lambda known: known.forget("/news"))
        assert not store.watching(lambda known: known.forget("/news"))
        store.watching(lambda known: known.watch(["/news"]))
    with open_store(tmp_path / "s.ondit") as store:
        assert sources(store) == [FEED, "/more", "/news"]


_SECONDS = st.floats(0, 4e9)
_FEEDS = st.builds(
    WatchedFeed,
    url=st.just(FEED),
    etag=st.none() | st.text(st.characters(exclude_categories=["Cs"])),
    good=st.none() | _SECONDS,
    times=st.lists(_SECONDS, max_size=3).map(tuple),
    seen=st.lists(st.text("abc", max_size=4), max_size=3).map(tuple),
    failures=st.integers(0, 9),
    skip_days=st.lists(st.integers(0, 6), max_size=3).map(tuple),
    is_gone=st.booleans(),
)


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """A store that watches one feed."""
    with open_store(tmp_path / "s.ondit") as store:
        store.watching(lambda known: known.watch([FEED]))
    return tmp_path / "s.ondit"


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_FEEDS)
def test_what_is_remembered_of_a_feed_comes_back(watched: Path, feed: WatchedFeed) -> None:
    with (kept := _Kept(watched, lambda: NOON)):
        kept.keep_feed(feed)
    with (kept := _Kept(watched, lambda: NOON)):
        assert kept.feed(FEED) == feed
        assert kept.feed("https://other.example/rss") is None


def test_folders_whose_names_are_no_text_are_remembered(tmp_path: Path) -> None:
    folder = os.fsdecode(b"/news/\xff")
    with open_store(tmp_path / "s.ondit") as store:
        store.watching(lambda known: known.watch([folder]))
        assert sources(store) == [folder]
    kept, file = _Kept(tmp_path / "s.ondit", lambda: NOON), WatchedFile(f"{folder}/a.txt", 3, 10**18)
    with kept:
        kept.keep_folder(WatchedFolder(folder, good=1.5))
        kept.keep_files(folder, [file])
        kept.keep_files(folder, [WatchedFile(file.path, 4, 10**18)])
        assert kept.folder(folder) == WatchedFolder(folder, good=1.5)
        assert kept.files(folder) == [WatchedFile(file.path, 4, 10**18)]


def test_what_is_watched_no_more_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "s.ondit"
    with open_store(path) as store:
        store.watching(lambda known: known.watch(["/news"]))
        store.watching(lambda known: known.keep_files("/news", [File("/news/a.txt", 1, 2)]))
        store.watching(lambda known: known.forget("/news"))
        store.watching(lambda known: known.keep_files("/news", [File("/news/b.txt", 1, 2)]))
        store.watching(lambda known: known.keep_record("/news", "{}"))
        assert store.watching(lambda known: known.record("/news")) is None
    assert inside(path, "SELECT count(*) FROM watched_file") == [(0,)]


def test_a_watcher_is_told_what_is_watched_still(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        store.watching(lambda known: known.watch([FEED, "/news"]))
        with (kept := _Kept(tmp_path / "s.ondit", lambda: NOON)):
            assert kept.is_watched(FEED)
            store.watching(lambda known: known.forget(FEED))
            assert not kept.is_watched(FEED)
            assert kept.is_watched("/news")


def test_a_damaged_record_is_learnt_anew(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.ondit") as store:
        store.watching(lambda known: known.watch([FEED]))
        store.watching(lambda known: known.keep_record(FEED, '{"url": 3'))
    with (kept := _Kept(tmp_path / "s.ondit", lambda: NOON)):
        assert kept.feed(FEED) is None


def test_a_store_that_watches_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="watches nothing yet"):
        watcher(tmp_path / "s.ondit", lambda _: None)


def test_a_new_file_of_a_folder_goes_into_the_store_once(tmp_path: Path) -> None:
    path, folder = tmp_path / "s.ondit", tmp_path / "news"
    folder.mkdir()
    text = "Corvale may buy the shipyard at Belmore, two people said."
    (folder / "a.txt").write_text(text, encoding="utf-8")
    with open_store(path) as store:
        store.watching(lambda known: known.watch([str(folder)]))
    events: list[Event] = []
    is_there = threading.Event()

    def report(event: Event) -> None:
        events.append(event)
        is_there.set()

    with watcher(path, report):
        assert is_there.wait(SECONDS)
    assert [(event.kind, [one.text for one in event.articles]) for event in events] == [("new", [text])]
    with open_store(path) as store:
        assert [article.text for article in store.articles()] == [text]
        assert store.count_unread() == 0
        assert len(store.watching(lambda known: known.files(str(folder)))) == 1


def test_a_page_that_changed_is_kept_beside_what_it_was_and_told(tmp_path: Path) -> None:
    first = Article(
        "a", "It rains in Belmore.", Source("Quay News", "metadata"), url="https://quay.example/rain"
    )
    with (kept := _Kept(tmp_path / "s.ondit", lambda: NOON)):
        assert kept.keep([first]) == ()
        assert kept.keep([replace(first, text="It does not rain in Belmore.")]) == ("a",)
        assert kept.keep([first]) == ()
    with open_store(tmp_path / "s.ondit") as store:
        _, second = store.articles()
        assert store.count_unread() == 0
    assert (second.id, second.version_of, second.published) == (
        "a-2",
        "a",
        Published("2025-05-23", "day", "read"),
    )


def test_what_was_kept_is_not_held_in_memory(tmp_path: Path) -> None:
    kept = _Kept(tmp_path / "s.ondit", lambda: NOON)
    with kept:
        kept.keep(
            [Article("a", "Corvale will open a pump works in Ostrava, it said.", Source("Quay", "metadata"))]
        )
        assert text._kept_words.cache_info().currsize == 0
