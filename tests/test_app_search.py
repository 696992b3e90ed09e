"""The search line: what is typed is searched for at once, and what makes no sense is told."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event, Timer, current_thread, main_thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import build_story, dashboard, opened, screen_text, settled, until
from ondit.model import Story
from ondit.search import matches, parse
from ondit.timeline import Filter
from ondit.views import DayCount
from ondit.whole import WholeStory
from ondit_tui.widgets.flow import Piece
from ondit_tui.widgets.marking import hits_of, marked
from ondit_tui.widgets.search import HINT, SearchLine, understood


def hits(text: str, search: str) -> list[str]:
    return [piece.text for piece in marked(text, hits_of(search)) if piece.ink == "hit"]


@pytest.mark.parametrize(
    ("typed", "searched", "wrong"),
    [
        ("hald", "hald*", ""),
        ("hald ", "hald ", ""),
        ("  ", "", ""),
        ("lens kind:", "lens ", "kind: has no value. kind: takes"),
        ("lens kind:g", "lens ", "There is no kind “g”."),
        ("lens kind:r", "lens kind:r", ""),
        ("kind:g lens", "before", "There is no kind “g”."),
        ("from:20", "", "“20” is not a date. from: takes 2022"),
    ],
)
def test_what_is_typed_is_understood_as_far_as_it_goes(typed: str, searched: str, wrong: str) -> None:
    found, sentence = understood(typed, "before")
    assert found == searched
    assert sentence.startswith(wrong)
    assert bool(sentence) == bool(wrong)


@given(st.one_of(st.text(), st.text(alphabet='ab "“”-*:kind from2')))
def test_whatever_is_typed_the_search_makes_sense(typed: str) -> None:
    searched, wrong = understood(typed, "before")
    assert matches(parse(searched), "") == (not parse(searched).wanted)
    assert bool(wrong) or typed.split() in (searched.split(), searched.removesuffix("*").split())


async def test_a_search_that_makes_no_sense_is_told_below_the_line(story: Story) -> None:
    async with opened(story, (120, 36)) as (app, pilot):
        await pilot.press("slash", *"halden kind:g")
        await settled(app, pilot)
        text = screen_text(app)
        assert "showing 3 of 6 entries · “halden ”" in text
        assert "There is no kind “g”. kind: takes announcement, rumour or neither." in text
        await pilot.press("backspace", "r")
        await settled(app, pilot)
        text = screen_text(app)
        assert "There is no kind" not in text
        assert "“halden kind:r”" in text
        assert dashboard(app).timeline.entry_count == 1
        assert dashboard(app).timeline.entry == story.timeline[4]


async def test_what_makes_no_sense_is_not_kept(story: Story) -> None:
    async with opened(story) as (app, pilot):
        await pilot.press("slash", *"halden from:", "enter")
        await settled(app, pilot)
        assert dashboard(app).wanted.search == "halden "
        assert "from: has no value" not in screen_text(app)


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_the_sentence_leaves_the_list_in_place(story: Story, size: tuple[int, int]) -> None:
    async with opened(story, size) as (app, pilot):
        await pilot.press("slash", *"status:x")
        await settled(app, pilot)
        text = screen_text(app)
        assert "There is no status “x”." in text
        assert "expired." in text
        assert "showing all 6 entries" in text
        assert story.timeline[0].text[:20] in text


async def test_the_line_is_opened_again_as_it_was_typed(story: Story) -> None:
    async with opened(story) as (app, pilot):
        assert HINT.split()[0] not in screen_text(app)
        await pilot.press("slash")
        await settled(app, pilot)
        assert "merg*  -without" in screen_text(app)
        await pilot.press(*"hal", "enter", "slash", *"den")
        await settled(app, pilot)
        assert dashboard(app).query_one(SearchLine).text == "halden*"
        assert dashboard(app).wanted.search == "halden*"


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("lens", ["Lens", "LÉNS"]),
        ("len*", ["Lens", "LÉNS", "lenses"]),
        ("“a lens”", ["A Lens", "a LÉNS"]),
        ("lens -lenses kind:r", ["Lens", "LÉNS"]),
        ("-lens", []),
        ("kind:gossip lens", []),
    ],
)
def test_hits_are_marked_as_they_are_found(search: str, found: list[str]) -> None:
    assert hits("A Lens, a LÉNS; lenses", search) == found


def test_without_hits_a_text_is_one_piece() -> None:
    assert hits_of("source:ledger") is None
    assert marked("A lens", hits_of("pump"), "strong") == [Piece("A lens", "strong")]


class Slow(WholeStory):
    """A view whose searches end when the test says so; it notes them, and what held a key up."""

    def __init__(self, story: Story) -> None:
        super().__init__(story)
        self.searched: list[str] = []
        self.found: set[str] = set()
        self.held_up: list[str] = []
        self.may_end = Event()

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        if wanted.search and wanted.search not in self.found:
            if current_thread() is main_thread():
                self.held_up.append(wanted.search)
            self.searched.append(wanted.search)
            assert self.may_end.wait(30)
            self.found.add(wanted.search)
        return super().days(wanted)


async def test_a_search_holds_no_key_up_and_of_several_only_the_newest_is_shown() -> None:
    view = Slow(build_story())
    async with opened(view) as (app, pilot):
        await pilot.press("slash", "h", "a", "l")
        assert " / hal" in screen_text(app)
        assert "showing all 6 entries" in screen_text(app)
        await pilot.press("down", "down")
        assert dashboard(app).timeline.cursor == 2
        view.may_end.set()
        await until(pilot, lambda: "showing 3 of 6 entries · “hal*”" in screen_text(app))
        assert view.held_up == []
        assert view.searched[0] == "h*"
        assert view.searched[-1] == "hal*"
        assert "ha*" not in view.searched


async def test_enter_waits_for_what_is_typed_and_the_keys_behind_it_wait_too() -> None:
    view = Slow(build_story())
    async with opened(view) as (app, pilot):
        await pilot.press("slash", *"valley")
        Timer(0.3, view.may_end.set).start()
        await pilot.press("enter", "enter")
        await settled(app, pilot)
        assert view.held_up == []
        assert "showing 1 of 6 entries · “valley*”" in screen_text(app)
        assert dashboard(app).reading


async def test_escape_drops_a_search_that_is_not_found_yet() -> None:
    view = Slow(build_story())
    async with opened(view) as (app, pilot):
        await pilot.press("slash", *"valley", "escape")
        view.may_end.set()
        await settled(app, pilot)
        assert "showing all 6 entries" in screen_text(app)
        assert dashboard(app).wanted == Filter()
