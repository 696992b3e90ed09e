"""What the doctor finds: each part works or does not, and a hint says what to do."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ondit.model import Article, Source
from ondit.store import open_store
from ondit_tui import doctor, samples
from ondit_tui.cli import app
from ondit_tui.doctor import Finding

PARTS = (
    "terminal keyboard colours characters clipboard store settings samples matching paraphrases"
    " Parquet WARC languages outlets"
).split()
VARIABLES = (
    "NO_COLOR", "COLORTERM", "TERM", "TMUX", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def examined(store: Path | None = None) -> dict[str, Finding]:
    return {finding.part: finding for finding in doctor.examine(store)}


def on_terminal(monkeypatch: pytest.MonkeyPatch, columns: int = 80, lines: int = 24) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(lines))


def test_every_part_is_a_line_that_says_ok_or_no() -> None:
    result = CliRunner().invoke(app, ["doctor"], prog_name="ondit")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert [line.split()[1] for line in lines] == PARTS
    assert {line[:4] for line in lines} <= {"ok  ", "no  "}
    for line in lines:
        assert line.startswith("ok") or ". " in line, f"no hint: {line}"


def test_a_line_is_broken_between_words_and_paths_stay_whole() -> None:
    path = "/home/ibex/" + "stories/" * 10 + "merger.ondit"
    told = doctor.Finding(True, "store", f"{path}, 10 articles, whole", "`ondit doctor --backup` copies it.")
    lines = doctor.wrapped(told.line(), 60).splitlines()
    assert sum(path in line for line in lines) == 1
    assert all(line.startswith(" " * 17) for line in lines[1:])
    assert all(len(line) <= 60 for line in lines if path not in line)
    assert "".join("".join(lines).split()) == "".join(told.line().split())


def test_settings_are_named_and_each_that_makes_no_sense_is_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "ondit" / "config.toml"
    none = examined()["settings"]
    assert (none.works, none.found) == (True, f"none at {path}")
    path.parent.mkdir()
    path.write_text('theme = "light"\n[keys]\ncopy = "ctrl+y"\n', encoding="utf-8")
    assert examined()["settings"].found == f"{path}: theme light, keys of 1 command"
    path.write_text('theme = "red"\n[keys]\ncopy = ""\n', encoding="utf-8")
    wrong = [finding for finding in doctor.examine(None) if finding.part == "settings"]
    assert [finding.found for finding in wrong] == [
        f"{path}, line 1: theme is left out. “red” is not a theme",
        f"{path}, line 3: keys.copy is left out. “” is not a key",
    ]
    assert not any(finding.works for finding in wrong)


def test_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not examined()["terminal"].works
    on_terminal(monkeypatch)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert examined()["terminal"] == Finding(True, "terminal", "xterm-256color, 80 by 24")
    on_terminal(monkeypatch, 40, 10)
    small = examined()["terminal"]
    assert small.works
    assert small.hint == "Make it 60 by 16 or more to see all."
    monkeypatch.setenv("TERM", "dumb")
    assert not examined()["terminal"].works


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({"NO_COLOR": ""}, "off: NO_COLOR is set"),
        ({"COLORTERM": "truecolor"}, "16 million"),
        ({"TERM": "screen-256color"}, "256"),
        ({"TERM": "vt100"}, "16"),
    ],
)
def test_colours(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], found: str) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert examined()["colours"].found == found


def test_clipboards(monkeypatch: pytest.MonkeyPatch) -> None:
    def tool(*, there: bool) -> None:
        monkeypatch.setattr(doctor, "_has_clipboard_program", lambda: there)

    tool(there=True)
    assert examined()["clipboard"].found == "the system's"
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    assert not examined()["clipboard"].works
    monkeypatch.setenv("TMUX", "/run/tmux")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert examined()["clipboard"].found == "tmux's buffer"
    monkeypatch.delenv("SSH_TTY")
    monkeypatch.delenv("TMUX")
    tool(there=False)
    assert "OSC 52" in examined()["clipboard"].hint


def test_stores(tmp_path: Path) -> None:
    none = examined()["store"]
    assert none.works
    assert "none yet" in none.found
    place = tmp_path / "pumps.ondit"
    with open_store(place) as store:
        store.add([Article("a", "x", Source("x", "text"))])
    found = examined(place)["store"]
    assert (found.works, found.found) == (True, f"{place}, 1 article, whole, no backup copy yet")
    assert found.hint == f"`ondit doctor --backup --store {place}` makes one."
    other = tmp_path / "other"
    other.write_text("no store")
    assert not examined(other)["store"].works
    assert other.read_text() == "no store"
    assert not list(tmp_path.rglob("story.ondit"))


def test_the_samples_are_in_the_package_or_beside_its_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = examined()["samples"]
    assert found.works
    assert list(Path(found.found).rglob("*.txt"))
    package = tmp_path / "core" / "ondit"
    package.mkdir(parents=True)
    monkeypatch.setattr(samples.ondit, "__file__", str(package / "__init__.py"))
    assert not examined()["samples"].works
    beside = tmp_path / "sample_data"
    beside.mkdir()
    assert samples.folder() == beside
    inside = package / "sample_data"
    inside.mkdir()
    assert samples.folder() == inside


def test_a_matching_engine_that_is_not_compiled_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert examined()["matching"].works
    monkeypatch.setattr(doctor, "find_spec", lambda name: None)
    assert not examined()["matching"].works


def test_a_missing_engine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise doctor.PackageNotFoundError("numba")

    monkeypatch.setattr(doctor, "version", missing)
    assert examined()["matching"].found == "numba is missing"


@pytest.mark.parametrize("there", [True, False])
def test_paraphrases_are_told_of(monkeypatch: pytest.MonkeyPatch, *, there: bool) -> None:
    monkeypatch.setattr("ondit.matching.semantic.available", lambda: there)
    assert examined()["paraphrases"].works is there


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize(("part", "extra"), [("Parquet", "parquet"), ("WARC", "warc"), ("languages", "lang")])
def test_extras_of_reading_are_told_of(
    monkeypatch: pytest.MonkeyPatch, part: str, extra: str, *, there: bool
) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda name: object() if there else None)
    monkeypatch.setattr("ondit.ingest.language.available", lambda: there)
    found = examined()[part]
    assert (found.works, f"ondit[{extra}]" in found.hint) == (there, not there)


def test_a_fault_in_ones_own_outlets_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "outlets.csv"
    monkeypatch.setattr("ondit.own.outlets", lambda: own)
    assert "0 of them yours" in examined()["outlets"].found
    own.write_text("harbour.example,The Harbour Post\nnonsense\n")
    found = examined()["outlets"]
    assert (found.works, "1 of them yours" in found.found) == (False, True)
    assert f"Mend line 2 of {own}" in found.hint
