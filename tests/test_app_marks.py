"""Marks by keys: at once on the screen, and kept in the store that is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from conftest import (
    BOOST,
    build_story,
    dashboard,
    kept,
    listed,
    notices,
    opened,
    press,
    screen_lines,
    screen_text,
)
from ondit.errors import StoreError
from ondit.marks import Mark, whole_article
from ondit.model import Quote, Story
from ondit.overrides import anchored
from ondit.store import Store, open_store
from ondit.store.stored import StoredStory
from ondit.timeline import mentions
from ondit.whole import WholeStory
from ondit_tui import marks
from ondit_tui.app import OnditApp
from ondit_tui.asked import Asked
from ondit_tui.marks import Marks

ONLY_MARKED = ("f", "slash", *"marked", "enter", "space", "enter")


def signs(text: str) -> int:
    """Count the signs of marks in the list, on the left."""
    return sum(line.split("│")[0].count("◆") for line in text.splitlines())


def marked_in(place: Path) -> list[str | None]:
    with open_store(place) as store:
        return [one.entry for one in store.marks()]


async def test_marks_are_shown_by_a_sign_and_kept_in_the_store(story: Story, tmp_path: Path) -> None:
    place = tmp_path / "s.ondit"
    async with opened(kept(story, place), (100, 24), marks=Marks(place)) as (app, pilot):
        text = await press(app, pilot, "space", "space", "j", "space")
        assert signs(text) == 3
        assert [line[7] for line in screen_lines(app)[4:7]] == ["◆", "◆", " "]
        assert dashboard(app).timeline.cursor == 4
        assert marked_in(place) == ["t-c-sale", "t-c-boost", "t-c-camera"]
        assert signs(await press(app, pilot, "g", "space")) == 2
        assert marked_in(place) == ["t-c-boost", "t-c-camera"]
        assert not notices(app)
    with open_store(place) as store:
        view = StoredStory(store)
    async with opened(view, (100, 24), marks=Marks(place)) as (app, pilot):
        assert signs(screen_text(app)) == 2
        await press(app, pilot, "f", "slash", *"marked", "enter", "space", "enter")
        assert [entry.id for entry in listed(app)] == ["t-c-boost", "t-c-camera"]
        assert "only marked hides 4" in screen_text(app)
        # What is unmarked stays where it is until it is filtered again: it may be marked again.
        assert signs(await press(app, pilot, "g", "space")) == 1
        assert [entry.id for entry in listed(app)] == ["t-c-boost", "t-c-camera"]
        await press(app, pilot, "f", "enter")
        assert [entry.id for entry in listed(app)] == ["t-c-camera"]
    assert marked_in(place) == ["t-c-camera"]


async def test_without_a_store_marks_last_for_the_session_and_that_is_said_once(story: Story) -> None:
    async with opened(story, (100, 24)) as (app, pilot):
        assert signs(await press(app, pilot, "space", "space")) == 2
        assert notices(app) == ["Marked until you quit: there is no store to keep it in."]
        app._load = lambda *_: WholeStory(replace(story, problems=()))
        assert signs(await press(app, pilot, "r")) == 2


def test_where_marks_are_kept_follows_from_what_is_shown() -> None:
    assert marks.of(Asked(paths=["a.txt"])).why_not == marks.NO_STORE
    assert marks.of(Asked(store=Path("s.ondit"), read_only=True)).why_not == marks.READ_ONLY
    assert marks.of(Asked(store=Path("s.ondit"))).why_not == ""


async def test_of_a_store_that_is_only_read_it_is_said(story: Story, tmp_path: Path) -> None:
    place = tmp_path / "s.ondit"
    view = kept(story, place)
    async with opened(view, (100, 24), marks=marks.of(Asked(store=place, read_only=True))) as (app, pilot):
        assert signs(await press(app, pilot, "space")) == 1
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
        assert signs(await press(app, pilot, "space")) == 1
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
        assert signs(await press(app, pilot, "j", "enter", "space")) == 1
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
        assert dashboard(app).marked.entries.keys() == {"t-c-later"}
        assert [entry.id for entry in listed(app)] == ["t-c-later"]
        assert signs(screen_text(app)) == 1


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


def sign_lines(app: OnditApp) -> list[str]:
    """Return the lines with the sign of a mark."""
    return [line.strip() for line in screen_lines(app) if "◆" in line]


def left_signs(app: OnditApp) -> list[str]:
    """Return the lines of the list with the sign of a mark."""
    lines = (line.split("│")[0].strip() for line in screen_lines(app))
    return [line for line in lines if "◆" in line]


async def test_a_quote_is_marked_in_its_view_and_its_entry_and_article_with_it(
    story: Story, tmp_path: Path
) -> None:
    place = tmp_path / "s.ondit"
    async with opened(kept(story, place), (100, 30), marks=Marks(place)) as (app, pilot):
        await press(app, pilot, "3", "space")
        (row, telling) = sign_lines(app)
        assert row.startswith("▌◆  x3 ! “This partnership")
        assert "› The Ledger" in telling
        assert marked_in(place) == ["t-c-boost"]
        text = await press(app, pilot, "1")
        assert next(line for line in text.splitlines() if BOOST[:20] in line)[7] == "◆"
        await press(app, pilot, "5")
        assert [line.split() for line in left_signs(app)] == [
            ["The", "Ledger", "◆", "Nerio", "and", "Halden", "join", "forces"]
        ]
        assert "only marked hides 7" in await press(app, pilot, *ONLY_MARKED)
        assert "only marked hides 0" in await press(app, pilot, "3")
        assert "only marked hides 5" in await press(app, pilot, "1")
        await press(app, pilot, "3", "space", "1")
        assert marked_in(place) == []
        assert not notices(app)


async def test_what_no_entry_tells_is_marked_all_the_same_and_found_again(
    story: Story, tmp_path: Path
) -> None:
    place, text = tmp_path / "s.ondit", story.article("copper").text
    start = text.index("we hear")
    other = replace(story, quotes=(*story.quotes, Quote(start, start + 7, "copper", speaker="Bo")))
    view = kept(other, place)
    async with opened(view, (100, 30), marks=Marks(place)) as (app, pilot):
        await press(app, pilot, "3", "G", "space")
        assert marked_in(place) == [None]
        assert "◆" not in await press(app, pilot, "1")
    with open_store(place) as store:
        again = StoredStory(store)
    async with opened(again, (100, 30), marks=Marks(place)) as (app, pilot):
        await press(app, pilot, "3", *ONLY_MARKED)
        assert "showing 1 of 2 quotes" in screen_text(app)
        (row, _) = sign_lines(app)
        assert "we hear" in row


async def test_an_article_is_marked_and_a_mark_in_it_is_seen_in_its_view(
    story: Story, tmp_path: Path
) -> None:
    place = tmp_path / "s.ondit"
    async with opened(kept(story, place), (100, 30), marks=Marks(place)) as (app, pilot):
        await press(app, pilot, "5", "j", "space")
        with open_store(place) as store:
            assert [one.anchor for one in store.marks()] == [whole_article("ledger-2")]
        assert len(sign_lines(app)) == 1
        assert "◆" not in await press(app, pilot, "1")
        await press(app, pilot, "5", "k", "tab", "space")
        assert marked_in(place) == [None, "t-c-sale"]
        await press(app, pilot, "tab", "space")
        assert notices(app)[-1] == "2 marks were in this article: all are taken off."
        assert marked_in(place) == []
        assert "◆" not in screen_text(app)


async def test_a_telling_is_marked_where_it_is_selected(story: Story, tmp_path: Path) -> None:
    place = tmp_path / "s.ondit"
    async with opened(kept(story, place), (120, 30), marks=Marks(place)) as (app, pilot):
        await press(app, pilot, "j", "enter", "j", "space")
        with open_store(place) as store:
            (mark,) = store.marks()
        assert (mark.anchor.article, mark.entry) == ("tarn", "t-c-boost")
        assert sum("fragment" in line for line in sign_lines(app)) == 1
        await press(app, pilot, "k", "space")
        assert marked_in(place) == ["t-c-boost", "t-c-boost"]
        await press(app, pilot, "j", "enter")
        assert [line.split()[1] for line in sign_lines(app)] == ["The", "Tarn"]
        await press(app, pilot, "space")
        assert [line.split()[1] for line in sign_lines(app)] == ["The"]
        await press(app, pilot, "escape", "h", "space")
        assert marked_in(place) == []


async def test_what_is_marked_in_an_opened_article_is_marked_where_it_is_told(story: Story) -> None:
    async with opened(story, (120, 30)) as (app, pilot):
        await press(app, pilot, "5", "j", "j", "j", "enter", "space")
        (line,) = sign_lines(app)
        assert line.startswith("▌“◆“This partnership")
        await press(app, pilot, "escape", "1")
        assert dashboard(app).marked.entries.keys() == {"t-c-boost"}
        await press(app, pilot, "5", "g", "j", "enter", "space")
        assert notices(app)[-1].startswith("Nothing in it is known to be told, quoted or dated")


async def test_a_source_has_no_mark_but_what_it_tells_has(story: Story) -> None:
    async with opened(story, (120, 36)) as (app, pilot):
        await press(app, pilot, "4", "space")
        assert notices(app) == ["A source has no mark: Tab goes to what can be marked."]
        assert app.screen.left.cursor == 0  # type: ignore[attr-defined]
        await press(app, pilot, "tab", "space")
        assert len(sign_lines(app)) == 1
        assert dashboard(app).marked.entries.keys() == {"t-c-camera"}
        assert "◆" not in await press(app, pilot, "space")


async def test_a_sentence_of_a_claims_life_is_marked_in_its_pane(story: Story) -> None:
    async with opened(story, (120, 36)) as (app, pilot):
        await press(app, pilot, "2", "tab", "j", "space")
        assert dashboard(app).marked.entries.keys() == {"t-c-sale"}
        assert len(sign_lines(app)) == 2
        assert "◆" not in await press(app, pilot, "1", "g", "space")
        assert "◆" not in await press(app, pilot, "2")


async def test_the_filter_box_says_how_many_marks_there_are(story: Story) -> None:
    async with opened(story, (100, 30)) as (app, pilot):
        text = await press(app, pilot, "3", "space", "5", "G", "space", "f", "slash", *"marked")
        (line,) = (line for line in text.splitlines() if "only what is marked" in line)
        assert line.split("│")[1].rstrip().endswith(" 2 marks")
