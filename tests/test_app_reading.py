"""The app while it reads, at the start and again, and what it says where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event

from conftest import (
    notices,
    opened,
    screen_lines,
    screen_text,
    settled,
    until,
)
from ondit.errors import InputError, UsageError
from ondit.model import Story
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit.whole import WholeStory
from ondit_tui.app import OnditApp


async def test_an_empty_story_says_what_to_do() -> None:
    async with opened(Story()) as (app, pilot):
        text = screen_text(app)
        assert "Nothing was read." in text
        assert "ondit articles/" in text
        await pilot.press("j", "k", "enter", "y", "o", "G", "right_square_bracket", "n", "t")
        await settled(app, pilot)
        assert app.is_running


async def test_articles_without_news_are_told_apart_from_nothing_read(story: Story) -> None:
    async with opened(replace(story, timeline=())) as (app, _):
        assert "No announcement and no rumour was found" in screen_text(app)


async def test_a_load_error_is_a_sentence_with_its_hint_and_the_app_stays_usable(story: Story) -> None:
    error = InputError("[red]gone.jsonl[/red] is not there.", "Check the path.")
    async with opened(error) as (app, pilot):
        text = screen_text(app)
        assert "[red]gone.jsonl[/red] is not there." in text
        assert "Check the path." in text
        await pilot.press("question_mark")
        assert "Keys" in screen_text(app)
        await pilot.press("escape")
        app._load = lambda *_: WholeStory(story)
        await pilot.press("r")
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)


async def test_a_failed_reading_again_keeps_the_story(story: Story) -> None:
    def fail(*_: object) -> StoryView:
        raise InputError("old.jsonl is gone.", "Put it back.")

    async with opened(story) as (app, pilot):
        app._load = fail
        await pilot.press("r")
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)
        assert "old.jsonl is gone. Put it back." in notices(app)


async def test_the_frame_is_drawn_before_anything_is_read(story: Story) -> None:
    go = Event()

    def load(*_: object) -> StoryView:
        go.wait(10)
        return WholeStory(story)

    app = OnditApp(load, title="Slow")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert "reading …" in text
        assert "? help  q quit" in text
        await pilot.press("s", "f", "t", "slash", *"camera", "enter", "e")
        go.set()
        await settled(app, pilot)
        assert "showing 0 of 6 entries · kind: announcement hides 4 · “camera*” hides 5" in screen_text(app)


async def test_what_was_known_before_is_shown_while_the_rest_is_read(story: Story) -> None:
    go = Event()

    def load(_: object, __: object, show: Callable[[StoryView], object]) -> StoryView:
        show(WholeStory(replace(story, timeline=story.timeline[1:])))
        go.wait(10)
        return WholeStory(story)

    app = OnditApp(load, title="Slow")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "showing all 5 entries" in screen_text(app))
        assert "bringing up to date …" in screen_text(app)
        await pilot.press("j", "j")
        before = screen_lines(app)[7][:60]
        go.set()
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)
        assert "bringing up to date" not in screen_text(app)
        assert screen_lines(app)[7][:60] == before
        assert before.startswith("▌")


async def test_what_was_asked_for_at_the_start_is_shown_first_and_let_go_of_with_escape(story: Story) -> None:
    rumours = Filter(kinds=frozenset({"rumour"}))
    async with opened(story, wanted=lambda _: rumours) as (app, pilot):
        assert "showing 3 of 6 entries · kind: rumour" in screen_text(app)
        await pilot.press("escape")
        assert "showing all 6 entries" in screen_text(app)
        await pilot.press("r")
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)


async def test_what_is_asked_for_at_the_start_and_makes_no_sense_is_told(story: Story) -> None:
    def wanted(_: StoryView) -> Filter:
        raise UsageError("No outlet here is called “Tern”.", "There is: Tarn.")

    async with opened(story, wanted=wanted) as (app, _):
        assert "No outlet here is called “Tern”." in screen_text(app)


async def test_the_last_reading_is_the_one_that_is_shown(story: Story) -> None:
    first, slow = Event(), Event()

    def late(*_: object) -> StoryView:
        first.set()
        slow.wait(10)
        return WholeStory(Story())

    async with opened(story) as (app, pilot):
        app._load = late
        await pilot.press("r")
        first.wait(10)
        app._load = lambda *_: WholeStory(story)
        await pilot.press("r")
        slow.set()
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)
