"""The picture of a case file: where marks fall, whatever there is to draw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile_page import Page, page
from conftest import article
from ondit.export.casefile.axis import Axis, axis_of
from ondit.export.casefile.bars import HIGHEST, count
from ondit.export.casefile.gathering import Told
from ondit.export.casefile.picture import MOST_ROWS, Picture, lay_out, pictured
from ondit.export.casefile.plans import NARROW, OTHERS, SHAPES, WIDE, Plan
from ondit.export.excerpts import excerpts_of_entry
from ondit.model import Article, Claim, Event, Span, Story, TimelineEntry
from ondit.views import DayCount
from ondit.whole import WholeStory

PLANS = (WIDE, NARROW)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
WHEN = st.one_of(
    st.none(),
    DAYS.map(str),
    DAYS.map(lambda day: f"{day:%Y-%m}".rjust(7, "0")),
    DAYS.map(lambda day: f"{day.year:04}"),
    st.sampled_from(["2024-05-23T09:30:00+02:00", "no date", "2024-02-31"]),
)


def story_of(tellings: Sequence[Sequence[tuple[str, str | None]]], importance: Sequence[float] = ()) -> Story:
    """Return a story of claims, each told by outlets on days."""
    articles: list[Article] = []
    claims, entries = [], []
    for number, told in enumerate(tellings):
        text = f"The yard number {number} is rumoured to close."
        spans = []
        for outlet, day in told:
            name = f"a{len(articles)}"
            articles.append(article(name, outlet, day, "Yard", text))
            spans.append(Span(0, len(text), name))
        life = tuple(
            Event("first seen" if not at else "repeated", day, (spans[at],))
            for at, (_, day) in enumerate(told)
        )
        claims.append(Claim(f"c{number}", text, "rumour", "open", None, tuple(spans), history=life))
        sources = tuple(dict.fromkeys(outlet for outlet, _ in told))
        dated = min((day for _, day in told if day), default=None)
        weight = importance[number] if importance else 0.0
        entries.append(
            TimelineEntry(f"t-c{number}", f"c{number}", None, "rumour", 0.5, dated, None, sources, text,
                          status="open", importance=weight)
        )  # fmt: skip
    return Story(tuple(articles), claims=tuple(claims), timeline=tuple(entries))


def drawn(story: Story, plan: Plan) -> Picture:
    view = WholeStory(story)
    told = []
    for entry in story.timeline:
        part = view.part(entry)
        told.append(Told(entry, part, part.claims[0], list(excerpts_of_entry(part, entry))))
    days: dict[str | None, int] = {}
    for entry in story.timeline:
        days[entry.published] = days.get(entry.published, 0) + 1
    counts = {"rumour": [DayCount(*one) for one in days.items()]}
    numbers = {entry.claim or "": number for number, entry in enumerate(story.timeline, 1)}
    return lay_out(pictured(told, numbers, counts), plan)  # type: ignore[arg-type]


def test_the_days_of_an_axis_fall_in_order_between_its_ends() -> None:
    axis = Axis(date(2024, 5, 1), date(2024, 5, 4), 100, 180)
    assert [axis.at(date(2024, 5, day)) for day in (1, 2, 3, 4)] == [110, 130, 150, 170]
    assert (axis.at(date(2024, 5, 1), 0.0), axis.at(date(2024, 5, 4), 1.0)) == (100, 180)
    assert (axis.at(date(2023, 1, 1)), axis.at(date(2025, 1, 1))) == (100, 180)
    assert axis.ends() == ("1 May 2024", "4 May 2024")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-05-23", "2024-05-23", ["23 May 2024"]),
        ("2024-05-23", "2024-05-26", ["23 May 2024", "24 May 2024", "25 May 2024", "26 May 2024"]),
        ("2024-05-01", "2024-05-14", [f"{day} May 2024" for day in (1, 3, 5, 7, 9, 11, 13)]),
        ("2024-01-10", "2024-07-10", [f"{one} 2024" for one in "Feb Mar Apr May Jun Jul".split()]),
        ("2021-03-01", "2024-07-10", [f"{one} 202{at}" for at in (1, 2, 3, 4) for one in ("Jan", "Jul")][1:]),
        ("2016-03-01", "2022-07-10", ["2017", "2018", "2019", "2020", "2021", "2022"]),
        ("0001-01-01", "9999-12-31", ["2000", "4000", "6000", "8000"]),
    ],
)  # fmt: skip
def test_days_are_named_as_evenly_as_calendars_go(first: str, last: str, words: list[str]) -> None:
    axis = axis_of([first, last], 0, 700)
    assert axis
    found = [tick.words for tick in axis.ticks(7)]
    assert found == words


@given(DAYS, DAYS, st.integers(1, 9))
def test_there_is_always_a_named_day_and_never_too_many(a: date, b: date, most: int) -> None:
    axis = Axis(min(a, b), max(a, b), 0, 100)
    ticks = axis.ticks(most)
    assert 1 <= len(ticks) <= most
    places = [tick.at for tick in ticks]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)


def test_dates_that_are_no_dates_make_no_axis() -> None:
    assert axis_of([None, "soon", "2024-02-31"], 0, 1) is None


def test_bars_count_each_entry_once_and_the_highest_is_the_most() -> None:
    axis = axis_of(["2024-05-01", "2024-05-10"], 0, 100)
    assert axis
    days = {
        "announcement": [DayCount("2024-05-01", 3), DayCount("2024-05", 1)],
        "rumour": [DayCount("2024-05-01", 1), DayCount(None, 9)],
    }
    bars, most = count(days, axis, 50, 10)  # type: ignore[arg-type]
    assert most == 4
    assert sum(bar.height for bar in bars) == pytest.approx(HIGHEST * 5 / 4)
    assert min(bar.y for bar in bars) == pytest.approx(50 - HIGHEST)


def test_outlets_have_shapes_by_how_much_they_tell_and_the_others_share_one() -> None:
    names = [f"Outlet {number}" for number in range(11)]
    tellings = [[(name, "2024-05-01")] for at, name in enumerate(names) for _ in range(12 - at)]
    made = drawn(story_of(tellings[:MOST_ROWS]), WIDE)
    numbers = {mark.outlet: mark.number for row in made.rows for mark in row.marks}
    assert numbers["Outlet 0"] == 0
    assert numbers["Outlet 1"] == 1
    many = drawn(story_of([[(name, "2024-05-01") for name in names]]), WIDE)
    shared = [
        name
        for name in names
        if name not in {m.outlet for row in many.rows for m in row.marks if m.number < OTHERS}
    ]
    assert len(shared) >= 3
    assert len({shape for _, shape in SHAPES}) == len(SHAPES) == OTHERS + 1


@pytest.mark.parametrize("plan", PLANS, ids=("wide", "narrow"))
def test_of_many_claims_those_that_matter_most_are_drawn_first_told_on_top(plan: Plan) -> None:
    tellings = [[("Ledger", f"2024-{1 + at % 12:02}-{1 + at % 28:02}")] for at in range(300)]
    importance = [at / 10 for at in range(300)]
    made = drawn(story_of(tellings, importance), plan)
    assert len(made.rows) == MOST_ROWS
    assert {row.number for row in made.rows} == set(range(300 - MOST_ROWS + 1, 301))
    assert sum(bar.height for bar in made.bars) > HIGHEST


def test_marks_of_one_day_stand_side_by_side_and_what_has_no_room_is_counted() -> None:
    tellings = [[(f"Outlet {number}", "2024-05-01") for number in range(12)]]
    (row,) = drawn(story_of(tellings), WIDE).rows
    places = [mark.x for mark in row.marks]
    assert len(places) == len(set(places)) == 8
    assert [more for _, more in row.more] == [4]
    assert len(row.told) == 12


def test_what_is_known_to_a_month_has_arms_and_what_has_no_date_its_own_column() -> None:
    (row,) = drawn(story_of([[("Ledger", "2024-05"), ("Quay", None), ("Post", "2024-06-30")]]), WIDE).rows
    months = [mark for mark in row.marks if mark.whole]
    assert [mark.outlet for mark in months] == ["Ledger"]
    assert months[0].whole[0] < months[0].x < months[0].whole[1]  # type: ignore[index]
    assert [mark.outlet for mark in row.marks if mark.x == WIDE.undated] == ["Quay"]


@given(
    st.lists(st.lists(st.tuples(st.sampled_from("ABCDEFGHIJK"), WHEN), min_size=1, max_size=9), max_size=6)
)
def test_whatever_is_drawn_lies_in_the_picture(tellings: list[list[tuple[str, str | None]]]) -> None:
    for plan in PLANS:
        made = drawn(story_of(tellings), plan)
        assert len(made.rows) == len(tellings)
        for row in made.rows:
            xs = [mark.x for mark in row.marks]
            assert all(-60 <= x <= plan.width + 60 for x in xs)
            assert 0 <= row.y < made.base <= made.height
            if row.line:
                assert plan.start <= row.line[0] <= row.line[1] <= plan.end
        for bar in made.bars:
            assert plan.start <= bar.x
            assert bar.x + bar.width <= plan.end
            assert bar.y >= made.base - HIGHEST - 0.1


def test_a_label_is_cut_where_its_room_ends_and_the_table_has_all_of_it() -> None:
    story = story_of([[("Ledger", "2024-05-01")]])
    long = "東京" * 90
    claim = story.claims[0]
    entry = story.timeline[0]
    told = Story(
        story.articles,
        claims=(claim,),
        timeline=(
            TimelineEntry(entry.id, claim.id, None, "rumour", 0.5, "2024-05-01", None, ("Ledger",), long),
        ),
    )
    (row,) = drawn(told, WIDE).rows
    assert row.label.endswith("…")
    assert len(row.label) < 30
    made = page(WholeStory(told))
    assert f"C1 {long}" in made.texts("#picture tbody th")


def pictures(made: Page) -> list[str]:
    return re.findall(r'<svg class="(?:wide|narrow)".*?</svg>', made.text, re.DOTALL)


def test_both_pictures_and_the_table_tell_the_same() -> None:
    story = story_of([[("Ledger", "2024-05-01"), ("Quay", None)], [("Quay", "2024-06")]])
    made = page(WholeStory(story))
    wide, narrow = pictures(made)
    for title in ("Ledger, 2024-05-01", "Quay, no date", "Quay, 2024-06"):
        assert f"<title>{title}</title>" in wide
        assert f"<title>{title}</title>" in narrow
    cells = made.texts("#picture tbody td")
    assert "Ledger (2024-05-01); Quay (no date)" in cells
    assert "Quay (2024-06)" in cells
    assert made.texts("svg.wide > title") == ["Claims over time"]


@pytest.mark.parametrize(
    "tellings", [[[("Ledger", None)]], [[("Ledger", "2024")]], [[("Ledger", "0001-01-01")]]]
)
def test_one_claim_is_drawn_whatever_is_known_of_its_day(
    tellings: list[list[tuple[str, str | None]]],
) -> None:
    made = page(WholeStory(story_of(tellings)))
    assert len(pictures(made)) == 2
    assert made.texts("figcaption")[0].startswith("1 claim")
