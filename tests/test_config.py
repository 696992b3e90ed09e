"""What a person has set: read from one file, and what makes no sense in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ondit.errors import UsageError
from ondit.timeline import Filter
from ondit_tui.config import Config, load, place

WHOLE = """
theme = "light"
time-zone = "Europe/Berlin"

[keys]
copy = ["c", "y"]

[filter]
kinds = ["rumour"]
min-confidence = 0.6

[filters.harbour]
sources = ["The Ledger"]
from = "2024-05"
to = "2024"
search = "belmore -tarn"
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_all_that_can_be_set_is_read(tmp_path: Path) -> None:
    config = load(written(tmp_path, WHOLE))
    assert (config.theme, config.time_zone, config.keys) == ("light", "Europe/Berlin", {"copy": ("c", "y")})
    assert config.filter.filter() == Filter(kinds=frozenset({"rumour"}), min_confidence=0.6)
    harbour = Filter(frozenset({"The Ledger"}), start="2024-05", end="2024", search="belmore -tarn")
    assert config.filters["harbour"].filter() == harbour


def test_without_a_file_or_in_an_empty_one_all_is_as_it_always_was(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == load(written(tmp_path, "")) == Config()
    assert Config().filter.filter() == Filter()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('theme = "red"', "red"),
        ("theme = \n", "line 1"),
        ('colour = "red"', "colour"),
        ('time-zone = "Mars/Olympus"', "Mars/Olympus"),
        ('time-zone = "../../etc/passwd"', "passwd"),
        ('[filter]\nkinds = ["rumor"]', "rumor"),
        ('[filter]\nfrom = "May"', "May is no date"),
        ("[filter]\nmin-confidence = 60", "1"),
        ('[filter]\nsearch = "kind:"', "kind:"),
        ('[filters.a]\nsource = "b"', "source"),
        ('[keys]\ncopy = "c"', "keys"),
        (b"theme = '\xff'", "config.toml"),
        ("a\0b", "config.toml"),
    ],
)
def test_what_makes_no_sense_is_told_with_the_file_and_what_to_do(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    with pytest.raises(UsageError) as raised:
        load(written(tmp_path, text))
    assert told in raised.value.what
    assert "config.toml" in raised.value.what
    assert raised.value.hint


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path)


def test_xdg_comes_first_on_every_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path / "home")
    monkeypatch.setattr("platformdirs.user_config_path", lambda **_: tmp_path / "Library")
    usual, own = tmp_path / "home/.config/ondit/config.toml", tmp_path / "Library/ondit/config.toml"
    assert place({"XDG_CONFIG_HOME": str(tmp_path)}) == tmp_path / "ondit" / "config.toml"
    assert place({}) == place({"XDG_CONFIG_HOME": "not/absolute"}) == usual
    own.parent.mkdir(parents=True)
    own.touch()
    assert place({}) == own
    usual.parent.mkdir(parents=True)
    usual.touch()
    assert place({}) == usual
