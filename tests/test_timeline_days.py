"""The days of a timeline: counted at once, and read only where they are drawn or gone to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from conftest import build_story, opened, settled
from ondit.model import Story, TimelineEntry
from ondit.timeline import Filter
from ondit.whole import WholeStory
from ondit_tui.widgets import timeline_days
from ondit_tui.widgets.day_entries import PAGE
from ondit_tui.widgets.flow import Line
from ondit_tui.widgets.timeline_days import KEPT_DAYS, Days
from ondit_tui.widgets.timeline_list import TimelineList
from ondit_tui.widgets.timeline_listed import Listed, Spot
from ondit_tui.widgets.timeline_rows import DayLines

FERRY = replace(build_story().timeline[1], claim=None, statement=None)
RUMOURS = Filter(kinds=frozenset({"rumour"}))


def ferry(day: str | None, number: int) -> TimelineEntry:
    kind = "rumour" if number % 2 else "announcement"
    text = f"Ferry {number} sails on {day}"
    weight = float(number in (3, 5))
    return replace(
        FERRY,
        id=f"{day} {number}",
        kind=kind,
        published=day,
        text=text,
        importance=weight,  # type: ignore[arg-type]
    )


def ferries(days: int, a_day: int) -> Story:
    last = date(2024, 5, 23)
    headings = [(last - timedelta(number)).isoformat() for number in range(days)]
    entries = tuple(ferry(day, number) for day in headings for number in range(a_day))
    return replace(build_story(), timeline=entries)


class Asked(WholeStory):
    """A view that notes what it is asked for."""

    def __init__(self, story: Story) -> None:
        super().__init__(story)
        self.asked: list[tuple[str, str | None]] = []
        self.given = 0

    def entries(
        self, wanted: Filter, day: str | None, most: int | None = None, start: int = 0
    ) -> Sequence[TimelineEntry]:
        found = super().entries(wanted, day, most, start)
        self.asked.append(("entries", day))
        self.given += len(found)
        return found

    def standing(self, wanted: Filter, day: str | None) -> Sequence[TimelineEntry]:
        before = len(self.asked), self.given
        found = super().standing(wanted, day)
        del self.asked[before[0] :]
        self.asked.append(("standing", day))
        self.given = before[1] + len(found)
        return found


def test_no_entry_is_read_to_lay_days_out() -> None:
    view = Asked(ferries(300, 20))
    days = Days(view, Filter())
    listed = Listed(days, lambda _: False)
    assert days.count == 6_000
    assert listed.rows.line_count == 300 * 10
    assert Listed(days, lambda _: True).rows.line_count == 300 * 22
    assert view.asked == []


def test_only_the_day_that_is_looked_at_is_read_and_once() -> None:
    view = Asked(ferries(300, 20))
    listed = Listed(Days(view, Filter()), lambda _: False)
    for _turn in range(2):
        assert [getattr(listed.at(item), "id", None) for item in range(9, 12)] == [
            f"2024-05-22 {number}" for number in range(3)
        ]
    assert view.asked == [("standing", "2024-05-22")]


def test_of_a_long_day_that_is_unfolded_only_the_pages_are_read_that_are_looked_at() -> None:
    view = Asked(replace(build_story(), timeline=tuple(ferry(None, number) for number in range(5_000))))
    listed = Listed(Days(view, Filter()), lambda _: True)
    for item in range(0, 5_000, 100):
        assert listed.find(Spot(f"None {item}", None)) == item
    assert view.asked == []
    for item in (*range(PAGE + 1), 4_999):
        assert listed.at(item) == view.story.timeline[item]
    assert view.asked == [("entries", None)] * 3
    assert view.given == 2 * PAGE + 5_000 % PAGE


def test_days_that_were_looked_at_are_forgotten_but_for_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline_days, "KEPT_ENTRIES", 200)
    view = Asked(ferries(100, 9))
    days = Days(view, Filter())
    for number in range(100):
        list(days.entries(number))
    view.asked.clear()
    for number in range(100 - KEPT_DAYS, 100):
        list(days.entries(number))
    assert view.asked == []
    assert days.entries(0)[0]
    assert view.asked == [("entries", "2024-05-23")]


KEYS = [
    "j",
    "j",
    "right_square_bracket",
    "k",
    "c",
    "pagedown",
    "ctrl+d",
    "t",
    "t",
    "G",
    "k",
    "C",
    "g",
    "enter",
]


async def work_of(story: Story) -> tuple[list[int], int]:
    """Return how often a view is asked for entries at each key, and how many entries it gives in all."""
    view, counts = Asked(story), []
    async with opened(view) as (app, pilot):
        for key in KEYS:
            view.asked.clear()
            await pilot.press(key)
            await settled(app, pilot)
            counts.append(len(view.asked))
    return counts, view.given


async def test_what_a_key_costs_does_not_grow_with_the_list() -> None:
    few, many = await work_of(ferries(30, 20)), await work_of(ferries(300, 20))
    assert few == many
    assert max(few[0]) < 12


async def test_days_that_are_folded_give_only_what_stands() -> None:
    short, long = ferries(40, 60), ferries(40, 200)
    given = []
    for story in (short, long):
        view = Asked(story)
        async with opened(view) as (app, pilot):
            await pilot.press("j", "right_square_bracket", "pagedown", "pagedown", "g", "j")
            await settled(app, pilot)
        given.append(view.given)
    assert given[0] == given[1] < 120


async def test_a_move_composes_only_the_lines_that_the_cursor_leaves_and_comes_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    composed: list[int] = []
    compose = TimelineList.compose_row

    def note(self: TimelineList, row: int, width: int, *, chosen: bool) -> Line:
        composed.append(row)
        return compose(self, row, width, chosen=chosen)

    async with opened(ferries(30, 20)) as (app, pilot):
        await pilot.press("j", "j")
        await settled(app, pilot)
        monkeypatch.setattr(TimelineList, "compose_row", note)
        await pilot.press("j", "j", "k")
        await settled(app, pilot)
    assert set(composed) <= {3, 4, 5}
    assert len(composed) <= 6


def test_the_next_of_many_in_a_long_day_is_found_without_reading_it_all() -> None:
    view = Asked(replace(build_story(), timeline=tuple(ferry(None, number) for number in range(3_000))))
    new = {f"None {number}": None for number in range(0, 3_000, 2)}
    for is_open in (True, False):
        listed = Listed(Days(view, Filter()), lambda _, is_open=is_open: is_open)  # type: ignore[misc]
        item, seen = 0, []
        for _turn in range(4):
            spot = listed.next_of(new, item)
            item = listed.find(spot) or 0
            seen.append(spot and spot.entry)
        assert seen[:3] == ["None 2", "None 4", "None 6"]
        assert view.given <= 2 * PAGE


HELD = ferry("2024-05-22", 4)


def ids(days: Days) -> list[list[str]]:
    return [[entry.id for entry in days.entries(number)] for number in range(len(days.lines))]


def test_an_entry_that_is_held_stands_in_its_place_and_once() -> None:
    view = WholeStory(ferries(2, 6))
    days = Days(view, RUMOURS, held=HELD)
    assert ids(days)[1] == [f"2024-05-22 {number}" for number in (1, 3, 4, 5)]
    assert days.count == 7
    assert days.lines[1] == DayLines("2024-05-22", 4, 4)
    assert ids(Days(view, RUMOURS, held=ferry("2024-05-22", 3))) == ids(Days(view, RUMOURS))
    assert ids(Days(view, Filter(), held=HELD)) == ids(Days(view, Filter()))


@pytest.mark.parametrize("day", ["2024-05-23", "2024-05-22", "2024-05-21"])
def test_an_entry_that_is_held_brings_its_day(day: str) -> None:
    story = ferries(3, 1)
    others = [replace(one, kind="rumour") if one.published != day else one for one in story.timeline]
    held = next(one for one in others if one.published == day)
    days = Days(WholeStory(replace(story, timeline=tuple(others))), RUMOURS, held=held)
    assert ids(days) == [[one.id] for one in others]
    assert [line.published for line in days.lines] == [one.published for one in others]


def test_an_entry_that_is_held_is_not_folded() -> None:
    held = ferry("2024-05-22", 22)
    days = Days(WholeStory(ferries(2, 24)), RUMOURS, held=held)
    listed = Listed(days, lambda _: False)
    assert days.lines[1] == DayLines("2024-05-22", 13, 9)
    item = listed.find(Spot(held.id, "2024-05-22"))
    assert item is not None
    assert listed.at(item) == held
    assert not listed.is_folded(Spot(held.id, "2024-05-22"))


def test_entries_that_are_kept_stand_beside_those_that_matter() -> None:
    days = Days(WholeStory(ferries(1, 20)), Filter())
    days.keep([ferry("2024-05-23", 18), ferry("2024-05-23", 3), ferry("1999-01-01", 1)])
    assert [entry.id[11:] for entry in days.standing(0)] == [*"01234567", "18"]
    assert days.lines == [DayLines("2024-05-23", 20, 9)]
    assert [entry.id[11:] for entry in days.folded(0, 3)] == ["8", "9", "10"]
