"""A store whatever happens to it: killed, full, held, refused; short forms of benchmarks/store_faults.py."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ondit import pipeline, schema
from ondit import store as stores
from ondit.collection import story_of
from ondit.errors import StoreError
from ondit.model import Article, Source
from ondit.store import open_store
from ondit.store.holding import holder, note_of, noted
from ondit.store.opening import wal_of
from ondit.store.repair import back_up_if_due, backup, check
from ondit_tui.cli import app
from store_files import inside, killed_behind, needs_fork

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import store_damage
import store_faults

PATIENCE = 60
WRITER = """
import os, sys, time
from ondit.model import Article, Source
from ondit.store import open_store
sys.argv[0] = "/somewhere/bin/ondit"
store = open_store(sys.argv[2])
def articles():
    yield Article("slow", "Ibex denies it.", Source("Quay News", "path"))
    print("begun", flush=True)
    sys.stdin.read(1)
store.add(articles())
print("done", flush=True)
"""


def told(number: int) -> Article:
    text = f"Ibex Motors said on Monday that {number:,} cars were built. " * 9
    return Article(f"a{number}", text, Source("Quay News", "path"))


@contextmanager
def slow_writer(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has begun to write, and ends once it reads a letter."""
    line = [sys.executable, "-c", WRITER, "watch", str(path)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "BUSY_SECONDS", 0.05)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "s.ondit"
    with open_store(place) as store:
        store.add([told(0)])
    return place


needs_notes = pytest.mark.skipif(sys.platform == "win32", reason="there are no notes on this system")


@needs_notes
@pytest.mark.usefixtures("hurried")
def test_a_second_writer_says_who_holds_the_store(path: Path) -> None:
    with slow_writer(path) as process, open_store(path) as store:
        words = rf"is written to by `ondit watch` \(process {process.pid}\) since \d\d:\d\d on \d+ \w+\.$"
        with pytest.raises(StoreError) as caught:
            store.add([told(1)])
        assert caught.match(words.removesuffix("$"))
        assert caught.value.hint.startswith("Wait")
        assert store.articles() == [told(0)]
        process.communicate("x", timeout=PATIENCE)
        assert not note_of(path).exists()
        assert store.add([told(1)]).new == 1


@needs_notes
@pytest.mark.usefixtures("hurried")
def test_a_writer_that_was_killed_is_not_named(path: Path) -> None:
    with slow_writer(path) as process:
        process.kill()
        process.wait()
    assert note_of(path).exists()
    assert holder(path) is None
    with open_store(path) as store, closing(sqlite3_of(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program"):
            store.add([told(1)])
        other.execute("ROLLBACK")
        assert store.add([told(1)]).new == 1
    assert not note_of(path).exists()


@needs_notes
def test_a_note_of_a_number_that_another_process_has_by_now_names_nobody(path: Path) -> None:
    note_of(path).write_text(json.dumps({"process": os.getpid(), "command": "ondit watch"}))
    assert holder(path) is None


@needs_notes
@pytest.mark.parametrize("note", ["", "{", "[]", '{"process": "x", "command": 1}', '{"process": 1e400}'])
def test_a_spoilt_note_names_nobody(path: Path, note: str) -> None:
    with noted(path):
        assert str(os.getpid()) in (holder(path) or "")
        note_of(path).write_text(note)
        assert holder(path) is None


@needs_notes
def test_the_next_writers_note_is_left_to_it(path: Path) -> None:
    with noted(path):
        note_of(path).rename(path.with_name("first"))
        with noted(path):
            path.with_name("first").unlink()
            assert holder(path)
        note_of(path).touch()
    assert note_of(path).exists()


@pytest.mark.usefixtures("hurried")
def test_a_store_beside_which_no_note_can_be_written_is_written_all_the_same(path: Path) -> None:
    note_of(path).mkdir()
    with open_store(path) as store:
        assert store.add([told(1)]).new == 1
        with closing(sqlite3_of(path)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="in use by another program"):
                store.add([told(2)])


TWICE = """
import os, subprocess, sys
from ondit.model import Article, Source
from ondit.store import open_store
def article(name):
    return Article(name, name, Source("x", "path"))
first = open_store(sys.argv[1])
if len(sys.argv) == 3:
    first.add([article("other")])
    first.close()
    sys.exit()
first.add([article("first")])
second = open_store(sys.argv[1])
subprocess.run([sys.executable, __file__, sys.argv[1], "other"], check=True)
first.add([article("last")])
os._exit(9)
"""


def test_opening_a_store_twice_in_a_process_keeps_its_hold_of_the_file(path: Path) -> None:
    """Closing a file that one opened oneself ends a process's locks: others then clear its journal away."""
    script = path.with_name("twice.py")
    script.write_text(TWICE)
    assert subprocess.run([sys.executable, script, path], check=False, timeout=PATIENCE).returncode == 9
    with open_store(path) as store:
        assert [article.id for article in store.articles()] == ["a0", "first", "other", "last"]


@pytest.mark.parametrize("looks", [1, 2, 3, 4])
def test_what_waits_beside_a_store_may_go_while_it_is_looked_at(
    path: Path, monkeypatch: pytest.MonkeyPatch, looks: int
) -> None:
    """Whoever closes a store last takes its journal away, also between two looks of another at it."""
    wal, left = wal_of(path), [0]

    def losing(what: Callable[..., object]) -> Callable[..., object]:
        def seen(self: Path, **how: bool) -> object:
            found = what(self, **how)
            if self == wal:
                left[0] -= 1
                if not left[0]:
                    wal.unlink(missing_ok=True)
            return found

        return seen

    for name in ("exists", "stat"):
        monkeypatch.setattr(Path, name, losing(getattr(Path, name)))
    wal.write_bytes(bytes(100))
    left[0] = looks
    assert (check(path).faults, check(path).articles) == ((), 1)
    wal.write_bytes(bytes(100))
    left[0] = looks
    with open_store(path) as store:
        assert store.articles() == [told(0)]


@contextmanager
def disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """A small disk of its own, where one may be mounted."""
    place = folder / "disk"
    place.mkdir()
    if not command("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place):
        pytest.skip("no disk may be mounted here")
    try:
        yield place
    finally:
        command("umount", "-l", place)


def command(*words: str | Path) -> bool:
    try:
        return subprocess.run(words, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, less what SQLite leaves there that holds nothing."""
    there = {path.name: path.read_bytes() for path in folder.iterdir()}
    return {name: data for name, data in there.items() if data and not name.endswith("-shm")}


def test_a_store_on_a_disk_that_may_only_be_read_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    with disk(tmp_path) as folder:
        place = folder / "s.ondit"
        with open_store(place) as store:
            store.add([told(1)])
        before = files(folder)
        assert command("mount", "-o", "remount,ro", folder)
        with open_store(place) as store:
            assert store.articles() == [told(1)]
            assert story_of(store) == pipeline.build([told(1)])
            with pytest.raises(StoreError, match="may not be written to"):
                store.add([told(2)])
        shown = CliRunner().invoke(app, ["timeline", "--store", str(place)], prog_name="ondit")
        assert (shown.exit_code, shown.stderr) == (0, "")
        assert "cars were built" in shown.stdout
        assert files(folder) == before
        with pytest.raises(StoreError, match="cannot be opened"):
            open_store(folder / "new.ondit")


@needs_fork
def test_a_store_that_only_its_journal_makes_whole_is_not_read_without_it(tmp_path: Path) -> None:
    with disk(tmp_path) as folder:
        place = folder / "s.ondit"
        killed_behind(place, [told(1)])
        place.with_name("s.ondit-shm").unlink()
        before = files(folder)
        assert command("mount", "-o", "remount,ro", folder)
        with pytest.raises(StoreError, match=r"what was added last waits in s\.ondit-wal") as caught:
            open_store(place)
        assert "Copy both" in caught.value.hint
        assert files(folder) == before
        assert command("mount", "-o", "remount,rw", folder)
        with open_store(place) as store:
            assert store.articles() == [told(1)]


def test_a_store_on_a_full_disk_is_read_and_says_so_when_written(tmp_path: Path) -> None:
    with disk(tmp_path) as folder:
        place = folder / "s.ondit"
        with open_store(place) as store:
            store.add([told(1)])
        filled = fill(folder)
        before = files(folder)
        with open_store(place) as store:
            assert store.articles() == [told(1)]
            with pytest.raises(StoreError, match="the disk is full"):
                store.add([told(2)])
        assert files(folder) == before
        filled.unlink()
        with open_store(place) as store:
            assert store.add([told(2)]).new == 1


@needs_fork
def test_a_full_disk_keeps_what_waits_in_a_journal(tmp_path: Path) -> None:
    with disk(tmp_path) as folder:
        place = folder / "s.ondit"
        killed_behind(place, [told(1)])
        place.with_name("s.ondit-shm").unlink()
        filled = fill(folder)
        with pytest.raises(StoreError, match=r"needs room on the disk: .* waits in s\.ondit-wal"):
            open_store(place)
        filled.unlink()
        with open_store(place) as store:
            assert store.articles() == [told(1)]


def fill(folder: Path) -> Path:
    filler = folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return filler


def test_a_disk_that_fills_up_keeps_every_article_that_was_reported(tmp_path: Path) -> None:
    with disk(tmp_path) as folder:
        place, kept = folder / "s.ondit", []
        with open_store(place) as store, suppress(StoreError):
            for number in range(10_000):
                store.add([told(number)])
                kept.append(told(number))
        assert 20 < len(kept) < 10_000
        with open_store(place) as store:
            assert store.articles() == kept
        assert inside(place, "PRAGMA integrity_check") == [("ok",)]


@pytest.fixture
def unchangeable(path: Path) -> Iterator[Path]:
    """A store that the file system lets nobody change, not even root."""
    if not command("chattr", "+i", path):
        pytest.skip("no file can be made unchangeable here")
    yield path
    command("chattr", "-i", path)


def test_a_file_that_nobody_may_change_is_read(unchangeable: Path) -> None:
    before = unchangeable.read_bytes()
    with open_store(unchangeable) as store:
        assert store.articles() == [told(0)]
        with pytest.raises(StoreError, match="may not be written to"):
            store.add([told(1)])
    assert unchangeable.read_bytes() == before


def test_a_store_of_an_older_version_that_nobody_may_change_is_told(tmp_path: Path) -> None:
    with disk(tmp_path) as folder:
        place = folder / "s.ondit"
        with closing(sqlite3_of(place)) as old:
            for statement in (*schema._SCHEMA[:2], *schema._SCHEMA[-2:]):
                old.execute(statement)
            old.execute("PRAGMA user_version = 2")
        assert command("mount", "-o", "remount,ro", folder)
        with pytest.raises(StoreError, match="of an older version, and may not be written to"):
            open_store(place)


def test_a_backup_copy_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    with disk(tmp_path) as folder:
        place = folder / "s.ondit"
        with open_store(place) as store:
            store.add([told(1)])
        inside(place, "PRAGMA journal_mode = DELETE")
        assert command("mount", "-o", "remount,ro", folder)
        with open_store(place) as store:
            assert store.articles() == [told(1)]


@pytest.mark.parametrize("letters", [b"\xff\xfe", b"\xc3("])
def test_a_text_whose_letters_are_broken_is_told_as_damage(path: Path, letters: bytes) -> None:
    with open_store(path) as store:
        store._connection.execute("UPDATE text SET text = CAST(? AS TEXT)", (letters,))
        with pytest.raises(StoreError, match="is damaged") as caught:
            store.articles()
        assert f"`ondit doctor --repair --store {path}`" in caught.value.hint


def test_nothing_that_was_reported_is_lost_to_kills(tmp_path: Path) -> None:
    tally = store_faults.killed(tmp_path, 4, random.Random(7))  # noqa: S311 - any will do
    assert (tally.runs, tally.lost, tally.wrong) == (4, 0, []), tally
    assert tally.stored > 4, tally


def test_nothing_that_was_reported_is_lost_to_a_full_disk(tmp_path: Path) -> None:
    tally = store_faults.filled(tmp_path, 1, random.Random(7), most=800)  # noqa: S311 - any will do
    if tally is None:
        pytest.skip("no disk may be mounted here")
    assert (tally.runs, tally.lost, tally.wrong) == (1, 0, []), tally
    assert tally.stored > 2, tally


def test_no_article_is_another_behind_a_repair(tmp_path: Path) -> None:
    tally = store_faults.spoilt(tmp_path, 12, random.Random(7))  # noqa: S311 - any will do
    assert (tally.runs, tally.wrong) == (12, [])
    assert tally.named == tally.lost
    assert tally.stored > 10 * store_damage.DAMAGED_ARTICLES


def test_two_writers_and_five_readers_get_on(tmp_path: Path) -> None:
    tally = store_faults.crowded(tmp_path, 0.2, patience=PATIENCE)
    assert (tally.lost, tally.wrong) == (0, []), tally
    assert tally.stored > 0, tally
    assert tally.reads >= store_faults.READERS, tally


def test_the_fault_runs_see_what_is_lost_and_what_is_spoilt(tmp_path: Path) -> None:
    path, tally = tmp_path / "s.ondit", store_faults.Tally()
    with open_store(path) as store:
        store.add([store_faults.told("k1", 0), replace(store_faults.told("k1", 1), text="something else")])
    store_faults.check_kept(path, {"k1-0", "k1-1", "k1-2"}, tally)
    assert tally.lost == 1
    assert tally.wrong == ["run 0: lost k1-2", "run 0: spoilt k1-1"]


@pytest.mark.parametrize("back", [1, 400 * 24 * 3600])
def test_a_clock_that_goes_back_changes_nothing(path: Path, back: int) -> None:
    """Files that seem to be of the future, and a note of it: articles are kept, copied and read as ever."""
    later = path.stat().st_mtime + back
    copy = backup(path)
    for one in (path, copy):
        os.utime(one, (later, later))
    with open_store(path) as store:
        store.add([told(1)])
        assert store.articles() == [told(0), told(1)]
    with noted(path):
        os.utime(note_of(path), (later, later))
        assert str(os.getpid()) in (holder(path) or "")
    assert back_up_if_due(path) == copy
    assert check(copy).articles == 2


def sqlite3_of(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)
