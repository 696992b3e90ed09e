"""Every command of the registry, by its keys: what it does is seen, and none goes without a test."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

import scenarios_of_timeline
import scenarios_of_views
from conftest import (
    matched,
    opened,
    screen_text,
)
from fake_watch import FakeWatch
from ondit.model import Story
from ondit.search import is_date
from ondit_tui.app import OnditApp
from ondit_tui.commands import (
    COMMANDS,
    Command,
    Place,
    bindings,
    commands_in,
    footer_of,
    matching,
    shown_key,
)
from ondit_tui.screens.articles import ArticlesScreen
from ondit_tui.screens.claims import ClaimsScreen
from ondit_tui.screens.correcting import CorrectingScreen
from ondit_tui.screens.dashboard import Dashboard
from ondit_tui.screens.finding import HelpScreen
from ondit_tui.screens.first import FirstScreen
from ondit_tui.screens.opened import ArticleScreen, StatementScreen
from ondit_tui.screens.palette import PaletteScreen
from ondit_tui.screens.problems import ProblemsScreen
from ondit_tui.screens.saved import SavedScreen
from ondit_tui.screens.saving_box import SavingScreen
from ondit_tui.screens.ticking import SourcesScreen
from ondit_tui.screens.watched import WatchedScreen
from ondit_tui.screens.ways_box import WaysScreen
from scenarios import Use

PROOFS = {**scenarios_of_timeline.PROOFS, **scenarios_of_views.PROOFS}


def test_every_command_has_a_scenario() -> None:
    names = {command.name for command in COMMANDS}
    assert not names - set(PROOFS), 'write what each of their keys does here: @proves("name")'
    assert not set(PROOFS) - names, "there are no such commands any more"


@pytest.mark.parametrize(
    ("command", "key"),
    [(c, key) for c in COMMANDS for key in c.keys or ("",)],
    ids=lambda v: getattr(v, "name", v),
)
async def test_command(
    story: Story, command: Command, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(text: str) -> str:
        return f"took {text}"

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    watch = FakeWatch() if command.is_of_watching else None
    async with opened(matched(story), (120, 24), copy=take, browse=take, watch=watch) as (app, pilot):
        use = Use(app, pilot)
        await PROOFS[command.name](use, key)
        assert not key or key in use.pressed, "the scenario presses another key than that of the command"


def test_names_are_unique_and_no_key_does_two_things_in_one_place() -> None:
    assert max(Counter(command.name for command in COMMANDS).values()) == 1
    for place in get_args(Place):
        assert_no_key_twice(place)
    for view in (ClaimsScreen, ArticlesScreen):
        assert_no_key_twice("view", "pane", view.NAME)


def assert_no_key_twice(*places: Place) -> None:
    keys = Counter(key for command in commands_in(*places) for key in command.keys)
    assert max(keys.values(), default=1) == 1, places


def test_every_action_exists() -> None:
    for place, screen in (
        ("timeline", Dashboard),
        ("detail", Dashboard),
        ("search", Dashboard),
        ("choices", SourcesScreen),
        ("filters", SavedScreen),
        ("find", PaletteScreen),
        ("problems", ProblemsScreen),
        ("watched", WatchedScreen),
        ("view", ClaimsScreen),
        ("pane", ClaimsScreen),
        ("claims", ClaimsScreen),
        ("ways", WaysScreen),
        ("correcting", CorrectingScreen),
        ("saving", SavingScreen),
        ("view", ArticlesScreen),
        ("pane", ArticlesScreen),
        ("statement", StatementScreen),
        ("article", ArticleScreen),
        ("first", FirstScreen),
    ):
        for command in commands_in(place):
            name = command.action.split("(")[0].removeprefix("screen.")
            owner: Any = OnditApp if name.startswith("app.") else screen
            assert hasattr(owner, f"action_{name.removeprefix('app.')}"), command.name


@pytest.mark.parametrize("place", ["timeline", "view"])
def test_a_footer_of_a_list_names_first_what_enter_opens(place: Place) -> None:
    first, *others = footer_of(place)
    assert (first.keys[0], first.label) == ("enter", "open")
    assert "open" not in [command.label for command in others]


def test_bindings_footer_and_help_come_from_the_registry() -> None:
    assert len(bindings("timeline")) == len([c for c in commands_in("timeline") if c.keys])
    assert [c.name for c in footer_of("timeline")][-2:] == ["help", "quit"]
    assert [c.name for c in matching("COPY cit", COMMANDS)] == ["copy"]
    assert matching("no such words", COMMANDS) == []
    assert (shown_key("ctrl+d"), shown_key("enter"), shown_key("G")) == ("^d", "Enter", "G")
    for command in COMMANDS:
        assert command.help.endswith(".")


async def test_the_help_tells_what_signs_mean_and_all_that_is_said_of_what_the_cursor_is_on(
    story: Story,
) -> None:
    async with opened(story, (80, 24)) as (app, pilot):
        use = Use(app, pilot)
        text = await use.press("question_mark", *"x4")
        assert "Four outlets tell it." in text
        await use.press("enter")
        assert isinstance(app.screen, HelpScreen), "a sign cannot be run"
        await use.press(*["backspace"] * 2, *"superseded")
        listed, told = screen_text(app).split("superseded   Something else was announced in its place: anot")
        assert "another price, another day." in told
        assert "Go one down." not in listed
        text = await use.press(*["backspace"] * 10, *"first seen then")
        assert "No key and no sign has these words." in text


async def test_the_help_finds_a_key_by_itself_and_a_command_by_its_name(story: Story) -> None:
    async with opened(story, (80, 24)) as (app, pilot):
        use = Use(app, pilot)
        await use.press("question_mark", "Y")
        assert isinstance(app.screen, HelpScreen)
        assert [command.name for command in app.screen.moving.commands] == ["copy-ways"]
        await use.press("backspace", *"ctrl+d")
        assert [command.name for command in app.screen.moving.commands] == ["half-down"]
        await use.press(*["backspace"] * 6, *"theme")
        assert [command.name for command in app.screen.moving.commands] == ["theme"]


async def test_a_date_that_is_none_is_told_and_the_filter_stays(story: Story) -> None:
    async with opened(story) as (app, pilot):
        use = Use(app, pilot)
        text = await use.press("f", "tab", *"2024-13", "enter")
        assert "“2024-13” is not a date" in text
        assert use.screen.wanted.start is None


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2024", True),
        ("2024-02", True),
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("2024-13", False),
        ("24", False),
        ("2024-1-1", False),
        ("0000", False),
        ("٢٠٢٤", False),
        ("2024-05-", False),
    ],
)
def test_is_date(text: str, good: bool) -> None:
    assert is_date(text) is good
