"""Marks by keys: at once on the screen, and kept in the store that is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from conftest import build_story, kept, listed, opened, screen_lines, screen_text, settled
from ondit.errors import StoreError
from ondit.marks import Mark
from ondit.model import Story
from ondit.overrides import anchored
from ondit.store import Store, open_store
from ondit.store.stored import StoredStory
from ondit.timeline import mentions
from ondit.whole import WholeStory
from ondit_tui import marks
from ondit_tui.app import OnditApp
from ondit_tui.asked import Asked
from ondit_tui.marks import Marks
from ondit_tui.screens.dashboard import Dashboard


def dashboard(app: OnditApp) -> Dashboard:
    screen = app.screen_stack[0]
    assert isinstance(screen, Dashboard)
    return screen


def notices(app: OnditApp) -> list[str]:
    return [notice.message for notice in app._notifications]


async def press(app: OnditApp, pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await settled(app, pilot)
    return screen_text(app)


def marked_in(place: Path) -> list[str | None]:
    with open_store(place) as store:
        return [one.entry for one in store.marks()]


async def test_marks_are_shown_by_a_sign_and_kept_in_the_store(story: Story, tmp_path: Path) -> None:
    place = tmp_path / "s.ondit"
    async with opened(kept(story, place), (100, 24), marks=Marks(place)) as (app, pilot):
        text = await press(app, pilot, "space", "space", "j", "space")
        assert text.count("◆") == 3
        assert [line[7] for line in screen_lines(app)[4:7]] == ["◆", "◆", " "]
        assert dashboard(app).timeline.cursor == 4
        assert marked_in(place) == ["t-c-sale", "t-c-boost", "t-c-camera"]
        assert (await press(app, pilot, "g", "space")).count("◆") == 2
        assert marked_in(place) == ["t-c-boost", "t-c-camera"]
        assert not notices(app)
    with open_store(place) as store:
        view = StoredStory(store)
    async with opened(view, (100, 24), marks=Marks(place)) as (app, pilot):
        assert screen_text(app).count("◆") == 2
        await press(app, pilot, "f", "slash", *"marked", "enter", "space", "enter")
        assert [entry.id for entry in listed(app)] == ["t-c-boost", "t-c-camera"]
        assert "only marked hides 4" in screen_text(app)
        # What is unmarked stays where it is until it is filtered again: it may be marked again.
        assert (await press(app, pilot, "g", "space")).count("◆") == 1
        assert [entry.id for entry in listed(app)] == ["t-c-boost", "t-c-camera"]
        await press(app, pilot, "f", "enter")
        assert [entry.id for entry in listed(app)] == ["t-c-camera"]
    assert marked_in(place) == ["t-c-camera"]


async def test_without_a_store_marks_last_for_the_session_and_that_is_said_once(story: Story) -> None:
    async with opened(story, (100, 24)) as (app, pilot):
        assert (await press(app, pilot, "space", "space")).count("◆") == 2
        assert notices(app) == ["Marked until you quit: there is no store to keep it in."]
        app._load = lambda *_: WholeStory(replace(story, problems=()))
        assert (await press(app, pilot, "r")).count("◆") == 2


def test_where_marks_are_kept_follows_from_what_is_shown() -> None:
    assert marks.of(Asked(paths=["a.txt"])).why_not == marks.NO_STORE
    assert marks.of(Asked(store=Path("s.ondit"), read_only=True)).why_not == marks.READ_ONLY
    assert marks.of(Asked(store=Path("s.ondit"))).why_not == ""


async def test_of_a_store_that_is_only_read_it_is_said(story: Story, tmp_path: Path) -> None:
    place = tmp_path / "s.ondit"
    view = kept(story, place)
    async with opened(view, (100, 24), marks=marks.of(Asked(store=place, read_only=True))) as (app, pilot):
        assert (await press(app, pilot, "space")).count("◆") == 1
        assert notices(app) == ["Marked until you quit: the store is only read."]
    assert marked_in(place) == []


async def test_what_cannot_be_written_is_told_and_stays_marked_for_the_session(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "s.ondit"
    view = kept(story, place)

    def full(*_: object) -> bool:
        raise StoreError("The disk is full.", "Make room.")

    monkeypatch.setattr(Store, "mark", full)
    async with opened(view, (100, 24), marks=Marks(place)) as (app, pilot):
        assert (await press(app, pilot, "space")).count("◆") == 1
        assert notices(app) == ["The disk is full. Make room. What you mark stays marked until you quit."]
        monkeypatch.undo()
        await press(app, pilot, "space")
    assert marked_in(place) == ["t-c-boost"]


async def test_a_store_that_is_gone_is_not_made_anew(story: Story, tmp_path: Path) -> None:
    place = tmp_path / "gone.ondit"
    async with opened(story, (100, 24), marks=Marks(place)) as (app, pilot):
        await press(app, pilot, "space")
        (told,) = notices(app)
        assert told.startswith(f"There is no store {place} any more.")
    assert not place.exists()


async def test_a_mark_made_just_before_quitting_is_kept(story: Story, tmp_path: Path) -> None:
    place = tmp_path / "s.ondit"
    keeper = Marks(place)
    async with opened(kept(story, place), (100, 24), marks=keeper) as (app, pilot):
        app.screen_stack[0]._write = lambda: None  # type: ignore[attr-defined]  # it never comes to it
        await press(app, pilot, "space", "space", "k", "space", "q")
    assert marked_in(place) == ["t-c-sale"]


async def test_a_fold_has_no_mark_and_the_detail_marks_without_moving(story: Story) -> None:
    entries = tuple(replace(story.timeline[0], id=f"t-{n}", claim=None) for n in range(12))
    async with opened(replace(story, timeline=entries), (100, 24)) as (app, pilot):
        await press(app, pilot, "G", "space")
        assert notices(app) == ["A fold has no mark: Enter shows its entries."]
    async with opened(story, (100, 24)) as (app, pilot):
        assert (await press(app, pilot, "j", "enter", "space")).count("◆") == 1
        assert dashboard(app).reading
        assert dashboard(app).timeline.cursor == 1


async def test_a_mark_goes_with_its_entry_when_that_becomes_another(story: Story) -> None:
    old = story.timeline[3]
    later = tuple(replace(one, id="c-later") if one.id == old.claim else one for one in story.claims)
    moved = tuple(
        replace(one, id="t-c-later", claim="c-later") if one == old else one for one in story.timeline
    )
    async with opened(story, (100, 24)) as (app, pilot):
        await press(app, pilot, "j", "j", "j", "space")
        await press(app, pilot, "f", "slash", *"marked", "enter", "space", "enter")
        app._load = lambda *_: WholeStory(replace(story, claims=later, timeline=moved))
        await press(app, pilot, "r")
        assert dashboard(app).marked == {"t-c-later"}
        assert [entry.id for entry in listed(app)] == ["t-c-later"]
        assert screen_text(app).count("◆") == 1


def test_marks_are_written_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    story, place = build_story(), tmp_path / "s.ondit"
    kept(story, place).close()
    mark = marks_of(story)[0]
    keeper = Marks(place)
    for is_on in (True, False, True):
        keeper.add(marks.Change(mark, is_on=is_on))
    keeper.write()
    keeper.write()
    assert marked_in(place) == [mark.entry]


def marks_of(story: Story) -> list[Mark]:
    spans = [(entry, mentions(story, entry)[0]) for entry in story.timeline]
    return [
        Mark(anchored(span, story.article(span.article or "")), "2025-06-01T09:00:00+00:00", entry.id)
        for entry, span in spans
    ]
