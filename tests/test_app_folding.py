"""Long days of the timeline, folded and unfolded by keys."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest

from conftest import build_story, dashboard, opened, press, screen_lines, screen_text, settled
from ondit.export import FORMATS, write
from ondit.model import Kind, Story, TimelineEntry
from ondit_tui import table
from ondit_tui.app import OnditApp
from ondit_tui.widgets.timeline_list import TimelineList

BAR = " ▁▂▃▄▅▆▇█"
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)])
FERRIES = 20


def long_story(days: tuple[str, ...] = ("2024-05-23", "2024-05-22", "2024-05-21")) -> Story:
    """Return a story of 20 ferries a day: of each day the odd ones below 16 matter most."""
    story = build_story()

    def entry(day: str, number: int) -> TimelineEntry:
        matters = number % 2 == 1 and number < 16
        kind: Kind = "rumour" if number % 4 == 0 else "announcement"
        return replace(
            story.timeline[1],
            id=f"{day} {number}",
            claim=None,
            statement=None,
            kind=kind,
            status=None,
            published=day,
            text=f"Ferry {number:02d} sails on the {day[-2:]}",
            importance=2.0 if matters else 0.0,
            why=("4 outlets",) if matters else (),
        )

    return replace(story, timeline=tuple(entry(day, number) for day in days for number in range(FERRIES)))


def timeline(app: OnditApp) -> TimelineList:
    return dashboard(app).timeline


def cursor_line(app: OnditApp) -> tuple[int, str]:
    """Return the line on the screen that the cursor is on, and its words."""
    (row,) = [(y, line) for y, line in enumerate(screen_lines(app)) if line.startswith("▌")]
    return row[0], row[1].split("│")[0].strip(BAR)


@SIZES
async def test_a_long_day_shows_what_matters_most_and_how_many_more_there_are(size: tuple[int, int]) -> None:
    async with opened(long_story(), size) as (app, _):
        assert screen_lines(app)[2] == " showing all 60 entries · 36 folded (C)"
        lines = [line.split("│")[0].rstrip(BAR) for line in screen_lines(app)[timeline(app).region.y :]]
        assert lines[0].startswith(" Thu 23 May 2024 · 20 ──")
        assert [line.split("Ferry ")[1][:2] for line in lines[1:9]] == [f"{n:02d}" for n in range(1, 16, 2)]
        assert lines[9].split() == ["+", "12", "more", "that", "day"]
        assert lines[10].startswith(" Wed 22 May 2024 · 20 ──")


async def test_a_day_of_one_more_than_stand_does_not_fold() -> None:
    story = long_story(("2024-05-23",))
    async with opened(replace(story, timeline=story.timeline[:9])) as (app, pilot):
        assert "showing all 9 entries\n" in await press(app, pilot, "C")
        assert timeline(app).item_count == 9


@SIZES
async def test_enter_on_the_last_line_of_a_day_unfolds_it_and_folds_it_again(size: tuple[int, int]) -> None:
    async with opened(long_story(), size) as (app, pilot):
        await press(app, pilot, "right_square_bracket", *["j"] * 8)
        before = cursor_line(app)
        assert before[1].endswith("12 more that day")
        assert "24 folded" in await press(app, pilot, "enter")
        assert cursor_line(app) == (before[0], "▌−            fold 12 of them again")
        assert "Ferry 19 sails on the 22" in screen_text(app)
        assert timeline(app).entry is None
        assert "36 folded" in await press(app, pilot, "enter")
        assert cursor_line(app) == before
        assert "12 more that day" in await press(app, pilot, "l", "l")


@SIZES
@pytest.mark.parametrize("key", ["c", "C"])
async def test_the_entry_under_the_cursor_does_not_move_when_its_day_is_unfolded(
    size: tuple[int, int], key: str
) -> None:
    async with opened(long_story(), size) as (app, pilot):
        await press(app, pilot, "right_square_bracket", "right_square_bracket", *["j"] * 5)
        before = cursor_line(app)
        assert "Ferry 11 sails on the 21"[:20] in before[1]
        assert "Ferry 10 sails on the 21"[:20] in await press(app, pilot, key)
        assert cursor_line(app) == before
        await press(app, pilot, key)
        assert cursor_line(app) == before


async def test_an_entry_that_is_folded_away_leaves_the_cursor_on_what_unfolds_it() -> None:
    async with opened(long_story(), (120, 36)) as (app, pilot):
        text = await press(app, pilot, "c", "g", "c")
        assert cursor_line(app)[1].endswith("12 more that day")
        assert "Those that stand matter as much or more" in text
        assert "● Ferry 02 sails on the 23" in text
        assert timeline(app).entry is None
        assert "36 folded" in await press(app, pilot, "r")
        assert cursor_line(app)[1].endswith("12 more that day")


async def test_the_last_line_of_a_day_tells_in_the_narrow_view_what_enter_does() -> None:
    async with opened(long_story()) as (app, pilot):
        assert "Enter shows them in their places" in await press(app, pilot, "G")
        assert "Enter folds them again" in await press(app, pilot, "enter")
        await press(app, pilot, "tab", "y")
        assert "There is nothing to copy yet." in screen_text(app)


async def test_a_search_hides_no_hit_and_goes_round_all_of_them() -> None:
    async with opened(long_story(("2024-05-23",))) as (app, pilot):
        text = await press(app, pilot, "slash", *"ferry", "enter")
        assert "showing 20 of 20 entries · “ferry*”" in text
        assert "folded" not in text
        assert timeline(app).item_count == FERRIES
        assert "Ferry 00 sails on the 23" in text
        seen = []
        for _ in range(FERRIES):
            entry = timeline(app).entry
            assert entry
            seen.append(entry.id)
            await pilot.press("n")
        assert len(set(seen)) == FERRIES
        await press(app, pilot, "N")
        assert timeline(app).entry is not None


async def test_a_hit_that_was_kept_stays_under_the_cursor_and_only_its_day_is_unfolded() -> None:
    async with opened(long_story()) as (app, pilot):
        text = await press(app, pilot, "slash", *"18 sails on the 22", "enter", "escape")
        assert "showing all 60 entries · 24 folded" in text
        assert "Ferry 18 sails on the 22" in cursor_line(app)[1]
        assert "12 more that day" in await press(app, pilot, "g")


async def test_a_filter_folds_only_days_that_are_still_long() -> None:
    async with opened(long_story()) as (app, pilot):
        text = await press(app, pilot, "t")
        assert "showing 45 of 60 entries · kind: announcement hides 15 · 21 folded (C)" in text
        assert "7 more that day" in text
        text = await press(app, pilot, "t")
        assert "showing 15 of 60 entries · kind: rumour" in text
        assert "folded" not in text
        assert timeline(app).item_count == 15


async def test_days_that_were_unfolded_stay_so_when_it_is_read_again() -> None:
    async with opened(long_story()) as (app, pilot):
        await press(app, pilot, "c")
        assert "24 folded" in await press(app, pilot, "r")
        assert timeline(app).entry is not None


async def test_day_by_day_goes_from_first_entry_to_first_entry_over_folds() -> None:
    async with opened(long_story()) as (app, pilot):
        seen = []
        for key in ("c", "right_square_bracket", "right_square_bracket", "G", "left_square_bracket"):
            await press(app, pilot, key)
            seen.append(timeline(app).entry and timeline(app).entry.text[6:8] + timeline(app).entry.text[-3:])
        assert seen == ["01 23", "01 22", "01 21", None, "01 21"]


@pytest.mark.parametrize("form", FORMATS["timeline"])
def test_what_is_written_for_others_is_never_folded(form: str) -> None:
    written = StringIO()
    write(long_story(), "timeline", form, written)
    assert all(entry.text in written.getvalue() for entry in long_story().timeline)


def test_what_is_printed_as_text_is_never_folded(capsys: pytest.CaptureFixture[str]) -> None:
    table.timeline(long_story(), table.console())
    printed = capsys.readouterr().out
    assert all(entry.text in printed for entry in long_story().timeline)


async def test_the_mouse_unfolds() -> None:
    async with opened(long_story(), (120, 36)) as (app, pilot):
        await pilot.click("TimelineList", offset=(20, 9), times=2)
        await settled(app, pilot)
        assert "24 folded" in screen_text(app)
        assert timeline(app).entry is None


async def test_the_detail_says_in_a_line_what_makes_an_entry_matter() -> None:
    story = long_story()
    told = replace(story.timeline[1], why=("4 outlets, 1 of them in copies", "first in The Ledger"))
    async with opened(replace(story, timeline=(told, story.timeline[0])), (160, 36)) as (app, pilot):
        assert "matters    4 outlets, 1 of them in copies · first in The Ledger" in screen_text(app)
        assert "matters" not in await press(app, pilot, "j")
