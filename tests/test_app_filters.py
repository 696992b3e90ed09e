"""The dashboard's filters by keys: what each lets through, what is said of it, and how they combine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conftest import Views, dashboard, listed, opened, press, screen_lines, screen_text
from ondit.model import Story
from ondit.timeline import Filter
from ondit_tui.app import OnditApp
from ondit_tui.screens.filter_box import FilterScreen


def ids(app: OnditApp) -> list[str]:
    return [entry.id for entry in listed(app)]


async def test_all_is_filtered_in_one_box_and_combines(story: Story) -> None:
    async with opened(story, (120, 50)) as (app, pilot):
        text = await press(app, pilot, "f")
        assert "status of rumours" in text
        (denied,) = (line for line in text.splitlines() if "denied" in line and "[ ]" in line)
        assert "1 entry" in denied
        await press(app, pilot, "slash", *"rumour", "enter", "space")  # the kind
        await press(app, pilot, "escape", "slash", *"open", "enter", "space")
        await press(app, pilot, "escape", "slash", *"copper", "enter", "space", "enter")
        wanted = dashboard(app).wanted
        assert (wanted.kinds, wanted.statuses, wanted.sources) == ({"rumour"}, {"open"}, {"Copper Post"})
        assert ids(app) == ["t-c-camera"]
        assert screen_lines(app)[2] == (
            " showing 1 of 6 entries · source: Copper Post hides 4"
            " · kind: rumour hides 3 · status: open hides 5"
        )
        await press(app, pilot, "slash", *"said", "enter", "plus", "plus")
        assert ids(app) == ["t-c-camera"]
        assert screen_lines(app)[2].startswith(
            " showing 1 of 6 entries · hidden by sources 4, kind 3, status 5, confidence "
        )
        await press(app, pilot, "f", "backspace", "enter")
        assert dashboard(app).wanted == Filter(search="said*")
        await press(app, pilot, "escape")
        assert dashboard(app).wanted == Filter()


async def test_speakers_are_narrowed_by_typing_whatever_their_accents(story: Story, view_of: Views) -> None:
    named = replace(story, quotes=tuple(replace(one, speaker="Søren Brändt") for one in story.quotes))
    async with opened(view_of(named), (100, 40)) as (app, pilot):
        text = await press(app, pilot, "f", "slash", *"soren bra")
        assert "Søren Brändt" in text
        assert "announcement" not in text.split("Filter", 1)[1].split("from", 1)[0]
        await press(app, pilot, "enter", "space", "enter")
        assert dashboard(app).wanted.speakers == {"Søren Brändt"}
        assert ids(app) == ["t-c-boost"]
        assert "speaker: Søren Brändt hides 5" in screen_text(app)


async def test_what_is_new_is_filtered_and_stays_so_while_it_is_looked_at(story: Story) -> None:
    async with opened(story, (100, 40)) as (app, pilot):
        screen = dashboard(app)
        screen.timeline.new = {"t-c-camera": "2024-05-20", "t-c-price": None}
        await press(app, pilot, "f", "slash", *"new", "enter", "space", "enter")
        assert ids(app) == ["t-c-camera", "t-c-price"]
        assert "only new hides 4" in screen_text(app)
        await press(app, pilot, "j", "k")
        assert not screen.timeline.new
        assert ids(app) == ["t-c-camera", "t-c-price"]


async def test_nothing_left_says_what_hides_how_much_and_which_key_changes_it(story: Story) -> None:
    story = replace(story, timeline=tuple(replace(one, confidence=0.5) for one in story.timeline))
    async with opened(story, (120, 36)) as (app, pilot):
        await press(app, pilot, "plus", "plus", "t", "s", "space", "enter")
        await press(app, pilot, "f", "tab", *"2030", "enter")
        text = await press(app, pilot, "slash", *"lens", "enter")
        for told in (
            "source: Tarn Weekly hides 3  s opens them",
            "kind: announcement hides 4  t shows the next",
            "confidence ≥ 0.6 hides 6  - lowers it",
            "from 2030 hides 6  f opens it",
            "“lens*” hides 4  Esc takes it off",
        ):
            assert told in text
        assert "Esc clears the search, then the filters." in text
        for keys in (("escape",), ("minus", "minus"), ("t", "t", "t"), ("s", "backspace", "enter")):
            await press(app, pilot, *keys)
        assert dashboard(app).wanted == Filter(start="2030")
        await press(app, pilot, "f", "tab", *["backspace"] * 4, "enter")
        assert "showing all 6 entries" in screen_text(app)


async def test_a_narrow_line_says_how_much_each_filter_hides(story: Story) -> None:
    async with opened(story, (80, 24)) as (app, pilot):
        await press(app, pilot, "t", "plus", "plus", "slash", *"xyz", "enter")
        line = screen_lines(app)[2]
        assert "hidden by kind 4, confidence 2, search 6" in line


async def test_a_search_that_finds_nothing_says_what_beginnings_of_its_words_find(story: Story) -> None:
    async with opened(story, (100, 36)) as (app, pilot):
        text = await press(app, pilot, "slash", *"source:copp kind:r", "enter")
        assert "“source:copp* kind:r”, they find 2." in text
        assert "Esc clears the search, then the filters." not in text, "there is nothing but the search"
        text = await press(app, pilot, "escape", "slash", *"xyzzy ", "enter")
        assert "as beginnings" not in text
        text = await press(app, pilot, "escape", "slash", *"spaker:ode")
        assert "There is no field “spaker:”. Write speaker:, or quotation marks around words." in text


async def test_dates_that_make_no_sense_together_are_told(story: Story) -> None:
    async with opened(story) as (app, pilot):
        text = await press(app, pilot, "f", "tab", *"2024-06", "tab", *"2024-05", "enter")
        assert "from 2024-06 is after to 2024-05: exchange them." in text
        assert isinstance(app.screen, FilterScreen)
        await press(app, pilot, "escape")
        assert dashboard(app).wanted == Filter()


async def test_a_confidence_between_steps_stays_until_another_is_ticked(story: Story) -> None:
    async with opened(story, wanted=lambda _: Filter(min_confidence=0.72)) as (app, pilot):
        assert "confidence ≥ 0.72 hides 2" in await press(app, pilot, "f", "enter")
        assert dashboard(app).wanted.min_confidence == 0.72


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36)])
async def test_the_box_for_filters_shows_its_fields_and_keys_at_every_size(
    size: tuple[int, int], story: Story
) -> None:
    many = {f"Outlet {n}" for n in range(90)}
    entry = replace(story.timeline[0], sources=tuple(sorted(many)))
    async with opened(replace(story, timeline=(entry, *story.timeline[1:])), size) as (app, pilot):
        text = await press(app, pilot, "f")
        for told in ("narrows the list", "announcement", "from", "any date", "Enter apply"):
            assert told in text
        assert "▌" in await press(app, pilot, "G")
        assert "Ida Brandt" in screen_text(app) or "Brandt" in screen_text(app)


async def test_hostile_names_are_drawn_as_they_are(story: Story) -> None:
    hostile = "[/][@click=quit]x[/] \u202e"
    quotes = tuple(replace(one, speaker=hostile) for one in story.quotes)
    entry = replace(story.timeline[1], sources=(hostile,))
    timeline = (story.timeline[0], entry, *story.timeline[2:])
    async with opened(replace(story, quotes=quotes, timeline=timeline), (120, 50)) as (app, pilot):
        assert "[/][@click=quit]x[/]" in await press(app, pilot, "f", "G", "space", "enter")
        assert "speaker: [/][@click=quit]x[/]" in screen_text(app)
        assert "\u202e" not in screen_text(app)
