"""What a person has set: read from one file; what makes no sense in it is told, and left out."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.timeline import Filter
from ondit_tui.commands import COMMANDS
from ondit_tui.config import Config, line_of, load, place

WHOLE = """
theme = "light"
time-zone = "Europe/Berlin"

[keys]
copy = ["ctrl+y", "y"]
diff = "D"

[filter]
kinds = ["rumour"]
statuses = ["open"]
speakers = ["Ida Brandt"]
sources = ["The Ledger"]
from = "2024-05"
to = "2024"
min-confidence = 0.6
search = "belmore -tarn"
"""


def written(folder: Path, text: str | bytes) -> Config:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(path, COMMANDS)


def test_all_that_can_be_set_is_read(tmp_path: Path) -> None:
    config = written(tmp_path, WHOLE)
    assert config.problems == ()
    assert (config.theme, config.time_zone) == ("light", ZoneInfo("Europe/Berlin"))
    assert config.keys == {"copy": ("ctrl+y", "y"), "diff": ("D",)}
    asked = Filter(
        sources=frozenset({"The Ledger"}),
        kinds=frozenset({"rumour"}),
        start="2024-05",
        end="2024",
        min_confidence=0.6,
        search="belmore -tarn",
        statuses=frozenset({"open"}),
        speakers=frozenset({"Ida Brandt"}),
    )
    assert config.filter == asked
    assert config.words == "theme light, times in Europe/Berlin, keys of 2 commands, a filter"


def test_without_a_file_or_in_an_empty_one_all_is_as_it_always_was(tmp_path: Path) -> None:
    nothing = load(tmp_path / "none.toml", COMMANDS)
    assert nothing == Config(tmp_path / "none.toml")
    assert not nothing.is_there
    empty = written(tmp_path, "")
    assert empty == Config(tmp_path / "config.toml", is_there=True)
    assert (empty.filter, empty.words, empty.told) == (Filter(), "", ())


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('\ntheme = "red"', 2, "“red” is not a theme"),
        ("theme = 3", 1, "“3” is not a theme"),
        ("theme = \n", 1, "Invalid value"),
        ('\n\ncolour = "red"', 3, "colour is left out. There is no such setting."),
        ('time-zone = "Mars/Olympus"', 1, "“Mars/Olympus”"),
        ('time-zone = "../../etc/passwd"', 1, "passwd"),
        ("time-zone = []", 1, "No time zone is called"),
        ('[filter]\nsources = []\nkinds = [\n  "rumor",\n]', 3, "rumor"),
        ('[filter]\nfrom = "May"', 1, "May is not a date"),
        ("[filter]\nmin-confidence = 60", 2, "<= 1"),
        ('[filter]\nsearch = "kind:"', 1, "kind:"),
        ('[filter]\nsource = "b"', 2, "source"),
        ("filter = 3", 1, "filter is left out"),
        ("keys = 3", 1, "keys is left out. It is not a table."),
        ("[keys]\n\ncopy = 3", 3, "keys.copy is left out. It is not a key."),
        ('[keys]\ncoppy = "c"', 2, "keys.coppy is left out. There is no such command."),
        ('[keys]\n"co\\u0070y" = "nothing"', 2, "“nothing” is not a key"),
        ('[keys]\ndiff = "D"\ncopy = "c"', 3, "keys.copy is left out. “c” is a key of fold, too."),
        (b"theme = '\xff'", None, "utf-8"),
        ("a\0b", 1, "line 1"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, text: str | bytes, line: int | None, told: str
) -> None:
    config = written(tmp_path, text)
    (problem,) = config.problems
    assert (problem.input, problem.line) == (str(tmp_path / "config.toml"), line)
    assert told in problem.what
    assert problem.hint.endswith((".", "?"))
    (sentence,) = config.told
    assert sentence.startswith("config.toml, line " if line else "config.toml: ")


@pytest.mark.parametrize(
    "text", ['"{}" = 1', 'theme = "{}"', '[keys]\n"{}" = 3', '[keys]\ncopy = "{}"', "[filter]\n{} = 1"]
)
def test_what_is_told_is_short_and_does_nothing_to_a_terminal(tmp_path: Path, text: str) -> None:
    config = written(tmp_path, text.format("b" * 10_000))
    (problem,) = config.problems
    assert len(problem.what) < 500
    (problem,) = written(
        tmp_path, text.format("a\\u001b[2J") if '"{}' in text else '"\\u001b[2J" = 1'
    ).problems
    assert "\x1b" not in problem.what


def test_lists_within_lists_without_end_are_told(tmp_path: Path) -> None:
    (problem,) = written(tmp_path, f"[filter]\nkinds = {'[' * 100_000}").problems
    assert problem.what == "Lists lie too deep within lists."


def test_what_makes_sense_beside_it_counts(tmp_path: Path) -> None:
    config = written(tmp_path, 'theme = "light"\ntime-zone = "Mars"\n[keys]\ncopy = "ctrl+y"\nno = "N"\n')
    assert (config.theme, config.time_zone) == ("light", None)
    assert [problem.line for problem in config.problems] == [2, 5]
    assert "1 more: `ondit doctor` lists them." in config.told[0]


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    (problem,) = load(tmp_path, COMMANDS).problems
    assert "cannot be read" in problem.what


def test_xdg_comes_first_on_every_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path / "home")
    monkeypatch.setattr("platformdirs.user_config_path", lambda **_: tmp_path / "Library")
    usual, own = tmp_path / "home/.config/ondit/config.toml", tmp_path / "Library/ondit/config.toml"
    assert place({"XDG_CONFIG_HOME": str(tmp_path)}) == tmp_path / "ondit" / "config.toml"
    assert place({}) == place({"XDG_CONFIG_HOME": "not/absolute"}) == usual
    assert Config(usual).where == "~/.config/ondit/config.toml"
    own.parent.mkdir(parents=True)
    own.touch()
    assert place({}) == own
    usual.parent.mkdir(parents=True)
    usual.touch()
    assert place({}) == usual


@given(st.lists(st.sampled_from(["# note", "", "[other]", 'x = "[keys]"', "y = [\n1,\n2]"]), unique=True))
def test_the_line_of_a_setting_is_that_on_which_it_begins(before: list[str]) -> None:
    text = "\n".join((*before, "[keys]", "# copy = 1", "copy = [", "  'c']"))
    assert line_of(text, ("keys", "copy")) == text.split("\n").index("copy = [") + 1
    assert line_of(text, ("keys", "none")) is None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@given(st.text())
def test_nothing_that_a_file_says_raises(folder: Path, text: str) -> None:
    for one in (text, f'[keys]\ncopy = """{text}"""', f'time-zone = "{text}"', f'[filter]\nfrom = "{text}"'):
        told = "".join(written(folder, one.encode("utf-8", "replace")).told)
        assert not [letter for letter in told if unicodedata.category(letter) == "Cc"]
