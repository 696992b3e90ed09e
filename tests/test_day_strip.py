"""The strip of days: every entry with a day is in it once, at its distance in time."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from conftest import build_story, opened, screen_lines, settled
from drawn import plain
from ondit.views import DayCount
from ondit_tui.widgets.day_strip import HERE, DayStrip, strip_of
from ondit_tui.widgets.flow import line_width

DAYS = st.lists(
    st.builds(
        DayCount,
        st.one_of(
            st.none(),
            st.dates(date(2019, 1, 1), date(2026, 12, 31)).map(str),
            st.sampled_from(["2022", "2022-05", "0000-00-00", "no date"]),
        ),
        st.integers(1, 500),
    ),
    unique_by=lambda row: row.published,
    max_size=30,
)


def drawn(days: dict, width: int, here: str | None = None) -> list[str]:  # type: ignore[type-arg]
    bar = DayStrip()
    bar.show(lambda: days)
    bar.here = here
    return plain(bar.compose_lines(width)).splitlines()


def test_each_day_is_a_mark_and_quiet_days_are_seen() -> None:
    days = {
        "announcement": [DayCount("2024-05-09", 8), DayCount("2024-05-06", 1)],
        "rumour": [DayCount("2024-05-07", 4), DayCount("2024-05", 3), DayCount(None, 1)],
        "neither": [],
    }
    assert [line.rstrip() for line in drawn(days, 64, "2024-05-07")] == [
        "       ▾ 6 May 2024 to 9 May 2024, 4 entries without a day",
        " ANN  ▁  █",
        " rum?  ▄",
        " rest",
    ]


def test_the_mark_stands_over_the_day_of_the_cursor() -> None:
    days = {"rumour": [DayCount(str(date(2024, 1, 1) + timedelta(n)), 1) for n in range(70)]}
    head = drawn(days, 100, "2024-03-05")[0]
    assert head.index(HERE) == 6 + 64
    assert HERE not in drawn(days, 100, "2024-03")[0]
    assert drawn(days, 100, "2024-03")[0] == drawn(days, 100)[0]
    assert drawn(days, 100)[0].startswith(" 1 Jan 2024 to 10 Mar 2024")


def test_more_days_than_columns_share_a_mark_and_it_is_said() -> None:
    days = {"rumour": [DayCount("2024-01-01", 2), DayCount("2024-12-31", 2)]}
    assert "days a mark" in drawn(days, 80)[0]


def test_without_a_day_it_is_said() -> None:
    assert drawn({"rumour": [DayCount(None, 2)]}, 60)[0].strip() == "no entry has a day"


@given(announced=DAYS, rumoured=DAYS, width=st.integers(20, 200))
def test_every_entry_with_a_day_is_in_one_column(
    announced: list[DayCount], rumoured: list[DayCount], width: int
) -> None:
    days = {"announcement": announced, "rumour": rumoured, "neither": []}
    strip = strip_of(days, width)  # type: ignore[arg-type]
    whole = sum(row.entries for rows in days.values() for row in rows)
    if strip is None:
        return
    assert sum(map(sum, strip.counts.values())) + strip.apart == whole
    assert strip.columns <= width
    for kind, rows in days.items():
        for row in rows:
            place = strip.column(row.published)
            assert place is None or strip.counts[kind][place] >= row.entries  # type: ignore[index]
    for here in (None, *(row.published for row in announced)):
        bar = DayStrip()
        bar.show(lambda: days)  # type: ignore[arg-type,return-value]
        bar.here = here
        assert all(line_width(line) <= max(width, 40) for line in bar.compose_lines(max(width, 40)))


async def test_the_strip_follows_filters_and_the_cursor_where_there_is_room() -> None:
    async with opened(build_story(), (100, 36)) as (app, pilot):
        (strip,) = app.screen.query(DayStrip)
        assert strip.display
        top = strip.region.y
        assert screen_lines(app)[top + 1].startswith(" ANN ")
        first = screen_lines(app)[top]
        await pilot.press("G", "[")
        await settled(app, pilot)
        assert screen_lines(app)[top] != first
        before = screen_lines(app)[top + 1]
        await pilot.press("t", "t")
        await settled(app, pilot)
        assert before.split()[1:]
        assert screen_lines(app)[top + 1].split() == ["ANN"]


async def test_a_low_terminal_has_no_strip() -> None:
    async with opened(build_story(), (80, 24)) as (app, _):
        (strip,) = app.screen.query(DayStrip)
        assert not strip.display
