"""The first run: three lines that say what can be done, and a key for each."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conftest import opened, screen_text, settled
from ondit.model import Story
from ondit_tui import beginning, opening
from ondit_tui.asked import Asked
from ondit_tui.config import Config
from ondit_tui.screens.finding import HelpScreen
from ondit_tui.screens.first import FirstScreen


async def test_three_lines_say_what_can_be_done(tmp_path: Path) -> None:
    config = Config(tmp_path / "config.toml")
    async with opened(Story(), (140, 24), config=config, is_first_run=True) as (app, pilot):
        text = screen_text(app)
        assert "Nothing is kept yet." in text
        assert " a   add files, folders, feeds or web pages" in text
        assert " s   look at the sample stories" in text
        assert " ?   every key; settings are in ~/config.toml (none yet)" in text
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "escape")
        await settled(app, pilot)
        assert isinstance(app.screen, FirstScreen)
        assert "Nothing is open. q quits." in screen_text(app)
        await pilot.press("q")
    assert (app.return_code, app.return_value) == (0, None)


async def test_who_reads_beside_the_screen_lets_it_go_on_soon() -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    try:
        async with opened(Story(), (80, 24)):
            assert sys.getswitchinterval() <= 0.001
    finally:
        sys.setswitchinterval(usual)


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (20, 5)])
async def test_it_fits_where_a_dashboard_does_and_breaks_nowhere(size: tuple[int, int]) -> None:
    async with opened(Story(), size, is_first_run=True) as (app, pilot):
        await pilot.press("a", *"[/]no", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, FirstScreen)
        if size[0] >= 60:
            assert "There is no file or folder “[/]no”." in screen_text(app)


async def test_a_path_is_typed_and_ends_it(tmp_path: Path) -> None:
    (tmp_path / "news one.jsonl").touch()
    async with opened(Story(), is_first_run=True) as (app, pilot):
        await pilot.press("a")
        await settled(app, pilot)
        assert " add articles/  news.jsonl" in screen_text(app)
        await pilot.press(*"gone", "escape", "a", *["backspace"] * 4)
        await pilot.press("enter")
        await settled(app, pilot)
        assert "Type a path or an address." in screen_text(app)
        await pilot.press(*str(tmp_path / "news one.jsonl"), "enter")
        await pilot.pause()
    assert app.return_value == [str(tmp_path / "news one.jsonl")]


class Shown:
    """Stands for the dashboard, and keeps what it was to show."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, wanted: list[str] | None) -> None:
        self.asked: list[Asked] = []
        monkeypatch.setattr(opening, "first_run", lambda: wanted)
        monkeypatch.setattr("ondit_tui.showing.show", self)

    def __call__(self, asked: Asked, title: str | None = None) -> int:
        self.asked.append(asked)
        return 0


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))


def test_who_leaves_is_shown_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Shown(monkeypatch, None)
    assert beginning.begin() == 0
    assert shown.asked == []


def test_the_sample_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Shown(monkeypatch, [])
    assert beginning.begin() == 0
    (asked,) = shown.asked
    assert asked.paths
    assert Path(asked.paths[0]).name == "sample_data"


def test_what_is_added_is_kept_told_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text('{"text": "Ibex sells the Volt, it said."}\n{"text"\n', encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "300")
    shown = Shown(monkeypatch, [str(news)])
    assert beginning.begin() == 1
    (asked,) = shown.asked
    assert asked.store == tmp_path / "ondit" / "story.ondit"
    assert asked.store.is_file()
    assert "news.jsonl:2" in capsys.readouterr().out
