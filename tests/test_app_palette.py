"""The palette: commands first, entries after; looked for beside the screen, and gone to by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Event, Timer, current_thread, main_thread

import pytest

from conftest import (
    CAMERA,
    PRICE,
    Views,
    build_story,
    dashboard,
    opened,
    screen_lines,
    screen_text,
    settled,
    until,
)
from ondit.errors import StoreError
from ondit.model import Story
from ondit.timeline import Filter
from ondit.views import DayCount
from ondit.whole import WholeStory
from ondit_tui.app import OnditApp
from ondit_tui.screens.palette import PaletteScreen


def palette(app: OnditApp) -> PaletteScreen:
    assert isinstance(app.screen, PaletteScreen)
    return app.screen


async def test_commands_come_first_then_entries_and_enter_goes_there(story: Story) -> None:
    async with opened(story, (100, 30)) as (app, pilot):
        await pilot.press("colon", *"phone")
        await settled(app, pilot)
        text = screen_text(app)
        assert "Entries" in text
        assert f"○ rum?   x1  {PRICE[:30]}" in text
        assert " undated " in text
        assert "0 commands, 1 entry" in text
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.screen is dashboard(app)
        assert dashboard(app).timeline.entry == story.timeline[5]
        await pilot.press("colon", *"the")
        await settled(app, pilot)
        rows = palette(app).moving.rows
        assert rows.index("Entries") == len(rows) - 1 - len(palette(app).moving.entries)
        assert palette(app).moving.commands
        assert palette(app).moving.entries


async def test_what_is_misspelt_is_found_and_told(story: Story, view_of: Views) -> None:
    async with opened(view_of(story), (100, 30)) as (app, pilot):
        await pilot.press("ctrl+p", *"megapixle camera")
        await settled(app, pilot)
        assert "0 commands, 1 entry, spelt “megapixel…”" in screen_text(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert dashboard(app).timeline.entry == story.timeline[3]
        await pilot.press("colon", *"zeppelin", "enter")
        await settled(app, pilot)
        assert "No command and no entry has these words." in screen_text(app)


async def test_a_date_leads_to_its_day_or_the_newest_before_it(story: Story) -> None:
    async with opened(story, (100, 30)) as (app, pilot):
        await pilot.press("colon", *"22 may 2024")
        await settled(app, pilot)
        assert "0 commands, 1 entry of Mon 20 May 2024" in screen_text(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert dashboard(app).timeline.entry == story.timeline[3]
        await pilot.press("colon", *"2024-05-23")
        await settled(app, pilot)
        assert "entries of Thu 23 May 2024" in screen_text(app)
        await pilot.press("enter")
        await settled(app, pilot)
        first = next(one for one in story.timeline if (one.published or "").startswith("2024-05-23"))
        assert dashboard(app).timeline.entry == first


async def test_an_entry_that_the_filters_hold_back_clears_them_and_a_fold_opens(story: Story) -> None:
    first = story.timeline[0]
    entries = tuple(replace(first, id=f"t-{n}", text=f"Ferry number {n} sails") for n in range(30))
    async with opened(replace(story, timeline=entries)) as (app, pilot):
        await pilot.press("colon", *"number 27", "enter")
        await settled(app, pilot)
        assert dashboard(app).timeline.entry == entries[27]
        assert "Ferry number 27 sails" in screen_text(app)
        await pilot.press("t", "t", "t", "colon", *"number 3", "down", "enter")
        await settled(app, pilot)
        assert "The filters held it back: they are cleared." in screen_text(app)
        assert dashboard(app).wanted == Filter()
        assert dashboard(app).timeline.entry is not None


class Slow(WholeStory):
    """A view that searches once the test lets it; it notes what was searched for, and on which threads."""

    def __init__(self, story: Story) -> None:
        super().__init__(story)
        self.searched: list[tuple[str, bool]] = []
        self.may_end = Event()

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        if wanted.search:
            self.searched.append((wanted.search, current_thread() is main_thread()))
            assert self.may_end.wait(30)
        return super().days(wanted)


async def test_typing_goes_on_while_entries_are_looked_for_and_only_the_newest_are_shown() -> None:
    view = Slow(build_story())
    async with opened(view, (100, 30)) as (app, pilot):
        await pilot.press("colon", *"camera")
        assert any(" camera " in line for line in screen_lines(app))
        assert "Entries" not in screen_text(app)
        view.may_end.set()
        await until(pilot, lambda: "0 commands, 1 entry" in screen_text(app))
        assert [search for search, _ in view.searched] == ["c*", "camera*"]
        assert not any(on_screen for _, on_screen in view.searched)


async def test_enter_waits_for_what_is_typed() -> None:
    view = Slow(build_story())
    async with opened(view, (100, 30)) as (app, pilot):
        Timer(0.3, view.may_end.set).start()
        await pilot.press("colon", *"camera", "enter", "y")
        await settled(app, pilot)
        assert dashboard(app).timeline.entry is not None
        assert dashboard(app).timeline.entry.text == CAMERA
        assert app.screen is dashboard(app)


async def test_the_cursor_stays_on_a_command_when_entries_come() -> None:
    view = Slow(build_story())
    async with opened(view, (100, 30)) as (app, pilot):
        await pilot.press("colon", *"the", "down", "down")
        here = palette(app).moving.here
        view.may_end.set()
        await until(pilot, lambda: "Entries" in screen_text(app) or "entries" in screen_text(app))
        await settled(app, pilot)
        assert palette(app).moving.here == here


async def test_a_store_that_cannot_be_read_is_told_and_commands_are_there_still(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = WholeStory(story)
    async with opened(view, (100, 30)) as (app, pilot):

        def fails(_: Filter) -> Sequence[DayCount]:
            raise StoreError("The store is damaged.", "`ondit doctor` says more.")

        monkeypatch.setattr(view, "days", fails)
        await pilot.press("colon", *"last")
        await settled(app, pilot)
        assert "The store is damaged. `ondit doctor` says more." in screen_text(app)
        assert [command.name for command in palette(app).moving.commands] == ["bottom"]


async def test_without_a_story_the_palette_has_commands() -> None:
    async with opened(StoreError("It is locked.", "Wait.")) as (app, pilot):
        await pilot.press("colon", *"inputs again")
        await settled(app, pilot)
        assert "1 command " in screen_text(app)
