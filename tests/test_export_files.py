"""Files of exports: whole or not at all, and nothing is written over unasked."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TextIO

import pytest

from ondit.errors import OutputError
from ondit.export.files import check_place, write_file


def says(words: str) -> int:
    raise AssertionError(words)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def writing(words: str) -> object:
    return lambda stream: stream.write(words)


def test_a_file_is_written_as_it_is_said_and_gives_what_its_writer_gives(tmp_path: Path) -> None:
    place = tmp_path / "quotes.csv"
    assert write_file(place, lambda stream: stream.write("北\r\nä\n")) == 5
    assert place.read_bytes() == "北\r\nä\n".encode()
    assert names(tmp_path) == ["quotes.csv"]


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    place = tmp_path / "quotes.csv"
    place.write_text("mine")
    place.chmod(0o640)
    with pytest.raises(OutputError, match="already"):
        write_file(place, lambda _: says("must not be asked"))
    assert place.read_text() == "mine"
    write_file(place, writing("new"), force=True)
    assert place.read_text() == "new"
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    assert names(tmp_path) == ["quotes.csv"]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("fault", [ValueError("bad"), KeyboardInterrupt(), OSError(errno.ENOSPC, "No room")])
def test_what_fails_halfway_leaves_nothing_and_harms_nothing(
    tmp_path: Path, fault: BaseException, force: bool
) -> None:
    place = tmp_path / "quotes.csv"
    if force:
        place.write_text("mine")

    def write(stream: TextIO) -> None:
        stream.write("half" * 100_000)
        raise fault

    with pytest.raises(OutputError if isinstance(fault, OSError) else type(fault)):
        write_file(place, write, force=force)
    assert names(tmp_path) == (["quotes.csv"] if force else [])
    assert not force or place.read_text() == "mine"


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_while_it_is_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    place = tmp_path / "quotes.csv"

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)

    with pytest.raises(OutputError, match="already"):
        write_file(place, lambda stream: (stream.write("mine"), place.write_text("theirs")))
    assert place.read_text() == "theirs"
    assert names(tmp_path) == ["quotes.csv"]
    place.unlink()
    write_file(place, writing("mine"))
    assert place.read_text() == "mine"


def test_a_link_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    write_file(link, writing("new"), force=True)
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_what_cannot_be_a_file_is_told(tmp_path: Path) -> None:
    for place, words in (
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "quotes.csv", "no folder"),
        (Path(os.devnull), "not an ordinary file"),
        (tmp_path / ("x" * 300), "cannot be written"),
    ):
        for force in (False, True):
            with pytest.raises(OutputError, match=words):
                write_file(place, writing("x"), force=force)
        with pytest.raises(OutputError, match=words):
            check_place(place, force=True)
    assert names(tmp_path) == []


def test_no_letter_stops_a_file(tmp_path: Path) -> None:
    write_file(tmp_path / "x", writing("a\ud800b"))
    assert (tmp_path / "x").read_text() == "a\\ud800b"


def test_the_parts_name_fits_wherever_the_files_does(tmp_path: Path) -> None:
    place = tmp_path / ("x" * 255)
    write_file(place, writing("x"))
    assert place.read_text() == "x"


def test_a_name_that_no_file_can_have_is_told_beforehand(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written: File name too long"):
        check_place(tmp_path / ("quotes" * 99))


def test_in_a_folder_that_is_gone_nothing_is_written_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(OutputError, match=r"^a\.csv cannot be written: No such file or directory"):
        check_place(Path("a.csv"))
    with pytest.raises(OutputError, match=r"^a\.csv cannot be written: No such file or directory"):
        write_file(Path("a.csv"), lambda stream: stream.write("a"))
