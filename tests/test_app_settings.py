"""The dashboard follows what a person has set: theme, keys, zone and a filter."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from conftest import build_story, notices, opened, screen_lines, screen_text, settled
from ondit.model import Story
from ondit.timeline import Filter
from ondit_tui.commands import COMMANDS
from ondit_tui.config import Config, load
from ondit_tui.screens.dashboard import Dashboard
from ondit_tui.widgets.wording import moment_of, use_zone


def set_to(folder: Path, text: str) -> Config:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, COMMANDS)


async def test_changed_keys_do_what_the_usual_ones_did_and_are_told_everywhere(
    story: Story, tmp_path: Path
) -> None:
    config = set_to(tmp_path, '[keys]\ndown = ["J", ","]\nquit = "ctrl+x"\nhelp = ["f1"]\nback = "Q"\n')
    assert config.problems == ()
    async with opened(story, (110, 30), config=config) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, Dashboard)
        await pilot.press("j", "down")
        assert screen.timeline.cursor == 0
        await pilot.press("J", "comma")
        assert screen.timeline.cursor == 2
        assert "f1 help" in screen_lines(app)[-1]
        assert "^x quit" in screen_lines(app)[-1]
        await pilot.press("Q")
        await settled(app, pilot)
        assert "Nothing is open or filtered. ctrl+x quits." in screen_text(app)
        await pilot.press("f1", *"go one down")
        await settled(app, pilot)
        text = screen_text(app)
        assert " J ,         *Go one down." in text
        assert 'set in the settings, below [keys]: down = ["J", ","]  (usually j ↓)' in text
        assert "keys of 4 commands · " in text
        await pilot.press("escape")
        await pilot.press("q")
        await settled(app, pilot)
        assert app.is_running
        await pilot.press("ctrl+x")
        await pilot.pause()
        assert app._exit


async def test_keys_that_are_set_are_typed_in_the_search_line(story: Story, tmp_path: Path) -> None:
    config = set_to(tmp_path, '[keys]\nhalf-down = "v"\ncopy = "B"\n')
    assert config.problems == ()
    async with opened(story, config=config) as (app, pilot):
        await pilot.press("slash", *"vB")
        await settled(app, pilot)
        assert "“vB*”" in screen_text(app)


async def test_exchanged_keys_do_what_they_are_set_to(story: Story, tmp_path: Path) -> None:
    config = set_to(tmp_path, '[keys]\nkind = "d"\ndiff = "t"\n')
    async with opened(story, (120, 36), config=config) as (app, pilot):
        await pilot.press("d")
        await settled(app, pilot)
        assert "kind: announcement" in screen_text(app)
        await pilot.press("j", "enter", "j", "j")
        await settled(app, pilot)
        assert "[-boost-]" in screen_text(app)
        await pilot.press("t")
        assert "[-boost-]" not in screen_text(app)


async def test_what_makes_no_sense_is_told_at_the_start_and_the_rest_counts(
    story: Story, tmp_path: Path
) -> None:
    config = set_to(tmp_path, 'theme = "light"\n[keys]\ncopy = "c"\n')
    async with opened(story, config=config) as (app, pilot):
        await settled(app, pilot)
        (notice,) = notices(app)
        assert notice.startswith("config.toml, line 3: keys.copy is left out. “c” is a key of fold, too.")
        assert app.theme == "ondit-light"
        await pilot.press("c")
        await settled(app, pilot)
        assert "This day is not long enough to be folded." in screen_text(app)


async def test_the_filter_that_is_set_is_told_cleared_and_gives_way_to_one_that_is_asked_for(
    story: Story,
) -> None:
    config = Config(filter=Filter(kinds=frozenset({"rumour"})))
    async with opened(story, config=config) as (app, pilot):
        assert "showing 3 of 6 entries · kind: rumour" in screen_text(app)
        await pilot.press("escape")
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)
    wanted = Filter(search="halden")
    async with opened(story, config=config, wanted=lambda _: wanted) as (app, _):
        assert "showing 3 of 6 entries · “halden”" in screen_text(app)


async def test_no_color_goes_before_the_theme(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(story, config=Config(theme="light")) as (app, _):
        assert app.theme == "ondit-ansi"


async def test_a_time_of_day_is_told_in_the_zone_that_is_set_too_and_a_day_in_none() -> None:
    config = Config(time_zone=ZoneInfo("America/New_York"))
    async with opened(build_story(), (120, 36), config=config) as (app, pilot):
        assert "Thu 23 May 2024, 09:30 +02:00 (03:30 America/New_York)" in " ".join(screen_text(app).split())
        await pilot.press("j")
        text = screen_text(app)
        assert "Tarn Weekly, Thu 23 May 2024" in text
        assert "New_York" not in text
    async with opened(build_story(), (120, 36)) as (app, _):
        assert "New_York" not in screen_text(app)


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2024-05-23T01:00:00+02:00", "Thu 23 May 2024, 01:00 +02:00 (22 May 2024, 19:00 America/New_York)"),
        ("2024-05-23T13:00:00Z", "Thu 23 May 2024, 13:00 UTC (09:00 America/New_York)"),
        ("2024-05-23T13:00:00-04:00", "Thu 23 May 2024, 13:00 -04:00"),
        ("2024-05-23T13:00:00", "Thu 23 May 2024, 13:00 zone unknown"),
        ("2024-05-23", "Thu 23 May 2024"),
        ("2024-05", "May 2024"),
        (None, "undated"),
        ("0001-01-01T00:00:00+02:00", "Mon 1 Jan 1, 00:00 +02:00"),
        ("2024-05-23Tnoon", "Thu 23 May 2024, noon zone unknown"),
    ],
)
def test_moments_in_another_zone(published: str | None, told: str) -> None:
    use_zone(ZoneInfo("America/New_York"))
    try:
        assert moment_of(published) == told
    finally:
        use_zone(None)


async def test_the_help_says_where_settings_would_be(story: Story, tmp_path: Path) -> None:
    config = load(tmp_path / "config.toml", COMMANDS)
    async with opened(story, (200, 30), config=config) as (app, pilot):
        await pilot.press("question_mark")
        await settled(app, pilot)
        assert "no settings yet · " in screen_text(app)
