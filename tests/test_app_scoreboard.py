"""The view of sources, driven by keys: a line an outlet, what lies behind it, and what leads on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Views, opened, screen_lines, screen_text, settled
from drawn import plain
from ondit.model import Record, Story
from ondit.views import DayCount
from ondit_tui.screens.opened import ArticleScreen, StatementScreen
from ondit_tui.screens.scoreboard import ScoreboardScreen
from ondit_tui.widgets.flow import line_width
from ondit_tui.widgets.life_line import axis_of
from ondit_tui.widgets.source_chart import buckets, chart
from ondit_tui.widgets.source_lines import bars, columns_for, rank_words
from ondit_tui.widgets.source_lines import settled as settled_words

WIDE = (120, 36)


def names(lines: list[str]) -> list[str]:
    known = ("The Ledger", "Tarn Weekly", "北港晚报", "Copper Post", "Orbit Daily")
    return [name for line in lines for name in known if line[1:].startswith(name) and ":" not in line]


async def test_every_outlet_has_a_line_with_its_figures(story: Story) -> None:
    async with opened(story) as (app, pilot):
        await pilot.press("4")
        await settled(app, pilot)
        lines = screen_lines(app)
    text = "\n".join(lines)
    assert "[4 sources]" in text
    assert "showing all 5 sources" in text
    assert names(lines)[0] == "Orbit Daily"
    assert sorted(names(lines)) == sorted(
        ["The Ledger", "Tarn Weekly", "北港晚报", "Copper Post", "Orbit Daily"]
    )
    (copper,) = (line for line in lines if "Copper Post" in line and "░" in line)
    assert copper.split()[2:8] == ["0", "0", "1", "1", "0", "1"]


async def test_the_pane_tells_what_lies_behind_the_figures(story: Story, view_of: Views) -> None:
    async with opened(view_of(story), WIDE) as (app, pilot):
        await pilot.press("4", "slash", *"copper", "enter")
        await settled(app, pilot)
        text = " ".join(screen_text(app).split())
    assert "showing 1 of 5 sources" in text
    assert "0 right, 1 wrong: 0%" in text
    assert "no rank: fewer than 5" in text
    assert "repeats Orbit Daily (1)" in text
    assert "settled wrong: 1" in text
    assert "after Orbit Daily" in text


async def test_enter_opens_what_an_outlet_told_and_escape_comes_back(story: Story) -> None:
    async with opened(story, WIDE) as (app, pilot):
        await pilot.press("4", "slash", *"beigang", "escape", "slash", *"北港晚报", "enter", "enter")
        await settled(app, pilot)
        board = app.screen
        assert isinstance(board, ScoreboardScreen)
        assert board.subject.entry == "t-c-boost"
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, StatementScreen)
        assert app.screen.taken.article == "beigang"
        await pilot.press("escape", "2")
        await settled(app, pilot)
        assert app.screen.subject.entry == "t-c-boost"  # type: ignore[attr-defined]


async def test_what_no_statement_carries_opens_the_outlets_article(story: Story) -> None:
    async with opened(story, WIDE) as (app, pilot):
        await pilot.press("4", "enter", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.taken is not None
        assert app.screen.taken.article == "orbit"


async def test_columns_are_sorted_by_keys_and_the_cursor_stays_on_its_outlet(story: Story) -> None:
    async with opened(story) as (app, pilot):
        await pilot.press("4")
        await settled(app, pilot)
        board = app.screen
        assert isinstance(board, ScoreboardScreen)
        orders = []
        for _turn in range(4):
            assert board.left.here is not None
            orders.append((board._by, names(screen_lines(app)), board.left.here.record.source))
            await pilot.press("greater_than_sign")
            await settled(app, pilot)
    assert [by for by, *_ in orders] == ["first", "tied", "repeated", "alone"]
    assert {here for *_, here in orders} == {"Orbit Daily"}
    assert len({tuple(order) for _, order, _ in orders}) > 2
    assert all(f"[{by}" in "[first] [tied] [repeated] [alone]" for by, *_ in orders)


async def test_an_open_entrys_outlet_is_gone_to(story: Story) -> None:
    async with opened(story, WIDE) as (app, pilot):
        await pilot.press("j", "enter", "j", "4")
        await settled(app, pilot)
        assert app.screen.subject.source == "Tarn Weekly"  # type: ignore[attr-defined]


async def test_a_story_without_claims_still_lists_its_outlets(story: Story) -> None:
    bare = replace(story, claims=(), timeline=(), statements=())
    async with opened(bare, WIDE) as (app, pilot):
        await pilot.press("4")
        await settled(app, pilot)
        text = screen_text(app)
        assert "showing all 5 sources" in text
        assert "none of its rumours" in text
        await pilot.press("enter", "enter", "y")
        await settled(app, pilot)
        assert isinstance(app.screen, ScoreboardScreen)


def record(first: int, tied: int, repeated: int) -> Record:
    return Record("Quay", first, tied, repeated, 0, 0, 0, None, None, None)


_COUNTS = st.integers(0, 10**6)


@given(_COUNTS, _COUNTS, _COUNTS, st.integers(0, 10**6), st.integers(3, 60))
def test_bars_fit_and_show_all_there_is(first: int, tied: int, repeated: int, more: int, width: int) -> None:
    counts = (first, tied, repeated)
    drawn = bars(record(*counts), sum(counts) + more, width)
    assert line_width(drawn) <= width
    text = plain([drawn])
    assert [sign in text for sign in "█▒░"] == [number > 0 for number in counts]
    assert more or not sum(counts) or width - 2 <= len(text)


@pytest.mark.parametrize(("width", "count"), [(40, 2), (50, 4), (53, 4), (62, 5), (78, 8), (200, 8)])
def test_the_columns_that_matter_most_stand_where_there_is_little_room(width: int, count: int) -> None:
    shown = columns_for(width)
    assert len(shown) == count
    assert shown[0] == "first"
    assert ("right" in shown) == ("wrong" in shown), "one side alone would tell half of it"


def test_what_was_settled_is_told_with_its_interval() -> None:
    told = replace(record(0, 0, 0), right=2, wrong=1, share=2 / 3, interval=(0.208, 0.939))
    assert settled_words(told) == "2 right, 1 wrong: 67% (95% interval: 21 to 94%)"


def test_why_an_outlet_has_no_rank_is_told() -> None:
    few = replace(record(1, 0, 0), right=4)
    assert rank_words(few) == "no rank: fewer than 5"
    assert rank_words(replace(few, wrong=1)) == "no other with 5 to rank it beside"
    assert rank_words(replace(few, wrong=1, rank=2)) == "rank 2 by the lower end"


_DAYS = st.lists(
    st.builds(
        DayCount,
        st.dates().map(str) | st.sampled_from(("2024", "2024-05", None, "no date")),
        st.integers(1, 10**6),
    ),
    max_size=8,
)


@given(_DAYS, _DAYS, st.integers(20, 140))
def test_the_chart_fits_and_its_bars_are_all_that_is_dated(
    own: list[DayCount], every: list[DayCount], width: int
) -> None:
    lines = chart({"told": own, "by all": every}, width)
    assert all(line_width(line) <= width for line in lines)
    dated = [day for day in own if day.published and len(day.published) == 10]
    axis = axis_of(day.published for day in dated)
    assert bool(lines) == bool(dated or [day for day in every if len(day.published or "") == 10])
    if axis:
        assert sum(buckets(own, axis, width)) == sum(
            day.entries for day in dated if day.published != "no date"
        )
