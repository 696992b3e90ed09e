"""Folders that are looked through: what is read, when, and what is left alone."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.watch import listening
from ondit.watch.folders import AT_ONCE, OFTEN, QUIET, RARELY, Folder, Looked, between_rings, read, until_next
from ondit.watch.listening import is_remote, listen, mounted

TEXT = "Nerio told of its new lens at some length on Tuesday, and of nothing else."


def put(path: Path, text: str = TEXT, changed: int = 1_700_000_000) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, (changed, changed))
    return path


def names(looked: Looked) -> list[str]:
    return [Path(file.path).name for file in looked.ready]


def test_a_file_is_ready_once_it_has_stayed_as_it_is(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    folder = Folder(str(tmp_path))
    assert folder.look(0) == Looked((), has_more=True, files=1)
    assert names(folder.look(QUIET - 0.1)) == []
    assert names(folder.look(QUIET)) == ["a.txt"]


def test_a_half_written_file_waits(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "Nerio")
    folder = Folder(str(tmp_path))
    folder.look(0)
    put(path, "Nerio told")
    assert names(folder.look(10)) == []
    put(path, "Nerio said", changed=1_700_000_001)
    assert names(folder.look(20)) == []
    assert names(folder.look(21)) == []
    assert names(folder.look(22)) == ["a.txt"]


def test_what_was_read_is_read_again_only_once_it_is_changed(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt")
    folder = Folder(str(tmp_path))
    folder.look(0)
    ready = folder.look(QUIET).ready
    folder.took(ready)
    assert folder.look(100) == Looked((), has_more=False, files=1)
    assert Folder(str(tmp_path), ready).look(0) == Looked((), has_more=False, files=1)
    put(path, TEXT + " Or so.")
    assert folder.look(200).has_more
    assert names(folder.look(300)) == ["a.txt"]


def test_a_file_that_is_gone_is_not_waited_for(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt")
    folder = Folder(str(tmp_path))
    folder.look(0)
    path.unlink()
    assert folder.look(100) == Looked((), has_more=False, files=0)
    put(path)
    assert names(folder.look(101)) == []


def test_only_what_is_read_in_folders_is_looked_at(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c/d.md", ".hidden.txt", ".git/e.txt", "README.md", "f.part", "g.jpg", "h"):
        put(tmp_path / name)
    folder = Folder(str(tmp_path))
    folder.look(0)
    assert names(folder.look(QUIET)) == ["a.txt", "d.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_links_to_folders_and_pipes_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path / "out" / "a.txt")
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "link").symlink_to(tmp_path / "out")
    (inside / "round").symlink_to(inside)
    (inside / "nowhere.txt").symlink_to(tmp_path / "none")
    os.mkfifo(inside / "pipe.txt")
    assert Folder(str(inside)).look(0).files == 0


def test_a_file_by_its_own_name(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt")
    folder = Folder(str(path))
    folder.look(0)
    assert names(folder.look(QUIET)) == ["a.txt"]
    path.unlink()
    with pytest.raises(InputError, match="no such file"):
        folder.look(3)


def test_a_folder_that_is_not_there_says_so_and_may_come_back(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "drive"))
    with pytest.raises(InputError, match="no such file or folder"):
        folder.look(0)
    put(tmp_path / "drive" / "a.txt")
    assert folder.look(1).has_more


def test_many_files_are_read_part_by_part(tmp_path: Path) -> None:
    for number in range(AT_ONCE + 2):
        put(tmp_path / f"{number}.txt", "x")
    folder = Folder(str(tmp_path))
    folder.look(0)
    first = folder.look(QUIET)
    assert (len(first.ready), first.has_more, until_next(first, is_told=True)) == (AT_ONCE, True, 0)
    folder.took(first.ready)
    assert len(folder.look(QUIET).ready) == 2


def test_files_hold_articles(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.jsonl", '{"text": "One of two stories."}\nbroken\n')
    folder = Folder(str(tmp_path))
    folder.look(0)
    found = read(folder.look(QUIET).ready, lambda: False)
    assert [article.text for article in found.articles] == [TEXT, "One of two stories."]
    assert [problem.line for problem in found.problems] == [2]
    assert len(found.files) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
def test_files_with_any_name_are_read(tmp_path: Path) -> None:
    for name in ("e\udcff.txt", "f\x1b[31m\n.txt"):
        put(tmp_path / name, name.encode("ascii", "backslashreplace").decode())
    folder = Folder(str(tmp_path))
    folder.look(0)
    found = read(folder.look(QUIET).ready, lambda: False)
    assert (len(found.files), len(found.articles)) == (2, 2)


def test_a_file_of_the_far_future_has_a_time_that_can_be_kept(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt")
    try:
        os.utime(path, (14_000_000_000, 14_000_000_000))
    except OSError:
        pytest.skip("no file can be that late here")
    folder = Folder(str(tmp_path))
    folder.look(0)
    assert [abs(file.changed) < 1 << 63 for file in folder.look(QUIET).ready] == [True]


def test_what_changes_while_it_is_read_is_left_for_later(tmp_path: Path) -> None:
    grown, whole = put(tmp_path / "a.txt"), put(tmp_path / "b.txt", "Another story altogether.")
    folder = Folder(str(tmp_path))
    folder.look(0)
    ready = folder.look(QUIET).ready
    put(grown, TEXT + " And more.")
    found = read(ready, lambda: False)
    assert [article.path for article in found.articles] == [str(whole)]
    assert [file.path for file in found.files] == [str(whole)]


def test_lists_of_addresses_are_not_fetched(tmp_path: Path) -> None:
    put(
        tmp_path / "a.opml",
        '<opml version="2.0"><body><outline text="x" xmlUrl="https://tarn.example/feed"/></body></opml>',
    )
    folder = Folder(str(tmp_path))
    folder.look(0)
    found = read(folder.look(QUIET).ready, lambda: False)
    assert found.articles == ()
    assert [problem.what for problem in found.problems] == [
        "It lists addresses, which are not fetched from here."
    ]


@given(st.integers(0, 10**7), st.booleans(), st.booleans())
def test_a_look_never_comes_at_once_unless_more_is_ready(files: int, more: bool, told: bool) -> None:
    looked = Looked((), has_more=more, files=files)
    assert until_next(looked, is_told=told) >= (QUIET if more else RARELY if told else OFTEN)
    assert between_rings(looked) >= QUIET / 2


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
tarn:/news /mnt/news nfs4 rw 0 0
/dev/sdb1 /mnt/news/local\\040disk xfs rw 0 0
me@tarn: /home/ida/far fuse.sshfs rw 0 0
broken""".splitlines()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ida", "ext4"),
        ("/mnt/news", "nfs4"),
        ("/mnt/newspapers", "ext4"),
        ("/mnt/news/2024", "nfs4"),
        ("/mnt/news/local disk/a", "xfs"),
        ("/home/ida/far/away", "fuse.sshfs"),
    ],
)
def test_the_innermost_mount_tells_the_kind_of_file_system(path: str, kind: str) -> None:
    assert mounted(path, MOUNTS) == kind


def test_a_folder_on_another_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    monkeypatch.setattr(listening, "_MOUNTS", mounts)
    assert not is_remote(str(tmp_path))
    assert is_remote(r"\\tarn\news")
    for kind, expected in (("ext4", False), ("nfs4", True), ("fuse.sshfs", True), ("fuseblk", False)):
        mounts.write_text(f"tarn {os.path.realpath(tmp_path)} {kind} rw 0 0\n")
        assert is_remote(str(tmp_path)) == expected


def rings(tmp_path: Path, change: Callable[[], object], folder: Path | None = None) -> bool:
    """Return whether a change rings."""
    rung, stop = threading.Event(), threading.Event()
    thread = threading.Thread(target=listen, args=(str(folder or tmp_path), rung.set, stop), daemon=True)
    thread.start()
    for _ in range(50):
        if not thread.is_alive() or rung.wait(0.1):
            break
        change()
    stop.set()
    thread.join()
    return rung.is_set()


def test_a_change_rings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("watchfiles")
    monkeypatch.setattr(listening, "TURN", 60_000)
    assert rings(tmp_path, lambda: put(tmp_path / "a.txt", str(os.urandom(4))))


def test_nothing_rings_where_nothing_can_tell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def change() -> None:
        put(tmp_path / "a.txt", str(os.urandom(4)))

    assert not rings(tmp_path, change, tmp_path / "none")
    with monkeypatch.context() as patch:
        patch.setattr(listening, "is_remote", lambda folder: True)
        assert not rings(tmp_path, change)
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert not rings(tmp_path, change)


def test_it_rings_once_when_it_has_listened_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("watchfiles")
    monkeypatch.setattr(listening, "TURN", 50)
    rung, stop = threading.Event(), threading.Event()
    listener = threading.Thread(target=listen, args=(str(tmp_path), rung.set, stop), daemon=True)
    listener.start()
    assert rung.wait(30), "nothing changed, but something might have before it listened"
    stop.set()
    listener.join(30)
    assert not listener.is_alive()
