"""The story of files that did not change is what they would give again, and is read in their stead."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ondit import pipeline, unchanged
from ondit.model import Problem, Story
from ondit.unchanged import KeptStory, fingerprint, keep, kept, story_of_files
from ondit.views import StoryView
from ondit_tui.asked import Asked
from ondit_tui.reading import Reader
from ondit_tui.wanting import filter_in

TOLD = "Corvale will open a pump works in Ostrava, its chief executive Ana Reis said on Monday."
DENIED = "Corvale will not open a pump works in Ostrava, Ana Reis told The Ledger on Friday."


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.setattr(unchanged, "SECONDS_WORTH", -1.0)
    return folder / "ondit" / "stories"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = tmp_path / "news" / "march"
    inner.mkdir(parents=True)
    (tmp_path / "news" / "a.txt").write_text(TOLD, encoding="utf-8")
    (inner / "b.txt").write_text(DENIED, encoding="utf-8")
    return tmp_path / "news"


class Finding:
    """Finds the story of a folder, and counts how often."""

    def __init__(self, folder: Path) -> None:
        self.times = 0
        self._folder = folder

    def __call__(self) -> Story:
        self.times += 1
        return pipeline.read([self._folder])


def settled(folder: Path, find: Callable[[], Story], **more: object) -> Story:
    """Return the story of a folder once what is kept beside is kept."""
    usual = {"is_whole": lambda: True, "show": lambda _: None}
    story = story_of_files([str(folder)], find, **{**usual, **more})  # type: ignore[arg-type]
    wait()
    return story


def wait() -> None:
    """Wait until what is kept beside is kept."""
    for thread in threading.enumerate():
        if thread.daemon and "keep_beside" in thread.name:
            thread.join(20)


def test_a_story_of_files_is_found_once(folder: Path) -> None:
    find = Finding(folder)
    first, again = settled(folder, find), settled(folder, find)
    assert (find.times, len(first.articles)) == (1, 2)
    assert again == first
    assert again.article(again.articles[0].id) == again.articles[0]


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word": lambda news: (news / "a.txt").write_text(TOLD.replace("will", "may"), encoding="utf-8"),
    "a new file": lambda news: (news / "march" / "c.txt").write_text(TOLD, encoding="utf-8"),
    "a file gone": lambda news: (news / "a.txt").unlink(),
    "a name": lambda news: (news / "a.txt").rename(news / "c.txt"),
    "an empty folder": lambda news: (news / "april").mkdir(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_is_found_anew_where_anything_below_a_folder_changed(
    folder: Path, change: Callable[[Path], object]
) -> None:
    find = Finding(folder)
    settled(folder, find)
    change(folder)
    assert settled(folder, find) == pipeline.read([folder])
    assert find.times == 2


def test_what_changed_files_told_before_is_shown_until_they_are_read(folder: Path, cache: Path) -> None:
    shown: list[Story] = []
    before = settled(folder, Finding(folder), show=shown.append)
    assert shown == []
    (folder / "c.txt").write_text(TOLD, encoding="utf-8")
    after = settled(folder, Finding(folder), show=shown.append)
    assert (shown, len(after.articles)) == ([before], 3)
    assert settled(folder, Finding(folder), show=shown.append) == after
    assert (len(shown), len(list(cache.iterdir()))) == (1, 1)


def test_an_outlet_that_only_changed_files_have_may_be_asked_for(folder: Path) -> None:
    asked = Asked(paths=[str(folder)], sources=["The Ledger"])
    views: list[StoryView] = []

    def show(view: StoryView) -> None:
        views.append(view)
        filter_in(asked, view)

    def read() -> StoryView:
        view = Reader(asked)(lambda _: None, lambda: False, show)
        wait()
        return view

    read()
    row = {"text": TOLD, "source": "The Ledger"}
    (folder / "c.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert "The Ledger" in read().tally.outlets
    assert ["The Ledger" in view.tally.outlets for view in views] == [False]


def test_it_is_found_anew_by_other_code_other_tables_and_other_limits(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint([str(folder)])
    assert before == fingerprint([str(folder)])
    assert before != fingerprint([str(folder)], within=3)
    own = tmp_path / "outlets.csv"
    monkeypatch.setattr("ondit.own.outlets", lambda: own)
    without = fingerprint([str(folder)])
    own.write_text("harbour.example,The Harbour Post\n", encoding="utf-8")
    assert fingerprint([str(folder)]) != without
    monkeypatch.setattr("ondit.store.making.maker", lambda: "other code")
    assert fingerprint([str(folder)]) not in (before, without)


def test_hidden_files_are_not_read_and_change_nothing(folder: Path) -> None:
    before = fingerprint([str(folder)])
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text(TOLD, encoding="utf-8")
    (folder / ".hidden.txt").write_text(TOLD, encoding="utf-8")
    assert fingerprint([str(folder)]) == before


@pytest.mark.parametrize("path", ["-", "https://harbour.example/rss", "nowhere.txt", "*.txt", ""])
def test_what_may_be_other_the_next_time_has_no_fingerprint(folder: Path, path: str) -> None:
    assert fingerprint([str(folder), path]) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_opened_for_its_fingerprint(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert fingerprint([str(tmp_path / "pipe")]) is None
    assert fingerprint([str(tmp_path)]) is not None


def test_large_inputs_have_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "MOST_BYTES", len(TOLD))
    assert fingerprint([str(folder)]) is None


def test_what_was_not_read_to_the_end_or_changed_meanwhile_is_not_kept(folder: Path, cache: Path) -> None:
    find = Finding(folder)
    settled(folder, find, is_whole=lambda: False)

    def change() -> Story:
        (folder / "a.txt").write_text(DENIED, encoding="utf-8")
        return find()

    settled(folder, change)
    assert not cache.exists()


def test_what_is_found_at_once_is_not_kept(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unchanged, "SECONDS_WORTH", 3_600.0)
    settled(folder, Finding(folder))
    assert not cache.exists()


def test_what_the_network_gave_is_not_kept(folder: Path) -> None:
    story = pipeline.read([folder])
    failed = Problem("https://harbour.example/rss", None, "It was not there.", "Try again.")
    fetched = replace(story.articles[0], path=None, url="https://harbour.example/1")
    assert not keep(["0"], KeptStory("", replace(story, problems=(failed,))))
    assert not keep(["0"], KeptStory("", replace(story, articles=(fetched, *story.articles[1:]))))
    assert keep(["0"], KeptStory("f", story))
    assert kept(["0"]) == ("f", story)
    assert kept(["1"]) is None
    assert kept(["0"], 3) is None


@pytest.mark.parametrize("at", [0, 3, 6, 40, -30, -1])
def test_what_is_damaged_counts_as_nothing(folder: Path, cache: Path, at: int) -> None:
    assert keep(["0"], KeptStory("f", pipeline.read([folder])))
    (path,) = cache.iterdir()
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)
    assert kept(["0"]) is None
    path.write_bytes(data[: len(data) // 2])
    assert kept(["0"]) is None
    path.write_bytes(b"")
    assert kept(["0"]) is None


def test_only_the_user_may_read_it_and_those_looked_at_last_stay(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unchanged, "MOST_STORIES", 2)
    for number in range(2):
        keep([str(number)], KeptStory("", Story()))
    for path in cache.iterdir():
        os.utime(path, (1, 1))
    assert kept(["0"]) == ("", Story())
    keep(["2"], KeptStory("", Story()))
    assert [number for number in range(3) if kept([str(number)])] == [0, 2]
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in cache.iterdir()} == {0o600}
        assert cache.stat().st_mode & 0o777 == 0o700


def test_what_a_process_that_was_ended_left_half_written_goes(cache: Path) -> None:
    cache.mkdir(parents=True)
    old, young = cache / "a-1.new", cache / "b-2.new"
    old.touch()
    young.touch()
    os.utime(old, (1, 1))
    assert keep(["0"], KeptStory("", Story()))
    assert [old.exists(), young.exists()] == [False, True]


def test_where_it_cannot_be_kept_the_story_is_found_all_the_same(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.parent.mkdir()
    cache.write_text("in the way")
    find = Finding(folder)
    assert settled(folder, find) == settled(folder, find)
    assert find.times == 2


def test_reading_it_imports_nothing_that_finds(folder: Path, cache: Path) -> None:
    settled(folder, Finding(folder))
    assert len(list(cache.iterdir())) == 1
    code = (
        "import sys\nfrom ondit_tui.asked import Asked\nfrom ondit_tui.reading import Reader\n"
        f"view = Reader(Asked(paths=[{str(folder)!r}]))(None, bool, None)\n"
        "heavy = {'lxml', 'numba', 'numpy', 'rapidfuzz', 'ondit.ingest', 'ondit.pipeline'}\n"
        "print(view.tally.articles, sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "2 []\n"
