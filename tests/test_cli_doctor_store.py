"""The doctor looks after a store: it tells of its health, copies it, and repairs it when asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ondit.model import Article, Source
from ondit.schema import PAGE_SIZE
from ondit.store import open_store
from ondit.store.holding import noted
from ondit.store.repair import backup_of
from ondit_tui import doctor
from ondit_tui.cli import app

ARTICLES = [
    Article(
        f"a{number}",
        " ".join(f"Ibex built {number * many**3:,} cars." for many in range(100, 190)),
        Source("Quay News", "path"),
        title=f"Volt {number}",
    )
    for number in range(40)
]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    place = tmp_path / "s.ondit"
    with open_store(place) as store:
        store.add(ARTICLES)
    return place


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["doctor", "--store", str(path), *options], prog_name="ondit")


def store_line(path: Path) -> str:
    return next(one.line() for one in doctor.examine(path) if one.part == "store")


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-2 * PAGE_SIZE : -PAGE_SIZE] = bytes(PAGE_SIZE)
    path.write_bytes(data)


def test_a_copy_is_made_and_told_of(path: Path) -> None:
    done = run(path, "--backup")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"40 articles copied to {path}.backup.\n"
    assert store_line(path) == f"ok  store        {path}, 40 articles, whole, 40 articles in its backup copy"


def test_a_copy_that_is_damaged_is_told_of(path: Path) -> None:
    run(path, "--backup")
    damage(backup_of(path))
    assert "its backup copy is damaged" in store_line(path)
    backup_of(path).write_text("nothing")
    assert "its backup copy cannot be read" in store_line(path)
    assert run(path, "--backup").exit_code == 0
    assert "40 articles in its backup copy" in store_line(path)


def test_a_damaged_store_is_told_of_and_not_changed(path: Path) -> None:
    damage(path)
    before = sorted(path.parent.iterdir()), path.read_bytes()
    line = store_line(path)
    assert line.startswith(f"no  store        {path} is damaged: ")
    assert line.endswith(f"`ondit doctor --repair --store {path}` saves what can be saved.")
    assert run(path).exit_code == 0
    refused = run(path, "--backup")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "is not copied" in refused.stderr
    assert (sorted(path.parent.iterdir()), path.read_bytes()) == before


def test_a_repair_says_what_was_saved_and_what_was_lost(path: Path) -> None:
    damage(path)
    broken = path.read_bytes()
    done = run(path, "--repair")
    assert (done.exit_code, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    with open_store(path) as store:
        kept = store.articles()
    assert lines[0] == f"{path} is made anew: {len(kept)} articles, and 0 corrections of yours."
    assert lines[1] == f"The damaged file is kept as {path}.damaged."
    assert lines[2] == f"{40 - len(kept)} articles lost, which can be added again:"
    assert set(lines[3:]) <= {f"  {one.title}" for one in ARTICLES if one not in kept} | {
        f"  and {40 - len(kept) - len(lines[3:-1])} more"
    }
    assert path.with_name("s.ondit.damaged").read_bytes() == broken


def test_with_its_copy_a_store_is_repaired_whole(path: Path) -> None:
    run(path, "--backup")
    damage(path)
    done = run(path, "--repair")
    assert done.exit_code == 0
    assert "40 articles, " in done.stdout
    assert "of them from the backup copy" in done.stdout
    with open_store(path) as store:
        assert store.articles() == ARTICLES


def test_a_store_that_is_gone_is_brought_back(path: Path) -> None:
    run(path, "--backup")
    path.unlink()
    assert "is gone, its backup copy is there" in store_line(path)
    assert run(path, "--repair").exit_code == 0
    with open_store(path) as store:
        assert store.articles() == ARTICLES


def test_there_is_nothing_to_repair_of_a_whole_store(path: Path) -> None:
    before = path.read_bytes()
    done = run(path, "--repair")
    assert (done.exit_code, done.stdout) == (0, f"{path} is whole: there is nothing to repair.\n")
    assert path.read_bytes() == before


def test_what_makes_no_sense_is_refused(path: Path) -> None:
    assert run(path, "--repair", "--backup").exit_code == 2
    nowhere = run(path.with_name("none"), "--repair")
    assert (nowhere.exit_code, "There is no store" in nowhere.stderr) == (3, True)
    assert run(path.with_name("none"), "--backup").exit_code == 3
    path.write_text("a letter home")
    refused = run(path, "--repair")
    assert (refused.exit_code, path.read_text()) == (3, "a letter home")


def test_who_writes_is_told(path: Path) -> None:
    with noted(path):
        assert "written to by `" in store_line(path)
